"""One change note for all that a change does, numbered without gaps; none where nothing happened or anything failed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from regulatory.choices import ChangeVerb
from regulatory.curation import actions
from regulatory.curation.changes import change
from regulatory.models import ChangeEntry, ChangeNote, Fact
from regulatory.querysets import content_revision
from tests import factories
from tests.refusals import everything, refused

pytestmark = pytest.mark.django_db


def publish_all(*facts: Fact, by: User, reason: str = "One change") -> None:
    with change(by=by, reason=reason) as log:
        for fact in facts:
            actions.publish(fact.key, by=by, stamp=fact.updated_at, reason=reason, log=log)


def test_change_gathers_everything_in_one_note(reviewer: User):
    publish_all(factories.draft(key="sg-a"), factories.draft(key="sg-b"), by=reviewer)
    note = ChangeNote.objects.get()
    assert (note.revision, note.by, note.reason) == (1, reviewer, "One change")
    assert [(entry.key, entry.verb) for entry in note.entries.order_by("key")] == [
        ("sg-a", ChangeVerb.PUBLISHED),
        ("sg-b", ChangeVerb.PUBLISHED),
    ]


def test_change_in_which_nothing_happens_leaves_no_note(reviewer: User):
    with change(by=reviewer, reason="Nothing to do"):
        pass
    assert not ChangeNote.objects.exists()
    assert content_revision().number == 0


@pytest.mark.parametrize("reason", ["", " \t\n"])
def test_change_asks_for_a_reason(reviewer: User, reason: str):
    draft = factories.draft()
    with refused("Say why"):
        publish_all(draft, by=reviewer, reason=reason)


def test_revisions_are_consecutive_and_the_newest_is_that_of_the_content(reviewer: User):
    for number in range(1, 5):
        publish_all(factories.draft(), by=reviewer)
        assert content_revision().number == number
    assert list(ChangeNote.objects.order_by("revision").values_list("revision", flat=True)) == [1, 2, 3, 4]


def test_failed_change_leaves_nothing_and_uses_up_no_revision(author: User, reviewer: User):
    good, own = factories.draft(key="sg-good"), factories.draft(key="sg-own", by=reviewer)
    with refused("Who wrote in a version cannot publish it"):
        publish_all(good, own, by=reviewer)
    publish_all(good, by=reviewer)
    assert content_revision().number == 1


def test_refusal_that_the_caller_survives_leaves_the_rest(reviewer: User):
    good, own = factories.draft(key="sg-good"), factories.draft(key="sg-own", by=reviewer)
    with change(by=reviewer, reason="What can be published") as log:
        for fact in (own, good):
            try:
                actions.publish(fact.key, by=reviewer, stamp=fact.updated_at, reason="", log=log)
            except ValidationError:
                assert fact.key == "sg-own"
    assert [entry.key for entry in ChangeEntry.objects.all()] == ["sg-good"]


def test_change_is_undone_with_the_transaction_around_it(reviewer: User):
    draft = factories.draft()
    before = everything()
    with transaction.atomic():
        publish_all(draft, by=reviewer)
        transaction.set_rollback(True)
    assert everything() == before


def test_entry_outlives_long_names(reviewer: User):
    record = factories.source("long", title="t" * 300)
    actions.save_record(record, key="long", by=reviewer, reason="Nothing new")
    record.title = "u" * 300
    actions.save_record(record, key="long", by=reviewer, reason="Another title")
    assert ChangeEntry.objects.get().title == "u" * 300


def test_record_that_is_not_verified_is_the_curators_own(reviewer: User):
    record = factories.initiative()
    for verified in (False, True):
        record.verified = verified
        actions.save_record(record, key=record.key, by=reviewer, reason="Test")
    record.lead = "PMDA"
    actions.save_record(record, key=record.key, by=reviewer, reason="Test")
    assert list(ChangeEntry.objects.order_by("pk").values_list("public", flat=True)) == [False, True, True]
