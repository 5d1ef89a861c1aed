"""`load_kb fixtures/`: the content files into the database, all of them or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from regulatory.dossiers import checks, load, reading
from regulatory.dossiers.content import Content
from regulatory.dossiers.planning import Plan, Wins, plan
from regulatory.dossiers.stored import Stored, nobody_else_writing, stored_content


class Command(BaseCommand):
    help = "Load the content files into the database: validated as a whole, in one transaction, without overwriting curators' edits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder of the content files")
        parser.add_argument("--reason", default="Loaded from the content files", help="why; stands in the change note")
        parser.add_argument(
            "--wins",
            choices=[str(side) for side in Wins],
            help="which side stands where files and database were both changed",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *, folder: Path, reason: str, wins: str | None, dry_run: bool, **_: Any) -> None:
        if not reason.strip():
            raise CommandError("Nothing was loaded: --reason is empty; say why, readers of the change will ask.")
        self.stdout.write(f"Reading {folder} ...")
        # Before the files are read: one that is saved meanwhile is loaded by the next start.
        fingerprint = load.folder_digest(folder)
        files = self.read(folder)
        try:
            with nobody_else_writing():
                stored = stored_content()
                made = plan(files, stored, wins=Wins(wins) if wins else None)
                self.tell(made, stored)
                if not dry_run:
                    load.keep_conflicts(made)
                if not dry_run and not made.conflicts:
                    load.apply(files, stored, made, reason=reason, progress=self.show)
                    load.remember_folder(fingerprint)
        except load.NotLoadedError as error:
            raise CommandError(f"Nothing was loaded: {error}") from error
        except DatabaseError as error:
            raise CommandError(f"Nothing was loaded: the database refuses the change: {error}") from error
        if made.conflicts:
            raise CommandError(
                f"{len(made.conflicts)} conflict{'s' * (len(made.conflicts) > 1)}; nothing was loaded. "
                "Mend the files, or say --wins files or --wins database."
            )
        if not dry_run:
            self.stdout.write(self.style.SUCCESS("Loaded."))

    def read(self, folder: Path) -> Content:
        files, problems = reading.read_folder(folder)
        problems += checks.problems_between(files)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problem{'s' * (len(problems) > 1)}; nothing was loaded.")
        return files

    def tell(self, made: Plan, stored: Stored) -> None:
        """What will be done, or why that cannot be decided."""
        for noun, key in made.missing:
            self.stdout.write(f"{noun} {key}: is no longer in the files; it stays in the database.")
        for identity in made.kept:
            is_there = identity in stored.content.records
            kept = "keeps the edit made in" if is_there else "stays as it is in"
            self.stdout.write(
                f"{' '.join(identity)}: {kept} the database{'' if is_there else ': removed, or a draft'}."
            )
        for conflict in made.conflicts:
            self.stderr.write(str(conflict))
        if not made.conflicts:
            self.stdout.write(f"{len(made.added)} new, {len(made.changed)} changed, {len(made.unchanged)} unchanged.")

    def show(self, what: str, count: int) -> None:
        self.stdout.write(f"  {what}: {count}")
        self.stdout.flush()
