"""That the committed OpenAPI document is what the code says, valid and without a warning, and that it is served."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from atmp_kb.api import NOUNS, router
from atmp_kb.schema.components import vocabularies
from atmp_kb.schema.pages import POLICY
from tests.schema.document import PATH, closed, document

GETS = [(path, item["get"]) for path, item in document()["paths"].items() if "get" in item]
WRITES = [
    (f"{method} {path}", item[method])
    for path, item in document()["paths"].items()
    for method in ("post", "put", "patch", "delete")
    if method in item
]


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    file = tmp_path_factory.mktemp("schema") / "openapi.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(file))
    return file.read_text()


def test_the_committed_document_has_not_drifted(generated):
    assert PATH.read_text() == generated, "run make schema"


def test_it_is_openapi_3_1_and_tells_every_address():
    assert document()["openapi"] == "3.1.0"
    expected = {"/api/v1/", *(f"/api/v1/{prefix}/" for prefix, _, _ in router.registry)}
    expected |= {f"/api/v1/{noun.noun}/{{key}}/" for noun in NOUNS}
    expected |= {"/api/v1/drafts/{key}/", "/api/v1/facts/{key}/submit/"}
    assert set(document()["paths"]) == expected


@pytest.mark.parametrize(("path", "operation"), GETS, ids=[path for path, _ in GETS])
def test_every_address_has_words_an_example_and_its_errors(path, operation):
    assert operation["summary"]
    assert len(operation["description"]) > 20
    answer = operation["responses"]["200"]["content"]["application/json"]
    assert answer["examples"]
    assert {"400", "401", "405", "406", "429"} <= set(operation["responses"])
    in_pages = "page" in {each["name"] for each in operation.get("parameters", [])}
    assert ("404" in operation["responses"]) == (in_pages or "{key}" in path)
    is_personal = "/drafts/" in path
    assert operation["security"] == ([{"token": ["propose"]}] if is_personal else [{}, {"token": []}])
    assert ("403" in operation["responses"]) == is_personal
    for parameter in operation.get("parameters", []):
        assert len(parameter["description"]) > 10
        assert parameter["schema"]


def test_what_writes_is_what_the_guide_says():
    assert [name for name, _ in WRITES] == [
        "post /api/v1/facts/",
        "patch /api/v1/facts/{key}/",
        "post /api/v1/facts/{key}/submit/",
    ]


@pytest.mark.parametrize(("name", "operation"), WRITES, ids=[name for name, _ in WRITES])
def test_every_write_has_words_a_token_right_examples_and_its_errors(name, operation):
    assert len(operation["description"]) > 20
    assert operation["security"] == [{"token": ["propose"]}]
    assert {"400", "401", "403", "406", "409", "413", "415", "422", "429"} <= set(operation["responses"])
    assert ({"404", "412", "428"} <= set(operation["responses"])) == ("{key}" in name)
    assert "Idempotency-Key" in {each["name"] for each in operation["parameters"]}
    bodies = list(operation["requestBody"]["content"].values())
    answers = [each["content"]["application/json"] for status, each in operation["responses"].items() if status < "300"]
    for each in (*bodies, *answers):
        (example,) = each["examples"].values()
        schemas = {"components": {"schemas": closed()["components"]["schemas"]}}
        judge = jsonschema_rs.Draft202012Validator({**each["schema"], **schemas}, validate_formats=True)
        assert [error.message for error in judge.iter_errors(example["value"])] == []


def test_every_tag_is_described():
    used = {tag for _, operation in GETS for tag in operation["tags"]}
    described = {tag["name"]: tag["description"] for tag in document()["tags"]}
    assert set(described) == used
    assert all(len(text) > 20 for text in described.values())


def test_every_closed_vocabulary_keeps_its_name_and_explains_its_members():
    schemas = document()["components"]["schemas"]
    for name, vocabulary in vocabularies().items():
        assert schemas[name]["enum"] == vocabulary.values
        for member in vocabulary:
            assert f"- `{member.value}`: {member.meaning}" in schemas[name]["description"]


def test_filters_of_closed_vocabularies_are_those_vocabularies():
    found = {each["name"]: each["schema"] for each in document()["paths"]["/api/v1/pathways/"]["get"]["parameters"]}
    assert found["obligation"]["items"] == {"$ref": "#/components/schemas/Obligation"}
    assert found["kind"]["items"] == {"$ref": "#/components/schemas/PathwayKind"}
    assert found["review_days__lte"]["type"] == "integer"
    assert "-review_days" in found["ordering"]["items"]["enum"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("", "*/*", "application/vnd.oai.openapi"),
        ("?format=yaml", "*/*", "application/vnd.oai.openapi"),
        ("?format=json", "*/*", "application/vnd.oai.openapi+json"),
        ("", "application/json", "application/json"),
        ("", "application/yaml", "application/yaml"),
    ],
)
def test_the_document_is_served(query, accept, media_type):
    response = Client().get(f"/api/v1/schema/{query}", headers={"accept": accept})
    assert response.status_code == 200
    assert response["Content-Type"].split(";")[0] == media_type
    assert yaml.load(response.content, Loader=yaml.CSafeLoader) == document()


@pytest.mark.django_db
def test_the_document_is_refused_in_other_formats_and_methods():
    response = Client().get("/api/v1/schema/?format=xml")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content)["errors"] == {"format": ["There is no format 'xml' here. Formats: json, yaml."]}
    assert Client().post("/api/v1/schema/").status_code == 405


@pytest.mark.django_db
def test_the_root_and_every_answer_lead_to_the_document():
    response = Client().get("/api/v1/")
    assert response.json()["schema"] == "http://testserver/api/v1/schema/"
    assert response.json()["docs"] == "http://testserver/api/v1/docs/"
    assert '<http://testserver/api/v1/schema/>; rel="service-desc"' in response["Link"]


@pytest.mark.django_db
def test_the_interactive_page_loads_from_this_server_only_and_runs_no_inline_script():
    response = Client().get("/api/v1/docs/")
    html = response.content.decode()
    assert response["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "<style" not in html
    assert "style=" not in html
    assert html.count("<script") == html.count("<script src=") == 2
    assert "//" not in html.replace("<!doctype", "")
    assert "redoc" not in html.lower()


def test_no_file_of_redoc_is_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False)
    names = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert "swagger-ui-bundle.js" in names
    assert not [name for name in names if "redoc" in name]
