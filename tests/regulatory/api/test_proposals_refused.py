"""What a proposal may not say, and how that is told; nothing of it is stored. Whose hands it is in stands in test_proposals_hands.py."""

from __future__ import annotations

import json

import pytest

from atmp_kb.bodies import LARGEST
from regulatory.choices import FactType
from regulatory.models import Fact
from tests import factories
from tests.access.programs import Program
from tests.regulatory.api.proposing import CITED, body, published, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    world()
    return Program()


def errors(response, status: int = 400) -> dict[str, list[str]]:
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json"), response.content
    assert Fact.objects.filter(key="sg-gmp").count() == 0
    found: dict[str, list[str]] = response.json()["errors"]
    return found


# ---- what is said


def test_every_problem_is_told_at_once_at_its_place(program):
    wrong = body(
        key="SG GMP",
        topic="nothing",
        kind="gmpp",
        title=5,
        summary="",
        note="As in Taiwan",
        legal_status=None,
        colour="red",
        product_classes=["cells", "cellz"],
        citations=[
            {"source": "an-akt", "locator": ""},
            {"source": "an-act", "page": 3},
            7,
            {"locator": "x" * 121, "source": "an-act"},
        ],
    )
    found = errors(program.post("facts/", wrong))
    assert {place: texts[0] for place, texts in found.items()} == {
        "/summary": "is empty; give a value, or null where nothing is known",
        "/citations/0/locator": "is empty; give a value, or null where nothing is known",
        "/legal_status": "cannot be left open; give a value, or leave the field out",
        "/key": "'SG GMP' is not right; a key is lower-case letters, digits and single hyphens",
        "/title": "has to be a text, not 5; write it in quotes: '5'",
        "/citations/1/page": "there is no such field; there are source, locator, supports",
        "/citations/2": "has to be a mapping of source, locator, supports, not 7",
        "/kind": found["/kind"][0],
        "/colour": found["/colour"][0],
        "/topic": "there is no topic 'nothing'",
        "/product_classes": "there is no product class 'cellz'; did you mean cells?",
        "/citations/0/source": "there is no source 'an-akt'; did you mean an-act?",
        "/citations/3/locator": "has 121 characters; at most 120 fit",
        "/note": "says 'Taiwan'; write Chinese Taipei",
    }
    assert found["/kind"][0].startswith("'gmpp' is not allowed; allowed: classification, quality")
    assert found["/colour"][0].startswith("there is no such field; there are type, key, jurisdiction")


@pytest.mark.parametrize(
    ("changes", "place", "saying"),
    [
        ({"type": None}, "/type", "is missing and has to be given; allowed: classification, pathway"),
        ({"type": "requirements"}, "/type", "did you mean requirement?"),
        ({"type": ["requirement"]}, "/type", "is not allowed"),
        ({"citations": []}, "/citations", "is missing and has to be given"),
        ({"citations": CITED * 2}, "/citations", "cites an-act Art. 1 twice"),
        ({"summary": None}, "/summary", "is missing: say in our own words"),
        ({"key": "jp-gmp"}, "/key", "begins with the economy's code: sg-..."),
        ({"jurisdiction": "ZZ"}, "/jurisdiction", "there is no jurisdiction 'ZZ'"),
        ({"checked_on": "2999-01-01"}, "/checked_on", "lies in the future"),
        ({"effective_from": "2024", "effective_until": "2023"}, "/effective_until", "lies before effective_from"),
        ({"product_classes": ["cells", "cells"]}, "/product_classes", "names the same key twice"),
        ({"product_classes": [{"key": "cells"}]}, "/product_classes/0", "has to be a text"),
        (
            {"citations": [[None, "an-act"]]},
            "/citations/0",
            "has to be a mapping of source, locator, supports, not a list",
        ),
        ({"citations": [[""]]}, "/citations/0/0", "is empty"),
        ({"product_classes": [[""]]}, "/product_classes/0", "has to be a text"),
        ({"summary": "a\u202eb"}, "/summary", "RIGHT-TO-LEFT OVERRIDE"),
        ({"a/b~c": 1}, "/a~1b~0c", "there is no such field"),
        ({"review_days": 3}, "/review_days", "there is no such field"),
    ],
)
def test_a_wrong_field_is_told_with_what_would_be_right(program, changes, place, saying):
    found = errors(program.post("facts/", json.dumps(body(**changes))))
    assert place in found
    assert saying in " ".join(found[place])


def test_what_two_fields_say_together_is_checked(program):
    given = body(FactType.PATHWAY, review_days=None)
    assert "needs review_days" in errors(program.post("facts/", given))["/review_days_basis"][0]
    topic = factories.topic("closed")
    topic.answered_by = [{"type": "pathway"}]
    topic.save()
    assert "is not answered by a requirement" in errors(program.post("facts/", body(topic="closed")))["/topic"][0]


@pytest.mark.parametrize("given", ["[]", '"text"', "5", "null", "true"])
def test_a_body_that_is_no_object_is_refused(program, given):
    assert errors(program.post("facts/", given)) == {"": ["has to be an object with the fields of the record"]}


@pytest.mark.parametrize(
    ("given", "saying"),
    [
        ("", "Expecting value"),
        ("{", "Expecting property name"),
        ('{"key": "a", "key": "b"}', "the field 'key' is given twice"),
        ('{"key": NaN}', "NaN is no JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"key": "\\ud800"}', "half of a character"),
        ('{"\\udfff": 1}', "half of a character"),
        (b'{"key": "\xff"}', "can't decode"),
        ('{"review_days": ' + "9" * 5000 + "}", "cannot be read as JSON"),
    ],
)
def test_what_is_no_json_is_refused(program, given, saying):
    response = program.post("facts/", given)
    assert response.status_code == 400
    assert saying in response.json()["detail"] or (given == "" and response.json()["errors"])


def test_a_body_has_a_largest_size(program):
    assert program.post("facts/", body(note="x" * LARGEST)).status_code == 413


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/yaml", "multipart/form-data; boundary=x"],
)
@pytest.mark.parametrize(
    ("method", "address"), [("post", "facts/"), ("patch", "facts/sg-x/"), ("post", "facts/sg-x/submit/")]
)
def test_other_media_types_are_refused(program, method, address, media_type):
    response = program.send(method, address, "key=a", {"content_type": media_type, "if_match": '"x"'})
    assert response.status_code == 415


def test_a_merge_patch_begins_nothing(program):
    assert program.post("facts/", body(), content_type="application/merge-patch+json").status_code == 415


def test_queries_and_formats_are_as_strict_as_in_reading(program):
    assert program.post("facts/?dry_run=1", body()).status_code == 400
    assert program.post("facts/", body(), accept="text/csv").status_code == 406
    assert Fact.objects.count() == 0


# ---- mass assignment


@pytest.mark.parametrize(
    "name",
    [
        "state",
        "author",
        "author_id",
        "version",
        "published_by",
        "published_at",
        "superseded_at",
        "id",
        "pk",
        "verified",
        "confirmations",
        "withdrawn",
        "pending_changes",
        "created_at",
        "updated_at",
        "fact_ptr",
        "force",
        "_state",
        "__class__",
    ],
)
def test_what_only_the_desk_decides_cannot_be_said(program, name):
    published()
    assert f"/{name}" in errors(program.post("facts/", body(**{name: "published"})))
    etag = program.get("facts/sg-old/")["ETag"]
    assert f"/{name}" in errors(program.patch("facts/sg-old/", {name: 1, "title": "T"}, if_match=etag))
    assert Fact.objects.count() == 1


@pytest.mark.parametrize("changes", [{"key": "sg-other"}, {"type": "pathway"}])
def test_key_and_type_stay_for_ever(program, changes):
    published()
    found = errors(program.patch("facts/sg-old/", changes, if_match=program.get("facts/sg-old/")["ETag"]))
    assert "for ever" in found[f"/{next(iter(changes))}"][0]
