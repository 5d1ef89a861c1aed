"""`load_kb fixtures/`: the content files into the database, all of them or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from regulatory.dossiers import checks, content, load


class Command(BaseCommand):
    help = "Load the content files into the database: validated as a whole, in one transaction, without overwriting curators' edits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder of the content files")
        parser.add_argument("--reason", default="Loaded from the content files", help="why; stands in the change note")
        parser.add_argument(
            "--wins",
            type=load.Wins,
            choices=list(load.Wins),
            help="which side stands where files and database were both changed",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *, folder: Path, reason: str, wins: load.Wins | None, dry_run: bool, **_: Any) -> None:
        self.stdout.write(f"Reading {folder} ...")
        files, problems = content.read_folder(folder)
        problems = problems or checks.problems_between(files)
        if problems:
            for problem in problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(problems)} problems; nothing was loaded.")
        stored = load.stored_content()
        made = load.plan(files, stored, wins=wins)
        for noun, key in made.missing:
            self.stdout.write(f"{noun} {key}: is no longer in the files; it stays in the database.")
        for noun, key in made.kept:
            self.stdout.write(f"{noun} {key}: keeps the edit made in the database.")
        if made.conflicts:
            for conflict in made.conflicts:
                self.stderr.write(str(conflict))
            raise CommandError(
                f"{len(made.conflicts)} conflicts; nothing was loaded. "
                "Mend the files, or say --wins files or --wins database."
            )
        self.stdout.write(f"{len(made.added)} new, {len(made.changed)} changed, {len(made.unchanged)} unchanged.")
        if dry_run:
            return
        try:
            load.apply(files, stored, made, reason=reason, progress=self.show)
        except ValidationError as error:
            raise CommandError(f"Nothing was loaded: {'; '.join(error.messages)}") from error
        load.remember_folder(folder)
        self.stdout.write(self.style.SUCCESS("Loaded."))

    def show(self, noun: str, count: int) -> None:
        self.stdout.write(f"  {noun}: {count}")
        self.stdout.flush()
