"""`check_kb fixtures/`: the content files against the rules; without a folder, the database against what must hold over it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regulatory.curation.integrity import problems_in_database
from regulatory.dossiers import checks, layout, reading, writing


class Command(BaseCommand):
    help = "Check the content files (with a folder) or the database (without) against the rules."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="the folder of the content files")

    def handle(self, *, folder: Path | None, **_: Any) -> None:
        problems = self.problems_in(folder) if folder else list(problems_in_database())
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problem{'s' * (len(problems) > 1)}.")
        self.stdout.write(self.style.SUCCESS(f"Nothing wrong in {folder or 'the database'}."))

    def problems_in(self, folder: Path) -> list[str]:
        files, problems = reading.read_folder(folder)
        problems += checks.problems_between(files)
        if problems:
            return [str(problem) for problem in problems]
        written = writing.render_files(files)
        self.stdout.write(f"{len(files.records)} records in {len(written)} files.")
        return [
            f"{name}: is not in the form in which export_kb writes it; load it and export it"
            for _, name, path in layout.files_in(folder)
            if path.read_bytes() != written[name]
        ]
