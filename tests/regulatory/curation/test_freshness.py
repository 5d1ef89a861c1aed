"""When a fact is due, and in which order: held for all kinds of sources, ages and uses."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulatory.choices import SourceKind
from regulatory.curation import freshness
from regulatory.curation.freshness import CHECKED_AGAIN_AFTER, Use, due_on, has_passed, is_due, urgency, volatility

kinds = st.lists(st.sampled_from(SourceKind.values), min_size=1, max_size=6)
ages = st.integers(min_value=0, max_value=5000).map(lambda days: datetime.timedelta(days=days))
uses = st.builds(Use, st.integers(1, 22), st.integers(0, 40))
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.dates(datetime.date(2015, 1, 1), datetime.date(2035, 12, 31))


def test_every_kind_of_source_has_a_weight_and_a_reason():
    assert set(freshness.VOLATILITY) == set(SourceKind)
    assert all(weight > 0 and reason for weight, reason in freshness.VOLATILITY.values())


def test_a_page_changes_sooner_than_a_guideline_and_an_act_last():
    weights = {kind: weight for kind, (weight, _) in freshness.VOLATILITY.items()}
    assert weights["web-page"] > weights["notice"] > weights["guideline"] > weights["regulation"] > weights["act"]


@patient
@given(kinds, ages, uses)
def test_urgency_is_the_product_and_never_less_than_nothing(cited: list[str], age: datetime.timedelta, use: Use):
    found = urgency(cited, age, use)
    assert found == pytest.approx(volatility(cited) * age.days / 365.25 * use.weight)
    assert (found > 0) == (age.days > 0)


@patient
@given(kinds, ages, ages, uses)
def test_the_older_check_comes_first(cited: list[str], one: datetime.timedelta, other: datetime.timedelta, use: Use):
    older, newer = max(one, other), min(one, other)
    assert urgency(cited, older, use) >= urgency(cited, newer, use)
    assert (urgency(cited, older, use) > urgency(cited, newer, use)) == (older > newer)


@patient
@given(kinds, ages, uses, uses)
def test_what_more_people_read_comes_first(cited: list[str], age: datetime.timedelta, one: Use, other: Use):
    if one.economies <= other.economies and one.indicators <= other.indicators:
        assert urgency(cited, age, one) <= urgency(cited, age, other)


@patient
@given(kinds, st.sampled_from(SourceKind.values), ages, uses)
def test_another_source_never_makes_a_fact_less_urgent(cited: list[str], more: str, age: datetime.timedelta, use: Use):
    assert urgency([*cited, more], age, use) >= urgency(cited, age, use)


@patient
@given(kinds, ages, uses)
def test_what_cites_nothing_comes_before_what_cites_anything(cited: list[str], age: datetime.timedelta, use: Use):
    assert urgency([], age, use) >= urgency(cited, age, use)


@patient
@given(kinds, st.integers(-5000, 0), uses)
def test_a_check_in_the_future_is_no_reason_to_hurry(cited: list[str], age: int, use: Use):
    assert urgency(cited, datetime.timedelta(days=age), use) == 0


@patient
@given(days, days)
def test_a_day_that_was_set_holds_until_a_check_is_recorded_on_it_or_later(
    checked: datetime.date, wanted: datetime.date
):
    found = due_on(checked, wanted)
    assert found == (wanted if checked < wanted else checked + CHECKED_AGAIN_AFTER)
    assert found > checked


@patient
@given(days)
def test_without_a_day_a_fact_is_due_a_year_after_its_check(checked: datetime.date):
    assert due_on(checked, None) == checked + datetime.timedelta(days=365)


@patient
@given(days, days)
def test_due_from_its_day_on_and_at_once_if_never_checked(day: datetime.date, today: datetime.date):
    assert is_due(day, today) == (day <= today)
    assert is_due(due_on(None, None), today)
    assert due_on(None, day) == day


@patient
@given(days, days)
def test_a_month_or_a_year_has_passed_with_its_last_day(day: datetime.date, today: datetime.date):
    assert has_passed(day.isoformat(), today) == (day < today)
    assert has_passed(day.isoformat()[:7], today) == ((day.year, day.month) < (today.year, today.month))
    assert has_passed(day.isoformat()[:4], today) == (day.year < today.year)
    assert not has_passed("", today)
