"""The desk of sources: the documents that facts rest on."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from regulatory.admin.changes import listed
from regulatory.admin.records import RecordAdmin
from regulatory.choices import State
from regulatory.models import Citation, Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["key", "title", "jurisdiction", "kind", "force", "status", "issued", "rests_on_it"]
    list_display_links = ["key", "title"]
    list_filter = ["status", "kind", "binding", "primary", "force", "jurisdiction"]
    list_select_related = ["jurisdiction"]
    search_fields = ["key", "title", "title_original", "number", "issuer", "url"]
    autocomplete_fields = ["jurisdiction", "supersedes"]
    readonly_fields = ["force", "rests_on_it"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        cited = Citation.objects.filter(source=OuterRef("pk"), fact__state=State.PUBLISHED).order_by()
        counted = cited.values("source").annotate(facts=Count("fact", distinct=True)).values("facts")
        return (
            super()
            .get_queryset(request)
            .annotate(facts_resting=Coalesce(Subquery(counted), 0, output_field=IntegerField()))
        )

    @admin.display(description="Published facts that cite it", ordering="facts_resting")
    def rests_on_it(self, source: Source) -> str:
        if not source.pk:
            return "-"
        return listed("fact", str(source.facts_resting), source=source.key, state__exact=State.PUBLISHED)  # type: ignore[attr-defined]
