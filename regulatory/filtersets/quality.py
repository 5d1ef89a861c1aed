"""What can be asked of quality attributes and of the documents that span them."""

from __future__ import annotations

from regulatory.choices import AttributeCategory
from regulatory.filtersets import known
from regulatory.filtersets.base import OrderFilter, StrictFilterSet, TrueFalseFilter, ValuesFilter, WordsFilter
from regulatory.filtersets.fields import members


class QualityAttributeFilter(StrictFilterSet):
    category = ValuesFilter("category", members(AttributeCategory))
    product_class = ValuesFilter("product_classes", known.PRODUCT_CLASSES, to_many=True)
    in_workshop = TrueFalseFilter("in_workshop", "exact")
    q = WordsFilter(["name", "definition", "why_it_matters", "note"])
    ordering = OrderFilter({"key": ["key"], "name": ["name"], "category": ["category"]})


class QualityFrameworkFilter(StrictFilterSet):
    jurisdiction = ValuesFilter("jurisdiction", known.JURISDICTIONS)
    product_class = ValuesFilter("product_classes", known.PRODUCT_CLASSES, to_many=True)
    q = WordsFilter(["title", "summary"])
    ordering = OrderFilter({"key": ["key"], "title": ["title"]})
