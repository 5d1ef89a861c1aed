"""The Atom feeds: valid, complete for their subject and no more, in order, the same until something changes."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regulatory.curation import actions
from regulatory.curation.changes import change
from tests import catalogue, factories
from tests.regulatory.pages.reading import PageText, html, links

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://testserver"
FEEDS = ("/changes.atom", "/economies/XAA/changes.atom", "/topics/topic-root/changes.atom")


def feed(address: str) -> ElementTree.Element:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8"), address
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def said(element: ElementTree.Element, name: str) -> str:
    """The text of the one child of that name."""
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def hrefs(element: ElementTree.Element, rel: str) -> list[str]:
    return [each.get("href", "") for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]


def entries(address: str) -> list[ElementTree.Element]:
    return feed(address).findall(f"{ATOM}entry")


def titles(address: str) -> list[str]:
    return [said(each, "title") for each in entries(address)]


def told(*facts: tuple[str, str, str]) -> None:
    """Publish facts (key, economy, topic), each in a change of its own."""
    for key, code, topic in facts:
        factories.published(key=key, jurisdiction=factories.jurisdiction(code), topic=factories.topic(topic))


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_the_standard_asks_for(address):
    catalogue.world(0, 2)
    root = feed(address)
    assert root.tag == f"{ATOM}feed"
    ids = [said(root, "id")]
    assert ids == [SITE + address]
    assert hrefs(root, "self") == [SITE + address]
    assert said(root, "title")
    assert said(root.findall(f"{ATOM}author")[0], "name") == "ATMP regulatory knowledge base"
    found = root.findall(f"{ATOM}entry")
    assert found, address
    moments = [datetime.datetime.fromisoformat(said(each, "updated")) for each in found]
    assert all(each.tzinfo for each in moments)
    assert datetime.datetime.fromisoformat(said(root, "updated")) == max(moments)
    for each in found:
        ids.append(said(each, "id"))
        assert said(each, "title")
        (note,) = hrefs(each, "alternate")
        for url in (note, *hrefs(each, "related")):
            assert Client().get(url.removeprefix(SITE)).status_code == 200, url
    assert len(set(ids)) == len(ids)


def test_an_entry_says_why_and_leads_to_the_note_and_to_the_version():
    fact = factories.published(key="sg-rule", title="A <b> & rule")
    actions.withdraw(fact.key, by=factories.person("mallory"), reason="The source\nwas misread")
    newest, first = entries("/changes.atom")
    assert said(newest, "title") == "The source was misread"
    assert hrefs(newest, "alternate") == [f"{SITE}/changes/2/"]
    assert hrefs(newest, "related") == [f"{SITE}/facts/sg-rule/v1/"]
    assert f'Withdrawn fact (version 1): <a href="{SITE}/facts/sg-rule/v1/">A &lt;b&gt; &amp; rule</a>' in said(
        newest, "summary"
    )
    assert hrefs(first, "alternate") == [f"{SITE}/changes/1/"]


def test_who_made_a_change_is_in_no_feed():
    fact = factories.published(key="sg-rule")
    actions.withdraw(fact.key, by=factories.person("mallory"), reason="Wrong")
    for address in ("/changes.atom", "/economies/SG/changes.atom", "/topics/long-term-follow-up/changes.atom"):
        assert not [name for name in ("mallory", "reviewer", "curator") if name in html(address)], address


def test_the_feeds_of_an_economy_and_a_topic_tell_theirs_alone():
    told(("sg-a", "SG", "long-term-follow-up"), ("jp-a", "JP", "registries"), ("jp-b", "JP", "long-term-follow-up"))
    ways = {
        "/economies/JP/changes.atom": ["jp-b", "jp-a"],
        "/economies/SG/changes.atom": ["sg-a"],
        "/topics/long-term-follow-up/changes.atom": ["jp-b", "sg-a"],
        "/changes.atom": ["jp-b", "jp-a", "sg-a"],
    }
    for address, keys in ways.items():
        found = [url for each in entries(address) for url in hrefs(each, "related")]
        assert found == [f"{SITE}/facts/{key}/v1/" for key in keys], address


def test_of_a_note_about_several_economies_a_feed_tells_its_own_part():
    place, other = factories.jurisdiction("SG"), factories.jurisdiction("JP")
    by = factories.person("reviewer")
    with change(by=by, reason="Loaded") as log:
        for number in range(15):
            source = factories.source(f"s-{number:02}", title=f"Source {number:02}", jurisdiction=place)
            actions.save_record(source, key=source.key, by=by, reason="Loaded", log=log)
        act = factories.source("jp-act", title="The act", jurisdiction=other)
        actions.save_record(act, key=act.key, by=by, reason="Loaded", log=log)
    (sg,), (jp,) = entries("/economies/SG/changes.atom"), entries("/economies/JP/changes.atom")
    assert ("The act" in said(jp, "summary"), "Source" in said(jp, "summary")) == (True, False)
    assert ("The act" in said(sg, "summary"), "and 3 more" in said(sg, "summary")) == (False, True)
    assert said(sg, "id") != said(jp, "id")


def test_a_topic_tells_of_its_subtopics():
    parent = factories.topic("after")
    factories.published(key="sg-a", topic=factories.topic("registries", parent=parent))
    assert len(entries("/topics/after/changes.atom")) == 1


def test_a_change_that_readers_may_not_see_is_in_no_feed():
    term = catalogue.term("hidden", verified=False)
    actions.save_record(term, key=term.key, by=factories.person("reviewer"), reason="Quiet work")
    root = feed("/changes.atom")
    assert root.findall(f"{ATOM}entry") == []
    assert said(root, "updated") == "1970-01-01T00:00:00+00:00"


def test_a_reason_with_what_no_xml_may_hold_does_not_break_the_feed():
    fact = factories.published(key="sg-rule", title="Bell\x07 here\ufffe")
    actions.withdraw(fact.key, by=factories.person("reviewer"), reason="Odd\x0b reason \x1b]" + "x" * 300)
    assert titles("/changes.atom")[0].startswith("Odd reason ]xxx")
    assert len(titles("/changes.atom")[0]) == 160


def test_a_feed_holds_the_newest_fifty():
    by, source = factories.person("reviewer"), factories.source("act")
    for number in range(52):
        source.title = f"Title {number}"
        actions.save_record(source, key=source.key, by=by, reason=f"Number {number}")
    found = titles("/changes.atom")
    assert (len(found), found[0], found[-1]) == (50, "Number 51", "Number 2")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/economies/ZZ/changes.atom", 404),
        ("/topics/nothing/changes.atom", 404),
        ("/changes.atom?economy=SG", 400),
        ("/changes.atom?page=2", 400),
    ],
)
def test_a_feed_that_is_not_there_is_refused(address, status):
    assert Client().get(address).status_code == status


def test_a_code_in_small_letters_leads_to_its_feed():
    factories.jurisdiction("SG")
    response = Client().get("/economies/sg/changes.atom")
    assert (response.status_code, response["Location"]) == (301, "/economies/SG/changes.atom")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_takes_the_same_queries_for_1_and_20_rows(address):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(address).status_code == 200
        return len(captured)

    catalogue.world(0, 1)
    few = count()
    catalogue.world(1, 20)
    assert count() == few


def test_a_feed_is_kept_until_something_changes():
    factories.published(key="sg-rule")
    first = Client().get("/changes.atom")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = Client().get("/changes.atom", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    actions.withdraw("sg-rule", by=factories.person("reviewer"), reason="Wrong")
    assert Client().get("/changes.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_pages_lead_to_their_feeds():
    told(("sg-a", "SG", "long-term-follow-up"))
    economy, topic = "/economies/SG/changes.atom", "/topics/long-term-follow-up/changes.atom"
    ways = {
        "/": ["/changes.atom"],
        "/changes/": ["/changes.atom"],
        "/changes/1/": ["/changes.atom"],
        "/economies/SG/": [economy],
        "/topics/long-term-follow-up/": [topic],
        "/facts/sg-a/": [economy, topic],
        "/facts/sg-a/v1/": [economy, topic],
    }
    for address, feeds in ways.items():
        found = [each for each in PageText(html(address)).named("link") if each.get("rel") == "alternate"]
        assert [each["href"] for each in found] == feeds, address
        assert {each["type"] for each in found} == {"application/atom+xml"}
        assert all(each["title"] for each in found)
    assert {"/changes.atom", economy, topic} <= set(links("/changes/"))
    assert economy in links("/economies/SG/")
    assert topic in links("/topics/long-term-follow-up/")
