"""What can be asked of sources."""

from __future__ import annotations

from regulatory.choices import Force, SourceKind, SourceStatus
from regulatory.filtersets import known
from regulatory.filtersets.base import (
    NotStatedFilter,
    OrderFilter,
    PartialDateFilter,
    StrictFilterSet,
    TrueFalseFilter,
    ValuesFilter,
    WordsFilter,
    stated,
)
from regulatory.filtersets.fields import members


class SourceFilter(StrictFilterSet):
    jurisdiction = ValuesFilter("jurisdiction", known.JURISDICTIONS)
    authority = ValuesFilter("authority", known.AUTHORITIES)
    authority__isnull = TrueFalseFilter("authority", "isnull")
    kind = ValuesFilter("kind", members(SourceKind))
    primary = TrueFalseFilter("primary", "exact")
    binding = TrueFalseFilter("binding", "exact")
    binding__isnull = TrueFalseFilter("binding", "isnull")
    status = ValuesFilter("status", members(SourceStatus))
    force = ValuesFilter("force", members(Force))
    issued__gte = PartialDateFilter("issued", "gte")
    issued__lte = PartialDateFilter("issued", "lte")
    issued__isnull = NotStatedFilter("issued")
    q = WordsFilter(["title", "title_original", "number", "issuer", "note", "key"])
    ordering = OrderFilter({"key": ["key"], "title": ["title"], "issued": [stated("issued")]})
