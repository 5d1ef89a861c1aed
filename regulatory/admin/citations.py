"""Citations in the admin: the rows under a fact or an identity record that name a source and the place in it.

`links(Model)` is the inline of a noun's own citation table. A citation of a fact is part of a version: it can be edited while the
version is open (facts.py decides that).
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from regulatory.admin.changes import ReadOnlyAdmin
from regulatory.admin.rows import RowForm, RowInline
from regulatory.models import Citation, FactClass, ProductClass, SourceLink


class CitationInline(RowInline):
    """The citations of a version."""

    model = Citation
    fields = ["source", "locator", "supports", "position"]
    autocomplete_fields = ["source"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).select_related("source")


class FactClassForm(RowForm):
    """A product class of a version; groups of classes are not offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "product_class" in self.fields:
            self.fields["product_class"].queryset = ProductClass.objects.filter(selectable=True)  # type: ignore[attr-defined]


class FactClassInline(RowInline):
    """The product classes that a version is about."""

    model = FactClass
    form = FactClassForm
    fields = ["product_class"]
    extra = 1
    verbose_name = "product class"
    verbose_name_plural = "product classes (none: about all classes)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[FactClass]:
        return super().get_queryset(request).select_related("product_class")


class LinkInline(RowInline):
    """The citations of an identity record."""

    fields = ["source", "locator", "position"]
    autocomplete_fields = ["source"]
    extra = 1
    verbose_name = "citation"
    verbose_name_plural = "citations"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source")


def links(model: type[SourceLink]) -> type[LinkInline]:
    """The inline of one noun's own table of citations."""
    return type(f"{model.__name__}Inline", (LinkInline,), {"model": model})


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    """Where each source is cited by facts; edited on the form of the fact."""

    list_display = ["fact", "fact_state", "source", "locator", "supports"]
    list_select_related = ["fact", "source"]
    list_filter = ["fact__state", "fact__jurisdiction", "source__kind", "source__status"]
    search_fields = ["fact__key", "source__key", "source__title", "locator", "supports"]
    ordering = ["fact__key", "-fact__version", "position", "pk"]

    @admin.display(description="State", ordering="fact__state")
    def fact_state(self, citation: Citation) -> str:
        return citation.fact.get_state_display()
