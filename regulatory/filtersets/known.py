"""Parameters that name records, shared by the filter sets: which keys there are, and what to say of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from regulatory.filtersets.base import Rows, ValuesFilter, matching
from regulatory.filtersets.fields import Known, keys_of, shown
from regulatory.models import (
    Authority,
    ChangeEntry,
    CriticalQualityAttribute,
    Jurisdiction,
    ProductClass,
    RelianceInitiative,
    Topic,
)
from regulatory.nouns import sources_by_any_key


def verified(model: Any) -> Callable[[], QuerySet[Any]]:
    """The records of which readers may know."""
    return lambda: model.objects.filter(verified=True)


JURISDICTIONS = keys_of(lambda: Jurisdiction.objects.all(), "jurisdiction", key="code", fold=str.upper)
AUTHORITIES = keys_of(lambda: Authority.objects.all(), "authority")
TOPICS = keys_of(lambda: Topic.objects.all(), "topic")


class TopicsFilter(ValuesFilter):
    """Rows filed under one of the topics; a first-level topic includes its subtopics."""

    def __init__(self, column: str = "topic", *, to_many: bool = False) -> None:
        super().__init__(column, TOPICS, to_many=to_many)

    def filter(self, qs: Rows, value: list[object]) -> Rows:
        if not value:
            return qs
        condition = Q(**{f"{self.field_name}__in": value}) | Q(**{f"{self.field_name}__parent__in": value})
        return matching(qs, condition) if self.to_many else qs.filter(condition)


PRODUCT_CLASSES = keys_of(lambda: ProductClass.objects.all(), "product class")
ATTRIBUTES = keys_of(verified(CriticalQualityAttribute), "quality attribute")
INITIATIVES = keys_of(verified(RelianceInitiative), "reliance initiative")


def unknown_source(value: str) -> str:
    return f"No source has the key {shown(value)}. The keys are in the list of sources: /api/v1/sources/?q=words"


SOURCES = Known(sources_by_any_key, unknown_source)
"""Present and former keys. There are too many sources to list them all in a message."""


def changed_nouns() -> dict[str, str]:
    """The nouns of which readers may see changes: as written in addresses -> as stored."""
    nouns = ChangeEntry.objects.filter(public=True).order_by("noun").values_list("noun", flat=True).distinct()
    return {noun.replace(" ", "-"): noun for noun in nouns}


CHANGED_NOUNS = Known(
    lambda given: changed_nouns(),
    lambda value: f"{shown(value)} is not one of: {', '.join(changed_nouns())}.",
)
