"""What a load would do: files, database and what both said last are compared, record by record. Nothing is written here.

A record that only the file changed is taken over; one that only a curator changed (or removed) is kept; one that both changed is a
conflict, unless it was said which side wins. A curator's open version is never thrown away, whoever wins. Nothing is removed because it
is missing from a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from regulatory.choices import OPEN_STATES
from regulatory.dossiers.checks import problems_between
from regulatory.dossiers.content import Content, Identity, Problem, digest
from regulatory.dossiers.fact_binding import AUTHOR
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.shapes import Record
from regulatory.dossiers.stored import Stored
from regulatory.models import Fact, FileRecord


class Wins(StrEnum):
    """Which side's text stands where files and database were both changed."""

    FILES = "files"
    DATABASE = "database"


@dataclass(slots=True)
class Plan:
    """What a load would do with each record of the files."""

    added: list[Identity] = field(default_factory=list)
    changed: list[Identity] = field(default_factory=list)
    kept: list[Identity] = field(default_factory=list)
    """They stay in the database with another text than in the files, or stay removed from it."""
    unchanged: list[Identity] = field(default_factory=list)
    missing: list[Identity] = field(default_factory=list)
    """They were in the files once and are in the database still."""
    conflicts: list[Problem] = field(default_factory=list)
    bases: dict[Identity, str] = field(default_factory=dict)
    """Fingerprints of what the files said at the last load."""

    @property
    def to_write(self) -> list[Identity]:
        return [*self.added, *self.changed]


def plan(files: Content, stored: Stored, *, wins: Wins | None = None) -> Plan:
    """Compare each record three ways: file, database, and what the file said at the last load."""
    made = Plan(
        bases={(noun, key): base for noun, key, base in FileRecord.objects.values_list("noun", "key", "digest")}
    )
    begun = set(
        Fact.objects.filter(state__in=OPEN_STATES).exclude(author__username=AUTHOR).values_list("key", flat=True)
    )
    for identity, record in files.records.items():
        ours, base = stored.content.records.get(identity), made.bases.get(identity)
        in_file = digest(record)
        if ours and in_file == digest(ours):
            made.unchanged.append(identity)
        elif in_file == base:
            made.kept.append(identity)
        elif not (conflict := conflict_over(record, ours, base, begun=begun, wins=wins)):
            (made.changed if ours else made.added).append(identity)
        elif wins is Wins.DATABASE:
            made.kept.append(identity)
        else:
            made.conflicts.append(files.problem(record, "", conflict))
    made.missing = [each for each in made.bases if each not in files.records and each in stored.content.records]
    made.conflicts += problems_after(files, stored, made)
    return made


def conflict_over(record: Record, ours: Record | None, base: str | None, *, begun: set[str], wins: Wins | None) -> str:
    """Why a record that changed in its file cannot be taken over; empty where it can.

    `ours` is what the database says, `base` the fingerprint of what both agreed on, `begun` the keys of facts of which a curator
    has an open version.
    """
    if isinstance(record, FactShape) and record.key in begun:
        return "has an open version by a curator; publish or discard that first, or say --wins database"
    if isinstance(record, FactShape) and isinstance(ours, FactShape) and record.type != ours.type:
        return f"names a {ours.type} for ever; give this {record.type} another key"
    if wins is Wins.FILES or base == (ours and digest(ours)):
        return ""
    if ours is None:
        return "was changed here and removed in the database"
    return "was changed here and in the database" if base else "is in the database with another text"


def problems_after(files: Content, stored: Stored, made: Plan) -> list[Problem]:
    """Breaches of the rules that would come about: files agree with each other, but maybe not with what only the database has."""
    if not made.to_write or not stored.content.records:
        return []
    written = set(made.to_write)
    after = Content({identity: each for identity, each in stored.content.records.items() if identity not in written})
    for identity in made.to_write:
        after.add(files.records[identity], files.origin[identity])
    return [problem for problem in problems_between(after) if problem.file]
