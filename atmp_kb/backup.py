"""Backups of the whole database, accounts and drafts included, and the way back; the commands `backup` and `restore` are thin.

SQLite is copied by its online backup, PostgreSQL by pg_dump: both give one moment of the database while others write. The content
alone, for people to read, is what `export_kb` writes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connections

SQLITE = b"SQLite format 3\0"
POSTGRESQL = b"PGDMP"


class BackupError(Exception):
    """What is wrong, and what would be right, in words for whoever runs the command."""


def save(target: Path) -> None:
    """Write a backup to `target`, whole or not at all. Raises BackupError where the file is there already or the database refuses."""
    if target.exists():
        raise BackupError(f"{target} is there already; a backup never overwrites another. Name a new file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        if database()["ENGINE"] == "django.db.backends.sqlite3":
            copy_sqlite(Path(database()["NAME"]), unfinished)
        else:
            postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={unfinished}")
        unfinished.chmod(0o600)  # it holds the digests of passwords
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(source: Path) -> None:
    """Put the database back to the state of a backup, whole or not at all. Raises BackupError where the file is none of its kind."""
    if not source.is_file():
        raise BackupError(f"{source} is not there.")
    kind = SQLITE if database()["ENGINE"] == "django.db.backends.sqlite3" else POSTGRESQL
    with source.open("rb") as opened:
        if opened.read(len(kind)) != kind:
            name = "SQLite" if kind == SQLITE else "PostgreSQL"
            raise BackupError(
                f"{source} is no backup of {name}, which DATABASE_URL names. Name a file that `backup` wrote."
            )
    connections.close_all()
    if kind == SQLITE:
        if not is_whole(source):
            raise BackupError(f"{source} is damaged; nothing was changed.")
        copy_sqlite(source, Path(database()["NAME"]))
    else:
        postgresql("pg_restore", "--single-transaction", "--clean", "--if-exists", "--no-owner", str(source))


def database() -> dict[str, Any]:
    return connections["default"].settings_dict


def is_whole(source: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as opened:
            return opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def copy_sqlite(source: Path, target: Path) -> None:
    """All pages in one step: a writer waits that long, and the copy is of one moment."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (
            closing(sqlite3.connect(source, timeout=30)) as read,
            closing(sqlite3.connect(target, timeout=30)) as written,
        ):
            read.backup(written)
    except sqlite3.Error as error:
        raise BackupError(f"SQLite: {error}; nothing was changed.") from error


def postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on the database that DATABASE_URL names."""
    if not shutil.which(program):
        raise BackupError(f"{program} is not installed (Debian: apt-get install postgresql-client).")
    named = database()
    where = [f"--host={named['HOST'] or 'localhost'}", f"--port={named['PORT'] or 5432}"]
    where += [f"--username={named['USER']}"] if named["USER"] else []
    where += ["--no-password", f"--dbname={named['NAME']}"]
    # The password goes through the environment: others can read a command line.
    environment = os.environ | ({"PGPASSWORD": named["PASSWORD"]} if named["PASSWORD"] else {})
    done = subprocess.run([program, *where, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()}; nothing was changed.")
