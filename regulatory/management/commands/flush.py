"""`flush` with the guards taken down for its time: emptying the database is the one deletion of published versions meant as such."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections, transaction

from regulatory import guards


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        using = options["database"]
        if options["interactive"]:
            # Asked before the guards come down, so that they never stand down while somebody thinks.
            name = connections[using].settings_dict["NAME"]
            if input(f"This destroys all content of the database '{name}'. Type 'yes' to continue: ") != "yes":
                self.stdout.write("Flush cancelled.")
                return
        # In one transaction: nobody else sees the database without its guards, and a failure brings them back.
        with transaction.atomic(using=using):
            guards.drop(connections[using])
            super().handle(**options | {"interactive": False})
            guards.install_after_migrate(using=using)
