"""Curators who press the button at the same moment. On PostgreSQL: SQLite lets one writer in at a time, in memory not even that."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from regulatory.choices import State
from regulatory.models import Citation, Fact, Requirement, Source
from tests import factories
from tests.regulatory.admin.posting import address, filled
from tests.regulatory.admin.versions import edit, in_review, step

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs writers that run at the same time"),
]

MANY = 6


def at_once(tasks: list[Callable[[], HttpResponse]]) -> list[HttpResponse]:
    start = Barrier(len(tasks))

    def run(task: Callable[[], HttpResponse]) -> HttpResponse:
        start.wait()
        try:
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def people(enter: Any, *groups: str) -> list[Client]:
    return [enter(f"person-{number}", *groups) for number in range(MANY)]


def posts(clients: list[Client], url: str, data: Callable[[int], dict[str, Any]]) -> list[Callable[[], HttpResponse]]:
    return [
        lambda client=client, number=number: client.post(url, data(number)) for number, client in enumerate(clients)
    ]


def test_a_new_key_is_taken_by_one_and_told_to_the_others(enter):
    clients = people(enter, "Curator")
    url = address(Requirement, "add")
    place, topic = factories.jurisdiction().pk, factories.topic().pk
    opened = filled(clients[0].get(url)) | {"key": "sg-new", "jurisdiction": place, "topic": topic, "kind": "gmp"}
    responses = at_once(posts(clients, url, lambda number: opened | {"title": f"Title {number}"}))
    assert sorted(response.status_code for response in responses) == [200] * (MANY - 1) + [302]
    for response in responses:
        assert response.status_code == 302 or "is taken by" in response.content.decode()
    assert Fact.objects.count() == 1


def test_one_edit_of_a_draft_is_stored_and_no_other_is_lost_unseen(enter):
    clients = people(enter, "Curator")
    fact = factories.draft()
    opened = filled(clients[0].get(edit(fact)))
    data = {"title": "Title {}", "citations-0-locator": "Art. {}"}
    responses = at_once(
        posts(clients, edit(fact), lambda number: opened | {name: text.format(number) for name, text in data.items()})
    )
    stored = [number for number, response in enumerate(responses) if response.status_code == 302]
    assert len(stored) == 1
    assert Fact.objects.get().title == f"Title {stored[0]}"
    assert Citation.objects.get().locator == f"Art. {stored[0]}"


def test_one_edit_of_a_record_is_stored_and_no_other_is_lost_unseen(enter):
    clients = people(enter, "Curator")
    source = factories.source()
    url = address(Source, "change", source.pk)
    opened = filled(clients[0].get(url)) | {"reason": "At once"}
    responses = at_once(posts(clients, url, lambda number: opened | {"title": f"Title {number}"}))
    stored = [number for number, response in enumerate(responses) if response.status_code == 302]
    assert len(stored) == 1
    assert Source.objects.get().title == f"Title {stored[0]}"


def test_an_edit_and_a_publication_at_once_leave_no_unseen_text_published(enter):
    for _ in range(5):
        fact = in_review()
        fact.refresh_from_db()
        writer, decider = enter("writer", "Curator"), enter("decider", "Reviewer")
        opened = filled(writer.get(edit(fact))) | {"title": f"Edited {timezone.now()}"}
        given = {"reason": "Read", "stamp": fact.updated_at.isoformat()}
        responses = at_once(
            [
                lambda fact=fact, opened=opened, writer=writer: writer.post(edit(fact), opened),
                lambda fact=fact, given=given, decider=decider: decider.post(step(fact, "publish"), given),
            ]
        )
        assert {response.status_code for response in responses} <= {200, 302, 403}
        now = Fact.objects.get(pk=fact.pk)
        assert (now.state == State.PUBLISHED) == (now.title == fact.title)
