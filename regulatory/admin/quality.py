"""The desk of critical quality attributes, their acceptance criteria, and the documents that span attributes."""

from __future__ import annotations

from django.contrib import admin

from regulatory.admin.citations import links
from regulatory.admin.records import RecordAdmin
from regulatory.admin.rows import PartInline
from regulatory.models import (
    AcceptanceCriterion,
    AcceptanceCriterionCitation,
    CriticalQualityAttribute,
    CriticalQualityAttributeCitation,
    QualityFramework,
    QualityFrameworkCitation,
)


class CriterionInline(PartInline):
    model = AcceptanceCriterion
    fields = ["key", "kind", "criterion", "document", "order", "verified"]


@admin.register(CriticalQualityAttribute)
class AttributeAdmin(RecordAdmin):
    list_display = ["key", "name", "category", "in_workshop", "verified"]
    list_display_links = ["key", "name"]
    list_filter = ["category", "in_workshop", "verified", "product_classes"]
    search_fields = ["key", "name", "definition"]
    autocomplete_fields = ["filed_under", "members", "product_classes"]
    inlines = [links(CriticalQualityAttributeCitation), CriterionInline]


@admin.register(AcceptanceCriterion)
class CriterionAdmin(RecordAdmin):
    list_display = ["key", "attribute", "kind", "criterion", "document", "verified"]
    list_filter = ["kind", "verified", "attribute"]
    list_select_related = ["attribute"]
    search_fields = ["key", "criterion", "document", "attribute__name"]
    autocomplete_fields = ["attribute"]
    inlines = [links(AcceptanceCriterionCitation)]


@admin.register(QualityFramework)
class FrameworkAdmin(RecordAdmin):
    list_display = ["key", "title", "jurisdiction", "verified"]
    list_display_links = ["key", "title"]
    list_filter = ["verified", "jurisdiction", "product_classes"]
    list_select_related = ["jurisdiction"]
    search_fields = ["key", "title", "summary"]
    autocomplete_fields = ["jurisdiction", "product_classes"]
    inlines = [links(QualityFrameworkCitation)]
