"""Thirty people who do everything that there is to do to the same three keys, while somebody looks on all the time."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection

from regulatory.choices import OPEN_STATES, ChangeVerb, PendingOutcome, ReviewVerb, State
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeEntry, ChangeNote, Confirmation, Fact, PendingChange, ReviewEvent, Source, as_type
from tests import factories
from tests.at_once import at_once, kinds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite admits one writer at a time, and its test database lives in one connection",
    ),
]
KEYS = ["sg-one", "sg-two", "sg-three"]
PEOPLE = 30
STEPS = 25
Stamped = tuple[int, object]


class Work:
    """What everybody does, and what was done: by step, and which stamp of which version each edit was made on."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.edited_on: list[Stamped] = []
        self.guard = threading.Lock()

    def note(self, name: str, stamped: Stamped | None = None) -> None:
        with self.guard:
            self.done[name] += 1
            if stamped:
                self.edited_on.append(stamped)

    def person(self, number: int, source: Source) -> Callable[[], None]:
        me = User.objects.get(username=f"writer-{number}")
        chance = random.Random(number)  # noqa: S311 - which step comes next is no secret

        def work() -> None:
            for _ in range(STEPS):
                name = chance.choice(STEP_NAMES)
                try:
                    STEP_BY_NAME[name](self, chance.choice(KEYS), me, source, chance)
                except ValidationError:
                    self.note("refused")
                time.sleep(chance.random() / 100)

        return work


def open_one(key: str) -> Fact:
    found = Fact.objects.filter(key=key, state__in=OPEN_STATES).first()
    if found is None:
        raise ValidationError("Nothing is open")
    return as_type(found)


def start(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.start_draft(key, by=me)
    work.note("started")


def edit(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    found = open_one(key)
    stamp = found.updated_at
    time.sleep(chance.random() / 50)
    found.title, found.checked_on = f"{me} {chance.random()}", factories.CHECKED
    actions.edit_draft(found, by=me, stamp=stamp, citations=[actions.CitationDraft(source, str(chance.random()))])
    work.note("edited", (found.pk, stamp))


def submit(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.submit(key, by=me)
    work.note("submitted")


def send_back(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.send_back(key, by=me, comment="Mend it")
    work.note("returned")


def publish(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.publish(key, by=me, stamp=open_one(key).updated_at, reason="Read")
    work.note("published")


def withdraw(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.withdraw(key, by=me, reason="Wrong")
    work.note("withdrawn")


def confirm(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.confirm_still_true(key, by=me, day=factories.CHECKED, how="Read again")
    work.note("confirmed")


def discard(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.discard(key, by=me)
    work.note("discarded")


def propose(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    actions.propose_change(key, by=me, changes_on="2027", note=str(chance.random()), source=source)
    work.note("proposed")


def decide(work: Work, key: str, me: User, source: Source, chance: random.Random) -> None:
    """The next step of a coming change."""
    found = next(iter(actions.open_changes(key)), None)
    if found is None:
        raise ValidationError("Nothing is to come")
    if found.published_at is None:
        actions.publish_change(found, by=me, reason="Gazetted")
        work.note("announced")
    else:
        actions.close_change(found, by=me, outcome=PendingOutcome.WITHDRAWN, reason="It fell")
        work.note("lifted")


STEP_BY_NAME = {
    each.__name__: each
    for each in (start, edit, submit, send_back, publish, withdraw, confirm, discard, propose, decide)
}
TIMES = {"start": 4, "edit": 6, "submit": 2, "publish": 10, "confirm": 3, "propose": 2, "decide": 3}
"""How much more often than once in a while a step is tried: what ends a version is rare, so that there is something to do."""
STEP_NAMES = [name for name in STEP_BY_NAME for _ in range(TIMES.get(name, 1))]


def looked_at(done: threading.Event, seen: list[str]) -> Callable[[], None]:
    """Looks at every moment whether more than one version of a key is published or open, and whether revisions have gaps."""

    def look() -> None:
        looks = 0
        while not done.is_set():
            for key, published, opened in states():
                if published > 1 or opened > 1:
                    seen.append(f"{key}: {published} published, {opened} open")
            newest, number = revisions()
            if newest != number:
                seen.append(f"revision {newest}, {number} notes")
            looks += 1
        seen.append(f"{looks > 20}")

    return look


def states() -> list[tuple[str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, count(*) FILTER (WHERE state = 'published'), count(*) FILTER (WHERE state IN ('draft', 'in-review'))"
            " FROM regulatory_fact GROUP BY key"
        )
        return list(cursor.fetchall())


def revisions() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(revision), count(*) FROM regulatory_changenote")
        return tuple(cursor.fetchone())


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def test_thirty_people_at_three_keys():
    for key in KEYS:
        factories.published(key=key)
    for number in range(PEOPLE):
        factories.person(f"writer-{number}")
    source = factories.source("shared")
    work, done, seen = Work(), threading.Event(), []
    before, locked = ChangeNote.objects.count(), deadlocks()
    watcher = looked_at(done, seen)

    def watch() -> None:
        try:
            watcher()
        finally:
            connection.close()

    eye = threading.Thread(target=watch)
    eye.start()
    outcomes = at_once([work.person(number, source) for number in range(PEOPLE)], patience=300)
    done.set()
    eye.join(timeout=30)

    assert kinds(outcomes) == {"NoneType": PEOPLE}
    assert seen == ["True"]
    assert list(problems_in_database()) == []
    assert work.done.total() == PEOPLE * STEPS
    assert {"started", "edited", "submitted", "published", "confirmed", "refused"} <= set(work.done), work.done
    # No update was lost: no two edits were made on the same stamp of the same version.
    assert max(Counter(work.edited_on).values()) == 1
    # Everything that was done left its trace, once, and nothing else did.
    events = Counter(ReviewEvent.objects.exclude(by__username="author").values_list("verb", flat=True))
    assert events == Counter(
        {
            verb: work.done[verb]
            for verb in (
                ReviewVerb.STARTED,
                ReviewVerb.EDITED,
                ReviewVerb.SUBMITTED,
                ReviewVerb.RETURNED,
                ReviewVerb.DISCARDED,
            )
            if work.done[verb]
        }
    )
    noted = ("published", "withdrawn", "confirmed", "announced", "lifted")
    assert ChangeNote.objects.count() - before == sum(work.done[name] for name in noted)
    assert ChangeEntry.objects.filter(verb=ChangeVerb.PUBLISHED).count() - len(KEYS) == work.done["published"]
    assert Confirmation.objects.count() == work.done["confirmed"]
    assert PendingChange.objects.count() == work.done["proposed"]
    assert Fact.objects.filter(state=State.WITHDRAWN).count() == work.done["withdrawn"]
    for fact in Fact.objects.exclude(published_at=None):
        assert fact.citations.count() == fact.class_links.count() == 1
    assert deadlocks() == locked
