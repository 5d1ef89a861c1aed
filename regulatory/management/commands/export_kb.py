"""`export_kb folder/`: the database's content as content files, byte for byte those from which it was loaded."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regulatory.dossiers import checks, layout, reading, writing
from regulatory.dossiers.stored import nobody_else_writing, stored_content


class Command(BaseCommand):
    help = "Write the database's content as content files into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write; files of the same name are overwritten")

    def handle(self, *, folder: Path, **_: Any) -> None:
        with nobody_else_writing():
            content = stored_content().content
        files = writing.render_files(content)
        try:
            for name, data in files.items():
                self.write(folder / name, data)
        except OSError as error:
            raise CommandError(f"Cannot write {error.filename or folder}: {error.strerror}.") from error
        self.stdout.write(self.style.SUCCESS(f"Wrote {len(files)} files to {folder}."))
        for _kind, name, _path in layout.files_in(folder):
            if name not in files:
                self.stdout.write(f"{name}: is not of this database; it was left as it is.")
        self.refuse_what_cannot_be_loaded(folder)

    def write(self, path: Path, data: bytes) -> None:
        """Beside it and moved over, so that a reader never meets half a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(data)
        beside.replace(path)

    def refuse_what_cannot_be_loaded(self, folder: Path) -> None:
        """Everything was written; what curators left unfinished is told here, before somebody's load stumbles over it."""
        files, problems = reading.read_folder(folder)
        problems += checks.problems_between(files)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(
                f"{len(problems)} problem{'s' * (len(problems) > 1)} in what was written: load_kb would refuse it. "
                "Mend the records in the database and export again."
            )
