"""Which versions readers see, and that reading takes the same queries for one fact and for many."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulatory import querysets
from regulatory.choices import FactType, Force
from regulatory.curation import actions
from tests import factories

pytestmark = pytest.mark.django_db


def test_published_facts_hide_drafts():
    factories.draft(key="sg-draft")
    factories.published(key="sg-published")
    assert [fact.key for fact in querysets.published_facts()] == ["sg-published"]


def test_read_facts_gives_every_type_its_own_values():
    for fact_type in FactType:
        factories.published(fact_type, key=f"sg-{fact_type}")
    readings = querysets.read_facts(querysets.published_facts())
    assert {reading.type for reading in readings} == set(FactType)
    by_type = {reading.type: reading for reading in readings}
    assert by_type[FactType.ABSENCE].own.looked_in == "The authority's site"
    assert by_type[FactType.QUALITY_EXPECTATION].own.attribute == "sterility"
    assert by_type[FactType.PATHWAY].force is Force.STATUTE
    assert by_type[FactType.PATHWAY].citations[0].locator == "Art. 1"
    assert [each.key for each in by_type[FactType.PATHWAY].product_classes] == ["gene-modified-cells"]


def queries_of_reading() -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        querysets.read_facts(querysets.published_facts())
    return len(captured)


def test_read_facts_takes_the_same_queries_for_1_and_20():
    factories.published()
    one = queries_of_reading()
    for _ in range(19):
        factories.published()
    assert queries_of_reading() == one <= 8


def test_a_confirmation_moves_the_day_of_the_check():
    fact = factories.published()
    day = datetime.date(2026, 11, 23)
    actions.confirm_still_true(fact.key, by=factories.person("reviewer"), day=day, how="Read again")
    assert querysets.read_facts(querysets.published_facts())[0].checked_on == day


def test_as_of_a_day_shows_what_was_published_then():
    fact = factories.published()
    today = fact.published_at.date()
    assert list(querysets.facts_as_of(today - datetime.timedelta(days=1))) == []
    assert [each.key for each in querysets.facts_as_of(today)] == [fact.key]


def test_display_order_keeps_a_topic_beside_its_own():
    first = factories.topic("first", order=1)
    second = factories.topic("second", order=2)
    below_first = factories.topic("below-first", parent=first, order=1)
    factories.published(key="sg-c", topic=second)
    factories.published(key="sg-b", topic=below_first)
    factories.published(key="sg-a", topic=first)
    ordered = querysets.in_display_order(querysets.published_facts())
    assert [fact.key for fact in ordered] == ["sg-a", "sg-b", "sg-c"]
