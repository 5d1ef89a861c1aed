"""Documents, each in one version, that facts rest on."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import ReadViewSet, Writers, named, or_null, place
from regulatory.filtersets.sources import SourceFilter
from regulatory.models import Source
from regulatory.nouns import Only


class SourceViewSet(ReadViewSet):
    """Document versions that facts rest on. A former key answers too. `url` is the document, `page_url` our page about it."""

    noun = "sources"
    one = "source"
    filterset_class = SourceFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "former_keys": lambda row, _: row.former_keys,
        "jurisdiction": lambda row, _: place(row.jurisdiction),
        "kind": lambda row, _: row.kind,
        "title": lambda row, _: row.title,
        "title_original": lambda row, _: or_null(row.title_original),
        "number": lambda row, _: or_null(row.number),
        "issuer": lambda row, _: or_null(row.issuer),
        "authority": lambda row, _: named(row.authority),
        "issued": lambda row, _: or_null(row.issued),
        "effective": lambda row, _: or_null(row.effective),
        "status": lambda row, _: or_null(row.status),
        "binding": lambda row, _: row.binding,
        "primary": lambda row, _: row.primary,
        "force": lambda row, _: row.force,
        "language": lambda row, _: or_null(row.language),
        "format": lambda row, _: or_null(row.format),
        "authors": lambda row, _: row.authors,
        "note": lambda row, _: or_null(row.note),
        "url": lambda row, _: or_null(row.url),
        "seen_at": lambda row, _: row.seen_at,
        "supersedes": lambda row, _: row.supersedes.key if row.supersedes else None,
        "superseded_by": lambda row, _: [each.key for each in row.superseded_by.all()],
        "facts_count": lambda row, _: row.facts_count,
        "page_url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("sources", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[Source]:
        return nouns.public_sources(only)

    def find(self, key: str, only: Only) -> Source | None:
        found = nouns.sources_by_any_key([key])
        return self.rows(only).filter(pk=found[key]).first() if key in found else None
