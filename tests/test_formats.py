"""CSV and XLSX of every list, the dossier as its content file, and what is said of formats that are not there."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from atmp_kb.api import NOUNS
from regulatory.choices import FactType
from regulatory.curation import actions
from tests import factories

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YAML = "application/yaml"


def table(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def flat(body, path):
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body


@pytest.mark.parametrize("noun", [noun.noun for noun in NOUNS])
def test_every_list_is_the_same_in_each_format(real_content, noun):
    address = f"/api/v1/{noun}/?page_size=200"
    body = Client().get(address).json()
    response = Client().get(address, headers={"accept": "text/csv"})
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv")
    rows = table(response)
    assert len(rows) == len(body["results"])
    note = body["meta"].get("note")
    for row, record in zip(rows, body["results"], strict=True):
        assert row.pop("meta.note", None) == note
        for name, found in row.items():
            said = flat(record, name)
            if isinstance(said, str):
                assert found == said or found == f"'{said}"
            elif said is None:
                assert found == ""
        plain = {name for name, value in record.items() if not isinstance(value, dict)}
        assert plain - {name for name in plain if record[name] is None} <= set(row)
    book = load_workbook(io.BytesIO(Client().get(f"{address}&format=xlsx").content))
    head = response.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert [cell.value for cell in book[noun][1]] == head
    assert book[noun].max_row == len(rows) + 1
    assert ("rows on all pages", body["count"]) in {tuple(cell.value for cell in row) for row in book["about"].rows}


def test_a_table_has_the_same_columns_whatever_stands_in_it():
    empty = Client().get("/api/v1/facts/?format=csv").content
    factories.published(FactType.PATHWAY, key="sg-pathway")
    assert Client().get("/api/v1/facts/?format=csv").content.startswith(empty.strip())


def test_a_list_that_is_a_selection_says_so_in_every_format():
    factories.published(FactType.PRODUCT, key="sg-product")
    factories.published(FactType.PATHWAY, key="sg-pathway")
    for address in ("authorised-products/", f"facts/?type={FactType.PRODUCT}", "authorised-products/?fields=key"):
        note = Client().get(f"/api/v1/{address}").json()["meta"]["note"]
        assert note.startswith("Authorised products are a selection, not a register")
        response = Client().get(f"/api/v1/{address}", headers={"accept": "text/csv"})
        assert [row["meta.note"] for row in table(response)] == [note]
        assert "-selection-revision-" in response["Content-Disposition"]
        book = load_workbook(io.BytesIO(Client().get(f"/api/v1/{address}", headers={"accept": XLSX}).content))
        assert ("note", note) in {tuple(cell.value for cell in row) for row in book["about"].rows}
    empty = Client().get("/api/v1/authorised-products/?obligation=mandatory").json()
    assert (empty["count"], empty["meta"]["note"]) == (0, note)
    for address in ("facts/", "pathways/", "facts/?type=pathway"):
        assert "note" not in Client().get(f"/api/v1/{address}").json()["meta"]
        assert "meta.note" not in table(Client().get(f"/api/v1/{address}", headers={"accept": "text/csv"}))[0]


def test_cells_never_begin_a_formula():
    for number, begin in enumerate("=+-@"):
        factories.published(key=f"sg-fact-{number}", title=f'{begin}HYPERLINK("x")')
    for row in table(Client().get("/api/v1/facts/?format=csv")):
        assert row["title"].startswith("'")
    book = load_workbook(io.BytesIO(Client().get("/api/v1/facts/?format=xlsx").content))
    cells = [cell for row in book["facts"].iter_rows(min_row=2) for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value or "").startswith(tuple("=+-@"))]


def test_a_table_keeps_pages_links_and_name():
    for number in range(3):
        factories.published(key=f"sg-fact-{number}")
    response = Client().get("/api/v1/facts/?format=csv&page_size=2")
    assert len(table(response)) == 2
    assert "page=2" in response["Link"]
    assert response["Content-Disposition"] == 'attachment; filename="atmp-facts-revision-3.csv"'


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_problem_is_a_problem_document_in_any_format(format):
    response = Client().get(f"/api/v1/facts/?format={format}&colour=red")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert list(response.json()["errors"]) == ["colour"]


@pytest.mark.parametrize(
    "path", sorted((settings.CONTENT_DIR / "jurisdictions").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_dossier_is_its_content_file(real_content, path):
    response = Client().get(f"/api/v1/jurisdictions/{path.name}")
    assert (response.status_code, response["Content-Type"]) == (200, YAML)
    assert response.content == path.read_bytes()


def test_a_dossier_by_header_parameter_and_name():
    factories.published(key="sg-fact")
    asked = [
        ("SG.yaml", {}),
        ("sg.yaml", {"accept": "text/html"}),
        ("SG/?format=yaml", {}),
        ("SG/", {"accept": YAML}),
    ]
    answers = [Client().get(f"/api/v1/jurisdictions/{address}", headers=headers) for address, headers in asked]
    assert {answer["Content-Type"] for answer in answers} == {YAML}
    assert len({answer.content for answer in answers}) == 1
    assert Client().get("/api/v1/jurisdictions/SG.json").json()["code"] == "SG"
    missing = Client().get("/api/v1/jurisdictions/ZZ.yaml")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    assert Client().get("/api/v1/jurisdictions/SG.xml", follow=True).status_code == 404


def test_a_dossier_shows_a_publish_at_once_and_nothing_of_the_curators():
    factories.published(key="sg-fact", title="First wording")
    address = "/api/v1/jurisdictions/SG.yaml"
    assert "First wording" in Client().get(address).content.decode()
    factories.draft(key="sg-draft", title="Only a draft")
    factories.draft(key="sg-review", title="Waits for review")
    actions.submit("sg-review", by=factories.person("author"))
    factories.published(key="sg-second", title="Second fact")
    text = Client().get(address).content.decode()
    assert "Second fact" in text
    assert "Only a draft" not in text
    assert "Waits for review" not in text


def test_other_formats_are_refused_with_those_there_are():
    response = Client().get("/api/v1/facts/", headers={"accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")
    assert response.json()["detail"].endswith(f"Formats: application/json, text/csv, {XLSX}.")
    factories.jurisdiction("SG")
    one = Client().get("/api/v1/jurisdictions/SG/", headers={"accept": "text/csv"})
    assert (one.status_code, one.json()["detail"][-40:]) == (406, "Formats: application/json, application/yaml."[-40:])
    refused = Client().get("/api/v1/facts/?format=xml").json()
    assert refused["errors"]["format"] == ["There is no format 'xml' here. Formats: csv, json, xlsx."]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.noun)
def test_a_list_stands_under_the_name_of_a_file_too(noun):
    for format_ in ("csv", "json"):
        file = Client().get(f"/api/v1/{noun.noun}.{format_}?page_size=3")
        same = Client().get(f"/api/v1/{noun.noun}/?page_size=3&format={format_}")
        assert file.status_code == same.status_code == 200
        assert file["Content-Type"] == same["Content-Type"]
    assert Client().get(f"/api/v1/{noun.noun}.xml").status_code == 404
    assert Client().get(f"/api/v1/{noun.noun}.csv?colour=red").status_code == 400
