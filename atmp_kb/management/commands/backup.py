"""`backup FILE`: a copy of the whole database, taken while others write."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atmp_kb import backup


class Command(BaseCommand):
    help = "Write a backup of the whole database to a new file."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            backup.save(file)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"Written: {file} ({file.stat().st_size:,} bytes)."))
