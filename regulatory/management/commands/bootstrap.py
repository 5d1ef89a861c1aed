"""`bootstrap`: everything between a checkout and a first page, done once; on later starts only what is new.

For one person on one machine (`make run`). A public site is set up step by step instead.
"""

from __future__ import annotations

import hashlib
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from regulatory.curation import rights
from regulatory.dossiers import load
from regulatory.dossiers.fact_binding import AUTHOR, REVIEWER
from regulatory.models import ChangeNote
from regulatory.search import index

DEMO_ACCOUNTS = {"curator": rights.CURATOR, "reviewer": rights.REVIEWER}
"""Demo accounts of the first run, with the group of each."""


class Command(BaseCommand):
    help = "Prepare the database, the content and the static files for a local run."
    # The checks read every address and with them the whole API: the server does that a moment later anyway.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000/", help="where the server will answer")

    def handle(self, *, address: str, **_: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "bootstrap makes demo accounts; it is not for production. Run migrate, load_kb and collectstatic."
            )
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        self.load_content()
        if index.is_out_of_date():
            call_command("rebuild_search", stdout=self.stdout)
        self.collect_static_files()
        # Asked of the people and not of the content: a first run that was broken off is completed by the second.
        if not User.objects.exclude(username__in=(AUTHOR, REVIEWER)).exists():
            self.make_demo_accounts(address)
        self.stdout.write(self.style.SUCCESS(f"The knowledge base answers at {address}"))

    def load_content(self) -> None:
        folder: Path = settings.CONTENT_DIR
        if load.folder_is_loaded(folder):
            return
        try:
            call_command("load_kb", folder, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            if not ChangeNote.objects.exists():
                raise
            self.stderr.write(f"{error} The content stays as it was.")

    def collect_static_files(self) -> None:
        """Only when a static file is new or changed: hashing and compressing them takes seconds."""
        found = hashlib.sha256()
        for finder in finders.get_finders():
            for name, storage in finder.list([]):
                status = Path(storage.path(name)).stat()
                found.update(f"{name} {status.st_mtime_ns} {status.st_size}\n".encode())
        stamp = settings.STATIC_ROOT / ".stamp"
        if stamp.exists() and stamp.read_text() == found.hexdigest():
            return
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(found.hexdigest())

    def make_demo_accounts(self, address: str) -> None:
        self.stdout.write(f"Demo accounts for {address}admin/ (shown this once):")
        with transaction.atomic():
            for name, group in DEMO_ACCOUNTS.items():
                password = secrets.token_urlsafe(12)
                user = User.objects.create_user(name, password=password, is_staff=True)
                user.groups.add(Group.objects.get(name=group))
                self.stdout.write(f"  {name:10} {password}")
