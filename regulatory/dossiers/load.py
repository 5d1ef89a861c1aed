"""Bringing the content files into the database: all of what was planned, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models
from django.utils import timezone

from regulatory.curation.changes import ChangeLog, change
from regulatory.dossiers import binding, fact_binding, layout
from regulatory.dossiers.content import Content, Problem, digest, identity_of
from regulatory.dossiers.fact_binding import AUTHOR, REVIEWER
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.planning import Plan
from regulatory.dossiers.registry import has_natural_key
from regulatory.dossiers.shapes import Record
from regulatory.dossiers.stored import Stored
from regulatory.dossiers.yaml_files import UnreadableFileError, read_bytes
from regulatory.models import FileConflict, FileRecord

Progress = Callable[[str, int], None]
"""Called with what is about to be written and how many records that are: once a noun, and again after each STEP facts."""
STEP = 200


class NotLoadedError(Exception):
    """The database refused a record. Nothing was loaded; the message names the record and says what is wrong."""


def apply(
    files: Content, stored: Stored, made: Plan, *, reason: str, progress: Progress = lambda what, count: None
) -> None:
    """Write what was planned, as one change with one note; remember what the files said.

    The plan holds only while nobody else is writing, so the caller's transaction spans both; it has to undo all when NotLoadedError comes.
    """
    author, reviewer = account(AUTHOR), account(REVIEWER)
    to_write = [files.records[identity] for identity in made.to_write]
    with change(by=reviewer, reason=reason) as log:
        for shape, model in binding.BINDINGS:
            records = [record for record in to_write if type(record) is shape]
            if records:
                progress(shape.noun, len(records))
                put_records(records, model, files, stored, by=reviewer, reason=reason, log=log)
        facts = [record for record in to_write if isinstance(record, FactShape)]
        for done, fact in enumerate(facts):
            if done % STEP == 0:
                progress("fact" if not done else f"  from {fact.key}", len(facts) - done)
            before = stored.content.records.get((fact.noun, fact.key))
            with naming(fact, files):
                fact_binding.put_fact(
                    fact,
                    before=before if isinstance(before, FactShape) else None,
                    registry=stored.registry,
                    author=author,
                    reviewer=reviewer,
                    reason=reason,
                    log=log,
                )
    remember(files, stored, made)


def put_records(
    records: list[Record],
    model: type[models.Model],
    files: Content,
    stored: Stored,
    *,
    by: User,
    reason: str,
    log: ChangeLog,
) -> None:
    """Write the records of one identity noun: first all of them, then their links, which may lead to each other."""
    known = set(stored.registry.of(model)) if has_natural_key(model) else set()
    written: list[tuple[Record, models.Model, bool]] = []
    for record in binding.after_their_parents(records, model, known):
        identity = identity_of(record)
        pk, before = stored.pks.get(identity), stored.content.records.get(identity)
        with naming(record, files):
            instance = binding.put_record(
                record, model, pk=pk, before=before, registry=stored.registry, by=by, reason=reason, log=log
            )
        written.append((record, instance, pk is None))
    for record, instance, is_new in written:
        with naming(record, files):
            binding.put_links(record, instance, stored.registry, is_new=is_new)


@contextmanager
def naming(record: Record, files: Content) -> Iterator[None]:
    """Say which record it was that could not be stored."""
    try:
        yield
    except ValidationError as error:
        raise NotLoadedError("; ".join(map(str, told(error, record, files)))) from error
    except DatabaseError as error:
        raise NotLoadedError(str(files.problem(record, "", f"the database refuses it: {error}"))) from error


def told(error: ValidationError, record: Record, files: Content) -> list[Problem]:
    """The refusal of an action, field by field where it names fields."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        files.problem(record, "" if field == NON_FIELD_ERRORS else field, " ".join(messages))
        for field, messages in by_field.items()
    ]


def remember(files: Content, stored: Stored, made: Plan) -> None:
    """Keep what the files said, as the base of the next comparison; forget what neither side has any more."""
    said = {identity: digest(record) for identity, record in files.records.items()}
    FileRecord.objects.bulk_create(
        [
            FileRecord(noun=noun, key=key, digest=text)
            for (noun, key), text in said.items()
            if made.bases.get((noun, key)) != text
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["noun", "key"],
        update_fields=["digest"],
    )
    for noun, key in made.bases:
        if noun != FOLDER and (noun, key) not in said and (noun, key) not in stored.content.records:
            FileRecord.objects.filter(noun=noun, key=key).delete()


def keep_conflicts(made: Plan) -> None:
    """What a load found that files and database say differently, for the curators' desk, in place of what the last one found."""
    FileConflict.objects.all().delete()
    now = timezone.now()
    FileConflict.objects.bulk_create(
        [
            FileConflict(
                noun=problem.noun, key=problem.record, file=problem.file, message=problem.message, found_at=now
            )
            for problem in made.conflicts
        ]
    )


FOLDER = "content folder"


def folder_is_loaded(folder: Path) -> bool:
    """Whether these very files were the last to be loaded: a cheap answer for a start of the server."""
    return FileRecord.objects.filter(noun=FOLDER, digest=folder_digest(folder)).exists()


def remember_folder(found: str) -> None:
    """Keep the fingerprint that the folder had before it was read."""
    FileRecord.objects.update_or_create(noun=FOLDER, key="last loaded", defaults={"digest": found})


def folder_digest(folder: Path) -> str:
    """A fingerprint of the names and bytes of all content files; empty where one cannot be read, which reading.py tells."""
    found = hashlib.sha256()
    try:
        for _, name, path in layout.files_in(folder):
            found.update(name.encode() + b"\0" + hashlib.sha256(read_bytes(path)).digest())
    except (UnreadableFileError, OSError):
        return ""
    return found.hexdigest()


def account(name: str) -> User:
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_active": False})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
