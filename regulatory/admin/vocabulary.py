"""The desk of what facts are filed under: topics, product classes with what drives requirements, glossary terms."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from regulatory.admin.citations import links
from regulatory.admin.records import RecordAdmin
from regulatory.admin.rows import PartInline, RowForm, RowInline
from regulatory.models import (
    ClassDriver,
    ClassDriverCitation,
    FollowUpRule,
    FollowUpRuleCitation,
    GlossarySynonym,
    GlossaryTerm,
    GlossaryTermCitation,
    ProductClass,
    ProductClassCitation,
    Topic,
)


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    list_display = ["key", "name", "parent", "order", "question"]
    list_display_links = ["key", "name"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["key", "name", "question", "description"]
    autocomplete_fields = ["parent"]


class DriverInline(PartInline):
    model = ClassDriver
    fields = ["key", "characteristic", "effect", "order", "verified"]


class FollowUpInline(PartInline):
    model = FollowUpRule
    fields = ["key", "document", "years_min", "years_max", "statement", "order", "verified"]
    autocomplete_fields = ["document"]


@admin.register(ProductClass)
class ProductClassAdmin(RecordAdmin):
    list_display = ["key", "name", "parent", "order", "selectable", "outside_atmp", "verified"]
    list_display_links = ["key", "name"]
    list_filter = ["selectable", "outside_atmp", "verified", "integrating_vector", "genome_editing", "viable_cells"]
    list_select_related = ["parent"]
    search_fields = ["key", "name", "definition"]
    autocomplete_fields = ["parent"]
    inlines = [links(ProductClassCitation), DriverInline, FollowUpInline]


@admin.register(ClassDriver)
class ClassDriverAdmin(RecordAdmin):
    list_display = ["key", "product_class", "characteristic", "order", "verified"]
    list_filter = ["verified", "product_class"]
    list_select_related = ["product_class"]
    search_fields = ["key", "characteristic", "effect"]
    autocomplete_fields = ["product_class"]
    inlines = [links(ClassDriverCitation)]


@admin.register(FollowUpRule)
class FollowUpRuleAdmin(RecordAdmin):
    list_display = ["key", "product_class", "years_min", "years_max", "document", "verified"]
    list_filter = ["verified", "product_class"]
    list_select_related = ["product_class", "document"]
    search_fields = ["key", "statement", "document__title"]
    autocomplete_fields = ["product_class", "document"]
    inlines = [links(FollowUpRuleCitation)]


class SynonymForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("jurisdiction") and cleaned.get("verified") is None:
            self.add_error("verified", "For an economy's word, say whether a text that uses it was seen.")
        return cleaned


class SynonymInline(RowInline):
    model = GlossarySynonym
    form = SynonymForm
    fields = ["term", "jurisdiction", "verified", "position"]
    autocomplete_fields = ["jurisdiction"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[GlossarySynonym]:
        return super().get_queryset(request).select_related("jurisdiction")


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(RecordAdmin):
    list_display = ["key", "term", "abbreviation", "verified"]
    list_display_links = ["key", "term"]
    list_filter = ["verified", "topics"]
    search_fields = ["key", "term", "abbreviation", "definition", "synonyms__term"]
    autocomplete_fields = ["topics"]
    inlines = [SynonymInline, links(GlossaryTermCitation)]
