"""The desk of economies (and the references beside them) and their authorities."""

from __future__ import annotations

from django.contrib import admin

from regulatory.admin.records import RecordAdmin
from regulatory.models import Authority, Jurisdiction


@admin.register(Jurisdiction)
class JurisdictionAdmin(RecordAdmin):
    list_display = ["code", "name", "kind", "apec_member", "local_term"]
    list_display_links = ["code", "name"]
    list_filter = ["kind", "apec_member"]
    search_fields = ["code", "name", "local_term", "local_term_original"]


@admin.register(Authority)
class AuthorityAdmin(RecordAdmin):
    list_display = ["key", "abbreviation", "name", "jurisdiction", "ich_status", "pics_status", "who_listed"]
    list_display_links = ["key", "name"]
    list_filter = ["ich_status", "pics_status", "who_listed", "jurisdiction"]
    list_select_related = ["jurisdiction"]
    search_fields = ["key", "name", "name_original", "abbreviation", "jurisdiction__name"]
    autocomplete_fields = ["jurisdiction"]
