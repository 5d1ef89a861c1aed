"""Database triggers that refuse every change of a published version, its citations and its classes included.

Models cannot hold this: `update()`, upserts, cascades and raw SQL go past them. The triggers are dropped before each migrate
(SQLite cannot alter a table whose triggers name another) and made again after it; `check_kb` and the health page count them.
What a write should look like is decided in curation/actions.py; here stands only what must never happen.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from regulatory.choices import OPEN_STATES, State

PREFIX = "kb_guard"
OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
MAY_CHANGE_ON_CLOSING = ("state", "superseded_at")


def guarded_tables() -> tuple[str, dict[str, tuple[str, str]], dict[str, list[str]]]:
    """The table of facts, the tables of their parts (link column, type of a child table or ""), the append-only tables (their
    unique columns).
    """
    from regulatory.models import (
        FACT_MODELS,
        ChangeEntry,
        ChangeNote,
        Citation,
        Confirmation,
        Fact,
        FactClass,
        ReviewEvent,
        Withdrawal,
    )

    parts = {model._meta.db_table: ("fact_ptr_id", str(fact_type)) for fact_type, model in FACT_MODELS.items()}
    append_only: list[type[Model]] = [ChangeNote, ChangeEntry, Confirmation, ReviewEvent, Withdrawal]
    parts |= {model._meta.db_table: ("fact_id", "") for model in (Citation, FactClass)}
    return (
        Fact._meta.db_table,
        parts,
        {model._meta.db_table: columns_of(model, unique=True) for model in append_only},
    )


def columns_of(model: type[Model], *, unique: bool = False) -> list[str]:
    return [
        field.column for field in model._meta.local_concrete_fields if field.column and (field.unique or not unique)
    ]


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
    return statements


POSTGRESQL_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION {PREFIX}_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> '{State.DRAFT}' THEN
      RAISE EXCEPTION 'a version is born as a draft' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  ELSIF TG_OP = 'DELETE' THEN
    IF OLD.state NOT IN ({OPEN}) THEN
      RAISE EXCEPTION 'a published version cannot be deleted' USING ERRCODE = '23514';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state IN ({OPEN}) THEN
    IF (OLD.id, OLD.key, OLD.version, OLD.type) IS NOT DISTINCT FROM (NEW.id, NEW.key, NEW.version, NEW.type)
       AND NEW.state IN ({OPEN}, '{State.PUBLISHED}') THEN
      RETURN NEW;
    END IF;
  ELSIF OLD.state = '{State.PUBLISHED}' AND NEW.state IN ('{State.SUPERSEDED}', '{State.WITHDRAWN}')
       AND (to_jsonb(OLD) - '{{{",".join(MAY_CHANGE_ON_CLOSING)}}}'::text[])
           = (to_jsonb(NEW) - '{{{",".join(MAY_CHANGE_ON_CLOSING)}}}'::text[]) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a published version cannot be changed' USING ERRCODE = '23514';
END $$;

CREATE OR REPLACE FUNCTION {PREFIX}_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_fact bigint; new_fact bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN old_fact := (to_jsonb(OLD) ->> TG_ARGV[0])::bigint; END IF;
  IF TG_OP <> 'DELETE' THEN new_fact := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint; END IF;
  -- The lock comes first and without a condition on the state: with one, a version that is being published would not be waited for.
  PERFORM 1 FROM {{fact}} WHERE id IN (old_fact, new_fact) ORDER BY id FOR SHARE;
  IF EXISTS (SELECT 1 FROM {{fact}} WHERE id IN (old_fact, new_fact) AND state NOT IN ({OPEN}))
     OR (TG_OP <> 'DELETE' AND TG_ARGV[1] <> ''
         AND NOT EXISTS (SELECT 1 FROM {{fact}} WHERE id = new_fact AND type = TG_ARGV[1])) THEN
    RAISE EXCEPTION 'a part of a published version cannot be changed' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION {PREFIX}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this record is only ever added to' USING ERRCODE = '23514';
END $$;
"""


def postgresql_statements() -> dict[str, str]:
    """Trigger name -> CREATE TRIGGER, for PostgreSQL; they call POSTGRESQL_FUNCTIONS."""
    fact, parts, append_only = guarded_tables()
    statements: dict[str, str] = {}

    def guard(table: str, events: str, call: str, level: str = "ROW") -> None:
        name = f"{PREFIX}_{table}_{'row' if level == 'ROW' else 'truncate'}"
        statements[name] = (
            f'CREATE TRIGGER "{name}" BEFORE {events} ON "{table}" FOR EACH {level} EXECUTE FUNCTION {PREFIX}_{call}'
        )

    guard(fact, "INSERT OR UPDATE OR DELETE", "fact()")
    for table, (link, fact_type) in parts.items():
        guard(table, "INSERT OR UPDATE OR DELETE", f"part('{link}', '{fact_type}')")
    for table in append_only:
        guard(table, "UPDATE OR DELETE", "refuse()")
    for table in [fact, *parts, *append_only]:
        guard(table, "TRUNCATE", "refuse()", level="STATEMENT")
    return statements


def expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that should stand on this database, by name."""
    return postgresql_statements() if connection.vendor == "postgresql" else sqlite_statements()


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the guards that stand on this database and are switched on."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the guards that should stand and do not."""
    return set(expected(connection)) - installed(connection)


def tables_of_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    query = (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name: table.strip('"') for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the guards down: only ever around a change of the tables themselves."""
    tables = tables_of_triggers(connection)
    with connection.cursor() as cursor:
        for name, table in tables.items():
            on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guards up; what stands already is made anew."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS.replace("{fact}", f'"{guarded_tables()[0]}"'))
        for statement in expected(connection).values():
            cursor.execute(statement)


def drop_before_migrate(using: str, **_: Any) -> None:
    drop(connections[using])


def install_after_migrate(using: str, **_: Any) -> None:
    connection = connections[using]
    present = connection.introspection.table_names()
    fact, parts, append_only = guarded_tables()
    # A migrate to an earlier state ("migrate regulatory zero") leaves no tables to guard.
    if {fact, *parts, *append_only} <= set(present):
        install(connection)
