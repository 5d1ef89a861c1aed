"""What can be asked of reliance initiatives."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from regulatory.choices import Direction
from regulatory.filtersets import known
from regulatory.filtersets.base import OrderFilter, StrictFilterSet, ValuesFilter, WordsFilter, matching, stated
from regulatory.filtersets.fields import members


class RelianceInitiativeFilter(StrictFilterSet):
    direction = ValuesFilter("direction", members(Direction))
    jurisdiction = ValuesFilter("participants__jurisdiction", known.JURISDICTIONS, method="filter_jurisdiction")
    q = WordsFilter(["name", "lead", "what_it_does", "products", "atmp_relevance"])
    ordering = OrderFilter({"key": ["key"], "name": ["name"], "since": [stated("since")]})

    def filter_jurisdiction(self, queryset: QuerySet[Any], name: str, jurisdictions: list[int]) -> QuerySet[Any]:
        """Initiatives in which one of the jurisdictions was seen to take part."""
        return matching(queryset, Q(participants__jurisdiction__in=jurisdictions, participants__verified=True))
