"""Database triggers that refuse every change of a published version, its citations and its classes included.

Models cannot hold this: `update()`, upserts, cascades and raw SQL go past them. The triggers are dropped before each migrate
(SQLite cannot alter a table whose triggers name another) and made again after it; `check_kb` and the health page count them.
What is guarded stands in tables.py, the statements in sqlite.py and postgresql.py. What a write should look like is decided in
curation/actions.py; here stands only what must never happen.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from regulatory.guards.postgresql import POSTGRESQL_FUNCTIONS, postgresql_statements
from regulatory.guards.sqlite import sqlite_statements
from regulatory.guards.tables import MAY_CHANGE_ON_CLOSING, PREFIX, guarded_tables, pending_table

__all__ = [
    "MAY_CHANGE_ON_CLOSING",
    "PREFIX",
    "drop",
    "expected",
    "guarded_tables",
    "install",
    "installed",
    "missing",
    "pending_table",
    "postgresql_statements",
    "sqlite_statements",
    "tables_of_triggers",
]


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
    if {fact, *parts, *append_only, pending_table()[0]} <= set(present):
        install(connection)
