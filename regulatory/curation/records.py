"""Writes of identity nouns (jurisdictions, sources, topics, ...): not versioned, each edit logged with its reason.

Part of the actions; called as `actions.save_record` and so on. Writes of facts stand in actions.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from regulatory.choices import ChangeVerb
from regulatory.curation.changes import ChangeLog, within
from regulatory.models import ENDED_SOURCES, Source, SourceReview

Told = tuple[dict[str, Any] | None, dict[str, Any] | None]
"""What a record said before and says after, in the words of the caller."""


def values_of(record: models.Model) -> dict[str, Any]:
    """The stored values of an identity record, as plain JSON, for the change note. What the database derives is left out."""
    return {
        field.attname: value
        if isinstance(value := field.value_from_object(record), str | int | bool | list | dict | None)
        else str(value)
        for field in record._meta.concrete_fields
        if not field.primary_key and not field.generated
    }


def save_record(
    record: models.Model,
    *,
    key: str,
    by: User,
    reason: str,
    log: ChangeLog | None = None,
    as_told: Told | None = None,
) -> None:
    """Add or edit a record of an identity noun (jurisdiction, source, topic, ...), with its reason.

    `as_told` is what the note says of it before and after, where the caller knows more than the columns (links, citations).
    On its own, a save that changes no value leaves no note. Within the caller's change (`log`) it always leaves an entry, because
    there the caller may be changing the record's links and citations too; and uniqueness is the caller's to check beforehand.
    """
    with within(log, by=by, reason=reason) as entries:
        try:
            with transaction.atomic():
                stored = type(record)._default_manager.select_for_update(of=("self",))
                kept = stored.filter(pk=record.pk).first() if record.pk else None
                before = values_of(kept) if kept else None
                record.full_clean(validate_unique=log is None, validate_constraints=log is None)
                record.save()
        except IntegrityError as error:
            record.full_clean()
            raise ValidationError(f"'{key}' cannot be stored like this: {error}") from error
        if isinstance(record, Source) and isinstance(kept, Source):
            begin_review(kept, record, by=by, reason=reason)
        after: dict[str, Any] | None = values_of(record)
        if as_told is not None:
            before, after = as_told
        if log is not None or before != after:
            entries.record(ChangeVerb.EDITED if kept else ChangeVerb.ADDED, record, key, before, after)


def begin_review(before: Source, now: Source, *, by: User, reason: str) -> None:
    """Where a source stops being current, whoever marks it: from this moment on, what rests on it is to be looked at again."""
    if now.status in ENDED_SOURCES and before.status not in ENDED_SOURCES:
        successor = now.superseded_by.order_by("pk").first()
        SourceReview.objects.create(
            source=now, status=now.status, successor=successor, at=timezone.now(), by=by, reason=reason
        )


def put_rows(record: models.Model, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Give a record exactly these rows of its own (citations, synonyms, organisers, ...), in this order.

    `name` is the reverse relation; a row maps column names to values. The note on the record is the caller's to write.
    """
    relation: Any = record._meta.get_field(name)
    model = relation.related_model
    owner = relation.field.name
    stored = [model(**{owner: record, "position": position, **row}) for position, row in enumerate(rows)]
    for row in stored:
        row.clean_fields(exclude=[field.name for field in model._meta.concrete_fields if field.is_relation])
    with transaction.atomic():
        getattr(record, name).all().delete()
        model._default_manager.bulk_create(stored)


def remove_record(record: models.Model, *, key: str, by: User, reason: str, log: ChangeLog | None = None) -> None:
    """Remove a record of an identity noun with what is its own (citations, synonyms); refused where anything else points at it."""
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        before = values_of(record)
        try:
            record.delete()
        except ProtectedError as error:
            pointing = sorted({str(each._meta.verbose_name) for each in error.protected_objects})
            raise ValidationError(f"'{key}' is in use ({', '.join(pointing)}); take it out there first.") from error
        entries.record(ChangeVerb.REMOVED, record, key, before, None)
