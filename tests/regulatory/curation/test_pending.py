"""Coming changes: proposed by one, shown by another, each step once; what readers saw of them leaves a note, and no moment is rewritten."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from regulatory import querysets
from regulatory.choices import ChangeVerb, PendingOutcome
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeEntry, ChangeNote, Fact, PendingChange
from regulatory.readings import Moment
from tests import curators, factories
from tests.factories import person

pytestmark = pytest.mark.django_db
KEY = "sg-fact"


@pytest.fixture(autouse=True)
def fact() -> Fact:
    return factories.published(key=KEY)


def proposed(**values: object) -> PendingChange:
    given = {"changes_on": "2027-04-01", "note": "Fifteen years become ten.", "source": factories.source("sg-act-2026")}
    return actions.propose_change(KEY, by=person("author"), **given | values)  # type: ignore[arg-type]


def shown(**values: object) -> PendingChange:
    return actions.publish_change(proposed(**values), by=person("reviewer"), reason="Gazetted")


def read(moment: Moment | None = None) -> list[str]:
    """The days of the coming changes that readers see, or saw at a moment."""
    moment = moment or Moment()
    facts = querysets.read_facts(querysets.facts_at(moment), confirmed_until=querysets.confirmed_until(moment))
    return [each.changes_on for fact in facts for each in fact.pending_changes]


def refused(why: str):
    return pytest.raises(ValidationError, match=why)


# ---- the life of a note


def test_a_proposal_is_the_curators_own_and_no_revision():
    before = ChangeNote.objects.count()
    proposed()
    assert read() == []
    assert ChangeNote.objects.count() == before


def test_another_person_shows_it_to_readers_as_a_revision():
    shown(locator="Art. 3")
    (reading,) = querysets.read_facts(querysets.published_facts())
    (change,) = reading.pending_changes
    assert (change.changes_on, change.note, change.source.key, change.locator) == (
        "2027-04-01",
        "Fifteen years become ten.",
        "sg-act-2026",
        "Art. 3",
    )
    entry = ChangeEntry.objects.latest("pk")
    assert (entry.verb, entry.key, entry.version, entry.public) == (ChangeVerb.ANNOUNCED, KEY, 1, True)
    assert entry.change.reason == "Gazetted"


def test_who_proposed_it_does_not_show_it():
    with refused("another person has to"):
        actions.publish_change(proposed(), by=person("author"), reason="Mine")
    assert read() == []


@pytest.mark.parametrize("outcome", [PendingOutcome.WITHDRAWN, PendingOutcome.APPLIED])
def test_a_shown_one_is_closed_with_a_reason_as_a_revision(outcome: PendingOutcome):
    actions.close_change(shown(), by=person("reviewer"), outcome=outcome, reason="The bill fell")
    assert read() == []
    assert ChangeEntry.objects.latest("pk").verb == ChangeVerb.LIFTED
    closed = PendingChange.objects.get()
    assert (closed.outcome, closed.closing_reason, closed.closed_by) == (outcome, "The bill fell", person("reviewer"))


def test_a_declined_proposal_is_no_revision():
    before = ChangeNote.objects.count()
    actions.close_change(proposed(), by=person("reviewer"), outcome=PendingOutcome.DECLINED, reason="Only rumoured")
    assert ChangeNote.objects.count() == before


def test_each_step_is_taken_once():
    pending = shown()
    with refused("shown to readers already"):
        actions.publish_change(pending, by=person("third"), reason="Again")
    actions.close_change(pending, by=person("third"), outcome=PendingOutcome.APPLIED, reason="Done")
    for step in (
        lambda: actions.publish_change(pending, by=person("third"), reason="Again"),
        lambda: actions.close_change(pending, by=person("third"), outcome=PendingOutcome.WITHDRAWN, reason="Again"),
    ):
        with refused("closed already: applied"):
            step()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"changes_on": ""}, "cannot be blank"),
        ({"changes_on": "soon"}, "as exactly as the source does"),
        ({"note": "  "}, "Say what will change"),
    ],
)
def test_it_says_when_and_what(values: dict[str, str], why: str):
    with refused(why):
        proposed(**values)


def test_only_of_a_published_fact_and_not_twice():
    factories.draft(key="sg-draft")
    with refused("no published version"):
        actions.propose_change(
            "sg-draft", by=person("author"), changes_on="2027", note="Text", source=factories.source()
        )
    proposed()
    with refused("noted already"):
        proposed()


def test_a_shown_one_is_not_declined_and_a_proposal_not_applied():
    with refused("can only be taken back or applied"):
        actions.close_change(shown(), by=person("x"), outcome=PendingOutcome.DECLINED, reason="No")
    with refused("can only be declined"):
        actions.close_change(proposed(changes_on="2028"), by=person("x"), outcome=PendingOutcome.APPLIED, reason="No")


# ---- with the life of its fact


def test_a_new_version_keeps_it_unless_it_applies_it():
    first, second = shown(), shown(changes_on="2028")
    curators.revised(KEY, title="A comma moved")
    assert read() == ["2027-04-01", "2028"]
    draft = curators.opened(KEY, summary="Ten years.")
    actions.publish(KEY, by=person("reviewer"), stamp=draft.updated_at, reason="In force", applies=[first.pk])
    assert read() == ["2028"]
    assert PendingChange.objects.get(pk=first.pk).outcome == PendingOutcome.APPLIED
    assert not PendingChange.objects.get(pk=second.pk).outcome
    note = ChangeNote.objects.latest("revision")
    assert set(note.entries.values_list("verb", flat=True)) == {ChangeVerb.PUBLISHED, ChangeVerb.LIFTED}


def test_a_version_applies_only_what_readers_saw():
    pending = proposed()
    draft = curators.opened(KEY)
    with refused("closed or not shown"):
        actions.publish(KEY, by=person("reviewer"), stamp=draft.updated_at, reason="In force", applies=[pending.pk])
    assert curators.history(KEY) == [(1, "published"), (2, "draft")]


def test_a_withdrawn_fact_has_none():
    shown(), proposed(changes_on="2028")
    actions.withdraw(KEY, by=person("reviewer"), reason="Repealed")
    assert sorted(PendingChange.objects.values_list("outcome", flat=True)) == ["declined", "withdrawn"]


def test_no_moment_is_rewritten():
    """What was shown at a revision is shown of it for ever."""
    revisions = [querysets.content_revision().number]
    pending = shown()
    revisions.append(querysets.content_revision().number)
    actions.close_change(pending, by=person("reviewer"), outcome=PendingOutcome.WITHDRAWN, reason="The bill fell")
    revisions.append(querysets.content_revision().number)
    assert [read(Moment(revision=number)) for number in revisions] == [[], ["2027-04-01"], []]
    assert list(problems_in_database()) == []


# ---- held by the database


def attempts(pending: PendingChange, closed: PendingChange) -> dict[str, object]:
    rows = PendingChange.objects
    return {
        "text": lambda: rows.filter(pk=pending.pk).update(note="Another text"),
        "day": lambda: rows.filter(pk=pending.pk).update(changes_on="2030"),
        "who showed it": lambda: rows.filter(pk=pending.pk).update(published_by=person("third")),
        "hide": lambda: rows.filter(pk=pending.pk).update(published_by=None, published_at=None),
        "reopen": lambda: rows.filter(pk=closed.pk).update(
            closed_by=None, closed_at=None, outcome="", closing_reason=""
        ),
        "another reason": lambda: rows.filter(pk=closed.pk).update(closing_reason="Other"),
        "delete": lambda: rows.filter(pk=pending.pk).delete(),
        "raw delete": lambda: execute(f"DELETE FROM {PendingChange._meta.db_table}"),
        "born shown": lambda: rows.create(
            fact=pending.fact,
            changes_on="2027",
            note="Past the actions",
            source=pending.source,
            proposed_by=person("author"),
            proposed_at=pending.proposed_at,
            published_by=person("reviewer"),
            published_at=pending.published_at,
        ),
    }


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "name", ["text", "day", "who showed it", "hide", "reopen", "another reason", "delete", "raw delete", "born shown"]
)
def test_the_database_refuses(name: str):
    pending, closed = shown(), shown(changes_on="2028")
    actions.close_change(closed, by=person("reviewer"), outcome=PendingOutcome.APPLIED, reason="Done")
    before = list(PendingChange.objects.order_by("pk").values())
    with pytest.raises(IntegrityError), transaction.atomic():
        attempts(pending, closed)[name]()  # type: ignore[operator]
    assert list(PendingChange.objects.order_by("pk").values()) == before


def test_the_database_holds_four_eyes():
    pending = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        PendingChange.objects.filter(pk=pending.pk).update(
            published_by=pending.proposed_by, published_at=pending.proposed_at
        )
