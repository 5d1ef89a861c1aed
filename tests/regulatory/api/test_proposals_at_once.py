"""Programs that write at the same moment. On PostgreSQL: SQLite lets one writer in at a time, in memory not even that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from access.models import KeptAnswer
from regulatory.choices import OPEN_STATES
from regulatory.models import Fact, ReviewEvent
from tests.access.programs import Program, member
from tests.regulatory.admin.test_at_once import at_once
from tests.regulatory.api.proposing import body, published, world

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs writers that run at the same time"),
]

MANY = 6


@pytest.fixture(autouse=True)
def a_world(transactional_db: None) -> None:
    world()


def statuses(tasks: list[Callable[[], Any]]) -> Counter[int]:
    return Counter(response.status_code for response in at_once(tasks))


def programs() -> list[Program]:
    return [Program(member(f"person-{number}")) for number in range(MANY)]


def test_the_same_request_sent_at_once_is_done_once_and_answered_alike():
    program = Program()
    responses = at_once([lambda: program.post("facts/", body(), idempotency_key="one") for _ in range(MANY)])
    assert {response.status_code for response in responses} == {201}
    assert len({response.content for response in responses}) == 1
    assert sum("Idempotent-Replayed" in response for response in responses) == MANY - 1
    assert (Fact.objects.count(), ReviewEvent.objects.count(), KeptAnswer.objects.count()) == (1, 1, 1)


def test_two_requests_under_one_key_at_once_are_not_both_done():
    program = Program()
    told = statuses(
        [lambda at=at: program.post("facts/", body(key=f"sg-{at}"), idempotency_key="one") for at in range(MANY)]
    )
    assert told == {201: 1, 422: MANY - 1}
    assert Fact.objects.count() == 1


def test_a_new_key_is_taken_by_one_and_told_to_the_others():
    told = statuses([lambda each=each: each.post("facts/", body()) for each in programs()])
    assert told == {201: 1, 409: MANY - 1}
    assert Fact.objects.count() == 1


def test_one_next_version_is_begun_and_no_other_is_lost_unseen():
    published()
    all_of_them = programs()
    etag = all_of_them[0].get("facts/sg-old/")["ETag"]
    told = statuses(
        [
            lambda at=at, each=each: each.patch("facts/sg-old/", {"title": f"Title {at}"}, if_match=etag)
            for at, each in enumerate(all_of_them)
        ]
    )
    assert told == {201: 1, 409: MANY - 1}
    assert Fact.objects.filter(key="sg-old", state__in=OPEN_STATES).count() == 1


def test_of_changes_that_rest_on_the_same_text_one_is_stored():
    program = Program()
    etag = program.post("facts/", body())["ETag"]
    responses = at_once(
        [lambda at=at: program.patch("facts/sg-gmp/", {"title": f"Title {at}"}, if_match=etag) for at in range(MANY)]
    )
    assert Counter(response.status_code for response in responses) == {200: 1, 412: MANY - 1}
    (stored,) = [response.json() for response in responses if response.status_code == 200]
    assert Fact.objects.get().title == stored["record"]["title"]
    assert program.get("drafts/sg-gmp/")["ETag"] == stored["etag"]


def test_a_change_and_a_submission_at_once_put_up_no_text_unread():
    for number in range(3):
        program = Program(member(f"person-{number}"))
        key = f"sg-{number}"
        etag = program.post("facts/", body(key=key))["ETag"]
        told = statuses(
            [
                lambda program=program, key=key, etag=etag: program.patch(
                    f"facts/{key}/", {"title": "T"}, if_match=etag
                ),
                lambda program=program, key=key, etag=etag: program.post(
                    f"facts/{key}/submit/", {"reason": "R"}, if_match=etag
                ),
            ]
        )
        assert told == {200: 1, 412: 1}
