"""Profiles of economies and pages of topics."""

from __future__ import annotations

import pytest
from django.test import Client

from regulatory.choices import FactType
from tests import catalogue, factories
from tests.regulatory.pages.reading import html, links, text

pytestmark = pytest.mark.django_db


def japan() -> None:
    place = factories.jurisdiction("JP")
    place.local_term, place.local_term_original = "Regenerative medical products", "再生医療等製品"
    place.overview = "Japan runs two parallel laws."
    place.save()
    catalogue.authority(
        "jp-pmda",
        jurisdiction=place,
        name="Pharmaceuticals and Medical Devices Agency",
        name_original="独立行政法人医薬品医療機器総合機構",
        abbreviation="PMDA",
        url="https://www.pmda.go.jp/english/",
        ich_status="member",
        who_listed=True,
    )
    factories.source("pmd-act", title="PMD Act", jurisdiction=place)


def test_a_profile_shows_the_economy_its_authorities_and_its_sources():
    japan()
    page, shown = html("/economies/JP/"), text("/economies/JP/")
    assert '<span lang="ja">再生医療等製品</span>' in page
    for words in ("Japan runs two parallel laws.", "(PMDA)", "ICH member", "WHO Listed Authority", "www.pmda.go.jp"):
        assert words in shown, words
    assert "PIC/S member" not in shown
    assert "/sources/pmd-act/" in links("/economies/JP/")


def test_a_profile_shows_facts_by_topic_and_products_apart():
    japan()
    place = factories.jurisdiction("JP")
    stage = factories.topic("long-term-follow-up", order=2)
    early = factories.topic("scientific-advice", order=1)
    factories.published(
        key="jp-ltfu", jurisdiction=place, topic=factories.topic("duration", parent=stage), title="LTFU"
    )
    factories.published(key="jp-advice", jurisdiction=place, topic=early, title="Advice")
    factories.published(
        FactType.PRODUCT,
        key="jp-temcell",
        jurisdiction=place,
        title="Temcell HS",
        holder="JCR",
        approved="2015-09",
        route="time-limited",
    )
    shown = text("/economies/JP/")
    assert shown.index("Advice") < shown.index("LTFU") < shown.index("Temcell HS")
    assert "Temcell HS JCR September 2015 Time-limited not stated" in shown
    assert "not a register" in shown


def test_an_economy_without_facts_is_not_researched_yet():
    japan()
    assert "Not researched yet" in text("/economies/JP/")


def test_the_code_in_small_letters_leads_to_the_profile():
    japan()
    response = Client().get("/economies/jp/")
    assert (response.status_code, response["Location"]) == (301, "/economies/JP/")


def test_an_unknown_economy_is_not_found():
    assert "There is no economy with the code ZZ" in text("/economies/ZZ/", 404)


def test_the_list_sorts_economies_without_their_article_and_keeps_references_apart():
    factories.jurisdiction("EU")
    factories.jurisdiction("SG")
    philippines = factories.jurisdiction("PH")
    philippines.name = "the Philippines"
    philippines.save()
    found = [link for link in links("/economies/") if link.startswith("/economies/")]
    assert found == ["/economies/PH/", "/economies/SG/", "/economies/EU/"]
    assert "The Philippines" in text("/economies/")


def test_a_profile_shows_what_the_workshop_said():
    japan()
    meeting = catalogue.workshop("ws-2026", source=factories.source("field-notes", title="Field Notes"))
    said = catalogue.insight(meeting, "ws-said", session=catalogue.session(meeting, 3, key="ws-3"), statement="Heard.")
    said.jurisdictions.add(factories.jurisdiction("JP"))
    assert "Heard. Session 3 · Highlight · as reported in Field Notes" in text("/economies/JP/")
    assert "/sessions/ws-3/#ws-said" in links("/economies/JP/")


def follow_up() -> None:
    stage = factories.topic("long-term-follow-up")
    duration = factories.topic("follow-up-duration", parent=stage)
    for code in ("SG", "JP", "KR", "US"):
        factories.jurisdiction(code)
    for code, years in (("KR", 30), ("US", 15)):
        factories.published(
            key=f"{code.lower()}-ltfu",
            jurisdiction=factories.jurisdiction(code),
            topic=duration,
            title=f"Follow-up in {code}",
            duration_years_max=years,
        )
    factories.published(
        FactType.ABSENCE, key="jp-none", jurisdiction=factories.jurisdiction("JP"), topic=duration, kind="not-found"
    )


def test_a_topic_shows_the_answers_and_the_kinds_of_blank():
    follow_up()
    for address in ("/topics/follow-up-duration/", "/topics/long-term-follow-up/"):
        shown = text(address)
        assert "Follow-up in KR" in shown
        assert "Looked for, not found" in shown
        assert "3 of 21 economies have an entry" in shown
        assert shown.index("Not researched yet") < shown.index("Singapore")


def test_a_topic_with_figures_shows_them_at_a_glance_the_largest_first():
    follow_up()
    shown = text("/topics/follow-up-duration/")
    assert shown.index("Korea 30 years") < shown.index("United States 15 years") < shown.index("Answers by economy")


def test_a_topic_shows_its_terms_and_what_the_workshop_said():
    follow_up()
    term = catalogue.term("ltfu", term="Long-term follow-up", abbreviation="LTFU", definition="Years of watching.")
    term.topics.add(factories.topic("follow-up-duration"))
    said = catalogue.insight(catalogue.workshop("ws-2026"), "ws-take", kind="takeaway", title="Here to stay", number=4)
    said.topics.add(factories.topic("follow-up-duration"))
    shown = text("/topics/long-term-follow-up/")
    assert "Long-term follow-up (LTFU) Years of watching." in shown
    assert "Here to stay" in shown


def test_topics_are_listed_with_counts_of_facts_and_economies():
    follow_up()
    assert "Long term follow up 3 facts, 3 economies" in text("/topics/")


def test_an_unknown_topic_is_not_found():
    assert "There is no topic 'none'." in text("/topics/none/", 404)
