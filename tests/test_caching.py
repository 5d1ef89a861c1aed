"""What readers may keep: validators of the API and of pages, 304, how they end with a publish, compression."""

from __future__ import annotations

import datetime
import gzip

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regulatory.curation import actions
from regulatory.models import ChangeNote
from tests import factories

pytestmark = pytest.mark.django_db

API = "/api/v1/facts/"
KINDS = [API, "/api/v1/status/", "/api/v1/", "/api/v1/facts/sg-fact/", "/", "/economies/SG/", "/changes/"]


@pytest.fixture(autouse=True)
def a_fact(db):
    factories.published(key="sg-fact")


@pytest.mark.parametrize("address", KINDS)
def test_an_answer_says_how_it_may_be_kept(address):
    response = Client().get(address)
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["ETag"].startswith('W/"1-')
    assert response["Last-Modified"]
    vary = {name.strip() for name in response["Vary"].split(",")}
    assert vary >= ({"Accept", "Authorization", "origin"} if address.startswith("/api/") else {"Cookie"})


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_answer_that_still_holds_is_not_sent_again(address, method):
    ask = getattr(Client(), method)
    first = ask(address)
    for held in (first["ETag"], f'"other", {first["ETag"]}', first["ETag"].removeprefix("W/"), "*"):
        again = ask(address, headers={"if-none-match": held})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == first["Cache-Control"]
        assert set(again["Vary"].split(", ")) == set(first["Vary"].split(", "))
    assert ask(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_to_say_that_it_still_holds_takes_one_query():
    etag = Client().get(API)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(API, headers={"if-none-match": etag}).status_code == 304
    assert len(captured) == 1


@pytest.mark.parametrize("address", KINDS)
def test_a_publish_ends_what_was_held_at_once(address):
    first = Client().get(address)
    factories.published(key="sg-second")
    held = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    for headers in (held, {"if-none-match": held["if-none-match"]}, {"if-modified-since": held["if-modified-since"]}):
        again = Client().get(address, headers=headers)
        assert again.status_code == 200
        assert again["ETag"].startswith('W/"2-')


def test_two_publishes_of_one_second_have_no_date_that_could_mix_them_up():
    moment = datetime.datetime(2100, 1, 1, 12, 0, 0, 100, tzinfo=datetime.UTC)
    ChangeNote.objects.create(revision=2, at=moment, by=factories.person("author"), reason="First.")
    first = Client().get(API)
    assert first["Last-Modified"] == "Fri, 01 Jan 2100 12:00:00 GMT"
    ChangeNote.objects.create(
        revision=3, at=moment.replace(microsecond=900), by=factories.person("author"), reason="Second."
    )
    second = Client().get(API, headers={"if-modified-since": first["Last-Modified"]})
    assert second.status_code == 200
    assert "Last-Modified" not in second


def test_a_later_date_that_was_never_given_does_not_hold():
    response = Client().get(API, headers={"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert response.status_code == 200
    assert Client().get(API, headers={"if-modified-since": "yesterday"}).status_code == 200


def test_confirming_and_withdrawing_end_what_was_held():
    etag, reviewer = Client().get(API)["ETag"], factories.person("reviewer")
    actions.confirm_still_true("sg-fact", by=reviewer, day=datetime.date(2026, 4, 15), how="Read it again.")
    confirmed = Client().get(API, headers={"if-none-match": etag})
    assert confirmed.status_code == 200
    actions.withdraw("sg-fact", by=reviewer, reason="The act was never passed.")
    assert Client().get(API, headers={"if-none-match": confirmed["ETag"]}).status_code == 200


def test_each_address_query_host_and_format_is_known_by_its_own_tag(settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    asked = [
        (API, {}),
        (f"{API}?page_size=1", {}),
        (f"{API}?jurisdiction=SG", {}),
        (API, {"accept": "application/json"}),
        (API, {"host": "other.example"}),
        ("/", {}),
    ]
    tags = [Client().get(address, headers=headers)["ETag"] for address, headers in asked]
    assert len(set(tags)) == len(asked)


@pytest.mark.parametrize("address", ["/api/v1/facts/none/", f"{API}?colour=red", "/topics/none/", "/sources/?kind=x"])
def test_what_went_wrong_is_never_kept(address):
    for headers in ({}, {"if-none-match": "*"}, {"if-modified-since": Client().get(API)["Last-Modified"]}):
        response = Client().get(address, headers=headers)
        assert response.status_code in (400, 404)
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response


def test_pages_for_someone_signed_in_are_never_kept():
    client = Client()
    etag = client.get("/")["ETag"]
    client.force_login(User.objects.create_user("curator"))
    response = client.get("/", headers={"if-none-match": etag})
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert "ETag" not in response
    assert client.get(API)["Cache-Control"].startswith("public")


def test_the_admin_says_itself_how_it_may_be_kept():
    response = Client().get("/admin/login/")
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


def test_nothing_is_kept_while_developing(settings):
    settings.DEBUG = True
    assert "ETag" not in Client().get(API)


@pytest.mark.parametrize("address", [API, "/", "/compare/"])
def test_answers_are_compressed_for_those_who_read_it(address):
    plain = Client().get(address)
    packed = Client().get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    held = {"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
    assert Client().get(address, headers=held).status_code == 304


def test_pages_with_secrets_are_not_compressed():
    client = Client()
    assert "Content-Encoding" not in client.get("/admin/login/", headers={"accept-encoding": "gzip"})
    client.force_login(User.objects.create_user("curator"))
    assert "Content-Encoding" not in client.get("/", headers={"accept-encoding": "gzip"})
