"""Corrections at the desk: the queue, the two answers, and the correction at hand on the form of the version."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulatory.curation import corrections
from regulatory.models import Correction, Fact
from tests import factories
from tests.regulatory.admin.posting import address, told
from tests.regulatory.admin.test_desk import queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> Fact:
    return factories.published(key="sg-fact", title="A rule")


@pytest.fixture
def correction(fact: Fact) -> Correction:
    return corrections.suggest_correction(fact, text="Article 7 was <b>repealed</b>.", email="reader@example.org")


def buttons(client, correction: Correction) -> set[str]:
    page = client.get(address(Correction, "change", correction.pk))
    return {each.verb for each, _ in page.context.get("steps", [])}


def take(client, correction: Correction, verb: str, reason: str = "Read the act"):
    return client.post(address(Correction, "step", correction.pk, verb), {"reason": reason}, follow=True)


def test_it_waits_on_the_desk_until_it_is_decided(curator, correction):
    assert queue(curator, "corrections") == ["A rule"]
    take(curator, correction, "decline")
    assert queue(curator, "corrections") == []
    correction.refresh_from_db()
    assert (correction.state, correction.decided_by.username, correction.reason) == (
        "declined",
        "curator",
        "Read the act",
    )
    assert buttons(curator, correction) == set()
    assert told(take(curator, correction, "take-up")) == ["This is closed already: declined."]


def test_a_curator_begins_a_version_with_it_at_hand(curator, correction):
    response = take(curator, correction, "take-up")
    assert told(response) == ["Done: start a new version."]
    draft = Fact.objects.get(key="sg-fact", version=2)
    assert response.context["original"].pk == draft.pk
    page = response.content.decode()
    assert "Article 7 was &lt;b&gt;repealed&lt;/b&gt;." in page
    assert "taken up, of version 1" in page


def test_a_reviewer_may_decline_and_not_write(decider, correction):
    assert buttons(decider, correction) == {"decline"}
    assert take(decider, correction, "take-up").status_code == 403
    assert not Fact.objects.filter(version=2).exists()


def test_an_answer_needs_a_reason(curator, correction):
    response = take(curator, correction, "decline", " ")
    assert list(response.context["form"].errors) == ["reason"]
    correction.refresh_from_db()
    assert correction.is_open


def test_nobody_edits_or_deletes_it(root, correction):
    for page in ("add", "delete"):
        arguments = [correction.pk] if page == "delete" else []
        assert root.post(address(Correction, page, *arguments), {"post": "yes"}).status_code == 403
    assert root.post(address(Correction, "change", correction.pk), {"text": "Other"}).status_code == 403
    correction.refresh_from_db()
    assert correction.text == "Article 7 was <b>repealed</b>."


def test_the_desk_takes_the_same_queries_for_1_and_20(curator, correction):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert curator.get("/admin/desk/queues/corrections/").status_code == 200
        return len(captured)

    few = count()
    for number in range(19):
        corrections.suggest_correction(factories.published(key=f"sg-{number}"), text="Another article.")
    assert count() == few
