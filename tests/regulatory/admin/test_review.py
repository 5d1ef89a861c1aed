"""The buttons of a version: who may take which step, what it asks for, and how a refusal is told. Publishing: test_publishing.py."""

from __future__ import annotations

import datetime
import itertools

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from regulatory.choices import FactType, ReviewVerb, State
from regulatory.curation import actions
from regulatory.models import FACT_MODELS, Confirmation, Fact, ReviewEvent, Withdrawal
from tests import factories
from tests.regulatory.admin.posting import address, told
from tests.regulatory.admin.versions import edit, in_review, second_version, step

pytestmark = pytest.mark.django_db

TODAY = datetime.date.today


def buttons(client: Client, fact: Fact) -> set[str]:
    return {step.verb for step, _address in client.get(edit(fact)).context["steps"]}


def test_each_group_is_offered_its_own_steps(curator, decider, chief):
    def offered(fact: Fact) -> list[set[str]]:
        return [buttons(client, fact) for client in (curator, decider, chief)]

    assert offered(factories.draft()) == [{"submit"}, set(), {"submit", "discard"}]
    assert offered(in_review()) == [set(), {"publish", "send-back"}, {"publish", "send-back", "discard"}]
    assert offered(factories.published()) == [
        {"start", "note-change"},
        {"confirm", "withdraw"},
        {"start", "note-change", "confirm", "withdraw"},
    ]


def test_an_author_may_discard_and_is_not_offered_to_publish(chief):
    own = in_review(by=User.objects.get(username="chief"))
    assert buttons(chief, own) == {"send-back", "discard"}


def test_a_published_version_with_an_open_one_leads_to_that_instead(curator):
    fact = factories.published()
    draft = second_version(fact)
    page = curator.get(edit(fact))
    assert [step.verb for step, _ in page.context["steps"]] == ["note-change"]
    assert f'href="{edit(draft)}"' in page.content.decode()


ALLOWED = {
    "curator": {"start", "submit"},
    "decider": {"publish", "send-back", "withdraw", "confirm"},
    "chief": {"start", "submit", "publish", "send-back", "withdraw", "confirm", "discard"},
}
PLACES = {"start": "published", "submit": "draft", "publish": "review", "send-back": "review", "withdraw": "published"}
PLACES |= {"confirm": "published", "discard": "draft"}
GIVEN = {"reason": "Because", "comment": "Because", "how": "Read", "day": "2026-11-20"}


def states() -> list[tuple[str, int]]:
    return list(Fact.objects.values_list("state", "version").order_by("pk"))


@pytest.mark.parametrize(("who", "verb"), list(itertools.product(ALLOWED, PLACES)))
def test_a_step_is_open_to_those_who_have_its_right_only(who, verb, request):
    client = request.getfixturevalue(who)
    make = {"draft": factories.draft, "review": in_review, "published": factories.published}[PLACES[verb]]
    fact = make()
    fact.refresh_from_db()
    was = states()
    response = client.post(step(fact, verb), {**GIVEN, "stamp": fact.updated_at.isoformat()})
    if verb in ALLOWED[who]:
        assert response.status_code == 302
        assert states() != was or Confirmation.objects.exists()
    else:
        assert response.status_code == 403
        assert states() == was
        assert not Confirmation.objects.exists()


@pytest.mark.parametrize(
    ("verb", "make", "field"),
    [
        ("submit", factories.draft, "comment"),
        ("publish", in_review, "reason"),
        ("send-back", in_review, "comment"),
        ("withdraw", factories.published, "reason"),
        ("confirm", factories.published, "how"),
    ],
)
def test_a_step_that_somebody_asks_about_needs_its_reason(verb, make, field, chief):
    fact = make()
    response = chief.post(step(fact, verb), {field: "  ", "day": "2026-11-20", "stamp": "2026-11-20T00:00:00+00:00"})
    assert response.context["form"].errors[field] == ["This field is required."]
    assert Fact.objects.get().state == fact.state


def test_a_version_sent_back_shows_its_author_why(decider, curator):
    fact = in_review()
    decider.post(step(fact, "send-back"), {"comment": "The deadline is missing"})
    assert Fact.objects.get().state == State.DRAFT
    assert "The deadline is missing" in curator.get(edit(fact)).content.decode()
    assert ReviewEvent.objects.first().verb == ReviewVerb.RETURNED


def test_a_fact_is_withdrawn_with_a_reason_and_a_day(decider):
    fact = factories.published()
    decider.post(step(fact, "withdraw"), {"reason": "Repealed", "day": "2026-11-20"})
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.reason, withdrawal.day, withdrawal.by.username) == (
        "Repealed",
        datetime.date(2026, 11, 20),
        "decider",
    )
    assert Fact.objects.get().state == State.WITHDRAWN


def test_a_withdrawn_fact_can_be_taken_up_again(curator):
    fact = factories.published()
    actions.withdraw(fact.key, by=factories.person("r2"), reason="Wrong")
    assert buttons(curator, fact) == {"start"}
    curator.post(step(fact, "start"))
    assert Fact.objects.get(version=2).state == State.DRAFT


def test_a_check_is_recorded_with_its_day(decider):
    fact = factories.published()
    decider.post(step(fact, "confirm"), {"day": "2026-11-20", "how": "Read the act again"})
    confirmation = Confirmation.objects.get()
    assert (confirmation.day, confirmation.how) == (datetime.date(2026, 11, 20), "Read the act again")
    assert "Read the act again" in decider.get(edit(fact)).content.decode()


@pytest.mark.parametrize("verb", ["confirm", "withdraw"])
def test_a_day_to_come_is_refused(verb, decider):
    fact = factories.published()
    day = (TODAY() + datetime.timedelta(days=2)).isoformat()
    response = decider.post(step(fact, verb), {"day": day, "how": "Read", "reason": "Wrong"})
    assert "future" in told(response)[0]
    assert Fact.objects.get().state == State.PUBLISHED


def test_deleting_an_open_version_discards_it_with_its_trace(curator):
    fact = factories.draft(by=User.objects.get(username="curator"))
    delete = address(FACT_MODELS[FactType(fact.type)], "delete", fact.pk)
    assert "Throws the open version away" in curator.get(delete).content.decode()
    response = curator.post(delete, {"comment": "A duplicate"})
    assert response.url == reverse("admin:regulatory_fact_changelist")
    assert not Fact.objects.exists()
    event = ReviewEvent.objects.first()
    assert (event.verb, event.key, event.comment) == (ReviewVerb.DISCARDED, fact.key, "A duplicate")


def test_a_curator_cannot_throw_away_the_draft_of_another(curator):
    fact = factories.draft()
    assert curator.post(step(fact, "discard"), {}).status_code == 403
    assert Fact.objects.exists()


def test_a_step_on_a_version_that_moved_on_is_told(decider, curator, reviewer):
    fact = in_review()
    actions.publish(fact.key, by=reviewer, stamp=fact.updated_at, reason="Done")
    response = decider.post(step(fact, "send-back"), {"comment": "Late"}, follow=True)
    assert "is published, so that this is no longer possible: send back." in told(response)[0]
    response = curator.get(step(fact, "submit"), follow=True)
    assert "is published" in told(response)[0]


def test_a_step_never_reaches_another_version_of_the_key(decider, reviewer):
    first = factories.published()
    draft = second_version(first)
    actions.publish(first.key, by=reviewer, stamp=draft.updated_at, reason="Next")
    decider.post(step(first, "withdraw"), {"reason": "The old one", "day": "2026-11-20"})
    assert Fact.objects.get(version=2).state == State.PUBLISHED


def test_a_new_version_is_begun_by_post_only(curator):
    fact = factories.published()
    assert curator.get(step(fact, "start")).status_code == 302
    assert Fact.objects.count() == 1


def test_steps_need_the_token_of_the_form(curator):
    fact = factories.published()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="curator"))
    assert client.post(step(fact, "start")).status_code == 403
    assert Fact.objects.count() == 1


def test_an_unknown_step_or_fact_is_not_found(curator):
    fact = factories.draft()
    assert curator.get(step(fact, "burn")).status_code == 404
    gone = step(fact, "submit").replace(f"/{fact.pk}/", "/999/")
    assert "Perhaps it was deleted" in told(curator.get(gone, follow=True))[0]


def test_steps_are_closed_to_the_public(client):
    fact = factories.published()
    assert client.post(step(fact, "withdraw"), {"reason": "x"}).url.startswith("/admin/login/")


@pytest.mark.parametrize("verb", [verb for verb in PLACES if verb != "start"])
def test_the_page_of_each_step_opens_for_each_type(verb, root):
    make = {"draft": factories.draft, "review": in_review, "published": factories.published}[PLACES[verb]]
    for fact_type in FactType:
        fact = make(fact_type=fact_type)
        assert root.get(step(fact, verb)).status_code == 200
