"""Link headers and reading from other sites' pages."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def links(response) -> dict[str, str]:
    return {relation: address for address, relation in re.findall(r'<([^>]+)>; rel="([^"]+)"', response["Link"])}


def test_the_pages_of_a_list_lead_to_each_other():
    for number in range(5):
        factories.published(key=f"sg-fact-{number}")
    page = "http://testserver/api/v1/facts/?jurisdiction=SG&page="
    first = links(Client().get("/api/v1/facts/?jurisdiction=SG&page_size=2"))
    assert set(first) == {"first", "next", "last", "service-desc"}
    second = Client().get(first["next"])
    assert links(second) == {
        "first": f"{page}1&page_size=2",
        "prev": "http://testserver/api/v1/facts/?jurisdiction=SG&page_size=2",
        "next": f"{page}3&page_size=2",
        "last": f"{page}3&page_size=2",
        "service-desc": "http://testserver/api/v1/schema/",
    }
    last = Client().get(first["last"])
    assert set(links(last)) == {"first", "prev", "last", "service-desc"}
    assert links(last)["prev"] == second.wsgi_request.build_absolute_uri()
    assert len(last.json()["results"]) == 1


@pytest.mark.parametrize("path", ["", "status/", "facts/none/", "facts/?colour=red", "vocabularies/force/"])
def test_every_answer_leads_to_its_description(path):
    assert links(Client().get(f"/api/v1/{path}"))["service-desc"] == "http://testserver/api/v1/schema/"
    assert "Link" not in Client().get("/")


def test_the_link_stays_where_the_answer_still_holds():
    etag = Client().get("/api/v1/status/")["ETag"]
    held = Client().get("/api/v1/status/", headers={"if-none-match": etag})
    assert (held.status_code, list(links(held))) == (304, ["service-desc"])


def test_pages_of_other_sites_may_read_the_api_only():
    elsewhere = {"origin": "https://elsewhere.example"}
    response = Client().get("/api/v1/facts/", headers=elsewhere)
    assert response["Access-Control-Allow-Origin"] == "*"
    exposed = {name.strip() for name in response["Access-Control-Expose-Headers"].split(",")}
    assert {"ETag", "Link", "Retry-After", "RateLimit-Remaining"} <= exposed
    assert "Access-Control-Allow-Credentials" not in response
    for page in ("/", "/compare/", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in Client().get(page, headers=elsewhere)


def test_a_browser_that_asks_first_is_told_what_it_may():
    asks = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    response = Client().options("/api/v1/facts/", headers=asks)
    assert response.status_code == 200
    assert set(response["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "authorization" in response["Access-Control-Allow-Headers"]
