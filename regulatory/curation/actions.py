"""Every write that matters: how versions of facts are begun, reviewed, published, confirmed and withdrawn, and identity nouns edited.

Admin, API, content files and imports all come through here. Each function runs in one transaction, locks the versions of its key,
refuses with a ValidationError that says what would be right, and leaves a trace: a ChangeNote where readers' content changed, a
ReviewEvent where it did not. The database holds the same rules once more, by constraints and guards.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from regulatory.choices import OPEN_STATES, ChangeVerb, ReviewVerb, SourceStatus, State
from regulatory.curation.changes import ChangeLog, change
from regulatory.models import (
    Citation,
    Confirmation,
    Fact,
    FactClass,
    ProductClass,
    ReviewEvent,
    Source,
    Withdrawal,
    as_type,
    type_of,
)

AnyFact = TypeVar("AnyFact", bound=Fact)

NOT_COPIED = {
    "id",
    "fact_ptr",
    "version",
    "state",
    "author",
    "created_at",
    "updated_at",
    "published_by",
    "published_at",
    "superseded_at",
    "checked_on",
    "review_due",
}
"""What a new version does not take over from the one that it follows: who, when and how checked belong to each version."""


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A citation that is to be written with a version."""

    source: Source
    locator: str = ""
    supports: str = ""


def lock(key: str) -> list[Fact]:
    """All versions of a key, oldest first, locked against every other writer until the transaction ends."""
    list(Fact.objects.select_for_update().filter(key=key).order_by("version").values_list("pk"))
    # Read again: on PostgreSQL a waiter would otherwise see the states from before its wait.
    return list(Fact.objects.filter(key=key).order_by("version"))


def open_version(versions: Sequence[Fact], key: str) -> Fact:
    for version in versions:
        if version.state in OPEN_STATES:
            return version
    raise ValidationError(f"There is no open version of '{key}'. Start a new version first.")


def published_version(versions: Sequence[Fact], key: str) -> Fact:
    for version in versions:
        if version.state == State.PUBLISHED:
            return version
    raise ValidationError(f"There is no published version of '{key}'.")


def note_review(fact: Fact, verb: ReviewVerb, *, by: User, comment: str = "") -> None:
    ReviewEvent.objects.create(key=fact.key, version=fact.version, verb=verb, by=by, comment=comment)


@transaction.atomic
def write_draft(
    fact: AnyFact,
    *,
    by: User,
    classes: Iterable[ProductClass] = (),
    citations: Iterable[CitationDraft] = (),
) -> AnyFact:
    """Store a new version, as a draft by `by`, with its classes and citations. Version 1 of a new key, or the next of an old one."""
    versions = lock(fact.key)
    if any(version.state in OPEN_STATES for version in versions):
        raise ValidationError({"key": f"'{fact.key}' has an open version already; one at a time."})
    if versions and versions[-1].type != type_of(type(fact)):
        raise ValidationError({"key": f"'{fact.key}' names a {versions[-1].get_type_display().lower()} for ever."})
    fact.type = type_of(type(fact))
    fact.version = versions[-1].version + 1 if versions else 1
    fact.state = State.DRAFT
    fact.author = by
    fact.full_clean(validate_unique=False, validate_constraints=False)
    fact.save()
    put_parts(fact, classes=classes, citations=citations)
    note_review(fact, ReviewVerb.STARTED, by=by)
    return fact


def put_parts(fact: Fact, *, classes: Iterable[ProductClass], citations: Iterable[CitationDraft]) -> None:
    """Give an open version exactly these classes and citations."""
    fact.class_links.all().delete()
    fact.citations.all().delete()
    FactClass.objects.bulk_create(FactClass(fact_id=fact.pk, product_class=each) for each in classes)
    Citation.objects.bulk_create(
        Citation(fact_id=fact.pk, source=each.source, locator=each.locator, supports=each.supports, position=position)
        for position, each in enumerate(citations)
    )


@transaction.atomic
def start_draft(key: str, *, by: User) -> Fact:
    """A new draft version of a fact: a copy of the newest one with its citations and classes, to be edited."""
    versions = lock(key)
    if not versions:
        raise ValidationError(f"There is no fact '{key}'.")
    latest = as_type(versions[-1])
    if latest.is_open:
        raise ValidationError(f"'{key}' has an open version already, by {latest.author}.")
    # Built from the list of fields: clearing the primary key of the old row would turn the published row itself into the draft.
    copy = type(latest)(
        **{
            field.attname: getattr(latest, field.attname)
            for field in latest._meta.concrete_fields
            if field.name not in NOT_COPIED
        }
    )
    return write_draft(
        copy,
        by=by,
        classes=[link.product_class for link in latest.class_links.select_related("product_class")],
        citations=[
            CitationDraft(each.source, each.locator, each.supports)
            for each in latest.citations.select_related("source")
        ],
    )


@transaction.atomic
def submit(key: str, *, by: User, comment: str = "") -> Fact:
    """Put the draft up for review by another person."""
    draft = open_version(lock(key), key)
    if draft.state != State.DRAFT:
        raise ValidationError(f"'{key}' is in review already.")
    draft.state = State.IN_REVIEW
    draft.save(update_fields=["state", "updated_at"])
    note_review(draft, ReviewVerb.SUBMITTED, by=by, comment=comment)
    return draft


@transaction.atomic
def send_back(key: str, *, by: User, comment: str) -> Fact:
    """Return a version in review to its author, saying what is to be mended."""
    if not comment.strip():
        raise ValidationError({"comment": "Say what is to be mended."})
    draft = open_version(lock(key), key)
    if draft.state != State.IN_REVIEW:
        raise ValidationError(f"'{key}' is not in review.")
    draft.state = State.DRAFT
    draft.save(update_fields=["state", "updated_at"])
    note_review(draft, ReviewVerb.RETURNED, by=by, comment=comment)
    return draft


@transaction.atomic
def discard(key: str, *, by: User, comment: str = "") -> None:
    """Throw an open version away; the published one stays as it is."""
    draft = open_version(lock(key), key)
    note_review(draft, ReviewVerb.DISCARDED, by=by, comment=comment)
    as_type(draft).delete()


def within(log: ChangeLog | None, *, by: User, reason: str) -> AbstractContextManager[ChangeLog]:
    """The caller's change, or a change of its own."""
    return nullcontext(log) if log is not None else change(by=by, reason=reason)


def publish(key: str, *, by: User, stamp: datetime.datetime, reason: str, log: ChangeLog | None = None) -> Fact:
    """Publish the open version in place of the present one.

    `stamp` is the `updated_at` of the version that the publisher has read: if it moved, he would publish what he hasn't seen.
    Refused for the author himself, without a citation, or without the day of the check.
    """
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        versions = lock(key)
        draft = open_version(versions, key)
        if draft.updated_at != stamp:
            raise ValidationError(f"'{key}' was changed after you opened it. Read it again before you publish it.")
        if draft.author_id == by.pk:
            raise ValidationError("An author cannot publish his own version; another person has to.")
        if draft.checked_on is None:
            raise ValidationError({"checked_on": "Give the day on which a supporting text was seen."})
        if not draft.citations.exists():
            raise ValidationError("A fact is published with at least one citation.")
        now = timezone.now()
        for version in versions:
            if version.state == State.PUBLISHED:
                Fact.objects.filter(pk=version.pk).update(state=State.SUPERSEDED, superseded_at=now)
        Fact.objects.filter(pk=draft.pk).update(
            state=State.PUBLISHED, published_by=by, published_at=now, updated_at=now
        )
        draft.refresh_from_db()
        entries.fact(ChangeVerb.PUBLISHED, draft)
        return draft


def withdraw(
    key: str, *, by: User, reason: str, day: datetime.date | None = None, log: ChangeLog | None = None
) -> Fact:
    """Take a published fact back, as of today or an earlier day. It stays readable in its history, with the reason."""
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        current = published_version(lock(key), key)
        Fact.objects.filter(pk=current.pk).update(state=State.WITHDRAWN, superseded_at=timezone.now())
        current.refresh_from_db()
        Withdrawal.objects.create(fact=current, day=day or timezone.now().date(), by=by, reason=reason)
        entries.fact(ChangeVerb.WITHDRAWN, current)
        return current


def confirm_still_true(
    key: str, *, by: User, day: datetime.date, how: str, log: ChangeLog | None = None
) -> Confirmation:
    """Record that the published version was checked again on that day. The version itself stays as it is."""
    if not how.strip():
        raise ValidationError({"how": "Say what was looked at."})
    if day > timezone.now().date():
        raise ValidationError({"day": "The day of a check cannot lie in the future."})
    with within(log, by=by, reason=f"Confirmed: {how}") as entries, transaction.atomic():
        current = published_version(lock(key), key)
        confirmation = Confirmation.objects.create(fact=current, day=day, by=by, how=how)
        entries.fact(ChangeVerb.CONFIRMED, current)
        return confirmation


def values_of(record: models.Model) -> dict[str, Any]:
    """The stored values of an identity record, as plain JSON, for the change note."""
    return {
        field.attname: value
        if isinstance(value := field.value_from_object(record), str | int | bool | list | dict | None)
        else str(value)
        for field in record._meta.concrete_fields
        if not field.primary_key
    }


def save_record(record: models.Model, *, key: str, by: User, reason: str, log: ChangeLog | None = None) -> None:
    """Add or edit a record of an identity noun (jurisdiction, source, topic, ...), with its reason."""
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        kept = type(record)._default_manager.filter(pk=record.pk).first() if record.pk else None
        before = values_of(kept) if kept else None
        record.full_clean(validate_unique=log is None, validate_constraints=log is None)
        record.save()
        entries.record(ChangeVerb.EDITED if kept else ChangeVerb.ADDED, record, key, before, values_of(record))


def remove_record(record: models.Model, *, key: str, by: User, reason: str, log: ChangeLog | None = None) -> None:
    """Remove a record of an identity noun that nothing points at; refused by the database where something does."""
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        before = values_of(record)
        entries.record(ChangeVerb.REMOVED, record, key, before, None)
        record.delete()


def supersede_source(source: Source, *, by: User, successor: Source, reason: str) -> list[str]:
    """Mark a document as replaced by another; returns the keys of the published facts that cite it and are now due."""
    if source.pk == successor.pk:
        raise ValidationError("A document cannot supersede itself.")
    with change(by=by, reason=reason) as log:
        source.status = SourceStatus.SUPERSEDED
        save_record(source, key=source.key, by=by, reason=reason, log=log)
        successor.supersedes = source
        save_record(successor, key=successor.key, by=by, reason=reason, log=log)
        cited = Fact.objects.filter(state=State.PUBLISHED, citations__source=source)
        return list(cited.order_by("key").values_list("key", flat=True).distinct())
