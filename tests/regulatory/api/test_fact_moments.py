"""Facts of another moment: what was said here on a day or at a revision, and what was in force in the world on a day."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from tests import factories
from tests.regulatory.api.asking import get, keys, refusal

pytestmark = pytest.mark.django_db


def days(number: int) -> str:
    return str(timezone.now().date() + datetime.timedelta(days=number))


@pytest.fixture(autouse=True)
def facts(db: None) -> None:
    factories.published(key="sg-dated", effective_from="2024")
    factories.published(key="sg-undated")
    factories.published(key="sg-later", effective_from="2026-06-15")


def test_as_of_shows_what_was_published_on_that_day():
    assert set(keys(f"facts/?as_of={days(0)}")) == {"sg-dated", "sg-undated", "sg-later"}
    get(f"facts/sg-dated/?as_of={days(0)}")


@pytest.mark.parametrize("address", ["facts/", "facts/sg-dated/"])
def test_a_day_outside_of_what_can_be_known_is_refused(address):
    assert "lies in the future" in refusal(f"{address}?as_of={days(1)}")["as_of"][0]
    assert "Nothing was published here before" in refusal(f"{address}?as_of={days(-1)}")["as_of"][0]


@pytest.mark.parametrize("number", ["0", "4", "9" * 30])
def test_a_revision_that_there_was_not_is_refused(number):
    assert "Give one from 1 to 3." in refusal(f"facts/?revision={number}")["revision"][0]


def test_a_revision_is_a_number_and_stands_alone():
    assert refusal("facts/?revision=x") == {"revision": ["Give the number of a revision, such as 1."]}
    assert refusal(f"facts/?revision=1&as_of={days(0)}")["revision"][0].startswith("Give as_of or revision, not both")


def test_a_revision_shows_what_stood_then():
    assert keys("facts/?revision=1") == ["sg-dated"]
    get("facts/sg-undated/?revision=1", 404)
    get("facts/sg-undated/?revision=2")


def test_the_answer_names_the_revision_that_it_shows():
    for address in ("facts/", "facts/sg-dated/", "pharmacovigilance-requirements/sg-dated/"):
        assert get(f"{address}?revision=2")["meta"]["data_revision"] == 2
        assert get(f"{address}?revision=2&fields=key")["meta"]["data_revision"] == 2
        assert get(f"{address}?as_of={days(0)}")["meta"]["data_revision"] == 3
        assert get(address)["meta"]["data_revision"] == 3
    assert get("facts/?in_force_on=2025-12-31")["meta"]["data_revision"] == 3


def test_in_force_on_says_of_each_fact_whether_its_dates_tell():
    rows = get("facts/?in_force_on=2025-12-31")["results"]
    assert {row["key"]: row["on_that_day"]["verdict"] for row in rows} == {
        "sg-dated": "in-force",
        "sg-undated": "cannot-tell",
    }
    assert "lies in the future" in refusal(f"facts/?in_force_on={days(1)}")["in_force_on"][0]
