"""What all nouns of the API share: the read-only view set, the addresses, and the small parts of representations.

A noun's representation is a plain dict with its keys in the order of the contract. What is not stated is null, never an empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from atmp_kb.rest import FIELDS, FormatNegotiation, ParameterMetadata, asked_fields, meta, refuse_unknown
from regulatory.filtersets.base import StrictFilterSet
from regulatory.models import Jurisdiction, Source, SourceLink
from regulatory.nouns import Only
from regulatory.querysets import ContentRevision
from regulatory.readings import JurisdictionReading, SourceReading


@dataclass(frozen=True, slots=True)
class Links:
    """The absolute addresses of one site."""

    site: str
    root: str

    @classmethod
    def of(cls, request: Request) -> Links:
        return cls(request.build_absolute_uri("/").rstrip("/"), request.build_absolute_uri(reverse("api-root")))

    def page(self, path: str) -> str:
        """The page for people at a path of the site."""
        return self.site + path

    def api(self, noun: str, key: object) -> str:
        """The record of a noun (as in the API's addresses) with that key."""
        return f"{self.root}{noun}/{key}/"


Writers = Mapping[str, Callable[[Any, Links], object]]
"""The fields of a record in the order of the contract, each with what writes it. Only those asked for are worked out."""


def written(writers: Writers, row: Any, links: Links, names: Iterable[str] | None = None) -> dict[str, object]:
    """A record with those of its fields; None: with all of them. A name that the record has no field of is passed over."""
    return {name: writers[name](row, links) for name in (writers if names is None else names) if name in writers}


class ReadViewSet(GenericViewSet[Any]):
    """One noun, read-only: a filtered list in pages, and one record by its key."""

    noun: ClassVar[str]
    """As in the address, such as `product-classes`."""
    one: ClassVar[str]
    """What one record is called in a message, such as `product class`."""
    fields: ClassVar[Writers]
    needs: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Field -> what has to be read of the row for it, where that is not what is called like the field."""
    filterset_class: ClassVar[type[StrictFilterSet]]
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    beside: ClassVar[tuple[str, ...]] = ()
    """The query parameters of one record, `fields` and `format` aside."""
    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def rows(self, only: Only = None) -> QuerySet[Any]:
        """What readers may see, with what is needed of it (nouns.py)."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows()

    def writers(self) -> Writers:
        """Those of the record that this address answers with."""
        return self.fields

    def only(self, names: Sequence[str] | None) -> Only:
        """What has to be read for these fields."""
        return None if names is None else {part for name in names for part in self.needs.get(name, (name,))}

    def represent(self, row: Any, links: Links, names: Sequence[str] | None) -> dict[str, object]:
        """The record with these fields; None: with all of them."""
        return written(self.writers(), row, links, names)

    def count(self) -> int:
        """How many records the unfiltered list has."""
        return self.filterset_class(queryset=self.get_queryset()).qs.count()

    def list(self, request: Request, format: str | None = None) -> Response:
        names = asked_fields(request, self.writers())
        page = self.paginate_queryset(self.filter_queryset(self.rows(self.only(names))))
        links = Links.of(request)
        results = [self.represent(row, links, names) for row in page or ()]
        return self.listed(results, names)

    def listed(self, results: Sequence[object], names: Sequence[str] | None) -> Response:
        """The page of a list in its envelope."""
        pages: Any = self.paginator
        found: Response = pages.get_paginated_response(results, meta(self.shown(), fields=names, note=self.note()))
        return found

    def shown(self) -> ContentRevision | None:
        """The revision that the answer shows; None: the newest."""
        return None

    def note(self) -> str:
        """How the list is to be read, where that does not go without saying."""
        return ""

    def retrieve(self, request: Request, key: str, format: str | None = None) -> Response:
        refuse_unknown(request.query_params, (*self.beside, *FIELDS), several=FIELDS)
        names = asked_fields(request, self.writers())
        # A key with a zero byte names nothing, and PostgreSQL refuses to look for it.
        row = None if "\x00" in key else self.find(key, self.only(names))
        if row is None:
            raise NotFound(self.not_found(key))
        return Response({**self.represent(row, Links.of(request), names), "meta": meta(self.shown(), fields=names)})

    def find(self, key: str, only: Only) -> Any:
        """The record with that key, or None."""
        return self.rows(only).filter(key=key).first()

    def not_found(self, key: str) -> str:
        """What is said of a key that names nothing."""
        return f"There is no {self.one} '{key[:80]}'. The list is at {reverse('api-root')}{self.noun}/."


def or_null(value: Any) -> Any:
    """An empty text as null: it means "not stated"."""
    return None if value == "" else value


def place(jurisdiction: Jurisdiction | JurisdictionReading | None) -> dict[str, str] | None:
    return {"code": jurisdiction.code, "name": jurisdiction.name} if jurisdiction else None


def named(row: Any) -> dict[str, str] | None:
    return {"key": row.key, "name": row.name} if row else None


def all_named(rows: Iterable[Any]) -> list[dict[str, str] | None]:
    return [named(row) for row in rows]


def source_in_citation(source: Source | SourceReading) -> dict[str, object]:
    """A source as it stands in a citation: enough to quote it and to weigh it."""
    return {name: or_null(getattr(source, name)) for name in SourceReading.LOOKUPS}


def citations(links: QuerySet[Any] | Iterable[SourceLink]) -> list[dict[str, object]]:
    """The citations of an identity noun."""
    return [{"source": source_in_citation(link.source), "locator": or_null(link.locator)} for link in links]
