"""The workshop app: what was said at the APEC workshop, linked to what is known."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = "Workshop"
    default_auto_field = "django.db.models.BigAutoField"
