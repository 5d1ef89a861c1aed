"""The home page, the notes on what changed, and the pages for what goes wrong."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.curation.changes import change
from regulatory.pages import errors
from tests import catalogue, factories
from tests.regulatory.pages.reading import html, links, text

pytestmark = pytest.mark.django_db


def test_home_opens_its_doors_and_counts():
    factories.published(jurisdiction=factories.jurisdiction("SG"))
    factories.published(FactType.PATHWAY, jurisdiction=factories.jurisdiction("EU"))
    shown, doors = text("/"), links("/")
    assert {"/compare/", "/economies/", "/topics/", "/workshops/", "/economies/SG/", "/economies/EU/"} <= set(doors)
    assert "economies 1 published facts 2 sources 2 topics 1" in shown
    assert "European Union 1, as a reference" in shown


def test_home_shows_the_takeaways_of_the_workshop_with_their_source():
    meeting = catalogue.workshop("ws", source=factories.source("field-notes", title="Field Notes"))
    catalogue.insight(meeting, "ws-t1", kind="takeaway", number=1, title="Living drugs", statement="Batches of one.")
    catalogue.insight(meeting, "ws-s1", kind="highlight", statement="Not a takeaway.")
    shown = text("/")
    assert "Living drugs Batches of one. Workshop · Takeaway · as reported in Field Notes" in shown
    assert "Not a takeaway." not in shown


def test_home_shows_one_question_with_its_answers():
    retention = factories.topic("record-retention")
    for code, years in (("US", 10), ("JP", 30)):
        factories.published(
            key=f"{code.lower()}-records",
            jurisdiction=factories.jurisdiction(code),
            topic=retention,
            kind="record-retention",
            duration_years_min=years,
        )
    assert "Japan 30 years Statute United States 10 years Statute" in text("/")


def test_changes_are_told_with_their_reason_and_without_who_made_them():
    fact = factories.published(key="sg-rule", title="A rule")
    actions.withdraw(fact.key, by=factories.person("mallory"), reason="The source was misread")
    page, shown = html("/changes/"), text("/changes/")
    assert shown.index("The source was misread") < shown.index("Published fact: A rule")
    assert "Withdrawn fact: A rule" in shown
    assert "mallory" not in page
    assert "reviewer" not in page
    assert {"/facts/sg-rule/", "/changes/2/"} <= set(links("/changes/"))


def test_a_note_that_touched_nothing_public_is_not_told():
    term = catalogue.term("hidden", verified=False)
    actions.save_record(term, key=term.key, by=factories.person("reviewer"), reason="Quiet work")
    assert "Quiet work" not in text("/changes/")
    text("/changes/1/", 404)


def test_a_long_note_shows_its_beginning_and_has_a_page_of_its_own():
    with change(by=factories.person("reviewer"), reason="Loaded") as log:
        for number in range(15):
            source = factories.source(f"s-{number:02}")
            actions.save_record(source, key=source.key, by=factories.person("reviewer"), reason="Loaded", log=log)
    shown = text("/changes/")
    assert "15 records" in shown
    assert "and 3 more" in shown
    assert len([link for link in links("/changes/1/") if link.startswith("/sources/s-")]) == 15


def test_a_removed_record_has_no_link():
    term = catalogue.term("gone", term="Gone term")
    actions.remove_record(term, key=term.key, by=factories.person("reviewer"), reason="Doubled")
    assert "Removed glossary term: Gone term" in text("/changes/")
    assert "/glossary/#gone" not in links("/changes/")


@pytest.mark.parametrize("number", ["2", "99999999999999999999999"])
def test_a_note_that_is_not_there_is_not_found(number):
    text(f"/changes/{number}/", 404)


def test_an_address_that_nothing_answers_gets_a_page_that_helps():
    assert "There is no such page" in text("/nothing/here/", 404)
    assert "/topics/" in links("/nothing/here/", 404)


@pytest.mark.parametrize(
    ("handler", "status", "words"),
    [
        (lambda request: errors.bad_request(request, Exception()), 400, "could not be read"),
        (lambda request: errors.forbidden(request, Exception()), 403, "not open to you"),
        (lambda request: errors.not_found(request, Exception({"path": "x"})), 404, "There is no such page"),
        (lambda request: errors.server_error(request), 500, "Something broke here"),
    ],
)
def test_each_error_has_a_page_and_a_problem_document(handler, status, words, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = handler(RequestFactory().get("/somewhere/"))
        problem = handler(RequestFactory().get("/api/v1/somewhere/"))
    assert (page.status_code, problem.status_code) == (status, status)
    assert words in page.content.decode()
    assert problem["Content-Type"] == "application/problem+json"
