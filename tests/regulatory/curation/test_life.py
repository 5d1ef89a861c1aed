"""Any order of steps by any people: each is allowed or refused as the rules say, and after each the database is what a small model says.

The model is the state of one key: its versions, and of the open one who wrote in it. Steps are chosen by hypothesis.
"""

from __future__ import annotations

import os
from contextlib import ExitStack

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from regulatory import querysets
from regulatory.choices import OPEN_STATES, PendingOutcome, State
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeNote, Fact, PendingChange, as_type
from tests import factories
from tests.factories import person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
KEY = "sg-fact"
people = st.sampled_from(["ann", "bob", "cyd"])


class Life(RuleBasedStateMachine):
    """One key and three people."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.versions: list[str] = []
        self.writers: set[str] = set()
        self.is_checked = False
        self.notes = 0
        self.proposed: list[str] = []
        self.shown = 0

    @initialize()
    def begin(self) -> None:
        factories.draft(key=KEY, by=person("ann"))
        self.versions, self.writers, self.is_checked = [State.DRAFT], {"ann"}, True

    def teardown(self) -> None:
        assert list(problems_in_database()) == []
        transaction.set_rollback(True)
        self.undone.close()

    # ---- the model

    @property
    def open_state(self) -> str:
        return next((state for state in self.versions if state in OPEN_STATES), "")

    @property
    def is_published(self) -> bool:
        return State.PUBLISHED in self.versions

    def put(self, old: str, new: str) -> None:
        self.versions[self.versions.index(old)] = new

    def attempt(self, allowed: bool, step) -> bool:
        """Take the step; it has to be refused exactly where the model says so."""
        try:
            with transaction.atomic():
                step()
        except ValidationError:
            assert not allowed
            return False
        assert allowed
        return True

    def opened(self) -> Fact:
        return as_type(Fact.objects.get(key=KEY, state__in=OPEN_STATES))

    # ---- the steps

    @rule(who=people)
    def start(self, who: str) -> None:
        if self.attempt(bool(self.versions) and not self.open_state, lambda: actions.start_draft(KEY, by=person(who))):
            self.versions.append(State.DRAFT)
            self.writers, self.is_checked = {who}, False

    @precondition(lambda self: self.open_state)
    @rule(who=people, checked=st.booleans(), is_stale=st.booleans())
    def edit(self, who: str, checked: bool, is_stale: bool) -> None:
        draft = self.opened()
        stamp = draft.created_at.replace(year=2000) if is_stale else draft.updated_at
        draft.title, draft.checked_on = f"By {who}", factories.CHECKED if checked else None
        if self.attempt(not is_stale, lambda: actions.edit_draft(draft, by=person(who), stamp=stamp)):
            self.writers.add(who)
            self.is_checked = checked

    @rule(who=people)
    def submit(self, who: str) -> None:
        if self.attempt(self.open_state == State.DRAFT, lambda: actions.submit(KEY, by=person(who))):
            self.put(State.DRAFT, State.IN_REVIEW)

    @rule(who=people, comment=st.sampled_from(["Mend it", " "]))
    def send_back(self, who: str, comment: str) -> None:
        allowed = self.open_state == State.IN_REVIEW and bool(comment.strip())
        if self.attempt(allowed, lambda: actions.send_back(KEY, by=person(who), comment=comment)):
            self.put(State.IN_REVIEW, State.DRAFT)

    @precondition(lambda self: self.open_state)
    @rule(who=people, is_stale=st.booleans(), reason=st.sampled_from(["Read", "Read", " "]))
    def publish(self, who: str, is_stale: bool, reason: str) -> None:
        draft = self.opened()
        stamp = draft.created_at.replace(year=2000) if is_stale else draft.updated_at
        allowed = not is_stale and who not in self.writers and self.is_checked and bool(reason.strip())
        if self.attempt(allowed, lambda: actions.publish(KEY, by=person(who), stamp=stamp, reason=reason)):
            if self.is_published:
                self.put(State.PUBLISHED, State.SUPERSEDED)
            self.put(self.open_state, State.PUBLISHED)
            self.notes += 1

    @rule(who=people)
    def withdraw(self, who: str) -> None:
        if self.attempt(self.is_published, lambda: actions.withdraw(KEY, by=person(who), reason="Wrong")):
            self.put(State.PUBLISHED, State.WITHDRAWN)
            self.notes += 1
            self.proposed, self.shown = [], 0

    @rule(who=people, how=st.sampled_from(["Read again", " "]))
    def confirm(self, who: str, how: str) -> None:
        def step() -> None:
            actions.confirm_still_true(KEY, by=person(who), day=factories.CHECKED, how=how)

        if self.attempt(self.is_published and bool(how.strip()), step):
            self.notes += 1

    @rule(who=people)
    def discard(self, who: str) -> None:
        if self.attempt(bool(self.open_state), lambda: actions.discard(KEY, by=person(who))):
            self.versions.remove(self.open_state)

    @rule(who=people)
    def propose(self, who: str) -> None:
        note, source = f"Note {PendingChange.objects.count()}", factories.source("sg-act")

        def step() -> None:
            actions.propose_change(KEY, by=person(who), changes_on="2027", note=note, source=source)

        if self.attempt(self.is_published, step):
            self.proposed.append(who)

    @precondition(lambda self: self.proposed)
    @rule(who=people)
    def announce(self, who: str) -> None:
        pending = PendingChange.objects.filter(published_at=None, closed_at=None).earliest("pk")
        proposer = self.proposed[0]
        if self.attempt(who != proposer, lambda: actions.publish_change(pending, by=person(who), reason="Gazetted")):
            self.proposed.pop(0)
            self.shown += 1
            self.notes += 1

    @precondition(lambda self: self.shown)
    @rule(who=people, outcome=st.sampled_from(PendingOutcome))
    def close(self, who: str, outcome: PendingOutcome) -> None:
        pending = PendingChange.objects.filter(published_at__isnull=False, closed_at=None).earliest("pk")

        def step() -> None:
            actions.close_change(pending, by=person(who), outcome=outcome, reason="Done")

        if self.attempt(outcome != PendingOutcome.DECLINED, step):
            self.shown -= 1
            self.notes += 1

    # ---- what always holds

    @invariant()
    def the_database_says_the_same(self) -> None:
        assert list(Fact.objects.filter(key=KEY).order_by("version").values_list("state", flat=True)) == self.versions
        assert ChangeNote.objects.count() == querysets.content_revision().number == self.notes

    @invariant()
    def readers_see_the_published_version_and_what_was_announced(self) -> None:
        readings = querysets.read_facts(querysets.published_facts())
        assert len(readings) == int(self.is_published)
        assert sum(len(reading.pending_changes) for reading in readings) == self.shown


def test_any_order_of_steps(db: None):
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=int(os.environ.get("LIVES", "40")),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
