"""Jurisdictions and their authorities as values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count, Max

from regulatory.choices import JurisdictionKind
from regulatory.models import Authority, Jurisdiction
from regulatory.querysets import published_facts
from regulatory.readings import JurisdictionReading


@dataclass(frozen=True, slots=True)
class AuthorityReading:
    key: str
    name: str
    name_original: str
    abbreviation: str
    role: str
    url: str
    ich_status: str
    pics_status: str
    who_listed: bool | None


@dataclass(frozen=True, slots=True)
class JurisdictionRow:
    """A jurisdiction in a list, with how many published facts on how many topics, and the day of the latest check."""

    LOOKUPS: ClassVar[tuple[str, ...]] = ("code", "name", "kind", "local_term", "local_term_original")
    code: str
    name: str
    kind: str
    local_term: str
    local_term_original: str
    facts: int
    topics: int
    checked_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class JurisdictionProfile:
    code: str
    name: str
    kind: str
    apec_member: bool
    local_term: str
    local_term_original: str
    overview: str
    authorities: tuple[AuthorityReading, ...]


def jurisdictions_for_choice() -> list[JurisdictionReading]:
    """All jurisdictions, the economies first, then by name: one query."""
    rows = Jurisdiction.objects.order_by("name", "pk").values_list("code", "name", "kind")
    return sorted((JurisdictionReading(*row) for row in rows), key=in_order)


def in_order(place: JurisdictionReading | JurisdictionRow) -> tuple[bool, str, str]:
    """Economies before references, then from A to Z without a leading article."""
    return (place.kind != JurisdictionKind.ECONOMY, place.name.removeprefix("the ").casefold(), place.code)


def jurisdictions_for_list() -> list[JurisdictionRow]:
    """All jurisdictions in the order of `jurisdictions_for_choice`, with their counts: two queries."""
    counts = {
        row[0]: row[1:]
        for row in published_facts()
        .order_by()
        .values_list("jurisdiction_id")
        .annotate(Count("pk"), Count("topic", distinct=True), Max("checked_on"))
    }
    rows = Jurisdiction.objects.order_by("name", "pk").values_list("pk", *JurisdictionRow.LOOKUPS)
    readings = [JurisdictionRow(*values, *counts.get(pk, (0, 0, None))) for pk, *values in rows]
    return sorted(readings, key=in_order)


def jurisdiction_for_profile(code: str) -> JurisdictionProfile | None:
    """One jurisdiction with its authorities: two queries."""
    row = (
        Jurisdiction.objects.filter(code=code)
        .values_list("code", "name", "kind", "apec_member", "local_term", "local_term_original", "overview")
        .first()
    )
    if row is None:
        return None
    authorities = (
        Authority.objects.filter(jurisdiction__code=code)
        .order_by("key")
        .values_list(
            "key",
            "name",
            "name_original",
            "abbreviation",
            "role",
            "url",
            "ich_status",
            "pics_status",
            "who_listed",
        )
    )
    return JurisdictionProfile(*row, authorities=tuple(AuthorityReading(*each) for each in authorities))
