"""Requests sent twice under one key: one thing is done, one answer is given."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from access.idempotency import KEPT_FOR
from access.models import KeptAnswer
from regulatory.models import Fact, ReviewEvent
from tests.access.programs import Program, issued, member
from tests.regulatory.api.proposing import body, published, world

pytestmark = pytest.mark.django_db

KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


@pytest.fixture
def program() -> Program:
    world()
    return Program()


def test_the_same_request_is_answered_as_before_and_done_once(program):
    first, second = (program.post("facts/", body(), idempotency_key=KEY) for _ in range(2))
    assert (first.status_code, "Idempotent-Replayed" in first) == (201, False)
    assert (second.status_code, second["Idempotent-Replayed"]) == (201, "true")
    assert second.content == first.content
    assert {name: second[name] for name in ("ETag", "Location", "Cache-Control")} == {
        name: first[name] for name in ("ETag", "Location", "Cache-Control")
    }
    assert (Fact.objects.count(), ReviewEvent.objects.count()) == (1, 1)


def test_the_order_of_fields_makes_no_other_request(program):
    program.post("facts/", body(), idempotency_key=KEY)
    turned = dict(reversed(list(body().items())))
    assert program.post("facts/", turned, idempotency_key=KEY).status_code == 201


def test_another_request_under_the_same_key_is_refused(program):
    program.post("facts/", body(), idempotency_key=KEY)
    for response in (
        program.post("facts/", body(title="Other"), idempotency_key=KEY),
        program.post("facts/sg-gmp/submit/", {"reason": "R"}, idempotency_key=KEY),
    ):
        assert response.status_code == 422
        assert "stands for another request" in response.json()["detail"]
    assert Fact.objects.get().title == body()["title"]


def test_a_refused_request_may_be_mended_under_its_key(program):
    assert program.post("facts/", body(title=None), idempotency_key=KEY).status_code == 400
    assert program.post("facts/", body(), idempotency_key=KEY).status_code == 201


def test_keys_are_each_owners_own_and_shared_by_his_tokens(program):
    program.post("facts/", body(), idempotency_key=KEY)
    other = Program(member("other"))
    assert other.post("facts/", body(), idempotency_key=KEY).status_code == 409
    assert other.post("facts/", body(key="sg-theirs"), idempotency_key=KEY).status_code == 201
    _, secret = issued(program.owner, name="second")
    again = program.post("facts/", body(), idempotency_key=KEY, authorization=f"Bearer {secret}")
    assert again["Idempotent-Replayed"] == "true"


def test_a_submission_and_a_change_are_done_once_too(program):
    published()
    etag = program.get("facts/sg-old/")["ETag"]
    for _ in range(2):
        assert (
            program.patch("facts/sg-old/", {"title": "T"}, if_match=etag, idempotency_key="change").status_code == 201
        )
    for _ in range(2):
        assert program.post("facts/sg-old/submit/", {"reason": "R"}, idempotency_key="submit").status_code == 200
    assert ReviewEvent.objects.filter(via=program.token).count() == 3


def test_an_answer_is_kept_for_a_day(program):
    program.post("facts/", body(), idempotency_key=KEY)
    KeptAnswer.objects.update(at=timezone.now() - KEPT_FOR + datetime.timedelta(minutes=1))
    assert program.post("facts/", body(), idempotency_key=KEY).status_code == 201
    KeptAnswer.objects.update(at=timezone.now() - KEPT_FOR - datetime.timedelta(minutes=1))
    assert program.post("facts/", body(), idempotency_key=KEY).status_code == 409
    program.post("facts/", body(key="sg-next"), idempotency_key="next")
    assert KeptAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "ключ"])
def test_a_key_that_is_none_is_refused(program, key):
    response = program.post("facts/", body(), idempotency_key=key)
    assert response.status_code == 400
    assert Fact.objects.count() == 0


def test_an_answer_is_not_given_again_to_a_token_that_lost_its_right(program):
    program.post("facts/", body(), idempotency_key=KEY)
    program.owner.is_staff = False
    program.owner.save()
    assert program.post("facts/", body(), idempotency_key=KEY).status_code == 403
