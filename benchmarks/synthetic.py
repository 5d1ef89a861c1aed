"""Synthetic content at a multiple of today's, in the database that the settings name.

    python -m benchmarks.synthetic 10            # on an empty or a freshly loaded database
    DATABASE_URL=postgres://... python -m benchmarks.synthetic 100 --without-search

1x is today's content; 10x is twice as many jurisdictions, each with 5 versions of each published fact; 100x ten times as many with 10
versions. The shape stays that of the content: facts by jurisdiction and topic, types, citations, classes, texts and their lengths. How rows
are copied stands in multiply.py.
"""

from __future__ import annotations

import argparse
import os
import sys

import django

SCALES = {1: (1, 1), 10: (2, 5), 100: (10, 10)}
"""How many times the jurisdictions, and how many versions of each fact, by scale."""


def main() -> None:
    """Load what is missing, multiply it, and index it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("scale", type=int, choices=SCALES)
    parser.add_argument("--without-search", action="store_true", help="leave the search index as it is")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atmp_kb.settings")
    django.setup()

    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.multiply import multiply
    from regulatory.models import ChangeNote, Citation, Fact, Jurisdiction

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if not ChangeNote.objects.exists():
        call_command("load_kb", settings.CONTENT_DIR, verbosity=0)
    if ChangeNote.objects.count() > 1:
        parser.error("This database was written to since it was loaded. Take a new one.")
    multiply(*SCALES[given.scale])
    if not given.without_search:
        call_command("rebuild_search")
    counts = ", ".join(
        f"{model.objects.count():,} {what}"
        for model, what in ((Jurisdiction, "jurisdictions"), (Fact, "versions of facts"), (Citation, "citations"))
    )
    sys.stdout.write(f"{given.scale}x: {counts}\n")


if __name__ == "__main__":
    main()
