"""The desk of the workshop: its sessions, what was said there, and the organisations named."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from regulatory.admin.records import RecordAdmin
from regulatory.admin.rows import PartInline, RowInline
from workshop.models import Insight, Organisation, Organiser, Session, Workshop


class OrganiserInline(RowInline):
    model = Organiser
    fields = ["organisation", "role", "position"]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organiser]:
        return super().get_queryset(request).select_related("organisation")


class SessionInline(PartInline):
    model = Session
    fields = ["key", "number", "title", "focus"]


@admin.register(Workshop)
class WorkshopAdmin(RecordAdmin):
    list_display = ["key", "title", "month", "economies", "verified"]
    list_display_links = ["key", "title"]
    list_filter = ["verified"]
    search_fields = ["key", "title", "focus", "host"]
    autocomplete_fields = ["source"]
    inlines = [OrganiserInline, SessionInline]


@admin.register(Session)
class SessionAdmin(RecordAdmin):
    list_display = ["key", "workshop", "number", "title"]
    list_display_links = ["key", "title"]
    list_filter = ["workshop"]
    list_select_related = ["workshop"]
    search_fields = ["key", "title", "focus"]
    autocomplete_fields = ["workshop"]


@admin.register(Insight)
class InsightAdmin(RecordAdmin):
    list_display = ["key", "kind", "session", "title", "statement", "order", "verified"]
    list_display_links = ["key"]
    list_filter = ["kind", "verified", "workshop", "session", "topics", "jurisdictions"]
    list_select_related = ["session", "workshop"]
    search_fields = ["key", "title", "statement", "note"]
    autocomplete_fields = [
        "workshop",
        "session",
        "topics",
        "jurisdictions",
        "product_classes",
        "attributes",
        "initiatives",
        "organisations",
        "glossary_terms",
        "rests_on",
    ]


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    list_display = ["key", "name", "abbreviation", "kind", "jurisdiction", "named_in_article"]
    list_display_links = ["key", "name"]
    list_filter = ["kind", "named_in_article", "jurisdiction"]
    list_select_related = ["jurisdiction"]
    search_fields = ["key", "name", "name_original", "abbreviation"]
    autocomplete_fields = ["jurisdiction", "parent"]
