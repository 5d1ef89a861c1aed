"""The closed questions in brief, as on the home page: the same answers as at length, each blank told, nothing read as written for ATMPs
that is not.
"""

from __future__ import annotations

import pytest
from django.http import QueryDict

from regulatory.choices import BlankKind, FactType
from regulatory.comparison.indicators import STATE_LABELS
from regulatory.filtersets.comparison import INDICATORS, ask
from regulatory.filtersets.indicated import indicated
from regulatory.pages.brief import CHOSEN, STATES, TYPES, BriefAnswer, brief_grid
from tests import factories
from tests.regulatory.pages.reading import html, text

pytestmark = pytest.mark.django_db


def answers(question: str) -> dict[str, BriefAnswer]:
    grid = brief_grid()
    (number,) = [place for place, head in enumerate(grid.heads) if head.label == CHOSEN[question]]
    return {row.place.code: row.answers[number] for row in grid.rows}


def test_the_types_that_are_read_answer_as_all_facts_do(real_content):
    asked = ask(QueryDict(f"indicators={','.join(CHOSEN)}"), INDICATORS, needs="nothing")
    everything, chosen = indicated(asked), indicated(asked, TYPES)
    assert set(CHOSEN) == {each.key for each in everything.questions}
    assert chosen.answers == everything.answers
    labels = {each.label for found in everything.answers.values() for each in found if each.known}
    assert len(labels) > 20
    assert all(row.answers[number].text for row in brief_grid().rows for number in range(len(CHOSEN)))


def test_every_state_without_an_answer_has_its_words():
    assert set(STATES) == set(STATE_LABELS)
    assert not {"no", "No", ""} & set(STATES.values())


def test_a_figure_stands_with_its_unit_and_the_rules_that_it_comes_from():
    for code in ("SG", "KR", "JP", "US"):
        factories.jurisdiction(code)
    trial = factories.topic("trial-application")
    for code, days, basis, scope, classes in (
        ("SG", 30, "working", "atmp", []),
        ("KR", 60, "", "medicine", []),
        ("JP", 30, "calendar", "atmp", [factories.product_class("xenogeneic")]),
    ):
        factories.published(
            FactType.PATHWAY,
            key=f"{code.lower()}-trial",
            jurisdiction=factories.jurisdiction(code),
            topic=trial,
            kind="clinical-trial",
            review_days=days,
            review_days_basis=basis,
            review_days_measure="trial-decision",
            scope=scope,
            classes=classes,
        )
    found = answers("trial-review-days")
    assert [(each.text, each.unit, each.rules_for) for each in found.values()] == [
        ("30", "calendar days", "certain classes"),
        ("60", "days, kind not stated", "all medicines"),
        ("30", "working days", ""),
        ("–", "", ""),
    ]
    assert found["SG"].url == "/facts/sg-trial/"
    assert (found["US"].state, found["US"].whole, found["US"].url) == ("not-researched", "Not researched", "")


def test_the_home_page_tells_a_blank_from_a_no():
    factories.jurisdiction("US")
    factories.published(
        FactType.ABSENCE,
        key="us-none",
        jurisdiction=factories.jurisdiction("US"),
        topic=factories.topic("conditional-approval"),
    )
    factories.published(
        FactType.PATHWAY,
        key="us-next",
        kind="hospital-exemption",
        jurisdiction=factories.jurisdiction("US"),
        topic=factories.topic("hospital-exemption"),
        legal_status="proposed",
    )
    grid = html("/").partition('class="hold brief"')[2].partition("</table>")[0]
    assert f'<a href="/facts/us-none/" title="{BlankKind.NOT_FOUND.label}">none found</a>' in grid
    assert '<a href="/facts/us-next/" title="Only planned or ended rules known">planned or ended</a>' in grid
    assert '<span class="visually-hidden">Not researched</span><span aria-hidden="true">–</span>' in grid
    assert 'href="/indicators/?indicators=hospital-exemption"' in grid
    assert f"0 of {len(CHOSEN)} answers of the economies are known" in text("/")
