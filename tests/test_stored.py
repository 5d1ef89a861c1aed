"""Public answers that are kept ready: given again as they were made, never out of date, never somebody's own."""

from __future__ import annotations

import datetime
import gzip

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from atmp_kb import caching, stored
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "/api/v1/facts/"
ADDRESSES = [LIST, "/", "/economies/SG/", "/compare/?jurisdictions=SG&topics=all", "/api/v1/facts/sg-fact/"]


@pytest.fixture(autouse=True)
def a_fact(db):
    factories.published(key="sg-fact", title="First")


def queries_of(client: Client, address: str, **headers: str) -> tuple[HttpResponse, int]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    return response, len(captured)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_an_answer_is_made_once(address, coding):
    first, made = queries_of(Client(), address, **{"accept-encoding": coding})
    again, asked = queries_of(Client(), address, **{"accept-encoding": coding})
    assert (first.status_code, made > 1, asked) == (200, True, 1)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_a_program_that_reads_no_gzip_gets_the_plain_answer():
    packed = Client().get(LIST, headers={"accept-encoding": "gzip"})
    plain = Client().get(LIST)
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_publish_is_seen_at_once(address):
    Client().get(address)
    factories.published(key="sg-second", title="Second")
    after, made = queries_of(Client(), address)
    assert made > 1
    assert after["ETag"].startswith('W/"2-')


def test_a_revision_that_a_restored_backup_gives_again_is_another_one():
    request = RequestFactory().get(LIST)
    first, second = (datetime.datetime(2026, 4, 15, hour, tzinfo=datetime.UTC) for hour in (8, 9))
    tags = {caching.validators_of(request, caching.Newest(7, at, True)).etag for at in (first, second)}
    assert len(tags) == 2


def test_what_is_for_one_reader_is_never_kept_and_never_given_to_another():
    client = Client()
    client.force_login(User.objects.create_user("curator"))
    client.get("/economies/SG/")
    _, made = queries_of(Client(), "/economies/SG/")
    assert made > 1
    _, made = queries_of(client, "/economies/SG/")
    assert made > 1


@pytest.mark.parametrize("address", ["/api/v1/facts/none/", f"{LIST}?colour=red", "/topics/none/"])
def test_what_went_wrong_is_made_anew(address):
    Client().get(address)
    _, made = queries_of(Client(), address)
    assert made >= 1
    assert stored.near.currsize == 0


def test_a_reader_who_still_holds_a_ready_answer_gets_no_body():
    first = Client().get(LIST)
    again = Client().get(LIST, headers={"if-modified-since": first["Last-Modified"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_the_shelf_is_bounded_in_bytes(monkeypatch):
    for number in range(200):
        stored.put(f"key {number}", HttpResponse(b"x" * 2**20))
    assert stored.near.currsize <= stored.near.maxsize
    assert stored.take("key 199") is not None
    assert stored.take("key 0") is None
    stored.put("too large", HttpResponse(b"x" * (stored.LARGEST + 1)))
    stored.put("streamed", StreamingHttpResponse([b"x"]))
    assert (stored.take("too large"), stored.take("streamed")) == (None, None)


def out_of_reach(*_args, **_more):
    raise OperationalError("connection refused")


def test_while_the_database_does_not_answer_ready_answers_go_on_and_the_rest_is_told():
    client = Client(raise_request_exception=False)
    page, listed = client.get("/economies/SG/"), client.get(LIST)
    with connection.execute_wrapper(out_of_reach):
        assert client.get("/economies/SG/").content == page.content
        assert client.get(LIST).content == listed.content
        assert client.get(LIST, headers={"if-none-match": listed["ETag"]}).status_code == 304
        told = client.get("/topics/")
        assert (told.status_code, told["Retry-After"], told["Cache-Control"]) == (503, "30", "private, no-store")
        assert "database does not answer" in told.content.decode()
        problem = client.get("/api/v1/topics/")
        assert (problem.status_code, problem["Content-Type"]) == (503, "application/problem+json")
        assert problem["Retry-After"] == "30"
    assert client.get("/topics/").status_code == 200
