"""The due queue of the desk: what is in it, and in which order."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import Fact
from tests import factories
from tests.factories import person

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2024, 1, 1)


def queue(client: Client, key: str) -> list[str]:
    """The titles of a queue's rows on its full page."""
    return [row.title for row in client.get(f"/admin/desk/queues/{key}/").context["rows"]]


def due_fact(title: str, kind: str, **values: object) -> Fact:
    source = factories.source(kind=kind)
    return factories.published(title=title, citations=[CitationDraft(source)], **{"checked_on": LONG_AGO} | values)


def test_what_is_due_stands_by_volatility_age_and_use(curator):
    due_fact("An act", "act")
    due_fact("A page", "web-page")
    due_fact("An older page", "web-page", checked_on=datetime.date(2020, 1, 1))
    due_fact("Checked lately", "web-page", checked_on=timezone.now().date())
    assert queue(curator, "due") == ["An older page", "A page", "An act"]


def test_a_source_that_many_economies_rest_on_comes_first(curator):
    shared = factories.source(kind="act")
    for code in ("SG", "JP", "KR"):
        place = factories.jurisdiction(code)
        values = {"checked_on": LONG_AGO, "citations": [CitationDraft(shared)], "jurisdiction": place}
        factories.published(title=f"Shared {code}", **values)
    due_fact("Alone", "act")
    assert queue(curator, "due")[-1] == "Alone"


def test_a_confirmed_fact_leaves_the_queue_even_if_a_day_was_set(curator):
    fact = due_fact("Page", "web-page", review_due=datetime.date(2025, 1, 1))
    assert queue(curator, "due") == ["Page"]
    actions.confirm_still_true(fact.key, by=person("reviewer"), day=timezone.now().date(), how="Read")
    assert queue(curator, "due") == []


def test_a_change_that_was_to_come_and_is_not_applied_is_due(curator):
    fact = due_fact("About to change", "act", checked_on=timezone.now().date())
    pending = actions.propose_change(
        fact.key, by=person("author"), changes_on="2026-01", note="Text", source=factories.source()
    )
    assert queue(curator, "due") == []
    actions.publish_change(pending, by=person("reviewer"), reason="Gazetted")
    assert queue(curator, "due") == ["About to change"]


def test_what_falls_due_soon_follows(curator):
    today = timezone.now().date()
    due_fact("Due", "act")
    due_fact("Soon", "act", checked_on=today, review_due=today + datetime.timedelta(days=10))
    due_fact("Sooner", "act", checked_on=today, review_due=today + datetime.timedelta(days=5))
    due_fact("Far", "act", checked_on=today, review_due=today + datetime.timedelta(days=100))
    assert queue(curator, "due") == ["Due", "Sooner", "Soon"]
