"""What holds for every noun alike, on two records of each."""

from __future__ import annotations

import pytest
from django.conf import settings

from atmp_kb.api import NOUNS
from tests import catalogue, factories
from tests.regulatory.api.asking import get, keys
from tests.regulatory.api.test_queries import FIRST

FILTERED = [noun for noun in NOUNS if hasattr(noun, "filterset_class")]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def two_of_each(stage: None) -> None:
    catalogue.world(0, 2)


# Rows of the changes are single records of a change, and a change by its number is all of them: tested below.
@pytest.mark.parametrize("noun", [noun.noun for noun in NOUNS if noun.noun != "changes"])
def test_a_row_of_a_list_and_the_record_by_its_key_are_the_same(noun):
    rows = get(f"{noun}/?page_size=200")["results"]
    assert FIRST[noun] in [row.get("key") or row.get("code") for row in rows]
    for row in rows:
        single = get(row["api_url"].partition("/api/v1/")[2])
        assert list(single.pop("meta")) == ["api_version", "data_revision", "data_date", "licence", "disclaimer"]
        assert single == row
        assert '""' not in str(row)


@pytest.mark.parametrize("noun", FILTERED, ids=lambda noun: noun.noun)
def test_every_order_of_every_noun_works_both_ways(noun):
    if "ordering" not in noun.filterset_class.base_filters:
        assert noun.noun == "changes"
        return
    for name in noun.filterset_class.base_filters["ordering"].columns:
        assert set(keys(f"{noun.noun}/?ordering={name}")) == set(keys(f"{noun.noun}/?ordering=-{name}")) != set()


def test_the_status_counts_what_the_lists_hold():
    catalogue.term(verified=False)
    factories.draft()
    status = get("status/")
    assert (status["licence"], status["api_version"]) == ("CC-BY-4.0", settings.API_VERSION)
    assert "no legal advice" in status["disclaimer"]
    assert status["data_revision"] == get("facts/")["meta"]["data_revision"] > 0
    assert status["counts"] == {noun.noun: get(f"{noun.noun}/")["count"] for noun in NOUNS}


def test_the_root_lists_every_noun():
    root = get("")
    assert {*(noun.noun for noun in NOUNS), "status"} <= set(root)
    for address in root.values():
        assert address.startswith("http://testserver/api/v1/")
