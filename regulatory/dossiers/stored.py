"""The content of the database in the form of files: what a load compares with and an export writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from regulatory.curation.changes import queue_for_writing
from regulatory.dossiers import binding, fact_binding
from regulatory.dossiers.content import Content, Identity, identity_of
from regulatory.dossiers.registry import Registry


@dataclass(slots=True)
class Stored:
    """The database's content in file form, with primary keys of identity records."""

    content: Content
    pks: dict[Identity, int]
    registry: Registry


@contextmanager
def nobody_else_writing() -> Iterator[None]:
    """A transaction in which the content stays as it is read: curators wait with their writes until it ends."""
    with transaction.atomic():
        queue_for_writing()
        yield


def stored_content() -> Stored:
    """Everything in the database that files can hold. To be called while nobody else is writing."""
    stored = Stored(Content(), {}, Registry())
    for shape, model in binding.BINDINGS:
        for record, pk in binding.stored_records(shape, model, stored.registry):
            stored.content.add(record)
            stored.pks[identity_of(record)] = pk
    for fact in fact_binding.stored_facts(stored.registry):
        stored.content.add(fact)
    return stored
