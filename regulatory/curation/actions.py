"""Every write that matters: how versions of facts are begun, reviewed, published, confirmed and withdrawn, and identity nouns edited.

Admin, API, content files and imports all come through here. Each function runs in one transaction, locks the versions of its key,
refuses with a ValidationError that says what would be right, and leaves a trace: a ChangeNote where readers' content changed, a
ReviewEvent where it did not. The database holds the same rules once more, by constraints and guards.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import ApiToken
from regulatory.choices import OPEN_STATES, ChangeVerb, ReviewVerb, State
from regulatory.curation.changes import ChangeLog, within
from regulatory.curation.pending import close_change, open_changes, propose_change, publish_change, settle
from regulatory.curation.records import remove_record, save_record
from regulatory.curation.succession import Succession, supersede_source
from regulatory.curation.versions import (
    CitationDraft,
    add_parts,
    citations_of,
    classes_of,
    copy_of,
    lock,
    moment_after,
    open_version,
    published_version,
    put_parts,
    refuse_unseen,
    storing,
)
from regulatory.models import Confirmation, Fact, ProductClass, ReviewEvent, Withdrawal, as_type, type_of

__all__ = [
    "CitationDraft",
    "Succession",
    "close_change",
    "confirm_still_true",
    "discard",
    "edit_draft",
    "note_review",
    "open_changes",
    "propose_change",
    "publish",
    "publish_change",
    "put_parts",
    "remove_record",
    "save_record",
    "send_back",
    "start_draft",
    "submit",
    "supersede_source",
    "withdraw",
    "write_draft",
]

AnyFact = TypeVar("AnyFact", bound=Fact)


def note_review(fact: Fact, verb: ReviewVerb, *, by: User, comment: str = "", via: ApiToken | None = None) -> None:
    """Leave the trace of a step. `via` is the token by which a program took it for its owner."""
    ReviewEvent.objects.create(key=fact.key, version=fact.version, verb=verb, by=by, comment=comment, via=via)


def write_draft(
    fact: AnyFact,
    *,
    by: User,
    classes: Iterable[ProductClass] = (),
    citations: Iterable[CitationDraft] = (),
    via: ApiToken | None = None,
) -> AnyFact:
    """Store a new version, as a draft by `by`, with its classes and citations. Version 1 of a new key, or the next of an old one.

    `fact` is an instance of one of the types of facts that was never saved.
    """
    if not fact._state.adding or fact.pk:
        raise ValidationError("A new version is a new record; a stored one is edited with edit_draft.")
    with storing(fact):
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
        add_parts(fact, classes=classes, citations=citations)
        note_review(fact, ReviewVerb.STARTED, by=by, via=via)
    return fact


def edit_draft(
    fact: AnyFact,
    *,
    by: User,
    stamp: datetime.datetime,
    classes: Iterable[ProductClass] | None = None,
    citations: Iterable[CitationDraft] | None = None,
    via: ApiToken | None = None,
) -> AnyFact:
    """Store an open version with the values that `fact`, an instance of its own type, carries now.

    `stamp` is the `updated_at` that the editor read; refused if another moved it since. Classes and citations stay as they are
    unless given. Who edits becomes the author, so that nobody publishes a text that he wrote himself.
    """
    with storing(fact):
        stored = next((version for version in lock(fact.key) if version.pk == fact.pk), None)
        if stored is None:
            raise ValidationError({"key": f"There is no such version of '{fact.key}'. A key stays as it is for ever."})
        if not stored.is_open:
            raise ValidationError(f"'{fact.key}' v{stored.version} is not open. Start a new version to change it.")
        refuse_unseen(stored, stamp)
        for name in ("version", "type", "state", "created_at", "published_by", "published_at", "superseded_at"):
            setattr(fact, name, getattr(stored, name))
        fact.author = by
        fact.full_clean(validate_unique=False, validate_constraints=False)
        fact.save()
        if classes is not None or citations is not None:
            put_parts(
                fact,
                classes=classes_of(fact) if classes is None else classes,
                citations=citations_of(fact) if citations is None else citations,
            )
        note_review(fact, ReviewVerb.EDITED, by=by, via=via)
    return fact


@transaction.atomic
def start_draft(key: str, *, by: User, citing: Succession | None = None, via: ApiToken | None = None) -> Fact:
    """A new draft version of a fact: a copy of the newest one with its citations and classes, to be edited.

    `citing` has it cite a document that replaced one of those that it rests on.
    """
    versions = lock(key)
    if not versions:
        raise ValidationError(f"There is no fact '{key}'.")
    latest = as_type(versions[-1])
    if latest.is_open:
        raise ValidationError(f"'{key}' has an open version already, by {latest.author}.")
    citations = citations_of(latest)
    return write_draft(
        copy_of(latest),
        by=by,
        classes=classes_of(latest),
        citations=citing.applied_to(citations) if citing else citations,
        via=via,
    )


@transaction.atomic
def submit(key: str, *, by: User, comment: str = "", via: ApiToken | None = None) -> Fact:
    """Put the draft up for review by another person."""
    draft = open_version(lock(key), key)
    if draft.state != State.DRAFT:
        raise ValidationError(f"'{key}' is in review already.")
    draft.state = State.IN_REVIEW
    draft.save(update_fields=["state", "updated_at"])
    note_review(draft, ReviewVerb.SUBMITTED, by=by, comment=comment, via=via)
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


def refuse_future(field: str, day: datetime.date) -> None:
    if day > timezone.now().date():
        raise ValidationError({field: f"{day} lies in the future; give today (UTC) or an earlier day."})


def has_written_in(draft: Fact, person: User) -> bool:
    """Whether this person began or edited the version: the last editor is its author, but not the only one who wrote in it."""
    return ReviewEvent.objects.filter(
        key=draft.key,
        version=draft.version,
        by=person,
        verb__in=[ReviewVerb.STARTED, ReviewVerb.EDITED],
        at__gte=draft.created_at,
    ).exists()


def publish(
    key: str,
    *,
    by: User,
    stamp: datetime.datetime,
    reason: str,
    applies: Iterable[int] = (),
    log: ChangeLog | None = None,
) -> Fact:
    """Publish the open version in place of the present one.

    `stamp` is the `updated_at` of the version that the publisher has read: if it moved, he would publish what he hasn't seen.
    `applies` are the primary keys of the coming changes that the new text applies.
    Refused for the author himself, without a citation, or without the day of the check (or with one that is still to come).
    """
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        versions = lock(key)
        draft = open_version(versions, key)
        refuse_unseen(draft, stamp)
        if draft.author_id == by.pk or has_written_in(draft, by):
            raise ValidationError("Who wrote in a version cannot publish it; another person has to.")
        if draft.checked_on is None:
            raise ValidationError({"checked_on": "Give the day on which a supporting text was seen."})
        refuse_future("checked_on", draft.checked_on)
        if not draft.citations.exists():
            raise ValidationError("A fact is published with at least one citation.")
        current = next((version for version in versions if version.state == State.PUBLISHED), None)
        now = moment_after(current)
        if current:
            Fact.objects.filter(pk=current.pk).update(state=State.SUPERSEDED, superseded_at=now)
        Fact.objects.filter(pk=draft.pk).update(
            state=State.PUBLISHED, published_by=by, published_at=now, updated_at=now
        )
        draft.refresh_from_db()
        entries.fact(ChangeVerb.PUBLISHED, draft)
        settle(key, by=by, reason=reason, log=entries, applied=applies)
        return draft


def withdraw(
    key: str, *, by: User, reason: str, day: datetime.date | None = None, log: ChangeLog | None = None
) -> Fact:
    """Take a published fact back, as of today or an earlier day. It stays readable in its history, with the reason."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why: the reason stays with the fact."})
    day = day or timezone.now().date()
    refuse_future("day", day)
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        current = published_version(lock(key), key)
        Fact.objects.filter(pk=current.pk).update(state=State.WITHDRAWN, superseded_at=moment_after(current))
        current.refresh_from_db()
        Withdrawal.objects.create(fact=current, day=day, by=by, reason=reason)
        entries.fact(ChangeVerb.WITHDRAWN, current)
        settle(key, by=by, reason=reason, log=entries, withdrawn=True)
        return current


def confirm_still_true(
    key: str, *, by: User, day: datetime.date, how: str, log: ChangeLog | None = None
) -> Confirmation:
    """Record that the published version was checked again on that day. The version itself stays as it is."""
    if not how.strip():
        raise ValidationError({"how": "Say what was looked at."})
    refuse_future("day", day)
    with within(log, by=by, reason=f"Confirmed: {how}") as entries, transaction.atomic():
        current = published_version(lock(key), key)
        confirmation = Confirmation.objects.create(fact=current, day=day, by=by, how=how)
        entries.fact(ChangeVerb.CONFIRMED, current)
        return confirmation
