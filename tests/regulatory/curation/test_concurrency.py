"""Many writers at once: whatever they do to the same keys, the time line stays whole and callers see no error but a refusal."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from regulatory.choices import OPEN_STATES, FactType, State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.curation.changes import change
from regulatory.models import FACT_MODELS, ChangeEntry, ChangeNote, Citation, Fact, Source
from tests import factories
from tests.at_once import at_once, kinds

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite admits one writer at a time (transaction_mode IMMEDIATE), and its test database lives in one connection",
    ),
]
KEYS = ["sg-one", "sg-two", "sg-three"]


def assert_time_line_is_whole(key: str) -> None:
    versions = list(Fact.objects.filter(key=key).order_by("version"))
    assert [version.version for version in versions] == list(range(1, len(versions) + 1))
    assert sum(version.state == State.PUBLISHED for version in versions) == 1
    assert sum(version.state in OPEN_STATES for version in versions) <= 1
    seen = [version for version in versions if version.published_at]
    for old, new in itertools.pairwise(seen):
        assert old.state == State.SUPERSEDED
        assert old.superseded_at == new.published_at
    for version in versions:
        assert version.citations.count() == version.class_links.count() == 1


def assert_revisions_have_no_gaps() -> None:
    notes = list(ChangeNote.objects.order_by("revision"))
    assert [note.revision for note in notes] == list(range(1, len(notes) + 1))
    assert [note.at for note in notes] == sorted(note.at for note in notes)
    published = Fact.objects.exclude(state__in=OPEN_STATES).count()
    assert ChangeEntry.objects.count() == len(notes) == published


def test_ten_writers_on_three_keys():
    for key in KEYS:
        factories.published(key=key)
    people = [factories.person(f"writer-{number}") for number in range(10)]
    steps: list[str] = []

    def writer(number: int) -> Callable[[], None]:
        def write() -> None:
            me = people[number]
            for turn in range(4):
                key = KEYS[(number + turn) % 3]
                for step in (begin, finish):
                    try:
                        step(key, me)
                        steps.append(step.__name__)
                    except ValidationError:
                        steps.append("refused")

        return write

    def begin(key: str, me) -> None:
        draft = actions.start_draft(key, by=me)
        draft.checked_on = factories.CHECKED
        actions.edit_draft(draft, by=me, stamp=draft.updated_at)

    def finish(key: str, me) -> None:
        found = Fact.objects.filter(key=key, state__in=OPEN_STATES).first()
        if found is None:
            raise ValidationError("Nothing to publish")
        actions.publish(key, by=me, stamp=found.updated_at, reason="Test")

    outcomes = at_once([writer(number) for number in range(10)])
    assert outcomes == [None] * 10
    done = Counter(steps)
    assert done.total() == 80
    assert done["begin"] >= 3
    assert done["finish"] >= 3
    assert done["refused"] >= 3
    for key in KEYS:
        assert_time_line_is_whole(key)
    assert_revisions_have_no_gaps()
    assert ChangeNote.objects.count() == len(KEYS) + done["finish"]


def test_same_new_key_is_begun_once():
    author, jurisdiction, topic = factories.person("author"), factories.jurisdiction(), factories.topic()

    def begin() -> None:
        fact = FACT_MODELS[FactType.REQUIREMENT](
            key="sg-new", kind="gmp", title="Title", jurisdiction=jurisdiction, topic=topic
        )
        actions.write_draft(fact, by=author, citations=[])

    assert kinds(at_once([begin] * 6)) == {"NoneType": 1, "ValidationError": 5}
    assert Fact.objects.count() == 1


def test_key_that_a_writer_past_the_actions_begins_meanwhile():
    author, jurisdiction, topic = factories.person("author"), factories.jurisdiction(), factories.topic()
    outcome: list[Exception] = []

    def fact() -> Fact:
        return FACT_MODELS[FactType.REQUIREMENT](
            key="sg-new", kind="gmp", title="Title", jurisdiction=jurisdiction, topic=topic, type="requirement"
        )

    def begin() -> None:
        try:
            actions.write_draft(fact(), by=author)
        except Exception as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=begin)
    with transaction.atomic():
        raw = fact()
        raw.author = author
        raw.save()
        thread.start()
        thread.join(timeout=0.3)
        assert thread.is_alive(), "the second version did not wait for the first"
    thread.join(timeout=5)
    assert isinstance(outcome[0], ValidationError)
    assert "'sg-new' was begun by somebody else at the same moment" in str(outcome[0])


def test_same_version_is_published_once():
    factories.published(key="sg-one")
    draft = actions.start_draft("sg-one", by=factories.person("author"))
    draft.checked_on = factories.CHECKED
    actions.edit_draft(draft, by=draft.author, stamp=draft.updated_at)
    people = [factories.person(f"reviewer-{number}") for number in range(5)]

    def publisher(number: int) -> Callable[[], None]:
        return lambda: actions.publish("sg-one", by=people[number], stamp=draft.updated_at, reason="Test") and None

    assert kinds(at_once([publisher(number) for number in range(5)])) == {"NoneType": 1, "ValidationError": 4}
    assert_time_line_is_whole("sg-one")
    assert_revisions_have_no_gaps()


def test_first_revision_is_given_once():
    drafts = [factories.draft(key=f"sg-{number}") for number in range(6)]
    reviewer = factories.person("reviewer")

    def publisher(fact: Fact) -> Callable[[], None]:
        return lambda: actions.publish(fact.key, by=reviewer, stamp=fact.updated_at, reason="Test") and None

    assert at_once([publisher(fact) for fact in drafts]) == [None] * 6
    assert_revisions_have_no_gaps()


def test_changes_of_the_same_keys_in_another_order_do_not_lock_each_other_out():
    drafts = [factories.draft(key="sg-one"), factories.draft(key="sg-two")]
    reviewer = factories.person("reviewer")

    def publish_both(order: list[Fact]) -> Callable[[], None]:
        def job() -> None:
            with change(by=reviewer, reason="Both") as log:
                for fact in order:
                    actions.publish(fact.key, by=reviewer, stamp=fact.updated_at, reason="", log=log)
                    time.sleep(0.1)

        return job

    outcomes = at_once([publish_both(drafts), publish_both(drafts[::-1])])
    assert kinds(outcomes) == {"NoneType": 1, "ValidationError": 1}
    assert ChangeNote.objects.count() == 1


def test_same_record_is_added_once():
    author = factories.person("author")

    def add() -> None:
        record = Source(key="new", kind="act", title="t", primary=True)
        actions.save_record(record, key="new", by=author, reason="Test")

    assert kinds(at_once([add] * 5)) == {"NoneType": 1, "ValidationError": 4}
    assert ChangeNote.objects.count() == 1


def test_two_editors_of_one_draft_queue():
    draft = factories.draft(key="sg-one")
    sources = [factories.source(f"source-of-{number}") for number in range(5)]

    def editor(number: int) -> Callable[[], None]:
        def edit() -> None:
            mine = FACT_MODELS[FactType.PHARMACOVIGILANCE].objects.get(pk=draft.pk)
            mine.title = f"Title {number}"
            given = [CitationDraft(sources[number])]
            actions.edit_draft(mine, by=mine.author, stamp=draft.updated_at, citations=given)

        return edit

    outcomes = at_once([editor(number) for number in range(5)])
    assert kinds(outcomes) == {"NoneType": 1, "ValidationError": 4}
    winner = outcomes.index(None)
    assert Fact.objects.get().title == f"Title {winner}"
    assert Citation.objects.get().source == sources[winner]


def test_no_citation_slips_in_while_a_version_is_being_published():
    """Not even past the actions: the guard waits for the publication, then refuses."""
    draft = factories.draft(key="sg-one")
    late = factories.source("late")
    outcome: list[Exception | None] = []

    def slip_in() -> None:
        try:
            Citation.objects.create(fact_id=draft.pk, source=late)
            outcome.append(None)
        except IntegrityError as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=slip_in)
    with transaction.atomic():
        actions.publish("sg-one", by=factories.person("reviewer"), stamp=draft.updated_at, reason="Test")
        thread.start()
        thread.join(timeout=0.3)
        assert thread.is_alive(), "the citation did not wait for the publication"
    thread.join(timeout=5)
    assert "a part of a published version cannot be changed" in str(outcome[0])
    assert Citation.objects.count() == 1


def test_publication_waits_for_a_citation_that_is_being_written():
    draft = factories.draft(key="sg-one", citations=[])
    seen = draft.updated_at
    outcome: list[Exception | None] = []
    reviewer = factories.person("reviewer")

    def publish() -> None:
        try:
            actions.publish("sg-one", by=reviewer, stamp=seen, reason="Test")
            outcome.append(None)
        except ValidationError as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=publish)
    with transaction.atomic():
        actions.put_parts(draft, classes=[], citations=[CitationDraft(factories.source())])
        thread.start()
        thread.join(timeout=0.3)
        assert thread.is_alive(), "the publication did not wait for the edit"
    thread.join(timeout=5)
    assert "changed after you opened it" in str(outcome[0])
    assert Fact.objects.get().state == State.DRAFT
