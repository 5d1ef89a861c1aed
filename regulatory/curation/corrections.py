"""Corrections that readers suggest: taken in without an account, then taken up or declined by a curator, once.

No change note is written: nothing that readers see changes before a version is published. The record itself is the trace.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from regulatory.choices import OPEN_STATES, CorrectionState
from regulatory.curation.actions import start_draft
from regulatory.curation.versions import lock
from regulatory.models import Correction, Fact

OPEN_OF_A_FACT = 10
OPEN_IN_ALL = 500
"""So many may wait for a curator. Beyond that nobody would read them, and whoever floods the form gets no further."""


class FullError(Exception):
    """As many corrections wait as can be read."""


@transaction.atomic
def suggest_correction(fact: Fact, *, text: str, source_url: str = "", email: str = "") -> Correction:
    """Take in what a reader says of the version that he saw.

    Raises FullError where enough of them wait already, ValidationError for a version that readers do not see or a field that is wrong.
    """
    if fact.pk not in {version.pk for version in lock(fact.key) if version.published_at is not None}:
        raise ValidationError(f"Readers do not see this version of '{fact.key}'.")
    waiting = Correction.objects.filter(state=CorrectionState.OPEN)
    if waiting.filter(fact__key=fact.key).count() >= OPEN_OF_A_FACT:
        raise FullError(f"{OPEN_OF_A_FACT} corrections of this fact wait to be read; more can be sent once they are.")
    if waiting.count() >= OPEN_IN_ALL:
        raise FullError("More corrections wait than the curators can read at present; please come back in some days.")
    correction = Correction(fact=fact, text=text, source_url=source_url, email=email, sent_at=timezone.now())
    correction.full_clean(validate_constraints=False)
    correction.save(force_insert=True)
    return correction


@transaction.atomic
def take_up_correction(correction: Correction, *, by: User, reason: str) -> Fact:
    """Answer it with a new version: the open one of its fact, or a draft by `by` that is begun with it."""
    key = correction.fact.key
    versions = lock(key)
    decide(correction, CorrectionState.TAKEN_UP, by=by, reason=reason)
    opened = next((version for version in versions if version.state in OPEN_STATES), None)
    return opened or start_draft(key, by=by)


@transaction.atomic
def decline_correction(correction: Correction, *, by: User, reason: str) -> Correction:
    """Leave the fact as it is, and say why."""
    lock(correction.fact.key)
    return decide(correction, CorrectionState.DECLINED, by=by, reason=reason)


def decide(correction: Correction, state: CorrectionState, *, by: User, reason: str) -> Correction:
    if not reason.strip():
        raise ValidationError({"reason": "Say why: the reason stays with the correction."})
    stored = Correction.objects.select_for_update().get(pk=correction.pk)
    if not stored.is_open:
        raise ValidationError(f"Correction {stored.pk} is decided already: {stored.get_state_display().lower()}.")
    stored.state, stored.decided_by, stored.decided_at, stored.reason = state, by, timezone.now(), reason
    stored.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return stored


def for_version(fact: Fact) -> list[Correction]:
    """What a curator of the version has beside it: the open corrections of its fact, and those taken up with a version still open."""
    wanted = Q(state=CorrectionState.OPEN)
    if fact.is_open:
        published = Fact.objects.filter(key=fact.key).aggregate(Max("published_at"))["published_at__max"]
        wanted |= Q(state=CorrectionState.TAKEN_UP, **({"decided_at__gte": published} if published else {}))
    return list(Correction.objects.filter(wanted, fact__key=fact.key).select_related("fact").order_by("pk"))
