"""The same question as HTML, JSON, CSV and XLSX holds the same cells; what is taken away is safe to open and says where it is from."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from regulatory.choices import FactType
from tests import factories

pytestmark = pytest.mark.django_db
NASTY = ["=1+1", "+SUM(A1)", "-2", "@cmd", "\t=1", "\rx", "<b>&", 'quote " and, comma', "x\x0by", "再生医療"]
Cell = tuple[str, str]
Held = dict[Cell, tuple[tuple[str, ...], str]]
"""Topic and economy -> the keys of the facts in the cell, and the kind of its blank."""


@pytest.fixture(autouse=True)
def scene() -> None:
    """Facts, several in one cell, with hostile titles; an attested blank; a proposal; cells that nobody looked at."""
    stage = factories.topic("safety")
    topics = [factories.topic(key, parent=stage) for key in ("follow-up-duration", "traceability", "registries")]
    for code in ("SG", "JP", "KR", "US"):
        factories.jurisdiction(code)
    for number, title in enumerate(NASTY):
        factories.published(
            key=f"fact-{number}",
            jurisdiction=factories.jurisdiction(("SG", "JP", "KR")[number % 3]),
            topic=topics[number % 2],
            title=title,
            summary=title,
            duration_years_max=number + 1,
            classes=[factories.product_class("cells" if number % 2 else "gene-modified-cells")],
            effective_from="2020" if number % 3 else "",
            legal_status="proposed" if number == 3 else "in-force",
        )
    factories.published(FactType.ABSENCE, key="us-blank", jurisdiction=factories.jurisdiction("US"), topic=topics[1])


QUERIES = [
    "jurisdictions=all",
    "jurisdictions=KR,SG,US&topics=safety",
    "topics=follow-up-duration,registries",
    "jurisdictions=all&class=gene-modified-cells",
    "jurisdictions=all&differences=1",
    "jurisdictions=all&in_force_on=2021-01-01",
    "jurisdictions=SG,JP&revision=5",
]


def body(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    return bytes(response.content)


def of_html(query: str) -> Held:
    table = body(f"/compare/?{query}").decode().partition('<table class="compare')[2].partition("</table>")[0]
    held: Held = {}
    for opening, inner in re.findall(r"<td([^>]*)>(.*?)</td>", table, re.DOTALL):
        said = dict(re.findall(r'data-(\w+)="([^"]*)"', opening))
        keys = re.findall(r'href="/facts/([^/"]+)/"', inner)
        held[said["topic"], said["place"]] = (tuple(sorted(set(keys))), said.get("blank", ""))
    return held


def of_json(query: str) -> Held:
    found: dict[str, Any] = json.loads(body(f"/compare.json?{query}"))
    return {
        (row["topic"]["key"], cell["jurisdiction"]): (
            tuple(sorted(fact["key"] for fact in cell["facts"])),
            cell["blank"]["kind"] if cell["blank"] else "",
        )
        for row in found["rows"]
        for cell in row["cells"]
    }


def of_rows(rows: list[dict[str, Any]]) -> Held:
    held: dict[Cell, tuple[list[str], str]] = {}
    for row in rows:
        keys, _ = held.setdefault((row["topic"], row["jurisdiction"]), ([], row["blank"] or ""))
        if row["fact"]:
            keys.append(row["fact"])
    return {cell: (tuple(sorted(keys)), blank) for cell, (keys, blank) in held.items()}


def rows_of_csv(address: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(body(address).decode("utf-8-sig"), newline="")))


def sheet(address: str, name: str) -> list[dict[str, Any]]:
    head, *rows = load_workbook(io.BytesIO(body(address)))[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.mark.parametrize("query", QUERIES)
def test_html_json_csv_and_xlsx_hold_the_same_cells(query):
    found = of_json(query)
    assert found or "differences" in query
    assert of_html(query) == found
    assert of_rows(rows_of_csv(f"/compare.csv?{query}")) == found
    assert of_rows(sheet(f"/compare.xlsx?{query}", "Facts")) == found


def test_the_api_and_the_json_beside_the_page_are_the_same():
    assert body("/compare.json?jurisdictions=SG") == body("/api/v1/compare/?jurisdictions=SG")


def test_every_published_fact_stands_in_exactly_one_cell():
    keys = [key for keys, _ in of_html("jurisdictions=all").values() for key in keys]
    assert sorted(keys) == sorted([*(f"fact-{number}" for number in range(len(NASTY))), "us-blank"])


def test_no_cell_of_a_spreadsheet_begins_like_a_formula():
    text = body("/compare.csv?jurisdictions=all")
    assert text.startswith(b"\xef\xbb\xbf")
    cells = [value for row in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")) for value in row]
    assert "'=1+1" in cells
    assert [value for value in cells if value.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    book = load_workbook(io.BytesIO(body("/compare.xlsx?jurisdictions=all")))
    assert [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []
    titles = {row["title"] for row in sheet("/compare.xlsx?jurisdictions=all", "Facts")}
    assert {"'=1+1", "'-2", "再生医療", "xy"} <= titles


def test_a_workbook_is_formatted_and_says_where_it_is_from():
    book = load_workbook(io.BytesIO(body("/compare.xlsx?jurisdictions=SG,JP&topics=safety")))
    assert book.sheetnames == ["Comparison", "Facts", "Pairs", "Sources", "About"]
    grid = book["Comparison"]
    assert (grid.freeze_panes, grid["A2"].alignment.wrap_text, grid["A1"].font.bold) == ("B2", True, True)
    assert [cell.value for cell in grid[1]][4:] == ["Singapore", "Japan"]
    facts = book["Facts"]
    address = [cell.value for cell in facts[1]].index("address")
    assert facts[2][address].hyperlink.target.startswith("http://testserver/facts/")
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert (about["Asked: jurisdictions"], about["Revision"]) == ("SG,JP", 11)
    assert about["Data of"]
    assert about["Licence"].startswith("CC-BY-4.0 https://")
    assert "no legal advice" in about["Disclaimer"]
    assert "revision=11" in about["The same for good"]


def test_a_day_in_a_workbook_is_a_day():
    book = load_workbook(io.BytesIO(body("/compare.xlsx?jurisdictions=SG")))
    head = [cell.value for cell in book["Facts"][1]]
    checked = next(row[head.index("checked_on")] for row in book["Facts"].iter_rows(min_row=2) if row[6].value)
    assert (checked.is_date, checked.value.date()) == (True, factories.CHECKED)


def test_the_grid_of_a_workbook_says_what_keeps_a_rule_from_answering():
    asked = "jurisdictions=SG&topics=follow-up-duration,traceability&class=gene-modified-cells"
    texts = "\n".join(str(row["Singapore"]) for row in sheet(f"/compare.xlsx?{asked}", "Comparison"))
    assert "<b>& (Statute)" in texts
    assert "@cmd (Statute; Proposed; Does not apply)" in texts


def test_a_plan_is_the_same_in_all_four():
    query = "jurisdictions=SG,JP&class=gene-modified-cells"
    found: dict[str, Any] = json.loads(body(f"/plan.json?{query}"))
    lines = sorted((line["name"], key) for line in found["lines"] for key in line["facts"])
    assert lines
    for rows in (rows_of_csv(f"/plan.csv?{query}"), sheet(f"/plan.xlsx?{query}", "Plan")):
        assert sorted((row["line"], row["fact"]) for row in rows if row["part"] == "line") == lines
        assert sum(row["part"] == "question" for row in rows) == len(found["questions"])
    page = body(f"/plan/?{query}").decode()
    assert all(f'href="/facts/{key}/"' in page for _, key in lines)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["compare", "plan", "indicators"])
def test_a_wrong_download_is_a_page_that_says_what_is_wrong(name, kind):
    response = Client().get(f"/{name}.{kind}?jurisdictions=XX")
    assert response.status_code == 400
    assert "There is no economy &#x27;XX&#x27;" in response.content.decode()
