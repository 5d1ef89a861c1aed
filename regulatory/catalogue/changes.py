"""Reads of the public change notes: what changed, when and why. Who changed it is the curators' own."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from regulatory.models import ChangeEntry, ChangeNote

SHOWN_OF_EACH = 12
"""How many entries of one note a list shows; the note's own page has them all."""


@dataclass(frozen=True, slots=True)
class EntryReading:
    verb: str
    noun: str
    key: str
    version: int | None
    title: str
    jurisdiction: str | None


@dataclass(frozen=True, slots=True)
class NoteReading:
    """A change note. `total` counts its public entries; `entries` are the first few."""

    revision: int
    at: datetime.datetime
    reason: str
    total: int
    entries: tuple[EntryReading, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.entries)


ENTRY = ("verb", "noun", "key", "version", "title", "jurisdiction__name")


def public_entries() -> QuerySet[ChangeEntry]:
    return ChangeEntry.objects.filter(public=True)


def entries_about_jurisdiction(code: str) -> QuerySet[ChangeEntry]:
    """What was done to an economy's facts, authorities and sources, and to its own record."""
    return public_entries().filter(Q(jurisdiction__code=code) | Q(noun="jurisdiction", key=code))


def entries_about_topics(keys: Collection[str]) -> QuerySet[ChangeEntry]:
    """What was done to the facts of these topics, and to the topics themselves."""
    return public_entries().filter(Q(topic__key__in=keys) | Q(noun="topic", key__in=keys))


def public_notes(among: QuerySet[ChangeEntry] | None = None) -> QuerySet[ChangeNote]:
    """Notes with at least one entry that readers may see (or one of those `among` which they may), newest first."""
    entries = public_entries() if among is None else among
    return ChangeNote.objects.filter(Exists(entries.filter(change=OuterRef("pk")))).order_by("-revision")


def read_notes(notes: QuerySet[ChangeNote], among: QuerySet[ChangeEntry] | None = None) -> list[NoteReading]:
    """The notes of a query (a page of it) with their first entries, of all public ones or of those `among`: three queries."""
    readable = public_entries() if among is None else among
    rows = list(notes.values_list("revision", "at", "reason"))
    revisions = [row[0] for row in rows]
    totals = dict(readable.filter(change__in=revisions).order_by().values_list("change_id").annotate(Count("pk")))
    numbered = (
        readable.filter(change__in=revisions)
        .annotate(row=Window(RowNumber(), partition_by=F("change_id"), order_by="pk"))
        .filter(row__lte=SHOWN_OF_EACH)
        .order_by("change_id", "pk")
    )
    entries: defaultdict[int, list[EntryReading]] = defaultdict(list)
    for change_id, *values in numbered.values_list("change_id", *ENTRY):
        entries[change_id].append(EntryReading(*values))
    return [
        NoteReading(revision, at, reason, totals.get(revision, 0), tuple(entries[revision]))
        for revision, at, reason in rows
    ]


def entries_of(revision: int) -> QuerySet[ChangeEntry]:
    """The public entries of one note, in the order in which they were made."""
    return public_entries().filter(change=revision).order_by("pk")


def read_entries(entries: QuerySet[ChangeEntry]) -> list[EntryReading]:
    """The entries of a query (a page of it): one query."""
    return [EntryReading(*row) for row in entries.values_list(*ENTRY)]
