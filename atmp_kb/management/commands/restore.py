"""`restore FILE`: the database as a backup has it; what came after is gone."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atmp_kb import backup
from regulatory.curation.integrity import problems_in_database


class Command(BaseCommand):
    help = "Put the whole database back to the state of a backup."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            backup.restore(file)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        for problem in problems_in_database():
            self.stderr.write(problem)
        self.stdout.write(self.style.SUCCESS(f"The database is as {file} has it."))
