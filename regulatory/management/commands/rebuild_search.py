"""`rebuild_search`: the search index made anew from what is public. Needed after an upgrade that reads texts in another way."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from regulatory.curation.changes import queue_for_writing
from regulatory.search import index


class Command(BaseCommand):
    help = "Make the search index anew. Readers go on searching the old one until it is done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="only if the index is empty or was made by another version"
        )

    def handle(self, *, if_needed: bool, **_: Any) -> None:
        if if_needed and not index.is_out_of_date():
            self.stdout.write("The search index is up to date.")
            return
        began = time.monotonic()
        with transaction.atomic():
            queue_for_writing()
            number = index.rebuild()
        self.stdout.write(self.style.SUCCESS(f"{number} documents indexed in {time.monotonic() - began:.1f} s."))
