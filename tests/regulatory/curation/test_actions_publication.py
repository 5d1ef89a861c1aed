"""Publishing, withdrawing, confirming: who may, what it leaves, and that the time line and the revisions have no gaps."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from regulatory import guards, querysets
from regulatory.choices import ChangeVerb, FactType, State
from regulatory.curation import actions
from regulatory.curation.changes import change
from regulatory.models import ChangeEntry, ChangeNote, Citation, Confirmation, Fact, Withdrawal
from tests import factories
from tests.refusals import everything, refused

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now().date() + datetime.timedelta(days=1)


def publish(key: str, by: User, **given: Any) -> Fact:
    stamp = Fact.objects.filter(key=key).latest("version").updated_at
    return actions.publish(key, by=by, **{"stamp": stamp, "reason": "Test"} | given)


def publish_next(key: str, author: User, reviewer: User) -> Fact:
    draft = actions.start_draft(key, by=author)
    draft.checked_on = factories.CHECKED
    actions.edit_draft(draft, by=author, stamp=draft.updated_at)
    return publish(key, reviewer)


# ---- publish


@pytest.mark.parametrize("fact_type", FactType)
def test_publish_shows_a_fact_of_each_type_to_readers(author: User, reviewer: User, fact_type: FactType):
    factories.draft(fact_type, key="sg-fact")
    start = timezone.now()
    fact = publish("sg-fact", reviewer)
    assert (fact.state, fact.author, fact.published_by) == (State.PUBLISHED, author, reviewer)
    assert start <= fact.published_at <= timezone.now()
    assert fact.superseded_at is None
    assert list(querysets.published_facts()) == [fact]


@pytest.mark.parametrize("submitted", [False, True])
def test_publish_takes_a_draft_or_a_version_in_review(author: User, reviewer: User, submitted: bool):
    factories.draft(key="sg-fact")
    if submitted:
        actions.submit("sg-fact", by=author)
    assert publish("sg-fact", reviewer).state == State.PUBLISHED


def test_publish_supersedes_the_version_before(author: User, reviewer: User):
    factories.published(key="sg-fact")
    kept = next(iter(Fact.objects.values()))
    second = publish_next("sg-fact", author, reviewer)
    first = Fact.objects.filter(version=1).values().get()
    assert first == kept | {"state": State.SUPERSEDED, "superseded_at": second.published_at}


def test_publish_leaves_a_note_with_one_entry(reviewer: User):
    draft = factories.draft(key="sg-fact", title="A title")
    fact = publish("sg-fact", reviewer, reason="A new law")
    note = ChangeNote.objects.get()
    assert (note.revision, note.by, note.reason) == (1, reviewer, "A new law")
    assert fact.published_at <= note.at <= timezone.now()
    entry = ChangeEntry.objects.get()
    assert (entry.change, entry.verb, entry.noun, entry.key, entry.version, entry.title, entry.public) == (
        note,
        ChangeVerb.PUBLISHED,
        "fact",
        "sg-fact",
        1,
        "A title",
        True,
    )
    assert (entry.jurisdiction, entry.topic) == (draft.jurisdiction, draft.topic)


def test_publish_refuses_the_author(author: User):
    factories.draft(key="sg-fact")
    with refused("Who wrote in a version cannot publish it; another person has to"):
        publish("sg-fact", author)


def test_publish_refuses_text_that_was_not_seen(author: User, reviewer: User):
    draft = factories.draft(key="sg-fact")
    seen = draft.updated_at
    draft.summary = "Changed after the reviewer had read it"
    draft.save()
    with refused("'sg-fact' was changed after you opened it"):
        publish("sg-fact", reviewer, stamp=seen)


def test_publish_refuses_a_fact_without_a_citation(reviewer: User):
    factories.draft(key="sg-fact", citations=[])
    with refused("at least one citation"):
        publish("sg-fact", reviewer)


def test_publish_refuses_a_fact_that_nobody_checked(reviewer: User):
    factories.draft(key="sg-fact", checked_on=None)
    with refused("the day on which a supporting text was seen"):
        publish("sg-fact", reviewer)


def test_publish_refuses_a_check_that_is_still_to_come(reviewer: User):
    factories.draft(key="sg-fact", checked_on=TOMORROW)
    with refused(f"{TOMORROW} lies in the future"):
        publish("sg-fact", reviewer)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_publish_refuses_an_empty_reason(reviewer: User, reason: str):
    factories.draft(key="sg-fact")
    with refused("Say why"):
        publish("sg-fact", reviewer, reason=reason)


def test_publish_refuses_when_nothing_is_open(reviewer: User):
    fact = factories.published(key="sg-fact")
    for key in ("sg-fact", "sg-nothing"):
        with refused(f"There is no open version of '{key}'. Start a new version first"):
            actions.publish(key, by=reviewer, stamp=fact.updated_at, reason="Test")


def test_publish_after_a_clock_that_was_set_back(author: User, reviewer: User):
    """The new version begins no earlier than the old one did, so that the time line stays in order."""
    fact = factories.published(key="sg-fact")
    ahead = fact.published_at + datetime.timedelta(hours=1)
    connection.check_constraints()
    guards.drop(connection)
    Fact.objects.update(published_at=ahead)
    guards.install(connection)
    assert publish_next("sg-fact", author, reviewer).published_at == ahead
    assert actions.withdraw("sg-fact", by=author, reason="Test").superseded_at == ahead


# ---- withdraw


def test_withdraw_takes_a_fact_back_with_its_reason(author: User, reviewer: User):
    fact = factories.published(key="sg-fact")
    withdrawn = actions.withdraw("sg-fact", by=author, reason="Never so", day=datetime.date(2026, 1, 2))
    assert (withdrawn.pk, withdrawn.state) == (fact.pk, State.WITHDRAWN)
    assert fact.published_at <= withdrawn.superseded_at <= timezone.now()
    kept = Withdrawal.objects.get()
    assert (kept.fact_id, kept.day, kept.by, kept.reason) == (fact.pk, datetime.date(2026, 1, 2), author, "Never so")
    assert ChangeNote.objects.first().reason == "Never so"
    assert ChangeEntry.objects.first().verb == ChangeVerb.WITHDRAWN
    assert not querysets.published_facts().exists()


def test_withdraw_is_of_today_unless_said():
    factories.published(key="sg-fact")
    actions.withdraw("sg-fact", by=factories.person("author"), reason="Test")
    assert Withdrawal.objects.get().day == timezone.now().date()


def test_withdraw_leaves_an_open_version_free_to_be_published(author: User, reviewer: User):
    factories.published(key="sg-fact")
    draft = actions.start_draft("sg-fact", by=author)
    draft.checked_on = factories.CHECKED
    actions.edit_draft(draft, by=author, stamp=draft.updated_at)
    actions.withdraw("sg-fact", by=author, reason="Test")
    assert publish("sg-fact", reviewer).version == 2


def test_withdraw_refusals(author: User):
    factories.published(key="sg-fact")
    factories.draft(key="sg-draft")
    for key in ("sg-draft", "sg-nothing"):
        with refused(f"There is no published version of '{key}'"):
            actions.withdraw(key, by=author, reason="Test")
    with refused("Say why"):
        actions.withdraw("sg-fact", by=author, reason=" ")
    with refused("the reason stays with the fact"), change(by=author, reason="Many") as log:
        actions.withdraw("sg-fact", by=author, reason=" ", log=log)
    with refused("lies in the future"):
        actions.withdraw("sg-fact", by=author, reason="Test", day=TOMORROW)


# ---- confirm_still_true


def test_confirm_adds_a_row_and_leaves_the_version(author: User):
    factories.published(key="sg-fact")
    before = everything()
    day = datetime.date(2026, 11, 22)
    confirmation = actions.confirm_still_true("sg-fact", by=author, day=day, how="Read the act again")
    after = everything()
    for name in ("Confirmation", "ChangeNote", "ChangeEntry"):
        assert len(after[f"regulatory.{name}"]) == len(before[f"regulatory.{name}"]) + 1
    for name in ("Fact", "PharmacovigilanceRequirement", "Citation", "FactClass"):
        assert after[f"regulatory.{name}"] == before[f"regulatory.{name}"]
    assert (confirmation.day, confirmation.by, confirmation.how) == (day, author, "Read the act again")
    assert ChangeEntry.objects.first().verb == ChangeVerb.CONFIRMED
    assert ChangeNote.objects.first().reason == "Confirmed: Read the act again"


def test_confirm_refusals(author: User):
    factories.published(key="sg-fact")
    factories.draft(key="sg-draft")
    today = timezone.now().date()
    for key in ("sg-draft", "sg-nothing"):
        with refused(f"There is no published version of '{key}'"):
            actions.confirm_still_true(key, by=author, day=today, how="Read again")
    with refused("Say what was looked at"):
        actions.confirm_still_true("sg-fact", by=author, day=today, how=" ")
    with refused("lies in the future"):
        actions.confirm_still_true("sg-fact", by=author, day=TOMORROW, how="Read again")
    assert not Confirmation.objects.exists()


# ---- history


def test_history_is_whole_over_many_versions(author: User, reviewer: User):
    factories.published(key="sg-fact")
    factories.published(key="sg-another")
    for _ in range(4):
        publish_next("sg-fact", author, reviewer)
    actions.confirm_still_true("sg-another", by=author, day=factories.CHECKED, how="Read again")
    actions.withdraw("sg-fact", by=author, reason="Repealed")
    versions = list(Fact.objects.filter(key="sg-fact").order_by("version"))
    assert [version.version for version in versions] == [1, 2, 3, 4, 5]
    assert [version.state for version in versions] == [State.SUPERSEDED] * 4 + [State.WITHDRAWN]
    for old, new in itertools.pairwise(versions):
        assert old.superseded_at == new.published_at
    assert versions[-1].superseded_at > versions[-1].published_at
    assert all(Citation.objects.filter(fact=version).count() == 1 for version in versions)
    notes = list(ChangeNote.objects.order_by("revision"))
    assert [note.revision for note in notes] == list(range(1, 9))
    assert [note.at for note in notes] == sorted(note.at for note in notes)
    assert all(note.entries.count() == 1 for note in notes)
