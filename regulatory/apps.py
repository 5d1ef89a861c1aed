"""The regulatory app: wires the guards of published facts and the groups of curators to the migrate command."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class RegulatoryConfig(AppConfig):
    name = "regulatory"
    verbose_name = "Regulatory knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regulatory import guards
        from regulatory.curation import changes, rights
        from regulatory.search import index, sayings

        pre_migrate.connect(guards.drop_before_migrate, sender=self, dispatch_uid="guards.drop")
        post_migrate.connect(guards.install_after_migrate, sender=self, dispatch_uid="guards.install")
        post_migrate.connect(rights.give_rights_after_migrate, dispatch_uid="rights.give")
        sayings.register_all()
        changes.follow_changes(index.follow)
