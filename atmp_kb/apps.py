"""The project as an app, for its commands; and apps of others, set up for this project."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig as DjangoStaticFilesConfig


class ProjectConfig(AppConfig):
    name = "atmp_kb"
    verbose_name = "Knowledge base"


class StaticFilesConfig(DjangoStaticFilesConfig):
    """Collects static files without ReDoc, which comes with Swagger UI: nothing shows it, and it would call other sites."""

    ignore_patterns = [*DjangoStaticFilesConfig.ignore_patterns, "redoc"]


class AdminConfig(DjangoAdminConfig):
    """The admin with the curators' desk as its first page."""

    default_site = "atmp_kb.admin_site.DeskSite"
