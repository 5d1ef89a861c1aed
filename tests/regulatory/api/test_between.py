"""What moved between two days, as data: both axes, what is refused, how many queries it takes, and that the page says the same."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regulatory.curation import actions
from regulatory.models import Fact
from tests import factories
from tests.regulatory.api.asking import get, refusal
from tests.regulatory.asked_wrongly import OF_BETWEEN
from tests.regulatory.pages.reading import text

pytestmark = pytest.mark.django_db
YEAR = "axis=world&from=2024-12-31&to=2025-12-31"


def dated(key: str, code: str = "KR", **values: str) -> None:
    factories.published(
        key=key,
        jurisdiction=factories.jurisdiction(code),
        topic=factories.topic("follow-up-duration", parent=factories.topic("safety")),
        **values,
    )


def test_in_the_world_rules_came_into_force_and_ended():
    dated("kr-new", effective_from="2025-03")
    dated("kr-old", effective_from="2001", effective_until="2025-06-30")
    dated("sg-new", "SG", effective_from="2025")
    dated("kr-undated")
    found = get(f"changes/between/?{YEAR}&jurisdictions=KR&topics=safety")
    assert [(each["fact"], each["what"]) for each in found["moved"]] == [("kr-new", "added"), ("kr-old", "ended")]
    assert found["counts"] == {"added": 1, "changed": 0, "ended": 1}
    assert found["query"] == {
        "from": "2024-12-31",
        "to": "2025-12-31",
        "axis": "world",
        "jurisdictions": "KR",
        "topics": "safety",
    }
    assert found["moved"][0]["effective_from"] == "2025-03"
    assert found["moved"][1]["url"].endswith("/facts/kr-old/")
    page = text(found["url"].removeprefix("http://testserver"))
    assert "2 changes" in page
    assert "Came into force" in page
    assert "Went out of force" in page


def test_here_a_fact_was_corrected(monkeypatch):
    today = datetime.datetime.now(datetime.UTC)
    before = today - datetime.timedelta(days=3)
    with monkeypatch.context() as earlier:
        earlier.setattr("django.utils.timezone.now", lambda: before)
        dated("sg-years", "SG")
    draft = actions.start_draft("sg-years", by=factories.person("author"))
    stored = Fact.objects.get(pk=draft.pk).pharmacovigilancerequirement
    stored.duration_years_max, stored.checked_on = 20, factories.CHECKED
    actions.edit_draft(stored, by=factories.person("author"), stamp=draft.updated_at)
    stored.refresh_from_db()
    actions.publish("sg-years", by=factories.person("reviewer"), stamp=stored.updated_at, reason="Corrected")
    found = get(f"changes/between/?from={before.date()}&to={today.date()}")
    (moved,) = found["moved"]
    assert (moved["what"], moved["fact"]) == ("changed", "sg-years")
    assert {"field": "duration_years_max", "before": None, "after": 20} in moved["fields"]
    assert found["query"]["axis"] == "knowledge"


@pytest.mark.parametrize(("query", "parameter", "said"), OF_BETWEEN)
def test_two_days_that_cannot_be_compared_are_refused_by_name(query, parameter, said):
    factories.published(topic=factories.topic("safety"))
    assert refusal(f"changes/between/?{query}")[parameter][0].startswith(said)


def test_nothing_asked_is_refused():
    factories.published()
    assert set(refusal("changes/between/")) == {"from", "to"}


def test_it_stands_beside_the_changes_and_the_root_leads_to_it():
    factories.published()
    assert get("")["changes/between"].endswith("/api/v1/changes/between/")
    assert get("changes/1/")["revision"] == 1


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def test_the_queries_are_as_many_for_twenty_as_for_one():
    address = f"/api/v1/changes/between/?{YEAR}"
    dated("kr-0", effective_from="2025-03")
    one = queries(address)
    for number in range(1, 20):
        dated(f"kr-{number}", effective_from="2025-03", classes=[factories.product_class(f"class-{number}")])
    assert queries(address) == one <= 18
