"""The desk of tokens: made for oneself, shown once, taken back by their owner or an administrator."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access import tokens
from access.models import ApiToken, Scope
from tests.access.programs import API, issued, member

pytestmark = pytest.mark.django_db

ADD = reverse("admin:access_apitoken_add")
LIST = reverse("admin:access_apitoken_changelist")


def page(token: ApiToken, name: str) -> str:
    return reverse(f"admin:access_apitoken_{name}", args=[token.pk])


def make(client: Client, **values: str):
    day = str(timezone.now().date())
    return client.post(ADD, {"name": "nightly", "scope": "propose", "expires_on": day} | values)


def test_a_curator_makes_a_token_that_is_shown_once_and_works(curator):
    response = make(curator)
    (secret,) = re.findall(r"atmp_[\w-]{43}", response.content.decode())
    token = ApiToken.objects.get()
    assert (token.user.username, token.name, token.scope, token.ending) == (
        "curator",
        "nightly",
        "propose",
        secret[-4:],
    )
    assert response["Cache-Control"].split(", ").count("no-store") == 1
    assert Client(headers={"authorization": f"Bearer {secret}"}).get(API).status_code == 200
    for again in (LIST, page(token, "change"), page(token, "history"), reverse("admin:index")):
        assert secret not in curator.get(again).content.decode()
    assert not [kept for kept in Session.objects.all() if secret in str(kept.get_decoded())]
    assert secret not in str(response.cookies)
    assert not LogEntry.objects.filter(change_message__contains=secret).exists()


def test_nobody_makes_a_token_for_somebody_else(chief):
    make(chief, user=str(member().pk))
    assert ApiToken.objects.get().user.username == "chief"


def test_the_form_has_one_button_for_one_way_on(curator):
    page = curator.get(ADD).content.decode()
    assert 'name="_save"' in page
    assert 'name="_addanother"' not in page
    assert 'name="_continue"' not in page


@pytest.mark.parametrize(
    ("values", "saying"),
    [
        ({"expires_on": "2020-01-01"}, "Give a day from"),
        ({"expires_on": "2999-01-01"}, "Give a day from"),
        ({"expires_on": ""}, "required"),
        ({"name": " "}, "required"),
        ({"scope": "publish"}, "not one of the available choices"),
    ],
)
def test_a_wrong_form_makes_nothing(curator, values, saying):
    response = make(curator, **values)
    assert saying in response.content.decode()
    assert ApiToken.objects.count() == 0


def test_each_sees_and_revokes_his_own_tokens_and_an_administrator_all(curator, decider, chief):
    make(curator)
    make(decider, scope="read")
    own, other = ApiToken.objects.get(user__username="curator"), ApiToken.objects.get(user__username="decider")
    assert curator.get(LIST).context["cl"].result_count == 1
    for name in ("change", "revoke"):
        assert curator.get(page(other, name)).status_code == 302
    curator.post(page(other, "revoke"))
    other.refresh_from_db()
    assert other.revoked_at is None
    assert chief.get(LIST).context["cl"].result_count == 2
    assert curator.post(page(own, "revoke")).status_code == 302
    assert chief.post(page(other, "revoke")).status_code == 302
    for token, by in ((own, "curator"), (other, "chief")):
        token.refresh_from_db()
        assert token.revoked_by.username == by


def test_to_revoke_is_asked_once_more_and_done_once(curator):
    make(curator)
    token = ApiToken.objects.get()
    assert "Revoke" in curator.get(page(token, "change")).content.decode()
    assert "at once and for good" in curator.get(page(token, "revoke")).content.decode()
    token.refresh_from_db()
    assert token.revoked_at is None
    for _ in range(2):
        curator.post(page(token, "revoke"))
    assert LogEntry.objects.filter(change_message="Revoked.").count() == 1
    assert "Revoke</a>" not in curator.get(page(token, "change")).content.decode()


def test_tokens_are_never_edited_or_deleted(root):
    token, _ = issued(member())
    assert b'name="_save"' not in root.get(page(token, "change")).content
    assert root.post(page(token, "change"), {"scope": "propose"}).status_code == 403
    assert root.post(page(token, "delete"), {"post": "yes"}).status_code == 403


def test_the_list_is_filtered_by_standing(root):
    owner = member()
    issued(owner)
    token, _ = issued(owner, Scope.READ)
    tokens.revoke(token, by=owner)
    found = {each: root.get(f"{LIST}?standing={each}").context["cl"].result_count for each in ("works", "revoked")}
    assert found == {"works": 1, "revoked": 1}
    assert root.get(f"{LIST}?standing=expired").context["cl"].result_count == 0


def test_who_may_not_enter_the_desk_makes_no_token(client):
    assert client.get(ADD).status_code == 302
