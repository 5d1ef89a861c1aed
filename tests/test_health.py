"""Probes of load balancers, the numbers for Prometheus, and the headers that every answer carries."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_process_lives_whatever_the_database_does(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client().get("/health/live")
    assert (response.status_code, response.json()) == (200, {"live": True})
    assert "no-store" in response["Cache-Control"]


def test_ready_means_migrated_with_content_and_a_cache():
    empty = Client().get("/health/ready")
    assert (empty.status_code, empty.json()["checks"]["database"]) == (503, "no content: run load_kb")
    factories.published(key="sg-fact")
    full = Client().get("/health/ready")
    assert (full.status_code, full.json()) == (200, {"ready": True, "checks": {"database": "ok", "cache": "ok"}})
    assert "no-store" in full["Cache-Control"]


def test_not_ready_while_the_database_is_away():
    def away(*_args, **_more):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        response = Client().get("/health/ready")
    assert (response.status_code, response.json()["checks"]["database"]) == (503, "does not answer")


@pytest.mark.parametrize("shown", [None, "Bearer wrong", "Bearer ", "Bearer größer"])
@pytest.mark.parametrize("token", ["", "a-token"])
def test_metrics_are_hidden_from_whoever_shows_no_token(settings, token, shown):
    settings.METRICS_TOKEN = token
    assert Client().get("/metrics", headers={"authorization": shown} if shown else {}).status_code == 404


@pytest.mark.parametrize("address", ["/", "/compare/", "/api/v1/facts/", "/admin/login/", "/nothing/", "/api/docs/"])
def test_every_answer_tells_browsers_what_a_page_may_do(address):
    headers = Client().get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert {"script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))
    assert "unsafe" not in policy
    assert "camera=()" in headers["Permissions-Policy"]
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_ready_answer_and_one_that_still_holds_carry_the_same_policy():
    first, again = Client().get("/"), Client().get("/")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
