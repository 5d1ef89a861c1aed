"""The comparison, the plan and the indicators as data: what they say, what they refuse, how many queries they take."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regulatory.choices import FactType
from regulatory.comparison.closed_questions import INDICATORS
from tests import factories
from tests.regulatory.api.asking import get, refusal
from tests.regulatory.asked_wrongly import OF_COMPARE, OF_INDICATORS, OF_PLAN

pytestmark = pytest.mark.django_db


def follow_up(code: str, years: int, **values) -> None:
    factories.published(
        key=f"{code.lower()}-follow-up-{years}",
        jurisdiction=factories.jurisdiction(code),
        topic=factories.topic("follow-up-duration", parent=factories.topic("safety")),
        duration_years_max=years,
        scope="atmp",
        **values,
    )


@pytest.fixture
def scene() -> None:
    """Three economies on one topic: 15 years twice, 30 for another class once; a fourth looked for and not found, a fifth blank."""
    for code in ("SG", "JP", "KR", "US", "EU"):
        factories.jurisdiction(code)
    follow_up("SG", 15)
    follow_up("JP", 15, effective_from="2020")
    follow_up("KR", 30, classes=[factories.product_class("xenogeneic")])
    factories.published(
        FactType.ABSENCE,
        key="us-blank",
        jurisdiction=factories.jurisdiction("US"),
        topic=factories.topic("follow-up-duration"),
    )


def row(query: str) -> dict:
    (found,) = [row for row in get(f"compare/?{query}")["rows"] if row["topic"]["key"] == "follow-up-duration"]
    return found


def test_a_row_says_who_agrees_who_departs_who_is_strictest_and_what_is_blank(scene):
    found = row("jurisdictions=all")
    agreement = found["agreement"]
    assert agreement["majority"]["label"] == "15 years"
    assert sorted(agreement["majority"]["jurisdictions"]) == ["JP", "SG"]
    assert (agreement["departs"], agreement["unknown"], agreement["of"]) == (["KR"], 2, 5)
    (strictest,) = found["strictest"]
    assert (strictest["superlative"], strictest["label"], strictest["jurisdictions"]) == ("longest", "30 years", ["KR"])
    cells = {cell["jurisdiction"]: cell for cell in found["cells"]}
    assert (cells["US"]["blank"]["kind"], cells["EU"]["blank"]["kind"]) == ("not-found", "not-researched")
    assert [fact["key"] for fact in cells["KR"]["facts"]] == ["kr-follow-up-30"]
    assert (cells["SG"]["force"], cells["SG"]["scopes"]) == ("statute", ["atmp"])


def test_a_rule_for_other_products_is_shown_and_answers_nothing(scene):
    found = row("jurisdictions=SG,KR,JP&class=gene-modified-cells")
    (kr,) = [cell for cell in found["cells"] if cell["jurisdiction"] == "KR"]
    assert kr["answer"] is None
    assert kr["facts"][0]["applies"]["verdict"] == "does-not-apply"
    assert found["strictest"][0]["label"] == "15 years"


def test_the_pairwise_figure_has_its_denominator(scene):
    texts = {tuple(pair["jurisdictions"]): pair["text"] for pair in get("compare/?jurisdictions=SG,KR,US")["pairs"]}
    assert texts == {
        ("SG", "KR"): "differ on 1 of 1 comparable answers; 0 unknown",
        ("SG", "US"): "no comparable answers; 1 unknown",
        ("KR", "US"): "no comparable answers; 1 unknown",
    }


def test_only_the_rows_that_differ(scene):
    factories.published(key="sg-other", topic=factories.topic("donors"))
    both = get("compare/?jurisdictions=SG,KR&differences=1")
    assert ([each["topic"]["key"] for each in both["rows"]], both["of_rows"]) == (["follow-up-duration"], 2)
    assert get("compare/?jurisdictions=SG,JP&differences=1")["rows"] == []


def test_a_permalink_shows_the_revision_for_good(scene):
    before = get("compare/?jurisdictions=SG,US&topics=safety")
    follow_up("SG", 99)
    assert row("jurisdictions=SG,US")["cells"][0]["answer"]["label"] == "99 years"
    pinned = get("compare/" + before["permalink"].partition("/compare/")[2])
    assert pinned["rows"] == before["rows"]
    assert pinned["meta"]["data_revision"] == before["meta"]["data_revision"] == 4


def test_since_marks_what_moved(scene):
    today = timezone.now().date()
    assert [cell["moved"] for cell in row(f"jurisdictions=SG&since={today}")["cells"]] == [[]]
    assert "moved" not in row("jurisdictions=SG")["cells"][0]


def test_a_day_in_the_world_leaves_out_what_was_not_in_force_and_says_what_is_not_dated(scene):
    cells = {cell["jurisdiction"]: cell for cell in row("jurisdictions=SG,JP&in_force_on=2019-06-01")["cells"]}
    assert cells["JP"]["facts"] == []
    assert cells["SG"]["facts"][0]["on_that_day"]["verdict"] == "cannot-tell"


@pytest.mark.parametrize(("query", "parameter", "said"), OF_COMPARE)
def test_a_wrong_question_is_refused_by_name(query, parameter, said):
    factories.published(topic=factories.topic("safety"))
    errors = refusal(f"compare/?{query}")
    assert errors[parameter][0].startswith(said)


@pytest.mark.parametrize(("query", "parameter", "said"), OF_PLAN)
def test_a_wrong_plan_is_refused_by_name(query, parameter, said):
    factories.published(topic=factories.topic("safety"))
    factories.jurisdiction("JP")
    errors = refusal(f"plan/?{query}")
    assert errors[parameter][0].startswith(said)


@pytest.mark.parametrize(("query", "parameter", "said"), OF_INDICATORS)
def test_a_wrong_choice_of_indicators_is_refused_by_name(query, parameter, said):
    factories.published(topic=factories.topic("safety"))
    assert refusal(f"indicators/?{query}")[parameter][0].startswith(said)


@pytest.mark.parametrize("query", ["", "differences=1", "class=gene-modified-cells"])
def test_a_comparison_of_nothing_is_refused(query):
    factories.published()
    assert refusal(f"compare/?{query}")["jurisdictions"][0].startswith("Say what to look at: jurisdictions=SG,JP or")


def test_an_empty_value_is_never_everything():
    factories.published()
    for address in ("compare", "plan", "indicators"):
        assert "jurisdictions" in refusal(f"{address}/?jurisdictions=")
    assert "jurisdictions" in refusal("plan/?topics=long-term-follow-up")
    assert refusal("indicators/?indicators=nope")["indicators"][0].startswith("There is no indicator 'nope'.")


def test_a_plan_has_lines_drivers_questions_and_margins(scene):
    plan = get("plan/?jurisdictions=SG,JP&class=gene-modified-cells&add=KR,US")
    (line,) = plan["lines"]
    assert (line["name"], line["jurisdictions"]) == ("Long-term follow-up", ["SG", "JP"])
    assert line["strictest"][0]["label"] == "15 years"
    assert [margin["jurisdiction"]["code"] for margin in plan["margins"]] == ["KR", "US"]
    assert {each["jurisdiction"] for each in plan["durations"]} == {"SG", "JP"}
    assert set(line["facts"]) <= set(plan["facts"])


def test_indicators_name_the_facts_that_they_rest_on(scene):
    grid = get("indicators/?jurisdictions=KR,EU&indicators=follow-up-years,framework")
    assert [each["key"] for each in grid["indicators"]] == ["framework", "follow-up-years"]
    kr, eu = ({answer["indicator"]: answer for answer in each["answers"]} for each in grid["jurisdictions"])
    assert (kr["follow-up-years"]["value"], kr["follow-up-years"]["facts"]) == (30, ["kr-follow-up-30"])
    assert eu["follow-up-years"]["state"] == "not-researched"
    assert len(get("indicators/")["indicators"]) == len(INDICATORS) >= 25


ADDRESSES = [
    "compare/?jurisdictions=all&topics=all",
    "compare/?jurisdictions=all&class=gene-modified-cells&in_force_on=2025-01-01",
    "plan/?jurisdictions=SG&class=gene-modified-cells",
    "indicators/",
]


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(f"/api/v1/{address}").status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_queries_does_not_grow(address):
    follow_up("SG", 1)
    one = queries(address)
    for number in range(2, 21):
        follow_up(("SG", "JP", "KR", "US")[number % 4], number)
    assert queries(address) == one <= 12


def test_as_of_today_is_what_is_published_today(scene):
    today: datetime.date = timezone.now().date()
    assert get(f"compare/?jurisdictions=all&as_of={today}")["rows"] == get("compare/?jurisdictions=all")["rows"]
