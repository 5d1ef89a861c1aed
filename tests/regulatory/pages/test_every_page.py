"""What holds for every page: it is whole, names itself, has no script or style of its own, and costs the same whatever it shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regulatory.curation import actions
from tests import catalogue, factories
from tests.regulatory.api.test_hidden import SECRET, hidden_facts, hidden_records
from tests.regulatory.pages.reading import PageText, html, text

PAGES = [
    "/",
    "/compare/",
    "/compare/?jurisdictions=XAA&topics=topic-root",
    "/compare/?topics=topic-root",
    "/plan/",
    "/plan/?jurisdictions=XAA",
    "/indicators/",
    "/indicators/?jurisdictions=XAA",
    "/figures/",
    "/changes/between/",
    "/changes/between/?axis=world&from=2020-01-01&to=2026-01-01",
    "/economies/",
    "/economies/XAA/",
    "/topics/",
    "/topics/topic-root/",
    "/topics/topic-w0/",
    "/facts/pathway-w0/",
    "/facts/absence-w0/",
    "/facts/pathway-w0/v1/",
    "/facts/pathway-w0/v1/correct/",
    "/sources/",
    "/sources/?q=act&kind=act&jurisdiction=XAA",
    "/sources/source-w0/",
    "/pathways/",
    "/pathways/?jurisdiction=XAA&kind=clinical-trial",
    "/pharmacovigilance/",
    "/quality/",
    "/quality/attribute-w0/",
    "/reliance/",
    "/reliance/initiative-w0/",
    "/products/",
    "/classes/",
    "/glossary/",
    "/changes/",
    "/changes/1/",
    "/search/",
    "/search/?q=source+w0&jurisdiction=XAA",
    "/search/?q=source&noun=sources",
    "/method/",
    "/workshops/",
    "/workshops/workshop-w0/",
    "/sessions/session-w0/",
]
WITHOUT_SCRIPT = ("<script", "<style", " style=", "javascript:", " onclick=", " onchange=")

OUR_SCRIPT = re.compile(r'<script (?:type="application/ld\+json">[^<]*|src="/static/js/[\w.-]+" defer>)</script>')
"""Data for catalogues, and files of our own: nothing of what stands in the page itself runs."""


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return len(captured)


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: Any) -> dict[str, tuple[int, int]]:
    """Address -> the queries that it takes with 1 row of each noun, and with 20."""
    client = Client()
    with django_db_blocker.unblock(), transaction.atomic():
        catalogue.world(0, 1)
        with_one = {address: count_queries(client, address) for address in PAGES}
        catalogue.world(1, 20)
        with_twenty = {address: count_queries(client, address) for address in PAGES}
        transaction.set_rollback(True)
    return {address: (with_one[address], with_twenty[address]) for address in PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_the_same_queries_for_1_and_20_rows(counts, address):
    with_one, with_twenty = counts[address]
    assert with_one == with_twenty


def test_a_comparison_of_everything_takes_eleven_queries_and_one_for_what_may_be_kept(counts):
    assert counts["/compare/?topics=topic-root"][1] <= 12


@pytest.mark.django_db
def test_every_page_is_whole_and_names_itself():
    catalogue.world(0, 2)
    titles = set()
    for address in PAGES:
        page = html(address)
        read = PageText(page)
        assert (read.mistakes, read.open) == ([], []), address
        assert sum(tag == "h1" for tag, _ in read.elements) == 1, address
        assert read.named("html")[0]["lang"] == "en-GB"
        described = [each for each in read.named("meta") if each.get("name") == "description"]
        assert described[0]["content"], address
        assert next(each["href"] for each in read.named("link") if each.get("rel") == "canonical").startswith("http")
        assert not [each for each in WITHOUT_SCRIPT if each in OUR_SCRIPT.sub("", page)], address
        ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
        assert sorted(set(ids)) == sorted(ids), address
        for _, attributes in read.elements:
            for name in ("aria-labelledby", "for"):
                assert name not in attributes or attributes[name] in ids, (address, attributes)
        titles.add(page.partition("<title>")[2].partition("</title>")[0])
    assert len(titles) >= len(PAGES) - 4


@pytest.mark.django_db
def test_a_wide_table_scrolls_in_a_region_that_the_keyboard_reaches():
    catalogue.world(0, 1)
    for address in ("/compare/?topics=topic-root", "/products/", "/reliance/", "/pathways/", "/economies/"):
        regions = [each for each in PageText(html(address)).named("div") if "scroll" in each.get("class", "").split()]
        assert regions, address
        assert all(each["tabindex"] == "0" and each["role"] == "region" for each in regions), address


@pytest.mark.django_db
def test_every_page_works_without_any_content():
    for address in PAGES:
        if "w0" not in address and "XAA" not in address and "topic-root" not in address and "/1/" not in address:
            assert text(address)


@pytest.mark.django_db
def test_nothing_that_is_not_public_is_on_any_page():
    hidden_facts()
    hidden_records()
    factories.published(key="sg-shown", title="Shown to all", jurisdiction=factories.jurisdiction("SG"))
    pages = [
        *[address for address in PAGES if "w0" not in address and "XAA" not in address and "root" not in address],
        "/economies/SG/",
        "/economies/JP/",
        "/compare/?jurisdictions=SG",
        "/topics/long-term-follow-up/",
        "/facts/sg-public/",
        "/quality/public-attribute/",
        "/reliance/public-initiative/",
        "/workshops/public-workshop/",
        "/sessions/public-session/",
    ]
    # The change notes name what was published or withdrawn once, with its title of that time.
    shown = "\n".join(html(address) for address in pages if address != "/" and not address.startswith("/changes/"))
    assert "Shown to all" in shown
    assert SECRET not in shown
    assert "seen word" in shown
    for address in ("/", "/changes/"):
        assert html(address).count(SECRET) == html(address).count("/facts/sg-withdrawn/")


@pytest.mark.django_db
def test_what_is_hidden_is_not_found_by_its_address_either():
    hidden_facts()
    hidden_records()
    for address in (
        f"/facts/{SECRET}-review/",
        f"/facts/{SECRET}-draft-pathway/",
        "/facts/sg-public/v2/",
        f"/quality/{SECRET}-attribute/",
        f"/reliance/{SECRET}-initiative/",
        f"/workshops/{SECRET}-workshop/",
        f"/sessions/{SECRET}-session/",
    ):
        assert "There is no" in text(address, 404) or "no version 2" in text(address, 404), address


@pytest.mark.django_db
def test_the_footer_says_the_data_date_the_licence_and_that_it_is_no_advice():
    page = html("/")
    assert "Nothing has been published yet" in page
    fact = factories.published()
    page = html("/")
    assert f"Data of {fact.published_at.strftime('%-d %B %Y')}, revision 1." in page
    assert "no legal advice" in page
    assert "CC BY 4.0" in page
    actions.withdraw(fact.key, by=factories.person("reviewer"), reason="Wrong")
    assert "revision 2" in html("/")
