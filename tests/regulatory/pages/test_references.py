"""How pages are cited: what stands in the text, at which address, and that the pages show it."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client, RequestFactory

from regulatory.curation.actions import CitationDraft
from regulatory.pages import references
from regulatory.querysets import ContentRevision, published_facts, read_facts
from regulatory.readings import SourceReading
from tests import factories
from tests.regulatory.pages.reading import text

AT = ContentRevision(12, datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC))
NEVER = ContentRevision(0, None)
SITE = "ATMP regulatory knowledge base."
DATA = "Data of 22 November 2026, revision 12."
REQUEST = RequestFactory().get("/")
ACT = SourceReading(
    "pmd-act", "PMD Act", "薬機法", "Act No. 145", "Diet", "act", True, True, "in-force", "1960-08", "ja", "", "statute"
)


@pytest.mark.django_db
def test_a_fact_is_cited_in_its_version_at_the_address_of_that_version():
    factories.published(key="sg-rule", title="Follow-up")
    (fact,) = read_facts(published_facts())
    assert fact.published_at
    url = "http://testserver/facts/sg-rule/v1/"
    published = f"Version 1, published {fact.published_at:%-d %B %Y}."
    assert references.fact_reference(REQUEST, fact, AT) == references.Reference(
        f"Follow-up (Singapore). {SITE} {published} {DATA} {url} CC-BY-4.0.", url
    )


def test_an_economy_is_cited_as_at_a_revision():
    url = "http://testserver/economies/SG/?revision=12"
    expected = f"How Singapore regulates advanced therapies. {SITE} {DATA} {url} CC-BY-4.0."
    assert references.economy_reference(REQUEST, "SG", "Singapore", AT) == references.Reference(expected, url)


def test_a_topic_keeps_the_day_in_the_world_that_it_shows():
    found = references.topic_reference(REQUEST, "gmp", "GMP", AT, [("in_force_on", "2025-01-01")])
    assert found.url == "http://testserver/topics/gmp/?revision=12&in_force_on=2025-01-01"
    assert found.text == f"GMP: answers by economy. {SITE} {DATA} {found.url} CC-BY-4.0."


def test_a_source_is_named_with_its_number_issuer_and_date():
    url = "http://testserver/sources/pmd-act/"
    expected = f"PMD Act (Act No. 145, Diet, August 1960). {SITE} {DATA} {url} CC-BY-4.0."
    assert references.source_reference(REQUEST, ACT, AT) == references.Reference(expected, url)


def test_a_comparison_keeps_its_address():
    url = "http://testserver/compare/?jurisdictions=SG&revision=12"
    found = references.comparison_reference("Comparison of Singapore on GMP", AT, url)
    assert found.text == f"Comparison of Singapore on GMP. {SITE} {DATA} {url} CC-BY-4.0."


def test_where_nothing_was_published_no_revision_is_claimed():
    found = references.economy_reference(REQUEST, "SG", "Singapore", NEVER)
    assert found.url == "http://testserver/economies/SG/"
    assert "revision" not in found.text


def test_a_title_that_ends_a_sentence_gets_no_second_full_stop():
    assert references.comparison_reference("What changed?", NEVER, "u").text.startswith("What changed? ATMP")


@pytest.mark.django_db
def test_pages_show_how_they_are_cited_and_the_address_answers():
    source = factories.source("act")
    fact = factories.published(key="sg-rule", title="Follow-up", citations=[CitationDraft(source, "s. 1")])
    day = f"{fact.published_at:%-d %B %Y}"
    for page, address in (
        ("/facts/sg-rule/", "/facts/sg-rule/v1/"),
        ("/economies/SG/", "/economies/SG/?revision=1"),
        ("/topics/long-term-follow-up/", "/topics/long-term-follow-up/?revision=1"),
        ("/sources/act/", "/sources/act/"),
        ("/compare/?jurisdictions=SG", "/compare/?jurisdictions=SG&topics=all&revision=1"),
    ):
        shown = text(page)
        assert f"Data of {day}, revision 1. http://testserver{address} CC-BY-4.0." in shown, page
        assert Client().get(address).status_code == 200
