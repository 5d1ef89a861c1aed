"""Bringing the content files into the database: compare files, database and what both said last; then apply all of it or nothing.

A record that only the file changed is taken over; one that only a curator changed is kept; one that both changed is a conflict, and a
load with conflicts changes nothing unless it is told which side wins. Nothing is ever deleted because it is missing from a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.contrib.auth.models import User
from django.db import models, transaction

from regulatory.choices import OPEN_STATES
from regulatory.curation.changes import change
from regulatory.dossiers import binding, fact_binding, layout
from regulatory.dossiers.binding import Registry
from regulatory.dossiers.content import Content, Identity, digest
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.models import Fact, FileRecord

AUTHOR, REVIEWER = "content-files", "content-files-review"
"""Accounts, without passwords, by which the two halves of a reviewed edit of the files are recorded."""

Progress = Callable[[str, int], None]
"""Called with a noun and a number of records about to be written."""


class Wins(StrEnum):
    """Which side's text stands where files and database were both changed."""

    FILES = "files"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Conflict:
    file: str
    noun: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}"


@dataclass(slots=True)
class Plan:
    """What a load would do."""

    added: list[Identity] = field(default_factory=list)
    changed: list[Identity] = field(default_factory=list)
    kept: list[Identity] = field(default_factory=list)
    unchanged: list[Identity] = field(default_factory=list)
    missing: list[Identity] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def to_write(self) -> set[Identity]:
        return {*self.added, *self.changed}


@dataclass(slots=True)
class Stored:
    """The database's content in file form, with primary keys of identity records."""

    content: Content
    pks: dict[Identity, int]
    registry: Registry


def stored_content() -> Stored:
    """Everything in the database that files can hold."""
    stored = Stored(Content(), {}, Registry())
    for shape, model in binding.BINDINGS:
        for record, pk in binding.stored_records(shape, model, stored.registry):
            stored.content.add(record)
            stored.pks[(record.noun, record.record_key)] = pk
    for fact in fact_binding.stored_facts(stored.registry):
        stored.content.add(fact)
    return stored


def plan(files: Content, stored: Stored, *, wins: Wins | None = None) -> Plan:
    """Compare each record three ways: file, database, and the text on which both last agreed."""
    bases = {(noun, key): text for noun, key, text in FileRecord.objects.values_list("noun", "key", "digest")}
    curators_own = set(
        Fact.objects.filter(state__in=OPEN_STATES).exclude(author__username=AUTHOR).values_list("key", flat=True)
    )
    made = Plan()
    for identity, record in files.records.items():
        noun, key = identity
        ours = stored.content.records.get(identity)
        in_file, base = digest(record), bases.get(identity)
        in_database = digest(ours) if ours else None
        if in_file == in_database:
            made.unchanged.append(identity)
        elif in_file == base and ours:
            made.kept.append(identity)
        elif wins is Wins.DATABASE and ours and in_database != base:
            made.kept.append(identity)
        elif isinstance(record, FactShape) and key in curators_own:
            # Whoever wins: a curator's open version is never thrown away by a load.
            made.conflicts.append(
                Conflict(
                    files.origin[identity], noun, key, "has an open version by a curator; publish or discard that first"
                )
            )
        elif ours is None:
            made.added.append(identity)
        elif in_database == base or wins is Wins.FILES:
            made.changed.append(identity)
        else:
            what = "was changed here and in the database" if base else "is in the database with another text"
            made.conflicts.append(Conflict(files.origin[identity], noun, key, what))
    made.missing = [
        identity for identity in bases if identity not in files.records and identity in stored.content.records
    ]
    return made


@transaction.atomic
def apply(
    files: Content, stored: Stored, made: Plan, *, reason: str, progress: Progress = lambda noun, count: None
) -> None:
    """Write what was planned, as one change with one note; remember what the files said."""
    author, reviewer = account(AUTHOR), account(REVIEWER)
    wanted = made.to_write
    with change(by=reviewer, reason=reason) as log:
        for shape, model in binding.BINDINGS:
            records = [
                record for identity, record in files.records.items() if identity in wanted and type(record) is shape
            ]
            if not records:
                continue
            progress(shape.noun, len(records))
            known = set(stored.registry.of(model)) if binding.has_natural_key(model) else set()
            written: list[models.Model] = []
            records = binding.after_their_parents(records, model, known)
            for record in records:
                identity = (record.noun, record.record_key)
                written.append(
                    binding.put_record(
                        record,
                        model,
                        pk=stored.pks.get(identity),
                        before=stored.content.records.get(identity),
                        registry=stored.registry,
                        by=reviewer,
                        reason=reason,
                        log=log,
                    )
                )
            for record, instance in zip(records, written, strict=True):
                binding.put_links(record, instance, stored.registry)
        facts = [
            record for identity, record in files.records.items() if identity in wanted and isinstance(record, FactShape)
        ]
        if facts:
            progress("fact", len(facts))
        for fact in facts:
            before = stored.content.records.get((fact.noun, fact.key))
            fact_binding.put_fact(
                fact,
                before=before if isinstance(before, FactShape) else None,
                registry=stored.registry,
                author=author,
                reviewer=reviewer,
                reason=reason,
                log=log,
            )
    remember(files, [*made.added, *made.changed, *made.unchanged])


def remember(files: Content, agreed: list[Identity]) -> None:
    """Keep what the files said of the records on which both sides now agree."""
    FileRecord.objects.bulk_create(
        [FileRecord(noun=noun, key=key, digest=digest(files.records[noun, key])) for noun, key in agreed],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["noun", "key"],
        update_fields=["digest"],
    )


FOLDER = "content folder"


def folder_is_loaded(folder: Path) -> bool:
    """Whether these very files were the last to be loaded: a cheap answer for a start of the server."""
    return FileRecord.objects.filter(noun=FOLDER, digest=folder_digest(folder)).exists()


def remember_folder(folder: Path) -> None:
    FileRecord.objects.update_or_create(noun=FOLDER, key="last loaded", defaults={"digest": folder_digest(folder)})


def folder_digest(folder: Path) -> str:
    """A fingerprint of the bytes of all content files."""
    found = hashlib.sha256()
    for _, name, path in layout.files_in(folder):
        found.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def account(name: str) -> User:
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_active": False})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
