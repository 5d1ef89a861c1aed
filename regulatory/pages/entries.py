"""Change notes as a template shows them: each entry with the page of its record, where there is one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.catalogue.changes import EntryReading, NoteReading
from regulatory.choices import ChangeVerb

PAGE_OF_NOUN = {
    "fact": "/facts/{}/",
    "source": "/sources/{}/",
    "jurisdiction": "/economies/{}/",
    "topic": "/topics/{}/",
    "critical quality attribute": "/quality/{}/",
    "reliance initiative": "/reliance/{}/",
    "glossary term": "/glossary/#{}",
    "product class": "/classes/#{}",
    "workshop": "/workshops/{}/",
    "session": "/sessions/{}/",
}


@dataclass(frozen=True, slots=True)
class Entry:
    verb: ChangeVerb
    noun: str
    version: int | None
    title: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    revision: int
    at: datetime.datetime
    reason: str
    total: int
    more: int
    url: str
    entries: tuple[Entry, ...]


def entry_of(entry: EntryReading) -> Entry:
    pattern = PAGE_OF_NOUN.get(entry.noun, "")
    return Entry(
        verb=ChangeVerb(entry.verb),
        noun=entry.noun,
        version=entry.version,
        title=entry.title or entry.key,
        place=(entry.jurisdiction or "") if entry.noun == "fact" else "",
        url="" if entry.verb == ChangeVerb.REMOVED else pattern.format(entry.key),
    )


def notes_of(notes: Iterable[NoteReading]) -> list[Note]:
    return [
        Note(
            note.revision,
            note.at,
            note.reason,
            note.total,
            note.more,
            f"/changes/{note.revision}/",
            tuple(map(entry_of, note.entries)),
        )
        for note in notes
    ]
