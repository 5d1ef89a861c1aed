"""The guards as triggers of PostgreSQL, and the functions that they call."""

from __future__ import annotations

from regulatory.choices import State
from regulatory.guards.tables import (
    MAY_CHANGE_ON_CLOSING,
    OPEN,
    PREFIX,
    STEPS_OF_PENDING,
    guarded_tables,
    pending_table,
)

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

CREATE OR REPLACE FUNCTION {PREFIX}_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.published_at IS NOT NULL OR NEW.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'a coming change is born as a proposal' USING ERRCODE = '23514';
    END IF;
  ELSIF OLD.closed_at IS NOT NULL
     OR (OLD.published_at IS NOT NULL
         AND (to_jsonb(OLD) - '{{{",".join(STEPS_OF_PENDING[1])}}}'::text[])
             <> (to_jsonb(NEW) - '{{{",".join(STEPS_OF_PENDING[1])}}}'::text[]))
     OR (to_jsonb(OLD) - '{{{",".join(sum(STEPS_OF_PENDING, ()))}}}'::text[])
        <> (to_jsonb(NEW) - '{{{",".join(sum(STEPS_OF_PENDING, ()))}}}'::text[]) THEN
    RAISE EXCEPTION 'a step of a coming change is taken once' USING ERRCODE = '23514';
  END IF;
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
    pending, _kept = pending_table()
    guard(pending, "INSERT OR UPDATE", "pending()")
    statements[f"{PREFIX}_{pending}_delete"] = (
        f'CREATE TRIGGER "{PREFIX}_{pending}_delete" BEFORE DELETE ON "{pending}" FOR EACH ROW '
        f"EXECUTE FUNCTION {PREFIX}_refuse()"
    )
    for table in [fact, *parts, *append_only, pending]:
        guard(table, "TRUNCATE", "refuse()", level="STATEMENT")
    return statements
