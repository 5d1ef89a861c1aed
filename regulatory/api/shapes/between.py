"""The shape of what moved between two days."""

from __future__ import annotations

from regulatory.api.shapes.comparison import Moved
from regulatory.api.shapes.parts import Count, Meta, PartialDate, Shape, Url
from regulatory.choices import LegalStatus


class MoveCounts(Shape):
    """How many facts moved in which way."""

    added: Count
    changed: Count
    ended: Count


class MovedBetween(Moved):
    """One fact that moved, with what it says as it is, or as it last was."""

    legal_status: LegalStatus
    effective_from: PartialDate | None
    effective_until: PartialDate | None
    summary: str | None
    url: Url


class Between(Shape):
    """What moved between the ends of two days, in lifecycle order, then by jurisdiction."""

    meta: Meta
    query: dict[str, str]
    """The question as it was understood, ready to be asked again."""
    url: Url
    """The page for people that shows the same."""
    counts: MoveCounts
    moved: list[MovedBetween]
