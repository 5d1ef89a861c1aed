"""The database refuses coming changes and reviews of sources that contradict themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from regulatory.models import PendingChange, SourceReview
from tests import factories
from tests.constraints import refused_by
from tests.factories import person

pytestmark = pytest.mark.django_db


def proposal(**values: Any) -> PendingChange:
    given = {
        "fact": factories.published(),
        "changes_on": "2027",
        "note": "Text",
        "source": factories.source(),
        "proposed_by": person("author"),
        "proposed_at": timezone.now(),
    }
    return PendingChange(**given | values)


def shown() -> PendingChange:
    pending = proposal()
    pending.save()
    pending.published_by, pending.published_at = person("reviewer"), timezone.now()
    pending.save()
    return pending


def closed(pending: PendingChange, **values: Any) -> PendingChange:
    given = {
        "closed_by": person("third"),
        "closed_at": timezone.now(),
        "outcome": "applied",
        "closing_reason": "Done",
        **values,
    }
    for name, value in given.items():
        setattr(pending, name, value)
    return pending


def saved(pending: PendingChange) -> PendingChange:
    pending.save()
    return pending


@pytest.mark.parametrize("values", [{"changes_on": ""}, {"note": ""}])
def test_it_says_when_and_what(values: dict[str, str]):
    with refused_by("pending_says_when_and_what"):
        proposal(**values).save()


def test_who_proposed_it_does_not_publish_it():
    pending = saved(proposal())
    pending.published_by, pending.published_at = pending.proposed_by, timezone.now()
    with refused_by("pending_four_eyes"):
        pending.save()


@pytest.mark.parametrize("missing", ["published_by", "published_at"])
def test_published_by_whom_and_when(missing: str):
    pending = saved(proposal())
    pending.published_by, pending.published_at = person("reviewer"), timezone.now()
    setattr(pending, missing, None)
    with refused_by("pending_published_by_whom", "pending_four_eyes"):
        pending.save()


@pytest.mark.parametrize(
    "values",
    [{"closed_by": None}, {"closed_at": None}, {"outcome": ""}, {"closing_reason": ""}, {"outcome": "forgotten"}],
)
def test_closed_by_whom_when_how_and_why(values: dict[str, Any]):
    pending = closed(shown(), **values)
    with refused_by("pending_closed_by_whom_and_why"):
        pending.save()


def test_only_what_was_shown_is_applied():
    pending = closed(saved(proposal()))
    with refused_by("pending_settled_after_published"):
        pending.save()


def test_what_was_shown_is_not_declined():
    pending = closed(shown(), outcome="declined")
    with refused_by("pending_declined_before_published"):
        pending.save()


def test_a_source_in_force_is_not_reviewed():
    with refused_by("source_review_of_an_ended_source"):
        SourceReview.objects.create(
            source=factories.source(), status="in-force", at=timezone.now(), by=person("author"), reason="Test"
        )
