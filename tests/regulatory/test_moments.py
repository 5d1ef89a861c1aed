"""What was said here on a day or at a revision, and what was in force in the world on a day."""

import datetime

import pytest
from django.utils import timezone

from regulatory import querysets
from regulatory.choices import FactType
from regulatory.comparison.in_force import CANNOT_TELL, IN_FORCE, NOT_IN_FORCE, as_on, in_force_on
from regulatory.curation import actions
from regulatory.models import Fact
from regulatory.readings import Moment
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 6, 15)


def republish(key: str, title: str) -> None:
    draft = actions.start_draft(key, by=factories.person("author"))
    stored = Fact.objects.get(pk=draft.pk).pharmacovigilancerequirement
    stored.title, stored.checked_on = title, factories.CHECKED
    actions.edit_draft(stored, by=factories.person("author"), stamp=draft.updated_at)
    stored.refresh_from_db()
    actions.publish(key, by=factories.person("reviewer"), stamp=stored.updated_at, reason="Corrected")


def titles(number: int) -> dict[str, str]:
    return dict(querysets.facts_at_revision(number).values_list("key", "title"))


def test_a_revision_shows_what_readers_saw_then():
    factories.published(key="sg-a", title="First")
    factories.published(key="sg-b", title="Other")
    republish("sg-a", "Second")
    republish("sg-a", "Third")
    actions.withdraw("sg-b", by=factories.person("reviewer"), reason="Wrong")
    assert titles(1) == {"sg-a": "First"}
    assert titles(2) == {"sg-a": "First", "sg-b": "Other"}
    assert titles(3) == {"sg-a": "Second", "sg-b": "Other"}
    assert titles(4) == {"sg-a": "Third", "sg-b": "Other"}
    assert titles(5) == {"sg-a": "Third"}


def test_two_publishes_in_one_tick_of_the_clock_are_two_revisions(monkeypatch):
    tick = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: tick)
    factories.published(key="sg-a", title="First")
    republish("sg-a", "Second")
    assert set(Fact.objects.values_list("published_at", flat=True)) == {tick}
    assert (titles(1), titles(2)) == ({"sg-a": "First"}, {"sg-a": "Second"})


def test_a_clock_that_was_set_back_does_not_confuse_revisions(monkeypatch):
    factories.published(key="sg-a", title="First")
    before = timezone.now() - datetime.timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: before)
    factories.published(key="sg-b", title="Later")
    assert titles(1) == {"sg-a": "First"}


def test_a_later_confirmation_does_not_move_the_check_of_an_old_revision():
    fact = factories.published()
    actions.confirm_still_true(fact.key, by=factories.person("reviewer"), day=fact.published_at.date(), how="Read")
    for number, checked in ((1, factories.CHECKED), (2, fact.published_at.date())):
        moment = Moment(revision=number)
        (reading,) = querysets.read_facts(querysets.facts_at(moment), confirmed_until=querysets.confirmed_until(moment))
        assert reading.checked_on == checked


ON_A_DAY = [
    ({}, CANNOT_TELL, True),
    ({"effective_from": "2020-06-15"}, IN_FORCE, True),
    ({"effective_from": "2020-06-16"}, NOT_IN_FORCE, False),
    ({"effective_from": "2020-07"}, NOT_IN_FORCE, False),
    ({"effective_from": "2021"}, NOT_IN_FORCE, False),
    ({"effective_from": "2020"}, CANNOT_TELL, True),
    ({"effective_from": "2020-06"}, CANNOT_TELL, True),
    ({"effective_from": "2020-05"}, IN_FORCE, True),
    ({"effective_from": "2019", "effective_until": "2020-06-15"}, IN_FORCE, True),
    ({"effective_from": "2019", "effective_until": "2020-06-14"}, NOT_IN_FORCE, False),
    ({"effective_from": "2019", "effective_until": "2020-05"}, NOT_IN_FORCE, False),
    ({"effective_from": "2019", "effective_until": "2019"}, NOT_IN_FORCE, False),
    ({"effective_from": "2019", "effective_until": "2020"}, CANNOT_TELL, True),
    ({"effective_from": "2019", "effective_until": "2020", "legal_status": "ended"}, CANNOT_TELL, True),
    ({"effective_from": "2019", "effective_until": "2021", "legal_status": "ended"}, IN_FORCE, True),
    ({"effective_from": "2019", "legal_status": "ended"}, CANNOT_TELL, True),
    ({"legal_status": "proposed"}, NOT_IN_FORCE, False),
    ({"legal_status": "proposed", "effective_from": "2019"}, NOT_IN_FORCE, False),
    ({"legal_status": "adopted"}, NOT_IN_FORCE, False),
    ({"legal_status": "adopted", "effective_from": "2019"}, IN_FORCE, True),
]


@pytest.mark.parametrize(("values", "verdict", "kept"), ON_A_DAY)
def test_what_was_in_force_on_a_day_is_the_same_for_the_query_and_for_one_fact(values, verdict, kept):
    factories.published(**values)
    (reading,) = querysets.read_facts(querysets.published_facts())
    found = in_force_on(reading, DAY)
    assert found.verdict == verdict
    assert found.reason
    assert querysets.facts_at(Moment(in_force_on=DAY)).exists() is kept is (verdict != NOT_IN_FORCE)


def test_a_rule_that_ended_since_counts_on_a_day_on_which_it_was_in_force():
    factories.published(effective_from="2019", effective_until="2021", legal_status="ended")
    (reading,) = querysets.read_facts(querysets.published_facts())
    assert as_on(reading, DAY).legal_status == "in-force"
    assert as_on(reading, datetime.date(2022, 1, 1)).legal_status == "ended"


def test_an_attested_blank_stays_and_does_not_claim_a_day():
    factories.published(FactType.ABSENCE)
    (reading,) = querysets.read_facts(querysets.facts_at(Moment(in_force_on=DAY)))
    assert in_force_on(reading, DAY).verdict == CANNOT_TELL
