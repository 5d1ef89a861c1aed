"""What changed, when and why: the list gives what was done to each record, newest first; one change gives all that it did.

Who made a change is the curators' own, and so are records that are not public.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from atmp_kb.rest import PAGING, Pagination
from regulatory import nouns
from regulatory.api.base import ReadViewSet, Writers, named, or_null, place, written
from regulatory.filtersets.changes import ChangeFilter
from regulatory.models import ChangeEntry
from regulatory.nouns import Only

ENTRY: Writers = {
    "verb": lambda row, _: row.verb,
    "noun": lambda row, _: row.noun.replace(" ", "-"),
    "key": lambda row, _: row.key,
    "version": lambda row, _: row.version,
    "title": lambda row, _: or_null(row.title),
    "jurisdiction": lambda row, _: place(row.jurisdiction),
    "topic": lambda row, _: named(row.topic),
}
ROW: Writers = {
    "revision": lambda row, _: row.change.revision,
    "at": lambda row, _: row.change.at,
    "reason": lambda row, _: row.change.reason,
    **ENTRY,
    "api_url": lambda row, links: links.api("changes", row.change.revision),
}
"""What a change did to one record."""
WHOLE: Writers = {
    "revision": lambda rows, _: rows[0].change.revision,
    "at": lambda rows, _: rows[0].change.at,
    "reason": lambda rows, _: rows[0].change.reason,
    "entries": lambda rows, links: [written(ENTRY, row, links) for row in rows],
    "api_url": lambda rows, links: links.api("changes", rows[0].change.revision),
}
"""A change with all that it did, of its entries."""

CURSOR = re.compile(r"[0-9]{1,9}\.[0-9]{1,18}")
"""The last entry of a page: its change's revision and its own number."""
FROM_THE_NEWEST = "*"


class ChangePages(Pagination):
    """Numbered pages, or with `cursor` pages that hold the same entries however many changes come while one reads on."""

    parameters = (*PAGING, "cursor")
    cursor: str | None = None
    following: str | None = None
    counted = 0

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        self.request = request
        self.cursor = request.query_params.get("cursor")
        if self.cursor is None:
            return super().paginate_queryset(queryset, request, view)
        if "page" in request.query_params:
            raise ValidationError({"cursor": ["Give cursor or page, not both."]})
        size = self.get_page_size(request)
        self.counted = queryset.count()
        found = list(queryset.filter(older_than(self.cursor))[: size + 1])
        if len(found) > size:
            self.following = f"{found[size - 1].change_id}.{found[size - 1].pk}"
        return found[:size]

    def total(self) -> int:
        return super().total() if self.cursor is None else self.counted

    def get_next_link(self) -> str | None:
        return super().get_next_link() if self.cursor is None else self.address(self.following)

    def get_previous_link(self) -> str | None:
        return super().get_previous_link() if self.cursor is None else None

    def links(self) -> dict[str, str | None]:
        if self.cursor is None:
            return super().links()
        return {"first": self.address(FROM_THE_NEWEST), "next": self.get_next_link()}

    def address(self, cursor: str | None) -> str | None:
        request: Any = self.request
        return replace_query_param(request.build_absolute_uri(), "cursor", cursor) if cursor else None


def older_than(cursor: str) -> Q:
    """Which entries come after that one. Raises a 400 for what is no cursor."""
    if cursor == FROM_THE_NEWEST:
        return Q()
    if not CURSOR.fullmatch(cursor):
        raise ValidationError({"cursor": [f"Begin with {FROM_THE_NEWEST}, then follow the addresses in next."]})
    revision, number = map(int, cursor.split("."))
    return Q(change_id__lt=revision) | Q(change_id=revision, pk__gt=number)


class ChangeViewSet(ReadViewSet):
    """What was done to each record. Looked up by revision, which counts up by one with each change of the content."""

    pagination_class = ChangePages

    noun = "changes"
    one = "change"
    filterset_class = ChangeFilter

    fields = ROW
    needs = dict.fromkeys(("revision", "at", "reason", "api_url"), ("change",)) | {"entries": ("change", *ENTRY)}

    def writers(self) -> Writers:
        return WHOLE if self.detail else ROW

    def rows(self, only: Only = None) -> QuerySet[ChangeEntry]:
        return nouns.public_changes(only)

    def find(self, key: str, only: Only) -> list[ChangeEntry] | None:
        """The public entries of the change with that number; None where it has none."""
        if not (key.isascii() and key.isdecimal() and len(key) <= 9):
            return None
        return list(self.rows(only).filter(change_id=int(key))) or None
