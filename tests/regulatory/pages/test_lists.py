"""Filtered lists: pathways, pharmacovigilance duties, sources. What is asked wrongly is refused, never passed over."""

from __future__ import annotations

import pytest
from django.test import Client

from regulatory.choices import FactType
from regulatory.curation.actions import CitationDraft
from tests import catalogue, factories
from tests.regulatory.pages.reading import PageText, html, links, text

pytestmark = pytest.mark.django_db


def pathways() -> None:
    for code, kind in (("SG", "clinical-trial"), ("JP", "clinical-trial"), ("JP", "designation")):
        factories.published(
            FactType.PATHWAY,
            key=f"{code.lower()}-{kind}",
            jurisdiction=factories.jurisdiction(code),
            kind=kind,
            title=f"{kind} in {code}",
            review_days=30,
            review_days_basis="calendar",
        )


def facts_on(address: str) -> list[str]:
    return [link for link in links(address) if link.startswith("/facts/")]


def test_a_list_shows_the_facts_of_its_type_only():
    pathways()
    factories.published(key="sg-safety", title="A safety duty")
    assert facts_on("/pathways/") == [
        "/facts/jp-clinical-trial/",
        "/facts/jp-designation/",
        "/facts/sg-clinical-trial/",
    ]
    assert facts_on("/pharmacovigilance/") == ["/facts/sg-safety/"]
    assert "30 calendar days" in text("/pathways/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jurisdiction=SG", ["/facts/sg-clinical-trial/"]),
        ("kind=designation", ["/facts/jp-designation/"]),
        ("jurisdiction=JP&kind=clinical-trial", ["/facts/jp-clinical-trial/"]),
        ("jurisdiction=SG&kind=designation", []),
        ("q=designation", ["/facts/jp-designation/"]),
    ],
)
def test_a_list_is_filtered_as_the_api_filters_it(query, expected):
    pathways()
    assert facts_on(f"/pathways/?{query}") == expected


def test_nothing_found_is_no_statement_about_the_rules():
    pathways()
    assert "That says nothing about the rules" in text("/pathways/?jurisdiction=SG&kind=designation")


def test_the_form_shows_what_was_asked_and_keeps_what_it_has_no_field_for():
    pathways()
    read = PageText(html("/pathways/?jurisdiction=JP&review_days__lte=40"))
    assert [each["value"] for each in read.named("option") if "selected" in each] == ["JP"]
    hidden = [(each["name"], each["value"]) for each in read.named("input") if each.get("type") == "hidden"]
    assert hidden == [("review_days__lte", "40")]
    several = PageText(html("/pathways/?jurisdiction=JP&jurisdiction=SG"))
    hidden = [(each["name"], each["value"]) for each in several.named("input") if each.get("type") == "hidden"]
    assert hidden == [("jurisdiction", "JP"), ("jurisdiction", "SG")]


def test_all_of_a_list_is_taken_out_of_the_address():
    response = Client().get("/pathways/?jurisdiction=&kind=designation")
    assert (response.status_code, response["Location"]) == (302, "/pathways/?kind=designation")
    response = Client().get("/pathways/?jurisdiction=&kind=")
    assert (response.status_code, response["Location"]) == (302, "/pathways/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/pathways/?jurisdicton=SG", "There is no parameter 'jurisdicton' here. Known parameters:"),
        ("/pathways/?jurisdiction=XX", "There is no jurisdiction 'XX'."),
        ("/pathways/?kind=registry", "'registry' is not one of:"),
        ("/pathways/?page=2", "Give a page from 1 to 1."),
        ("/pathways/?page=x", "Give a page from 1 to 1."),
        ("/pathways/?page=0", "Give a page from 1 to 1."),
        ("/pathways/?page=1&page=2", "Give this parameter once."),
        ("/pharmacovigilance/?kind=designation", "'designation' is not one of:"),
        ("/sources/?kind=law", "'law' is not one of:"),
        ("/sources/?colour=red", "There is no parameter 'colour' here."),
        ("/changes/?since=2026", "There is no parameter 'since' here."),
        ("/changes/?page=9", "Give a page from 1 to"),
    ],
)
def test_what_is_not_understood_is_named_with_what_is_allowed(address, words):
    pathways()
    assert words in text(address, 400)
    assert address.partition("?")[0] in links(address, 400)


def sources() -> None:
    factories.source("act-one", title="First Act", jurisdiction=factories.jurisdiction("JP"), status="in-force")
    factories.source("guide", title="Guideline", kind="guideline", binding=False, issuer="HSA", number="G 7")
    factories.source("paper", title="Paper", kind="article", binding=False, primary=False, status="superseded")


def keys_on(address: str) -> list[str]:
    return [link for link in links(address) if link.startswith("/sources/") and link != "/sources/"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["/sources/act-one/", "/sources/guide/", "/sources/paper/"]),
        ("?jurisdiction=JP", ["/sources/act-one/"]),
        ("?kind=guideline", ["/sources/guide/"]),
        ("?force=secondary", ["/sources/paper/"]),
        ("?status=superseded", ["/sources/paper/"]),
        ("?q=hsa+g", ["/sources/guide/"]),
        ("?q=nothing", []),
    ],
)
def test_sources_are_filtered(query, expected):
    sources()
    assert keys_on(f"/sources/{query}") == expected


def test_a_long_list_has_pages_that_keep_the_filters():
    for number in range(51):
        factories.source(f"act-{number:02}")
    first = links("/sources/?kind=act")
    assert "/sources/act-49/" in first
    assert "/sources/act-50/" not in first
    assert "/sources/?kind=act&page=2" in first
    second = html("/sources/?kind=act&page=2")
    assert "/sources/act-50/" in second
    assert "51–51 of 51" in second
    assert 'rel="canonical" href="http://testserver/sources/?kind=act&amp;page=2"' in second
    assert "/sources/?kind=act" in links("/sources/?kind=act&page=2")


def test_a_source_shows_its_fields_and_what_rests_on_it():
    sources()
    act = factories.source(
        "pmd-act",
        title="PMD Act",
        title_original="医薬品医療機器等法",
        language="ja",
        number="Act No. 145",
        issuer="National Diet",
        issued="1960-08",
        effective="2014-11-25",
        status="in-force",
        url="https://laws.example/145",
        seen_at=["https://third.example/145"],
        authors=[{"name": "A. Author", "affiliation": "CoRE"}],
        note="Amended often.",
    )
    factories.published(
        key="jp-rule",
        title="A rule",
        citations=[CitationDraft(act, "Art. 5", "Sets it."), CitationDraft(act, "Art. 6")],
    )
    factories.draft(key="jp-draft", title="A draft", citations=[CitationDraft(act)])
    page, shown = html("/sources/pmd-act/"), text("/sources/pmd-act/")
    for words in (
        "Act No. 145",
        "National Diet",
        "Issued August 1960",
        "Effective 25 November 2014",
        "Status In force",
        "Does it bind yes",
        "Official text yes, the primary text",
        "Language Japanese",
        "https://third.example/145",
        "A. Author, CoRE",
        "Amended often.",
        "Facts that rest on it 1",
        "Art. 5 : Sets it. Art. 6",
    ):
        assert words in shown, words
    assert '<p class="original" lang="ja">医薬品医療機器等法</p>' in page
    assert "A draft" not in page


def test_a_former_key_leads_to_the_source_for_good():
    factories.source("new-key", former_keys=["old-key", "older-key"])
    for former in ("old-key", "older-key"):
        response = Client().get(f"/sources/{former}/")
        assert (response.status_code, response["Location"]) == (301, "/sources/new-key/")
    assert "There is no source 'oldest-key'." in text("/sources/oldest-key/", 404)


def test_a_replaced_source_names_its_successor_and_the_successor_what_it_replaced():
    old = factories.source("old-guide", title="Old guide", status="superseded")
    factories.source("new-guide", title="New guide", supersedes=old)
    assert "Superseded. Replaced by New guide" in text("/sources/old-guide/")
    assert "Supersedes Old guide" in text("/sources/new-guide/")
    factories.published(key="sg-rests", citations=[CitationDraft(old)])
    assert "Superseded" in text("/facts/sg-rests/")


def test_a_source_names_the_records_beside_facts_that_cite_it():
    source = factories.source("iso", title="Standard")
    seen, unseen = catalogue.term("seen", term="Seen"), catalogue.term("unseen", term="Unseen", verified=False)
    for term in (seen, unseen):
        catalogue.cite(term, source, "p. 3")
    shown = text("/sources/iso/")
    assert "Seen , p. 3 Glossary term" in shown
    assert "Unseen" not in shown
