"""Coming changes at the desk: noted on the form of the fact, decided by another person, applied with the version that says so."""

from __future__ import annotations

import pytest

from regulatory.choices import State
from regulatory.curation import actions
from regulatory.models import Fact, PendingChange
from tests import factories
from tests.factories import person
from tests.regulatory.admin.posting import address, told
from tests.regulatory.admin.versions import edit, in_review, second_version, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> Fact:
    return factories.published(key="sg-fact")


@pytest.fixture
def pending(fact: Fact) -> PendingChange:
    source = factories.source("sg-act-2026")
    return actions.propose_change(fact.key, by=person("author"), changes_on="2027-04", note="Ten years", source=source)


def buttons(client, pending: PendingChange) -> set[str]:
    page = client.get(address(PendingChange, "change", pending.pk))
    return {each.verb for each, _ in page.context.get("steps", [])}


def take(client, pending: PendingChange, verb: str, reason: str = "Gazetted"):
    return client.post(address(PendingChange, "step", pending.pk, verb), {"reason": reason}, follow=True)


def test_it_is_noted_on_the_form_of_the_fact(curator, fact):
    source = factories.source("sg-act-2026")
    assert curator.get(step(fact, "note-change")).status_code == 200
    given = {"changes_on": "2027-04", "note": "Ten years", "source": source.pk, "locator": "s. 4"}
    response = curator.post(step(fact, "note-change"), given, follow=True)
    assert told(response) == ["The coming change is noted. Another person publishes it."]
    pending = PendingChange.objects.get()
    assert (pending.proposed_by.username, pending.source, pending.is_shown) == ("curator", source, False)
    assert "2027-04: Ten years" in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"), [({"changes_on": "soon"}, "changes_on"), ({"note": " "}, "note"), ({"source": ""}, "source")]
)
def test_it_needs_day_words_and_source(curator, fact, wrong, field):
    given = {"changes_on": "2027", "note": "Ten years", "source": factories.source().pk} | wrong
    response = curator.post(step(fact, "note-change"), given)
    assert list(response.context["form"].errors) == [field]
    assert not PendingChange.objects.exists()


def test_another_person_shows_it_and_takes_it_back(decider, pending):
    assert buttons(decider, pending) == {"publish", "decline"}
    take(decider, pending, "publish")
    assert buttons(decider, pending) == {"apply", "withdraw"}
    take(decider, pending, "withdraw", "The bill fell")
    pending.refresh_from_db()
    assert (pending.outcome, pending.closing_reason) == ("withdrawn", "The bill fell")
    assert buttons(decider, pending) == set()
    assert "closed already: taken back" in told(take(decider, pending, "withdraw"))[0]


def test_who_proposed_it_may_only_decline_it(chief, fact):
    pending = actions.propose_change(
        fact.key, by=person("chief"), changes_on="2027", note="Ten years", source=factories.source()
    )
    assert buttons(chief, pending) == {"decline"}
    assert take(chief, pending, "publish").status_code == 403
    pending.refresh_from_db()
    assert pending.published_at is None


def test_curators_do_not_decide(curator, pending):
    assert buttons(curator, pending) == set()
    for verb in ("publish", "decline", "apply", "withdraw"):
        assert take(curator, pending, verb).status_code == 403


def test_each_step_needs_its_reason(decider, pending):
    response = take(decider, pending, "publish", " ")
    assert response.context["form"].errors["reason"] == ["This field is required."]


def test_the_publisher_says_which_changes_the_version_applies(decider, fact, pending):
    take(decider, pending, "publish")
    draft = second_version(fact)
    actions.submit(fact.key, by=draft.author)
    draft.refresh_from_db()
    page = decider.get(step(draft, "publish"))
    assert "2027-04: Ten years" in page.content.decode()
    given = {"reason": "In force", "stamp": draft.updated_at.isoformat(), "applies": [str(pending.pk)]}
    decider.post(step(draft, "publish"), given)
    pending.refresh_from_db()
    assert (pending.outcome, Fact.objects.get(version=2).state) == ("applied", State.PUBLISHED)


def test_nothing_is_asked_where_nothing_is_to_come(decider):
    assert "applies" not in decider.get(step(in_review(), "publish")).context["form"].fields


def test_proposals_are_not_offered_to_be_applied(decider, fact, pending):
    draft = second_version(fact)
    actions.submit(fact.key, by=draft.author)
    assert "applies" not in decider.get(step(draft, "publish")).context["form"].fields


def test_an_open_version_is_not_noted_on(curator):
    fact = factories.draft()
    assert "note-change" not in {each.verb for each, _ in curator.get(edit(fact)).context["steps"]}
