"""All content as records, whether read from files or made from the database: what checking, loading and writing work on.

How records come out of files stands in reading.py, how they become files in writing.py; what a record may hold in shapes.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from regulatory.dossiers.shapes import Record

Identity = tuple[str, str]
"""(noun, key)"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, and what would be right."""

    file: str
    record: str
    field: str
    message: str
    noun: str = ""
    """Of the record, where it is known."""

    def __str__(self) -> str:
        text = ": ".join(part for part in (self.file, self.record, self.field, self.message) if part)
        # Names and values come from the file; a terminal must not obey them.
        return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """The end of a message, with the known names that are like the one given; empty where none is."""
    near = get_close_matches(given, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


@dataclass(slots=True)
class Content:
    """Records by noun and key, with the file of each (empty for records from the database)."""

    records: dict[Identity, Record] = field(default_factory=dict)
    origin: dict[Identity, str] = field(default_factory=dict)
    refused: set[Identity] = field(default_factory=set)
    """Records that stand in a file and could not be read: what points at them is not wrong for that."""
    is_whole: bool = True
    """False when a file could not be read, so that nobody can say which records there are."""

    def add(self, record: Record, file: str = "") -> None:
        identity = identity_of(record)
        self.records[identity] = record
        self.origin[identity] = file

    def problem(self, record: Record, field: str, message: str) -> Problem:
        return Problem(self.origin.get(identity_of(record), ""), record.record_key, field, message, record.noun)

    def of(self, noun: str) -> dict[str, Record]:
        return {key: record for (each, key), record in self.records.items() if each == noun}


def identity_of(record: Record) -> Identity:
    return record.noun, record.record_key


def plain(record: Record) -> dict[str, Any]:
    """The record as plain values, without what is at its default: the form in which it is compared and written.

    Warnings are off because a record from the database may hold what a file may not (see binding.in_file_form).
    """
    return record.model_dump(mode="json", exclude_defaults=True, warnings=False)


def digest(record: Record) -> str:
    """A fingerprint of what a record says, whatever the order of its fields. The type of a fact, which its section gives, is in it."""
    said = {"type": getattr(record, "type", ""), **plain(record)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
