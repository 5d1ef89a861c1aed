"""Corrections by readers: who may say what, how many wait, and that each is decided once, with its reason."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from regulatory.choices import CorrectionState, State
from regulatory.curation import actions, corrections
from regulatory.models import ChangeNote, Correction, Fact
from tests import factories
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> Fact:
    return factories.published(key="sg-fact")


@pytest.fixture
def correction(fact: Fact) -> Correction:
    return corrections.suggest_correction(fact, text="Article 7 was repealed.")


def test_it_is_kept_with_the_version_and_changes_nothing_that_readers_see(fact, correction):
    kept = Correction.objects.get(pk=correction.pk)
    assert (kept.fact_id, kept.text, kept.state, kept.email) == (fact.pk, "Article 7 was repealed.", "open", "")
    assert ChangeNote.objects.count() == 1


def test_a_version_that_readers_do_not_see_takes_none(fact):
    draft = actions.start_draft(fact.key, by=person("author"))
    with pytest.raises(ValidationError, match="do not see"):
        corrections.suggest_correction(Fact.objects.get(pk=draft.pk), text="Article 7 was repealed.")


@pytest.mark.parametrize("wrong", [{"text": ""}, {"source_url": "no address"}, {"email": "nobody"}])
def test_what_is_wrong_is_refused(fact, wrong):
    with pytest.raises(ValidationError):
        corrections.suggest_correction(fact, **{"text": "Article 7 was repealed.", **wrong})
    assert not Correction.objects.exists()


def test_a_fact_takes_so_many_and_more_once_they_are_read(fact, monkeypatch):
    monkeypatch.setattr(corrections, "OPEN_OF_A_FACT", 2)
    first, _ = (corrections.suggest_correction(fact, text=f"Number {each}") for each in range(2))
    with pytest.raises(corrections.FullError, match="2 corrections of this fact"):
        corrections.suggest_correction(fact, text="Number 3")
    corrections.suggest_correction(factories.published(key="jp-fact"), text="Of another fact")
    corrections.decline_correction(first, by=person("curator"), reason="It says so")
    corrections.suggest_correction(fact, text="Number 3")


def test_all_facts_together_take_so_many(fact, monkeypatch):
    monkeypatch.setattr(corrections, "OPEN_IN_ALL", 1)
    corrections.suggest_correction(fact, text="Number 1")
    with pytest.raises(corrections.FullError, match="More corrections wait"):
        corrections.suggest_correction(factories.published(key="jp-fact"), text="Number 2")


def test_to_take_it_up_begins_a_version(fact, correction):
    draft = corrections.take_up_correction(correction, by=person("curator"), reason="Right")
    assert (draft.key, draft.version, draft.state, draft.author.username) == ("sg-fact", 2, State.DRAFT, "curator")
    correction.refresh_from_db()
    assert (correction.state, correction.decided_by.username, correction.reason) == ("taken-up", "curator", "Right")
    assert correction.decided_at is not None
    assert corrections.for_version(draft) == [correction]


def test_to_take_it_up_leads_to_the_version_that_is_open(fact, correction):
    draft = actions.start_draft(fact.key, by=person("author"))
    assert corrections.take_up_correction(correction, by=person("curator"), reason="Right").pk == draft.pk


def test_once_the_version_is_published_it_is_no_longer_at_hand(fact, correction):
    draft = corrections.take_up_correction(correction, by=person("curator"), reason="Right")
    Fact.objects.filter(pk=draft.pk).update(checked_on=fact.checked_on)
    actions.submit(draft.key, by=person("curator"))
    stamp = Fact.objects.get(pk=draft.pk).updated_at
    published = actions.publish(draft.key, by=person("reviewer"), stamp=stamp, reason="Read")
    assert corrections.for_version(published) == []
    assert corrections.for_version(actions.start_draft(fact.key, by=person("author"))) == []


@pytest.mark.parametrize("decide", [corrections.take_up_correction, corrections.decline_correction])
def test_a_decision_has_a_reason_and_is_made_once(correction, decide):
    with pytest.raises(ValidationError, match="Say why"):
        decide(correction, by=person("curator"), reason=" ")
    decide(correction, by=person("curator"), reason="Looked at")
    for again in (corrections.take_up_correction, corrections.decline_correction):
        with pytest.raises(ValidationError, match="decided already"):
            again(correction, by=person("other"), reason="Second thoughts")
    correction.refresh_from_db()
    assert (correction.decided_by.username, correction.reason) == ("curator", "Looked at")


@pytest.mark.parametrize(
    "values",
    [
        {"text": ""},
        {"state": "lost"},
        {"state": CorrectionState.DECLINED},
        {"state": CorrectionState.DECLINED, "decided_at": timezone.now(), "reason": "Nobody decided"},
        {"reason": "Of an open one"},
    ],
)
def test_the_database_refuses_half_a_decision(correction, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**values)
