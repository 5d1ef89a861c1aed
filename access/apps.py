"""The access app: tokens for programs, and the answers that are kept for requests sent twice."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = "Access by programs"
    default_auto_field = "django.db.models.BigAutoField"
