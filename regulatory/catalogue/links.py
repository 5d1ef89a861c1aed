"""What the nouns share: the sources that a record cites, and short names of what it points at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from regulatory.models import Jurisdiction, Source
from regulatory.readings import CitationReading, JurisdictionReading, SourceReading


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A record that is only pointed at."""

    key: str
    name: str


def named(records: Iterable[Any]) -> tuple[NamedKey, ...]:
    return tuple(NamedKey(each.key, str(each)) for each in records)


def reading_of_source(source: Source) -> SourceReading:
    return SourceReading(*(getattr(source, name) for name in SourceReading.LOOKUPS))


def reading_of_place(place: Jurisdiction | None) -> JurisdictionReading | None:
    return JurisdictionReading(place.code, place.name, place.kind) if place else None


def cites(record: Any) -> tuple[CitationReading, ...]:
    """The citations of a record whose `citations` were fetched with their sources (nouns.cited)."""
    links = sorted(record.citations.all(), key=lambda link: (link.position, link.pk))
    return tuple(CitationReading(reading_of_source(link.source), link.locator, "") for link in links)
