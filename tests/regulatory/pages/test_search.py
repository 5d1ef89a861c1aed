"""The search page: answers by noun, what was understood, filters, pages, refusals; and the field on every page."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from regulatory.choices import FactType
from tests import catalogue, factories
from tests.regulatory.pages.reading import PageText, html, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def fish() -> None:
    for code in ("SG", "JP"):
        factories.published(
            FactType.PATHWAY,
            key=f"{code.lower()}-fish",
            title="Fish & chips <licence>",
            title_original="魚免許",
            summary="A licence for fish.",
            jurisdiction=factories.jurisdiction(code),
            topic=factories.topic("approval"),
        )
    catalogue.term("fish", term="Fish")
    call_command("rebuild_search", verbosity=0)


def test_answers_stand_by_noun_facts_first_with_their_matches_marked(fish):
    page, shown = html("/search/?q=fish"), text("/search/?q=fish")
    assert "<mark>Fish</mark> &amp; chips &lt;licence&gt;" in page
    assert page.index('id="n-facts"') < page.index('id="n-glossary"')
    assert "Facts 2" in shown
    assert {"/facts/sg-fish/", "/facts/jp-fish/", "/glossary/#fish"} <= set(links("/search/?q=fish"))
    assert 'lang="ja"' in page


def test_what_was_typed_never_becomes_markup(fish):
    page = html('/search/?q=<script>alert(1)</script>" onclick=fish')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_economy_in_the_words_is_a_chip_that_can_be_taken_off(fish):
    assert "Japan first" in text("/search/?q=fish Japan")
    off = next(each for each in links("/search/?q=fish Japan") if "literal=1" in each)
    assert "Japan first" not in text(off)
    assert "Names of economies taken as words" in text(off)


def test_filters_are_chosen_in_the_form_and_can_be_taken_off(fish):
    address = "/search/?q=fish&jurisdiction=jp&topic=approval"
    assert "/facts/sg-fish/" not in links(address)
    assert "Economy: Japan" in text(address)
    assert "Topic: Approval" in text(address)
    assert "/search/?q=fish&topic=approval" in links(address)
    assert {"value": "JP", "selected": ""} in PageText(html(address)).named("option")


def test_a_word_that_is_nowhere_is_replaced_or_told(fish):
    shown = text("/search/?q=license zzzzqqq")
    assert "No text has license ; showing results for licence ." in shown
    assert "In no text: zzzzqqq ." in shown


def test_many_answers_of_a_noun_are_read_in_pages():
    for number in range(23):
        factories.published(key=f"fish-{number:02}", title=f"Fish {number}")
    assert "/search/?q=fish&noun=facts" in links("/search/?q=fish")
    first, second = "/search/?q=fish&noun=facts", "/search/?q=fish&noun=facts&page=2"
    assert second in links(first)
    found = [each for address in (first, second) for each in links(address) if each.startswith("/facts/")]
    assert sorted(found) == [f"/facts/fish-{number:02}/" for number in range(23)]


def test_nothing_found_helps(fish):
    shown = text("/search/?q=zzzzqqq&jurisdiction=JP")
    assert "Nothing matches with these filters." in shown
    assert "/search/?q=zzzzqqq" in links("/search/?q=zzzzqqq&jurisdiction=JP")
    assert "/glossary/" in links("/search/?q=zzzzqqq")


@pytest.mark.parametrize("query", ["?q=", "?q=%20%20", "?q=&jurisdiction=&topic="])
def test_an_empty_form_leads_to_the_page_itself(fish, query):
    response = Client().get(f"/search/{query}", follow=True)
    assert (response.status_code, response.redirect_chain[-1][0].partition("?")[0]) == (200, "/search/")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=" + "x" * 10_240, "10240 characters. Give at most 200"),
        ("q=%00", "Null"),
        ("q=a&q=b", "once"),
        ("q=fish&jurisdiction=XX", "There is no jurisdiction 'XX'. Known: JP, SG"),
        ("q=fish&topic=nothing", "There is no topic 'nothing'"),
        ("q=fish&noun=fishes", "'fishes' is not one of: facts"),
        ("q=fish&literal=0", "'0' is not one of: 1"),
        ("q=fish&colour=red", "There is no parameter 'colour' here"),
        ("q=fish&page=2", "Give a noun too"),
        ("q=fish&noun=facts&page=9", "Give a page from 1 to 1"),
        ("q=fish&noun=facts&page=²", "Give a page from 1 to 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_would_be_right(fish, query, words):
    assert words in text(f"/search/?{query}", 400)


def test_results_are_not_for_search_engines(fish):
    for address in ("/search/", "/search/?q=fish"):
        robots = [each["content"] for each in PageText(html(address)).named("meta") if each.get("name") == "robots"]
        assert robots == ["noindex"]


@pytest.mark.parametrize("address", ["/", "/search/", "/topics/", "/method/", "/compare/", "/no/such/page/"])
def test_every_page_has_one_search_form_that_needs_no_script(address):
    page = PageText(html(address, 404 if "such" in address else 200))
    forms = [each for each in page.named("form") if each.get("action") == "/search/"]
    fields = [each for each in page.named("input") if each.get("name") == "q"]
    assert [(each["method"], each["role"]) for each in forms] == [("get", "search")]
    assert len(fields) == 1
    assert fields[0]["id"] in [each.get("for") for each in page.named("label")]
