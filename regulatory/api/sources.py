"""Documents, each in one version, that facts rest on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import Links, ReadViewSet, or_null, place
from regulatory.filtersets.sources import SourceFilter
from regulatory.models import Source


class SourceViewSet(ReadViewSet):
    """Document versions that facts rest on. A former key answers too. `url` is the document, `page_url` our page about it."""

    noun = "sources"
    one = "source"
    filterset_class = SourceFilter

    def get_queryset(self) -> QuerySet[Source]:
        return nouns.public_sources()

    def find(self, key: str) -> Source | None:
        found = nouns.sources_by_any_key([key])
        return self.get_queryset().filter(pk=found[key]).first() if key in found else None

    def represent(self, row: Any, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "former_keys": row.former_keys,
            "jurisdiction": place(row.jurisdiction),
            "kind": row.kind,
            "title": row.title,
            "title_original": or_null(row.title_original),
            "number": or_null(row.number),
            "issuer": or_null(row.issuer),
            "issued": or_null(row.issued),
            "effective": or_null(row.effective),
            "status": or_null(row.status),
            "binding": row.binding,
            "primary": row.primary,
            "force": row.force,
            "language": or_null(row.language),
            "format": or_null(row.format),
            "authors": row.authors,
            "note": or_null(row.note),
            "url": or_null(row.url),
            "seen_at": row.seen_at,
            "supersedes": row.supersedes.key if row.supersedes else None,
            "superseded_by": [each.key for each in row.superseded_by.all()],
            "facts_count": row.facts_count,
            "page_url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }
