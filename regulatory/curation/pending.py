"""Coming changes: a dated, cited note that a published fact will change, proposed by one person and shown to readers by another.

Part of the actions; called as `actions.propose_change` and so on. It takes four eyes because readers rely on it as on the fact itself.
Each step is taken once, and no text is edited: a wrong note is taken back with a reason and proposed anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from regulatory.choices import ChangeVerb, PendingOutcome
from regulatory.curation.changes import ChangeLog, within
from regulatory.curation.versions import lock, published_version
from regulatory.models import Fact, PendingChange, Source


@transaction.atomic
def propose_change(
    key: str, *, by: User, changes_on: str, note: str, source: Source, locator: str = ""
) -> PendingChange:
    """Write down that the published fact `key` will change on a day, month or year. Readers see it once another person published it."""
    fact = published_version(lock(key), key)
    pending = PendingChange(
        fact=fact,
        changes_on=changes_on,
        note=note,
        source=source,
        locator=locator,
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    pending.full_clean(validate_constraints=False)
    said = {"changes_on": changes_on, "note": note, "source": source, "locator": locator}
    if PendingChange.objects.filter(fact__key=key, closed_at=None, **said).exists():
        raise ValidationError(f"The same change of '{key}' is noted already.")
    pending.save(force_insert=True)
    return pending


def publish_change(pending: PendingChange, *, by: User, reason: str, log: ChangeLog | None = None) -> PendingChange:
    """Show a proposed note to readers. Refused for who proposed it."""
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        fact, stored = locked(pending)
        if stored.published_at is not None:
            raise ValidationError(f"The coming change of '{fact.key}' is shown to readers already.")
        if stored.proposed_by_id == by.pk:
            raise ValidationError("Who proposed the note of a coming change cannot publish it; another person has to.")
        stored.published_by, stored.published_at = by, timezone.now()
        stored.save(update_fields=["published_by", "published_at"])
        entries.fact(ChangeVerb.ANNOUNCED, fact)
        return stored


def close_change(
    pending: PendingChange, *, by: User, outcome: PendingOutcome, reason: str, log: ChangeLog | None = None
) -> PendingChange:
    """Take a note off its fact: it was applied, is taken back, or (never shown to readers) declined. Only what readers saw is a change."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why: the reason stays with the note."})
    with within(log, by=by, reason=reason) as entries, transaction.atomic():
        fact, stored = locked(pending)
        if (outcome is PendingOutcome.DECLINED) == (stored.published_at is not None):
            right = "taken back or applied" if stored.published_at else "declined"
            raise ValidationError(f"The coming change of '{fact.key}' can only be {right}.")
        stored.closed_by, stored.closed_at, stored.outcome = by, timezone.now(), outcome
        stored.closing_reason = reason
        stored.save(update_fields=["closed_by", "closed_at", "outcome", "closing_reason"])
        if stored.published_at is not None:
            entries.fact(ChangeVerb.LIFTED, fact)
        return stored


def locked(pending: PendingChange) -> tuple[Fact, PendingChange]:
    """The newest version of the note's fact and the note as it is now; refused where it was closed meanwhile."""
    key = pending.fact.key
    versions = [each for each in lock(key) if each.published_at is not None]
    stored = PendingChange.objects.get(pk=pending.pk)
    if stored.closed_at is not None:
        outcome = stored.get_outcome_display().lower()
        raise ValidationError(f"The coming change of '{key}' is closed already: {outcome}.")
    return versions[-1], stored


def open_changes(key: str) -> list[PendingChange]:
    """The notes on a fact that are not closed, proposals among them, in the order of their days."""
    return list(
        PendingChange.objects.filter(fact__key=key, closed_at=None).select_related("fact", "source", "proposed_by")
    )


def settle(
    key: str, *, by: User, reason: str, log: ChangeLog, applied: Iterable[int] = (), withdrawn: bool = False
) -> None:
    """Within a publication: close the notes that the new text applies (their primary keys). Within a withdrawal: close all of them."""
    wanted = set(applied)
    notes = open_changes(key)
    if unknown := wanted - {each.pk for each in notes if each.is_shown}:
        raise ValidationError(f"{len(unknown)} of the coming changes of '{key}' are closed or not shown to readers.")
    for each in notes:
        if each.pk in wanted:
            close_change(each, by=by, outcome=PendingOutcome.APPLIED, reason=reason, log=log)
        elif withdrawn:
            outcome = PendingOutcome.WITHDRAWN if each.is_shown else PendingOutcome.DECLINED
            close_change(each, by=by, outcome=outcome, reason=reason, log=log)
