"""The admin site: Django's own, with the curators' desk as its first page. Which records it keeps is registered by their modules.

It stands outside of regulatory/admin/, and imports from there only once it is asked for a page: Django makes the site while that package
registers its records, and would otherwise make it twice.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path


class DeskSite(admin.AdminSite):
    """Django's admin with the curators' desk in front."""

    site_header = "ATMP knowledge base — curators' desk"
    site_title = "Curators' desk"
    index_title = "What is known, and how it is kept"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from regulatory.admin.desk import views

        return views.first_page(request, self, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from regulatory.admin.sheets import views

        own = [
            path("desk/queues/<slug:key>/", self.admin_view(self.queue_page), name="desk_queue"),
            path("desk/topics/<slug:key>/", self.admin_view(self.topic_page), name="desk_topic"),
            path("audit/", self.admin_view(self.audit_page), name="desk_audit"),
            path("audit.csv", self.admin_view(self.audit_csv), name="desk_audit_csv"),
        ]
        return [*own, *views.addresses(self), *super().get_urls()]

    def queue_page(self, request: HttpRequest, key: str) -> HttpResponse:
        from regulatory.admin.desk import views

        return views.queue_page(request, self, key)

    def topic_page(self, request: HttpRequest, key: str) -> HttpResponse:
        from regulatory.admin.desk import views

        return views.topic_page(request, self, key)

    def audit_page(self, request: HttpRequest) -> HttpResponse:
        from regulatory.admin.desk import audit

        return audit.audit_page(request, self)

    def audit_csv(self, request: HttpRequest) -> HttpResponseBase:
        from regulatory.admin.desk import audit

        return audit.audit_csv(request, self)
