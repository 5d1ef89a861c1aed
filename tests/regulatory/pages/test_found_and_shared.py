"""What others read of the pages: linked data, the tags of shared links, the sitemap, robots.txt, the page for too many requests."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from regulatory.curation import actions
from regulatory.pages.errors import too_many_requests
from regulatory.pages.linked_data import script_text
from tests import catalogue, factories
from tests.regulatory.api.test_hidden import SECRET, hidden_facts, hidden_records
from tests.regulatory.pages.reading import PageText, html

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def linked(address: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html(address), re.S)
    return [json.loads(each) for each in found]


def listed() -> list[str]:
    response = Client().get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    return [each.text.removeprefix("http://testserver") for each in root.iter(f"{NAMESPACE}loc") if each.text]


# ---- linked data


@given(st.dictionaries(st.text(), st.text() | st.just("</script><script>&<!--")))
def test_linked_data_never_ends_its_element_and_is_read_as_it_was(values):
    text = script_text(values)
    assert not set("<>&") & set(text)
    assert json.loads(text) == {"@context": "https://schema.org", **values}


def test_a_title_that_is_markup_stays_text_in_the_data():
    factories.source("act", title="</script><b>Act</b>")
    assert linked("/sources/act/")[0]["name"] == "</script><b>Act</b>"


def test_the_home_page_and_a_comparison_are_data_sets_of_their_revision():
    fact = factories.published(key="sg-rule")
    for address in ("/", "/compare/?jurisdictions=SG"):
        (found,) = linked(address)
        assert (found["@type"], found["version"], found["dateModified"]) == (
            "Dataset",
            "1",
            fact.published_at.date().isoformat(),
        )
        assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
        for each in found["distribution"]:
            assert Client().get(each["contentUrl"].removeprefix("http://testserver")).status_code == 200
    assert linked("/compare/") == []


def test_a_binding_source_is_legislation_and_literature_is_a_work():
    place = factories.jurisdiction("JP")
    law = {"title": "PMD Act", "title_original": "薬機法", "number": "Act No. 145", "issuer": "Diet", "language": "ja"}
    factories.source("act", **law, status="in-force", jurisdiction=place)
    factories.source("paper", title="A paper", kind="article", binding=False, primary=False, issuer="")
    (act,), (paper,) = linked("/sources/act/"), linked("/sources/paper/")
    assert act == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": "PMD Act",
        "alternateName": "薬機法",
        "inLanguage": "ja",
        "url": "http://testserver/sources/act/",
        "legislationIdentifier": "Act No. 145",
        "legislationDate": "2020",
        "legislationPassedBy": {"@type": "Organization", "name": "Diet"},
        "legislationJurisdiction": "Japan",
        "legislationLegalForce": "https://schema.org/InForce",
    }
    assert (paper["@type"], paper["datePublished"]) == ("Article", "2020")
    assert "publisher" not in paper


def test_the_glossary_is_a_set_of_defined_terms_at_their_addresses():
    word = catalogue.term("atmp", term="Advanced therapy", abbreviation="ATMP", definition="A medicine.")
    catalogue.synonym(word, "Advanced medicine")
    (found,) = linked("/glossary/")
    assert found["@type"] == "DefinedTermSet"
    assert found["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "@id": "http://testserver/glossary/#atmp",
            "name": "Advanced therapy",
            "alternateName": ["ATMP", "Advanced medicine"],
            "description": "A medicine.",
            "inDefinedTermSet": {"@id": "http://testserver/glossary/"},
        }
    ]


def test_a_shared_link_has_title_description_and_the_canonical_address():
    factories.published(key="sg-rule", title="Rule & <b>", summary="What it says.")
    page = PageText(html("/facts/sg-rule/v1/"))
    told = {each["property"]: each["content"] for each in page.named("meta") if "property" in each}
    assert told["og:title"] == "Rule & <b>, version 1 · Singapore"
    assert told["og:description"] == "What it says."
    assert told["og:url"] == "http://testserver/facts/sg-rule/"
    assert (told["og:locale"], told["og:site_name"]) == ("en_GB", "ATMP regulatory knowledge base")


# ---- crawlers


def test_the_sitemap_lists_pages_that_answer_once_each():
    catalogue.world(0, 2)
    found = listed()
    assert len(found) == len(set(found))
    for path in (
        "/",
        "/method/",
        "/classes/",
        "/economies/XAA/",
        "/topics/topic-root/",
        "/facts/pathway-w0/",
        "/sources/source-w1/",
        "/quality/attribute-w0/",
        "/reliance/initiative-w1/",
        "/workshops/workshop-w0/",
        "/sessions/session-w1/",
    ):
        assert path in found
    for path in found:
        page = html(path)
        assert f'<link rel="canonical" href="http://testserver{path}">' in page
        assert 'content="noindex"' not in page


def test_the_sitemap_has_nothing_hidden_and_nothing_taken_back():
    hidden_facts()
    hidden_records()
    factories.published(key="sg-gone")
    actions.withdraw("sg-gone", by=factories.person("reviewer"), reason="Wrong")
    found = listed()
    assert "/facts/sg-public/" in found
    assert "/facts/sg-gone/" not in found
    assert SECRET not in " ".join(found)


def test_the_sitemap_takes_the_same_queries_for_1_and_20_rows():
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            listed()
        return len(captured)

    catalogue.world(0, 1)
    few = count()
    catalogue.world(1, 20)
    assert count() == few


def test_a_fact_in_the_sitemap_has_the_day_of_its_version():
    fact = factories.published(key="sg-rule")
    text = Client().get("/sitemap.xml").content.decode()
    assert f"/facts/sg-rule/</loc><lastmod>{fact.published_at.date()}</lastmod>" in text


def test_robots_are_told_where_the_sitemap_is():
    text = Client().get("/robots.txt").content.decode()
    assert text == "User-agent: *\nDisallow: /admin/\n\nSitemap: http://testserver/sitemap.xml\n"


# ---- too many requests, languages


def test_too_many_requests_say_how_long_to_wait():
    response = too_many_requests(RequestFactory().get("/compare/"), 30)
    assert (response.status_code, response["Retry-After"]) == (429, "30")
    assert "it will be answered again in 30 seconds" in response.content.decode()
    assert "1 second." in too_many_requests(RequestFactory().get("/"), 0).content.decode()


def test_too_many_requests_of_a_program_are_a_problem_document():
    response = too_many_requests(RequestFactory().get("/api/v1/facts/"), 5)
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == 429


def test_an_original_name_of_an_organisation_says_its_language():
    catalogue.organisation("pmda", name_original="機構", jurisdiction=factories.jurisdiction("JP"))
    catalogue.workshop("w")
    assert '<span class="original" lang="ja">機構</span>' in html("/workshops/w/")
