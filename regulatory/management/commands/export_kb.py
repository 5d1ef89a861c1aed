"""`export_kb folder/`: the database's content as content files, byte for byte those from which it was loaded."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from regulatory.dossiers import content, load


class Command(BaseCommand):
    help = "Write the database's content as content files into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write; files of the same name are overwritten")

    def handle(self, *, folder: Path, **_: Any) -> None:
        files = content.render_files(load.stored_content().content)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # Written beside and moved over, so that a reader never meets half a file.
            beside = path.with_suffix(".tmp")
            beside.write_bytes(data)
            beside.replace(path)
        self.stdout.write(self.style.SUCCESS(f"Wrote {len(files)} files to {folder}."))
