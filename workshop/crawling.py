"""The addresses of the workshop's pages that readers may find."""

from __future__ import annotations

from collections.abc import Iterable

from regulatory.pages.crawling import Address
from workshop import nouns


def addresses() -> Iterable[Address]:
    """Workshops and sessions: two queries."""
    workshops = nouns.public_workshops().prefetch_related(None).values_list("key", flat=True)
    yield from (Address(f"/workshops/{key}/") for key in workshops)
    sessions = nouns.public_sessions().prefetch_related(None).values_list("key", flat=True)
    yield from (Address(f"/sessions/{key}/") for key in sessions)
