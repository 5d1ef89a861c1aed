"""That every answer of every address has exactly the declared fields and types, over all of the real content."""

from __future__ import annotations

import json

import pytest

from atmp_kb.api import NOUNS
from atmp_kb.schema.components import ANSWERS, LISTS, SHAPES
from regulatory.api.shapes.parts import Problem
from tests.regulatory.api.asking import CLIENT, get
from tests.schema.document import document, faults

pytestmark = pytest.mark.slow

ASKED = {
    "facts": ["in_force_on=2024-06-30", "ordering=-checked_on&type=pathway,absence"],
    "pathways": ["revision=1&in_force_on=2020-01-01"],
    "changes": ["verb=published", "q=follow"],
}
QUESTIONS = {
    "": [""],
    "status": [""],
    "compare": [
        "jurisdictions=all&topics=follow-up-duration",
        "jurisdictions=SG,JP,US",
        "topics=long-term-follow-up&class=gene-modified-cells&integrating_vector=yes&stage=post-approval",
        "jurisdictions=SG,EU&class=gene-therapy-in-vivo&in_force_on=2023-01-01&differences=1",
    ],
    "plan": [
        "jurisdictions=SG,JP&class=gene-modified-cells&source=autologous&stage=first-in-human&add=AU,KR",
        "jurisdictions=US",
    ],
    "indicators": ["", "jurisdictions=SG,JP&indicators=follow-up-years"],
    "changes/between": [
        "axis=world&from=2015-01-01&to=2026-01-01",
        "axis=world&from=2023-12-31&to=2025-12-31&jurisdictions=JP,KR&topics=long-term-follow-up",
    ],
    "search": [
        "q=RMAT",
        "q=folow-up&topic=long-term-follow-up&page_size=100",
        "q=再生医療&noun=sources&page=2&page_size=3",
        "q=Japan potency&literal=1",
        "q=zzzzqqq&jurisdiction=sg",
    ],
    "search/suggest": ["q=follow", "q=zzzzqqq", "q=a"],
}


def assert_declared(address: str, path: str, shape: type) -> dict[str, object]:
    """The answer as the schema tells it, and as the strict shape does: no field more, none less, no type bent."""
    response = CLIENT.get(f"/api/v1/{address}")
    assert response.status_code == 200, (address, response.content)
    body: dict[str, object] = response.json()
    assert faults(path, body) == [], address
    shape.model_validate_json(response.content, strict=True)
    return body


@pytest.mark.parametrize("noun", [noun.noun for noun in NOUNS])
def test_every_list_has_its_shape_on_all_pages(real_content, noun):
    address = f"{noun}/?page_size=200"
    while address:
        body = assert_declared(address, f"/api/v1/{noun}/", LISTS[noun])
        assert all("meta" not in row for row in body["results"])
        address = (body["next"] or "").partition("/api/v1/")[2]


@pytest.mark.parametrize("noun", [noun.noun for noun in NOUNS])
def test_a_record_that_stands_alone_has_its_shape(real_content, noun):
    rows = get(f"{noun}/?page_size=200")["results"]
    for row in rows[:: max(1, len(rows) // 10)]:
        body = assert_declared(row["api_url"].partition("/api/v1/")[2], f"/api/v1/{noun}/{{key}}/", SHAPES[noun])
        assert "meta" in body


@pytest.mark.parametrize(("noun", "query"), [(noun, query) for noun, queries in ASKED.items() for query in queries])
def test_filtered_lists_have_the_same_shape(real_content, noun, query):
    body = assert_declared(f"{noun}/?{query}", f"/api/v1/{noun}/", LISTS[noun])
    assert body["results"]
    assert all(("on_that_day" in row) == ("in_force_on" in query) for row in body["results"])


@pytest.mark.parametrize(("name", "query"), [(name, query) for name, found in QUESTIONS.items() for query in found])
def test_the_answer_to_a_question_has_its_shape(real_content, name, query):
    assert_declared(f"{name}/?{query}" if name else "", f"/api/v1/{name}/" if name else "/api/v1/", ANSWERS[name])


@pytest.mark.parametrize(
    ("address", "status"),
    [("facts/?colour=red", 400), ("facts/no-such-fact/", 404), ("facts/?page=99", 404), ("compare/", 400)],
)
def test_an_error_has_the_shape_of_a_problem(real_content, address, status):
    response = CLIENT.get(f"/api/v1/{address}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    Problem.model_validate_json(response.content, strict=True)
    known = document()["components"]["responses"][f"Problem{status}"]
    Problem.model_validate_json(json.dumps(known["content"]["application/problem+json"]["example"]), strict=True)
