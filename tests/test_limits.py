"""How many requests an address may make, and how it is told."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from atmp_kb import limits

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/vocabularies/"


@pytest.fixture(autouse=True)
def three_a_minute(settings, monkeypatch):
    """Three requests, in a minute that does not end while a test runs."""
    settings.API_REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_015.0)
    cache.clear()
    yield
    cache.clear()


def told(response) -> tuple[str, ...]:
    return tuple(response.get(f"RateLimit-{name}", "") for name in ("Limit", "Remaining", "Reset"))


def test_every_answer_tells_what_remains():
    assert [told(Client().get(ADDRESS)) for _ in range(3)] == [("3", left, "45") for left in "210"]


def test_one_too_many_is_a_problem_document_that_says_how_long_to_wait():
    for _ in range(3):
        assert Client().get(ADDRESS).status_code == 200
    response = Client().get(ADDRESS)
    assert (response.status_code, response["Content-Type"]) == (429, "application/problem+json")
    assert (response.json()["title"], response.json()["status"]) == ("Too many requests", 429)
    assert "45 seconds" in response.json()["detail"]
    assert (response["Retry-After"], told(response)) == ("45", ("3", "0", "45"))
    assert response["Cache-Control"] == "private, no-store"


def test_the_next_minute_begins_anew(monkeypatch):
    for _ in range(4):
        Client().get(ADDRESS)
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_060.0)
    assert told(Client().get(ADDRESS)) == ("3", "2", "60")


def test_each_address_has_its_own_limit():
    for _ in range(4):
        Client(REMOTE_ADDR="192.0.2.1").get(ADDRESS)
    assert Client(REMOTE_ADDR="192.0.2.1").get(ADDRESS).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.2").get(ADDRESS).status_code == 200


def test_addresses_of_one_network_of_ipv6_share_a_limit():
    for number in range(1, 4):
        assert Client(REMOTE_ADDR=f"2001:db8::{number}").get(ADDRESS).status_code == 200
    assert Client(REMOTE_ADDR="2001:db8::9").get(ADDRESS).status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:0:1::9").get(ADDRESS).status_code == 200


def test_an_address_that_the_request_claims_for_itself_does_not_count():
    for number in range(3):
        Client().get(ADDRESS, headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert Client().get(ADDRESS, headers={"x-forwarded-for": "192.0.2.9"}).status_code == 429


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    for number in range(3):
        Client().get(ADDRESS, headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"})
    assert Client().get(ADDRESS, headers={"x-forwarded-for": "10.0.0.9, 192.0.2.1"}).status_code == 429
    assert Client().get(ADDRESS, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 200


def test_answers_that_still_hold_and_pages_are_not_counted():
    etag = Client().get(ADDRESS)["ETag"]
    for _ in range(5):
        assert Client().get(ADDRESS, headers={"if-none-match": etag}).status_code == 304
        assert told(Client().get("/method/")) == ("", "", "")
    assert told(Client().get(ADDRESS))[1] == "1"


def test_without_a_limit_nothing_is_told(settings):
    settings.API_REQUESTS_PER_MINUTE = 0
    for _ in range(5):
        response = Client().get(ADDRESS)
        assert (response.status_code, told(response)) == (200, ("", "", ""))
