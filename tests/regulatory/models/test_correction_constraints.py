"""The database refuses corrections that say nothing or were decided by nobody."""

from __future__ import annotations

import pytest
from django.utils import timezone

from regulatory.models import Correction
from tests import factories
from tests.constraints import refused_by

pytestmark = pytest.mark.django_db


def correction(**values: object) -> Correction:
    given = {"fact": factories.published(key="sg-fact"), "text": "Article 7 was repealed.", "sent_at": timezone.now()}
    return Correction.objects.create(**{**given, **values})


def test_a_correction_without_a_word():
    with refused_by("correction_says_something"):
        correction(text="")


def test_a_correction_in_a_state_that_is_none():
    with refused_by("correction_state", "correction_decided_by_whom_and_why"):
        correction(state="lost")


@pytest.mark.parametrize("missing", ["decided_by", "decided_at", "reason"])
def test_a_decision_by_nobody_or_at_no_time_or_for_no_reason(reviewer, missing):
    decided = {"decided_by": reviewer, "decided_at": timezone.now(), "reason": "It still stands."}
    with refused_by("correction_decided_by_whom_and_why"):
        correction(state="declined", **{name: value for name, value in decided.items() if name != missing})
