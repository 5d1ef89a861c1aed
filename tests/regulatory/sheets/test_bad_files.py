"""Files that are wrong as files: kinds, encodings, headers, formulas, damaged and oversized workbooks. Each is refused whole."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from regulatory.models import Fact
from regulatory.sheets.bounds import LARGEST, ROWS, SCANNED, RefusedFileError
from regulatory.sheets.planning import plan_import
from tests.factories import person
from tests.regulatory.sheets.files import SHEET, csv_file, part, requirement, saved, with_part, xlsx_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_stored")]
RIGHT = requirement()
HEADERS = list(RIGHT)


def told(name: str, body: bytes) -> list[str]:
    before = Fact.objects.count()
    with pytest.raises(RefusedFileError) as caught:
        plan_import(name, body, by=person("curator"))
    assert Fact.objects.count() == before
    return caught.value.told


def without(column: str) -> bytes:
    return csv_file([RIGHT], [each for each in HEADERS if each != column])


def renamed(column: str, name: str) -> bytes:
    return csv_file([RIGHT]).replace(column.encode(), name.encode(), 1)


CSV: list[tuple[str, bytes, str]] = [
    ("facts.pdf", b"%PDF-1.7", "is a .pdf; give a .csv or .xlsx"),
    ("facts.xls", b"\xd0\xcf\x11\xe0" * 9, "is a .xls; give"),
    ("facts.xlsm", xlsx_file([RIGHT]), "is a .xlsm; give"),
    ("facts.ods", b"PK\x03\x04", "is a .ods; give"),
    ("facts", b"key", "is a file without an ending"),
    ("facts.csv", b"", "is empty"),
    ("facts.csv", b" \r\n\r\n", "is empty"),
    ("facts.csv", xlsx_file([RIGHT]), "is called .csv but is a workbook"),
    ("facts.csv", b"x" * (LARGEST + 1), "is larger than 5 MB"),
    ("facts.csv", csv_file([RIGHT]).decode().encode("utf-16"), "is in UTF-16; save it as 'CSV UTF-8'"),
    ("facts.csv", csv_file([RIGHT | {"title": "Café"}]).decode().encode("latin-1"), "byte 0xe9 in line 2"),
    ("facts.csv", csv_file([RIGHT]).replace(b"Donors", "治験".encode("shift-jis")), "is not in UTF-8"),
    ("facts.csv", csv_file([RIGHT]).replace(b"Donors", b"Don\0rs"), "row 2: holds a NUL character"),
    ("facts.csv", csv_file([RIGHT]).replace(b",", b";"), "not separated by commas"),
    ("facts.csv", csv_file([RIGHT]).replace(b",", b"\t"), "not separated by commas"),
    ("facts.csv", csv_file([RIGHT])[:-2] + b',"open', "look for a double quote that is not closed"),
    ("facts.csv", csv_file([RIGHT]) + b"a,b,c\r\n", f"row 3: has 3 cells where the header has {len(HEADERS)}"),
    ("facts.csv", csv_file([RIGHT]) + b"a," * 40, "row 3: has 41 cells"),
    ("facts.csv", csv_file([RIGHT], HEADERS).split(b"\r\n")[0], "holds no rows below its headers"),
    ("facts.csv", csv_file([dict.fromkeys(HEADERS, "")]), "holds no rows below its headers"),
    ("facts.csv", renamed("obligation", "obligaton"), "did you mean obligation?; allowed: key, version, jurisdiction"),
    ("facts.csv", renamed("obligation", "Obligation"), "there is no such column of a requirement"),
    ("facts.csv", renamed("obligation", ""), "has no header"),
    ("facts.csv", renamed("obligation", "scope"), "column 'scope': stands there 2 times; once is right"),
    ("facts.csv", renamed("obligation", "=1"), "is a formula"),
    ("facts.csv", csv_file([RIGHT | {"comment": "x"}]), "column 'comment': there is no such column"),
    ("facts.csv", csv_file([RIGHT | {"verified": "true"}]), "column 'verified': there is no such column"),
    ("facts.csv", csv_file([RIGHT | {"state": "published"}]), "column 'state': there is no such column"),
    ("facts.csv", csv_file([RIGHT | {f"c{number}": "" for number in range(100)}]), "at most 100 are read"),
    ("facts.csv", csv_file([RIGHT | {"key": f"sg-{each}"} for each in range(ROWS + 1)]), f"more than {ROWS} rows"),
    ("facts.csv", csv_file([RIGHT]) + b"\r\n" * SCANNED, f"goes on after row {SCANNED}"),
    *(("facts.csv", without(each), f"row 1, column '{each}': is missing") for each in ("version", "note", "citations")),
]


@pytest.mark.parametrize(("name", "body", "message"), CSV, ids=range(len(CSV)))
def test_files_and_csv(name, body, message):
    said = told(name, body)
    assert message in "\n".join(said)
    assert said[0].startswith(f"Sheet '{name}'")


def edited(change: Callable[[Any, Workbook], object]) -> bytes:
    """A right workbook, changed by hand."""
    book = load_workbook(io.BytesIO(xlsx_file([RIGHT])))
    change(book["requirement"], book)
    return saved(book)


def cell(page: Any, column: str, value: object) -> None:
    page.cell(2, HEADERS.index(column) + 1).value = value


def declared_twice() -> bytes:
    text = part(xlsx_file([RIGHT]), SHEET).replace(b"<sheetData>", b"<sheetData><!-- ", 1)
    return with_part(xlsx_file([RIGHT]), SHEET, text)


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">'.encode() for n in range(1, 9)
)
XLSX: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"PK\x03\x04 no archive", "cannot be read as XLSX"),
    (lambda: b"just text", "cannot be read as XLSX"),
    (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is an old Excel file (.xls) or protected by a password"),
    (lambda: xlsx_file([RIGHT])[:-400], "cannot be read as XLSX"),
    (lambda: xlsx_file([RIGHT])[:2000] + b"\0" * 300 + xlsx_file([RIGHT])[2300:], "cannot be read as XLSX"),
    (lambda: with_part(xlsx_file([RIGHT]), "xl/workbook.xml", b"<a/>"), "a sheet is named after the type"),
    (lambda: with_part(xlsx_file([RIGHT]), SHEET, b"<worksheet><sheetData>"), "cannot be read as XLSX"),
    (declared_twice, "cannot be read as XLSX"),
    (lambda: with_part(xlsx_file([RIGHT]), SHEET, BOMB + b"]><a>&a8;</a>"), "cannot be read as XLSX"),
    (lambda: archive_of(300), "unpacks to 0 MB in 300 parts"),
    (lambda: with_part(xlsx_file([RIGHT]), "xl/big.bin", zeros(40)), "at most 32 MB"),
    (
        lambda: xlsx_file([RIGHT], "Sheet1"),
        "Sheet 'Sheet1': a sheet is named after the type of its facts; allowed: class",
    ),
    (lambda: xlsx_file([RIGHT], "pathway"), "Sheet 'pathway', row 1, column 'review_days': is missing"),
    (lambda: edited(lambda page, book: book.create_sheet("Notes")), "Sheet 'Notes': a sheet is named after"),
    (lambda: edited(lambda page, book: book.create_sheet("pathway")), "Sheet 'pathway', row 1: has no headers"),
    (lambda: edited(lambda page, book: cell(page, "title", "=A1")), "column 'title': '=A1': is a formula"),
    (lambda: edited(lambda page, book: cell(page, "note", "=1+1")), "column 'note': '=1+1': is a formula"),
    (lambda: edited(lambda page, book: cell(page, "title", "#N/A")), "is an error of the spreadsheet"),
    (
        lambda: edited(lambda page, book: cell(page, "obligation", True)),
        "column 'obligation': 'TRUE': is a truth value",
    ),
    (lambda: edited(lambda page, book: cell(page, "title", 1.5)), "column 'title': '1.5': is no text, whole number"),
    (lambda: edited(lambda page, book: cell(page, "checked_on", 46346)), "'46346' is not a day"),
    (
        lambda: edited(lambda page, book: cell(page, "checked_on", datetime.datetime(2026, 11, 20, 8))),
        "'2026-11-20 08:00:00': is no text, whole number or day",
    ),
    (
        lambda: edited(lambda page, book: page.cell(3, 90, "stray")),
        "row 3, column 'no. 90': 'stray': stands in a column",
    ),
    (lambda: edited(lambda page, book: page.cell(3, 120, "far")), "row 3: has 120 cells; at most 100 are read"),
    (lambda: edited(lambda page, book: page.merge_cells("F2:G2")), "has merged cells; unmerge them"),
    (lambda: edited(lambda page, book: page.insert_rows(1)), "row 1: has no headers"),
    (lambda: edited(lambda page, book: page.cell(SCANNED + 5, 1, "x")), f"goes on after row {SCANNED}"),
    (
        lambda: edited(lambda page, book: page.append(list(RIGHT.values()))),
        "row 3, column 'key': 'sg-donors': stands in",
    ),
    (
        lambda: edited(lambda page, book: cell(page, "topic", "nope")),
        "Sheet 'requirement', row 2, column 'topic': 'nope'",
    ),
]


def zeros(megabytes: int):
    return (b"\0" * 2**20 for _ in range(megabytes))


def archive_of(parts: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(parts):
            archive.writestr(f"{number}.xml", "")
    return out.getvalue()


@pytest.mark.parametrize(("make", "message"), XLSX, ids=range(len(XLSX)))
def test_workbooks(make, message):
    assert message in "\n".join(told("facts.xlsx", make()))


def test_what_a_workbook_says_of_its_own_extent_is_not_believed():
    body = xlsx_file([RIGHT, RIGHT | {"key": "sg-second"}])
    cut = part(body, SHEET).replace(b'<dimension ref="A1:', b'<dimension ref="A1:B2"/><dimension x="', 1)
    plan = plan_import("a.xlsx", with_part(body, SHEET, cut), by=person("curator"))
    assert [row.record.key for row in plan.rows] == ["sg-donors", "sg-second"]


def test_days_and_whole_numbers_of_a_spreadsheet_are_taken_as_they_are():
    body = edited(lambda page, book: (cell(page, "checked_on", datetime.date(2026, 11, 20)), cell(page, "title", 2019)))
    (row,) = plan_import("a.xlsx", body, by=person("curator")).rows
    assert (row.record.checked_on, row.record.title) == ("2026-11-20", "2019")


def test_columns_may_stand_in_another_order():
    plan = plan_import("a.csv", csv_file([RIGHT], reversed(HEADERS)), by=person("curator"))
    assert plan.in_words == "1 new, 0 changed, 0 unchanged"
