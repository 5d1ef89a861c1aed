"""What can be asked of topics, product classes, follow-up rules and glossary terms."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from regulatory.filtersets import known
from regulatory.filtersets.base import (
    NumberFilter,
    OrderFilter,
    StrictFilterSet,
    TrueFalseFilter,
    ValuesFilter,
    WordsFilter,
    matching,
)


class TopicFilter(StrictFilterSet):
    parent = ValuesFilter("parent", known.TOPICS)
    parent__isnull = TrueFalseFilter("parent", "isnull")
    q = WordsFilter(["name", "description", "question"])
    ordering = OrderFilter({"key": ["key"], "name": ["name"]})


class ProductClassFilter(StrictFilterSet):
    parent = ValuesFilter("parent", known.PRODUCT_CLASSES)
    selectable = TrueFalseFilter("selectable", "exact")
    outside_atmp = TrueFalseFilter("outside_atmp", "exact")
    q = WordsFilter(["name", "key"])
    ordering = OrderFilter({"key": ["key"], "name": ["name"]})


class FollowUpRuleFilter(StrictFilterSet):
    product_class = ValuesFilter("product_class", known.PRODUCT_CLASSES)
    product_class__isnull = TrueFalseFilter("product_class", "isnull")
    document = ValuesFilter("document", known.SOURCES)
    years_min__gte = NumberFilter("years_min", "gte")
    years_min__lte = NumberFilter("years_min", "lte")
    years_min__isnull = TrueFalseFilter("years_min", "isnull")
    years_max__gte = NumberFilter("years_max", "gte")
    years_max__lte = NumberFilter("years_max", "lte")
    years_max__isnull = TrueFalseFilter("years_max", "isnull")
    q = WordsFilter(["statement", "note"])
    ordering = OrderFilter({"key": ["key"], "years_min": ["years_min"], "years_max": ["years_max"]})


class GlossaryFilter(StrictFilterSet):
    topic = known.TopicsFilter("topics", to_many=True)
    jurisdiction = ValuesFilter("synonyms__jurisdiction", known.JURISDICTIONS, method="filter_jurisdiction")
    q = WordsFilter(["term", "abbreviation", "definition"])
    ordering = OrderFilter({"key": ["key"], "term": ["term"]})

    def filter_jurisdiction(self, queryset: QuerySet[Any], name: str, jurisdictions: list[int]) -> QuerySet[Any]:
        """Terms for which one of the jurisdictions has a word of its own, seen in a text."""
        return matching(queryset, Q(synonyms__jurisdiction__in=jurisdictions, synonyms__verified=True))
