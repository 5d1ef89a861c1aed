"""The grid of the home page: how much is known of each economy on each first-level topic, and how old it is."""

from __future__ import annotations

import datetime
import re

import pytest

from regulatory.catalogue.coverage import Covered, coverage
from regulatory.choices import FactType
from regulatory.curation import freshness
from tests import factories
from tests.regulatory.pages.reading import html, links

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


def cell(page: str, url: str) -> str:
    """What a cell says, without tags."""
    inner = re.search(rf'<a class="known [^"]*" href="{re.escape(url)}">(.*?)</a>', page)
    assert inner, url
    return " ".join(re.sub(r"<[^>]*>", " ", inner[1]).split())


def test_facts_are_counted_under_the_first_level_topic_with_the_oldest_check():
    above = factories.topic("safety", order=1)
    below = factories.topic("follow-up", parent=above)
    place = factories.jurisdiction("SG")
    for key, topic, day in (("a", above, 1), ("b", below, 20)):
        factories.published(key=key, jurisdiction=place, topic=topic, checked_on=datetime.date(2026, 3, day))
    factories.published(
        FactType.ABSENCE, key="c", jurisdiction=place, topic=below, checked_on=datetime.date(2025, 3, 1)
    )
    factories.draft(key="d", jurisdiction=place, topic=below)
    factories.jurisdiction("JP")
    grid = coverage(TODAY, due_on=freshness.due_on)
    assert [each.key for each in grid.topics] == ["safety"]
    assert [(row.place.code, row.facts) for row in grid.rows] == [("JP", 0), ("SG", 3)]
    assert grid.rows[0].cells == (Covered(),)
    assert grid.rows[1].cells == (Covered(rules=2, blanks=1, oldest=datetime.date(2025, 3, 1), due=1),)


def test_each_cell_says_its_state_in_words_and_leads_somewhere():
    topic = factories.topic("safety")
    factories.published(
        key="a", jurisdiction=factories.jurisdiction("SG"), topic=topic, checked_on=datetime.date(2020, 3, 1)
    )
    factories.jurisdiction("JP")
    page = html("/")
    assert cell(page, "/economies/SG/#t-safety") == "1 ! fact , 1 due for a check, oldest check Mar 20"
    assert cell(page, "/topics/safety/") == "– not researched"
    assert "1 of 2 cells of the economies are not researched yet" in page
    assert 'id="t-safety"' in html("/economies/SG/")
    assert {"/compare/", "/plan/", "/economies/", "/topics/", "/indicators/"} <= set(links("/"))
