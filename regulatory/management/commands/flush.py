"""`flush` with the guards taken down for its time: emptying the database is the one deletion of published versions meant as such."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from regulatory import guards


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        guards.drop(connection)
        try:
            super().handle(**options)
        finally:
            guards.install(connection)
