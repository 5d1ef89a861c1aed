"""That answers have the headers that the document declares, and no header of these sorts that it does not; 304, HEAD and OPTIONS too."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from atmp_kb.api import NOUNS
from atmp_kb.schema.components import ANSWERS
from tests import catalogue
from tests.regulatory.api.test_queries import FIRST
from tests.schema.document import document
from tests.schema.test_client import NEEDED

pytestmark = pytest.mark.django_db

ELSEWHERE = {"Content-Type", "Content-Length", "Allow", "X-Frame-Options", "Content-Encoding"}
"""Headers whose meaning is not this API's own; those of security are the site's."""
SECURITY = {"X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"}
BETWEEN = {"from": "2024-01-01", "to": "2025-01-01", "axis": "world"}
SECURITY |= {"Content-Security-Policy", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "X-Request-ID"}


@pytest.fixture(scope="module", autouse=True)
def two_of_each(stage: None) -> None:
    catalogue.world(0, 2)


def addresses() -> list[tuple[str, str]]:
    """(address, path of the document) of every operation."""
    found = [(f"{noun.noun}/", f"/api/v1/{noun.noun}/") for noun in NOUNS]
    found += [(f"{noun.noun}/{FIRST[noun.noun]}/", f"/api/v1/{noun.noun}/{{key}}/") for noun in NOUNS]
    needed: dict[str, dict[str, Any]] = {**NEEDED, "changes/between": BETWEEN}
    for name in ANSWERS:
        asked = "&".join(
            f"{key}={','.join(value) if isinstance(value, list) else value}"
            for key, value in needed.get(name, {}).items()
        )
        path = f"/api/v1/{name}/" if name else "/api/v1/"
        found.append((f"{path.removeprefix('/api/v1/')}{'?' * bool(asked)}{asked}", path))
    return found


def declared(path: str, status: str) -> dict[str, Any]:
    answer = document()["paths"][path]["get"]["responses"][status]
    if "$ref" in answer:
        answer = document()["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return {name: document()["components"]["headers"][name] for name in answer["headers"]}


def faults(headers: Any, told: dict[str, Any]) -> list[str]:
    """Where headers depart from those that are declared."""
    found = [f"{name} is missing" for name, each in told.items() if each.get("required") and name not in headers]
    found += [f"{name} is not declared" for name in headers if name not in {*told, *ELSEWHERE, *SECURITY}]
    for name, each in told.items():
        schema = each["schema"]
        value = headers.get(name, "")
        if name in headers and schema["type"] == "integer" and not value.isdecimal():
            found.append(f"{name} is no number: {value}")
        if name in headers and not re.search(schema.get("pattern", ""), value):
            found.append(f"{name} has another form: {value}")
    return found


def test_every_answer_has_the_headers_that_are_declared(settings):
    settings.API_REQUESTS_PER_MINUTE = 10_000
    for address, path in addresses():
        response = Client().get(f"/api/v1/{address}")
        assert response.status_code == 200, address
        assert faults(response.headers, declared(path, "200")) == [], address
        assert "RateLimit-Remaining" in response.headers


def test_what_is_held_is_told_to_hold_without_a_body():
    for address, path in addresses():
        first = Client().get(f"/api/v1/{address}")
        for headers in ({"if-none-match": first["ETag"]}, {"if-none-match": f'"x", {first["ETag"]}'}):
            response = Client().get(f"/api/v1/{address}", headers=headers)
            assert (response.status_code, response.content) == (304, b""), address
            assert response["ETag"] == first["ETag"]
            assert faults(response.headers, declared(path, "304")) == [], address
        assert Client().get(f"/api/v1/{address}", headers={"if-none-match": '"x"'}).status_code == 200


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_file_has_a_name(format_):
    response = Client().get(f"/api/v1/facts/?format={format_}")
    assert faults(response.headers, declared("/api/v1/facts/", "200")) == []
    assert response["Content-Disposition"].endswith(f'.{format_}"')


def test_links_lead_to_the_other_pages():
    links = Client().get("/api/v1/facts/?page_size=1&page=2")["Link"]
    assert re.findall(r'rel="([a-z-]+)"', links) == ["first", "prev", "next", "last", "service-desc"]


def test_head_has_the_headers_of_get_and_no_body():
    for address, _ in addresses():
        head, get = Client().head(f"/api/v1/{address}"), Client().get(f"/api/v1/{address}")
        assert (head.status_code, head.content) == (200, b""), address
        for name in ("ETag", "Link", "Cache-Control", "Vary", "Content-Type"):
            assert head[name] == get[name], (address, name)


def test_options_tell_the_parameters_that_are_declared():
    for address, path in addresses():
        told = Client().options(f"/api/v1/{address.partition('?')[0]}").json()
        parameters = document()["paths"][path]["get"]["parameters"]
        assert told["parameters"] == sorted(each["name"] for each in parameters if each["in"] == "query"), address
        assert told["methods"][0] == "GET"
