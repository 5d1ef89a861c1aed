"""Writers that are killed (SIGKILL) in the middle of publishing, superseding and loading, a hundred times, on this run's database."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("KILLS", "100"))
VERBS = ("publish", "supersede", "load")
TURNS = 2.5
"""A writer is left to work for as long as so many turns of its work take, at most: it is killed in any of them, and at any place."""


@contextlib.contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty database, of the kind that this run uses, that other processes can open."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'killed.sqlite3'}"
        return
    given = settings.DATABASES["default"]
    name = f"{given['NAME'].removeprefix('test_')}_killed"
    with contextlib.closing(psycopg2.connect(**connection.get_connection_params() | {"dbname": "postgres"})) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
            try:
                secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
                yield f"postgres://{given['USER']}{secret}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
            finally:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class Nursery:
    """The process of nursery.py."""

    def __init__(self, folder: Path, database: str) -> None:
        env = os.environ | {"DATABASE_URL": database, "VAR_DIR": str(folder), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.regulatory.curation.nursery", str(folder)]
        self.process = subprocess.Popen(  # noqa: S603 - this very interpreter
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait(timeout=30)

    def ask(self, *words: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the nursery is gone"
        return json.loads(line)


def test_killed_in_the_middle_everything_is_whole(tmp_path: Path):
    chance = random.Random(20261129)  # noqa: S311 - when a writer is killed is no secret
    with own_database(tmp_path) as database:
        nursery = Nursery(tmp_path, database)
        try:
            assert nursery.ask("prepare") == "ready"
            turns = {verb: min(float(nursery.ask("time", verb)), 3) for verb in VERBS}
            first = nursery.ask("check")
            assert first["problems"] == []
            for number in range(KILLS):
                verb = VERBS[number % 3]
                writer = nursery.ask("fork", verb, number)
                time.sleep(chance.uniform(0.1, TURNS) * turns[verb])
                os.kill(writer, signal.SIGKILL)
                assert nursery.ask("reap", writer) == signal.SIGKILL, f"the writer of {verb} ended by itself"
                found = nursery.ask("check")
                assert found["problems"] == [], (number, verb)
            # They did work meanwhile, all of them.
            assert found["versions"] - first["versions"] > KILLS / 10
            assert found["sources"] - first["sources"] > KILLS / 10
            assert found["notes"] - first["notes"] > KILLS / 5
        finally:
            nursery.close()
