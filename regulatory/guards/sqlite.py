"""The guards as triggers of SQLite."""

from __future__ import annotations

from regulatory.choices import State
from regulatory.guards.tables import (
    MAY_CHANGE_ON_CLOSING,
    OPEN,
    PREFIX,
    STEPS_OF_PENDING,
    columns_of,
    guarded_tables,
    pending_table,
)


def sqlite_statements() -> dict[str, str]:
    """Trigger name -> CREATE TRIGGER, for SQLite.

    INSERT OR REPLACE and UPDATE OR REPLACE delete the rows that are in their way without any trigger of deletion, so a guard also
    looks at the rows that the new one would push out: by its row number, or by what is unique.
    """
    from regulatory.models import Fact

    fact, parts, append_only = guarded_tables()
    statements: dict[str, str] = {}

    def guard(table: str, event: str, condition: str, message: str) -> None:
        name = f"{PREFIX}_{table}_{event.lower()}"
        statements[name] = (
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )

    kept = [column for column in columns_of(Fact) if column not in MAY_CHANGE_ON_CLOSING]
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in kept)
    identity = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in ("id", "key", "version", "type"))
    closing = f"OLD.state = '{State.PUBLISHED}' AND NEW.state IN ('{State.SUPERSEDED}', '{State.WITHDRAWN}')"
    pushes_out = (
        f'EXISTS (SELECT 1 FROM "{fact}" WHERE state NOT IN ({OPEN}) '
        "AND (id = NEW.id OR (key = NEW.key AND version = NEW.version)))"
    )
    pushes_out_published = (
        f"NEW.state = '{State.PUBLISHED}' AND EXISTS "
        f"(SELECT 1 FROM \"{fact}\" WHERE key = NEW.key AND state = '{State.PUBLISHED}' AND id <> NEW.id)"
    )
    guard(fact, "INSERT", f"NEW.state <> '{State.DRAFT}' OR {pushes_out}", "a version is born as a draft")
    guard(
        fact,
        "UPDATE",
        f"CASE WHEN OLD.state IN ({OPEN}) "
        f"THEN ({identity}) OR NEW.state NOT IN ({OPEN}, '{State.PUBLISHED}') OR ({pushes_out_published}) "
        f"WHEN {closing} THEN ({changed}) ELSE 1 END",
        "a published version cannot be changed",
    )
    guard(fact, "DELETE", f"OLD.state NOT IN ({OPEN})", "a published version cannot be deleted")
    for table, (link, fact_type) in parts.items():
        new_is_closed = f'(SELECT state FROM "{fact}" WHERE id = NEW."{link}") NOT IN ({OPEN})'
        old_is_closed = f'(SELECT state FROM "{fact}" WHERE id = OLD."{link}") NOT IN ({OPEN})'
        wrong_type = f'(SELECT type FROM "{fact}" WHERE id = NEW."{link}") IS NOT \'{fact_type}\'' if fact_type else "0"
        pushed_is_closed = (
            f'(SELECT state FROM "{fact}" WHERE id = (SELECT "{link}" FROM "{table}" WHERE rowid = NEW.rowid)) '
            f"NOT IN ({OPEN})"
        )
        message = "a part of a published version cannot be changed"
        guard(table, "INSERT", f"{new_is_closed} OR {wrong_type} OR {pushed_is_closed}", message)
        guard(table, "UPDATE", f"{old_is_closed} OR {new_is_closed} OR {wrong_type} OR {pushed_is_closed}", message)
        guard(table, "DELETE", old_is_closed, message)
    for table, unique in append_only.items():
        pushed_out = " OR ".join(f'"{column}" = NEW."{column}"' for column in ("rowid", *unique))
        guard(
            table, "INSERT", f'EXISTS (SELECT 1 FROM "{table}" WHERE {pushed_out})', "this record is only ever added to"
        )
        guard(table, "UPDATE", "1", "this record is only ever added to")
        guard(table, "DELETE", "1", "this record is only ever added to")
    pending, kept = pending_table()
    published, _closed = STEPS_OF_PENDING
    born_later = f'EXISTS (SELECT 1 FROM "{pending}" WHERE rowid = NEW.rowid) OR NEW.published_at IS NOT NULL'
    guard(pending, "INSERT", f"{born_later} OR NEW.closed_at IS NOT NULL", "a coming change is born as a proposal")
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in kept)
    republished = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in published)
    once = f"OLD.closed_at IS NOT NULL OR (OLD.published_at IS NOT NULL AND ({republished}))"
    guard(pending, "UPDATE", f"({changed}) OR {once}", "a step of a coming change is taken once")
    guard(pending, "DELETE", "1", "this record is only ever added to")
    return statements
