"""What check_kb finds in a database: each breach is made past the guards, for nothing else could make it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regulatory import guards
from regulatory.choices import FactType, State
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeEntry, ChangeNote, Citation, Fact, PharmacovigilanceRequirement, Withdrawal
from tests import factories
from tests.content_files import run

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@contextmanager
def unguarded() -> Iterator[None]:
    """The guards are down for the block, as for somebody with a hand in the database."""
    guards.drop(connection)
    yield
    connection.check_constraints()
    guards.install(connection)


def break_guard() -> None:
    guards.drop(connection)


def break_citation() -> None:
    with unguarded():
        Citation.objects.all()._raw_delete("default")


def break_withdrawal() -> None:
    actions.withdraw("sg-fact", by=factories.person("reviewer"), reason="Gone")
    with unguarded():
        Withdrawal.objects.all()._raw_delete("default")


def break_type() -> None:
    with unguarded():
        PharmacovigilanceRequirement.objects.all()._raw_delete("default")


def break_entry() -> None:
    with unguarded():
        ChangeEntry.objects.all()._raw_delete("default")


def break_revisions() -> None:
    factories.published(key="sg-other")
    with unguarded():
        ChangeEntry.objects.filter(change=1).update(change=2)
        ChangeNote.objects.filter(revision=1)._raw_delete("default")


def second_version() -> None:
    draft = actions.start_draft("sg-fact", by=factories.person("author"))
    draft.checked_on = factories.CHECKED
    actions.edit_draft(draft, by=factories.person("author"), stamp=draft.updated_at)
    stamp = Fact.objects.get(pk=draft.pk).updated_at
    actions.publish("sg-fact", by=factories.person("reviewer"), stamp=stamp, reason="New")


def break_versions() -> None:
    second_version()
    with unguarded():
        for model in (Citation, PharmacovigilanceRequirement):
            link = "fact" if model is Citation else "fact_ptr"
            model.objects.filter(**{f"{link}__version": 1})._raw_delete("default")
        Fact.objects.filter(version=1).first().class_links.all()._raw_delete("default")
        Fact.objects.filter(version=1)._raw_delete("default")


def break_time_line() -> None:
    second_version()
    with unguarded():
        Fact.objects.filter(version=1).update(superseded_at=timezone.now() + HOUR)


def break_end_of_time_line() -> None:
    with unguarded():
        Fact.objects.filter(version=1).update(state=State.SUPERSEDED, superseded_at=timezone.now() + HOUR)


BREACHES: dict[str, tuple[Callable[[], None], str]] = {
    "guards down": (break_guard, "guards of published facts are down: kb_guard_"),
    "no citation": (break_citation, "sg-fact: is published without a citation"),
    "no reason": (break_withdrawal, "sg-fact: is withdrawn without a reason"),
    "no row of its type": (break_type, "sg-fact: says that it is a pharmacovigilance-requirement and has no such row"),
    "no entry": (break_entry, "sg-fact v1: was published without a change note"),
    "gap in the notes": (break_revisions, "there are 1 change notes, but the newest is revision 2"),
    "gap in the versions": (break_versions, "sg-fact: has 1 versions, but the newest is v2"),
    "gap in time": (break_time_line, "sg-fact: a version was not followed at once by the next"),
    "end of time": (break_end_of_time_line, "sg-fact: a version was not followed at once by the next"),
}


@pytest.mark.parametrize("case", BREACHES)
def test_a_breach_is_found_and_named(case: str):
    do, told = BREACHES[case]
    factories.published(key="sg-fact")
    assert list(problems_in_database()) == []
    do()
    (problem,) = problems_in_database()
    assert told in problem
    outcome = run("check_kb")
    assert (outcome.err, outcome.refusal) == (f"{problem}\n", "1 problem.")


def test_an_empty_database_is_whole():
    assert list(problems_in_database()) == []


def test_a_whole_life_leaves_nothing_wrong():
    for fact_type in FactType:
        factories.published(fact_type, key=f"sg-{fact_type}")
    factories.published(key="sg-fact")
    second_version()
    actions.confirm_still_true("sg-fact", by=factories.person("reviewer"), day=factories.CHECKED, how="Read")
    actions.withdraw("sg-fact", by=factories.person("reviewer"), reason="Gone")
    actions.start_draft("sg-fact", by=factories.person("author"))
    factories.draft(key="sg-draft")
    actions.discard("sg-draft", by=factories.person("author"))
    assert list(problems_in_database()) == []


def test_one_guard_that_is_down_is_named():
    name, table = next(iter(guards.tables_of_triggers(connection).items()))
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
    assert list(problems_in_database()) == [f"1 guards of published facts are down: {name}; run migrate to put them up"]


def test_a_draft_needs_no_citation_yet():
    factories.draft(citations=[])
    assert list(problems_in_database()) == []


def queries() -> int:
    with CaptureQueriesContext(connection) as captured:
        list(problems_in_database())
    return len(captured)


def test_the_look_takes_the_same_queries_for_1_and_20():
    factories.published()
    one = queries()
    for _ in range(19):
        factories.published()
    assert queries() == one
