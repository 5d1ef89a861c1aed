"""Two versions of a fact side by side: values in words, citations, classes, and what is refused."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.pages.differing import pieces_of
from tests import factories
from tests.regulatory.pages.reading import html, links, text

ADDRESS = "/facts/sg-rule/diff/?from={}&to={}"


def revise(key, *, citations=None, classes=None, **values):
    """Publish another version of a fact with these values."""
    draft = actions.start_draft(key, by=factories.person("author"))
    for name, value in values.items():
        setattr(draft, name, value)
    draft.checked_on = factories.CHECKED
    editor = factories.person("author")
    actions.edit_draft(draft, by=editor, stamp=draft.updated_at, citations=citations, classes=classes)
    draft.refresh_from_db()
    actions.publish(key, by=factories.person("reviewer"), stamp=draft.updated_at, reason="Corrected")


@pytest.fixture
def two_versions(db):
    act, rules = factories.source("act", title="The Act"), factories.source("rules", title="The Rules")
    factories.published(
        FactType.PHARMACOVIGILANCE,
        key="sg-rule",
        title="Follow-up",
        summary="Patients are followed for five years.",
        obligation="recommended",
        duration_years_min=5,
        effective_from="2019-06",
        citations=[CitationDraft(act, "s. 1", "Says five years."), CitationDraft(rules, "r. 2")],
    )
    revise(
        "sg-rule",
        summary="Patients are followed for fifteen years.",
        obligation="mandatory",
        duration_years_min=15,
        effective_from="2020-06-28",
        responsible="The holder",
        citations=[CitationDraft(act, "s. 1", "Says fifteen years."), CitationDraft(act, "s. 9")],
        classes=[factories.product_class("gene-editing")],
    )


def test_what_differs_stands_side_by_side_in_words(two_versions):
    shown = text(ADDRESS.format(1, 2))
    for words in (
        "What version 2 says otherwise than version 1",
        "Obligation Recommended Mandatory",
        "Effective from June 2019 28 June 2020",
        "Responsible not stated The holder",
        "5 15",
        "Product class gene-modified-cells not named",
        "Product class not named gene-editing",
        "Citation of The Act, s. 1 Says five years. Says fifteen years.",
        "Citation of The Act, s. 9 not cited cited",
        "Citation of The Rules, r. 2 cited not cited",
    ):
        assert words in " ".join(shown.replace(" .", ".").split()), words
    assert "Kind" not in shown
    page = html(ADDRESS.format(1, 2))
    assert "<del>five</del>" in page
    assert "<ins>fifteen</ins>" in page
    assert "noindex" in page


def test_the_other_way_round_it_says_what_the_older_one_says(two_versions):
    shown = text(ADDRESS.format(2, 1))
    assert "What version 1 says otherwise than version 2" in shown
    assert "Obligation Mandatory Recommended" in shown


def test_the_list_of_versions_leads_to_it(two_versions):
    revise("sg-rule", title="Long follow-up")
    found = [each for each in links("/facts/sg-rule/") if "diff" in each]
    assert found == [ADDRESS.format(2, 3), ADDRESS.format(1, 2)]
    assert "/facts/sg-rule/diff/?from=2&to=3" in links(ADDRESS.format(1, 2))
    assert "aria-current" in html("/facts/sg-rule/").partition("<main")[2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Give the number of a version. Versions to choose from: 1, 2."),
        ("?from=1", "to Give the number of a version."),
        ("?from=x&to=2", "from Give the number of a version."),
        ("?from=-1&to=2", "from Give the number of a version."),
        ("?from=1&to=99999999999999999999", "to Give the number of a version."),
        ("?from=1&to=1", "a version does not differ from itself"),
        ("?from=1&to=2&day=3", "There is no parameter 'day' here."),
        ("?from=1&from=2&to=2", "Give this parameter once."),
    ],
)
def test_a_bad_question_is_refused_with_what_would_be_right(two_versions, query, words):
    assert words in text(f"/facts/sg-rule/diff/{query}", 400)


def test_a_version_that_nobody_published_is_not_found(two_versions):
    actions.start_draft("sg-rule", by=factories.person("author"))
    assert "has no version 3 that was published. Versions to choose from: 1, 2." in text(ADDRESS.format(1, 3), 404)
    assert "There is no fact 'none'." in text("/facts/none/diff/?from=1&to=2", 404)


def test_a_fact_that_was_taken_back_says_so(two_versions):
    actions.withdraw("sg-rule", by=factories.person("reviewer"), reason="Misread")
    assert "Withdrawn." in text(ADDRESS.format(1, 2))


def test_it_takes_the_same_queries_for_1_and_20_citations(two_versions):
    def count(one, other):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(ADDRESS.format(one, other)).status_code == 200
        return len(captured)

    few = count(1, 2)
    revise("sg-rule", citations=[CitationDraft(factories.source(f"many-{number}")) for number in range(20)])
    assert count(2, 3) == few


def test_a_day_of_a_check_is_written_out(two_versions):
    revise("sg-rule", title="Other", review_due=datetime.date(2027, 3, 1))
    assert "1 March 2027" in text(ADDRESS.format(2, 3))


@given(st.text(alphabet="ab \n.é再"), st.text(alphabet="ab \n.é再"))
def test_the_pieces_of_a_text_are_the_text(before, after):
    old, new = pieces_of(before, after)
    assert "".join(each.text for each in old) == before
    assert "".join(each.text for each in new) == after
