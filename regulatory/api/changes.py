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
from regulatory.api.base import Links, ReadViewSet, named, or_null, place
from regulatory.filtersets.changes import ChangeFilter
from regulatory.models import ChangeEntry


def entry_data(entry: ChangeEntry) -> dict[str, object]:
    return {
        "verb": entry.verb,
        "noun": entry.noun.replace(" ", "-"),
        "key": entry.key,
        "version": entry.version,
        "title": or_null(entry.title),
        "jurisdiction": place(entry.jurisdiction),
        "topic": named(entry.topic),
    }


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

    def get_queryset(self) -> QuerySet[ChangeEntry]:
        return nouns.public_changes()

    def find(self, key: str) -> list[ChangeEntry] | None:
        """The public entries of the change with that number; None where it has none."""
        if not (key.isascii() and key.isdecimal() and len(key) <= 9):
            return None
        return list(self.get_queryset().filter(change_id=int(key))) or None

    def represent(self, row: ChangeEntry | list[ChangeEntry], links: Links) -> dict[str, object]:
        entries = row if isinstance(row, list) else [row]
        change = entries[0].change
        data: dict[str, object] = {"revision": change.revision, "at": change.at, "reason": change.reason}
        if isinstance(row, list):
            data["entries"] = [entry_data(entry) for entry in entries]
        else:
            data |= entry_data(row)
        return {**data, "api_url": links.api(self.noun, change.revision)}
