"""What changed, when and why: the list gives what was done to each record, newest first; one change gives all that it did.

Who made a change is the curators' own, and so are records that are not public.
"""

from __future__ import annotations

from django.db.models import QuerySet

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


class ChangeViewSet(ReadViewSet):
    """What was done to each record. Looked up by revision, which counts up by one with each change of the content."""

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
