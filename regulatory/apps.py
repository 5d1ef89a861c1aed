"""The regulatory app: wires the guards of published facts to the migrate command."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class RegulatoryConfig(AppConfig):
    name = "regulatory"
    verbose_name = "Regulatory knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regulatory import guards

        pre_migrate.connect(guards.drop_before_migrate, sender=self, dispatch_uid="guards.drop")
        post_migrate.connect(guards.install_after_migrate, sender=self, dispatch_uid="guards.install")
