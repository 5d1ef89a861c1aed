"""The desk of sources: the documents that facts rest on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from regulatory.admin import resting
from regulatory.admin.addresses import page_of
from regulatory.admin.changes import listed
from regulatory.admin.records import RecordAdmin
from regulatory.choices import State
from regulatory.models import ENDED_SOURCES, Citation, Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["key", "title", "jurisdiction", "kind", "force", "status", "issued", "rests_on_it"]
    list_display_links = ["key", "title"]
    list_filter = ["status", "kind", "binding", "primary", "force", "jurisdiction"]
    list_select_related = ["jurisdiction"]
    search_fields = ["key", "title", "title_original", "number", "issuer", "url"]
    autocomplete_fields = ["jurisdiction", "authority", "supersedes"]
    readonly_fields = ["force", "rests_on_it"]
    change_form_template = "admin/regulatory/source.html"

    def get_urls(self) -> list[URLPattern]:
        pages = {"supersede": resting.supersede_page, "resting": resting.resting_page}
        return [
            *(
                path(
                    f"<path:object_id>/{name}/",
                    self.admin_site.admin_view(self.page(view)),
                    name=f"regulatory_source_{name}",
                )
                for name, view in pages.items()
            ),
            *super().get_urls(),
        ]

    def page(self, view: Callable[[Any, HttpRequest, Source], HttpResponse]) -> Callable[..., HttpResponse]:
        """A page about one document."""

        def answer(request: HttpRequest, object_id: str) -> HttpResponse:
            source = self.get_object(request, unquote(object_id))
            if source is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
            return view(self, request, source)

        return answer

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if source := context.get("original"):
            may_mark = self.has_change_permission(request, source) and source.status not in ENDED_SOURCES
            context["supersede"] = page_of(Source, "supersede", source.pk) if may_mark else ""
            context["resting"] = page_of(Source, "resting", source.pk) if source.reviews.exists() else ""
        return super().render_change_form(request, context, *args, **kwargs)

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
