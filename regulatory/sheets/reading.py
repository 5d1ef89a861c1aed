"""An uploaded file to rows of facts: which format it is, whether its headers are right, which rows have content.

What the cells say is checked in checking.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from regulatory.choices import FactType
from regulatory.dossiers.content import did_you_mean
from regulatory.sheets.bounds import LARGEST, MEGABYTE, ROWS, SCANNED, WIDEST, RefusedFileError, SheetProblem
from regulatory.sheets.cells import unguarded
from regulatory.sheets.columns import columns_of, likeliest_type
from regulatory.sheets.csv_rows import csv_sheet
from regulatory.sheets.rows import BadCell, Cell, RawRow, RawSheet, SheetRow
from regulatory.sheets.xlsx_rows import xlsx_sheets

ZIP = b"PK\x03\x04"


def read_file(name: str, body: bytes) -> tuple[list[SheetRow], list[SheetProblem]]:
    """All rows with content, and the problems of single cells. Raises RefusedFileError where rows cannot be told at all."""
    rows: list[SheetRow] = []
    problems: list[SheetProblem] = []
    headings: list[SheetProblem] = []
    for sheet in sheets_of(name, body):
        try:
            for row, bad in read_sheet(sheet):
                problems += bad
                rows.append(row)
                if len(rows) > ROWS:
                    message = f"the file has more than {ROWS} rows with content; cut it into several files"
                    raise RefusedFileError([SheetProblem(sheet.name, row.number, message=message)])
        except RefusedHeadersError as error:
            headings += error.problems
    if headings:
        raise RefusedFileError([*headings, *problems])
    if not rows and not problems:
        raise RefusedFileError([SheetProblem(name, message="holds no rows below its headers; there is nothing to do")])
    return rows, problems


class RefusedHeadersError(RefusedFileError):
    """One sheet's headers are wrong; those of the others are looked at too."""


def sheets_of(name: str, body: bytes) -> Iterator[RawSheet]:
    if len(body) > LARGEST:
        raise RefusedFileError([SheetProblem(name, message=too_large())])
    kind = PurePath(name.lower()).suffix
    if kind not in (".csv", ".xlsx"):
        message = f"is a {kind or 'file without an ending'}; give a .csv or .xlsx made from a template"
        raise RefusedFileError([SheetProblem(name, message=message)])
    if not body.strip():
        raise RefusedFileError([SheetProblem(name, message="is empty")])
    if kind == ".xlsx":
        return xlsx_sheets(name, body)
    if body.startswith(ZIP):
        message = "is called .csv but is a workbook or an archive; give it its own ending"
        raise RefusedFileError([SheetProblem(name, message=message)])
    return iter([csv_sheet(name, body)])


def too_large() -> str:
    return f"is larger than {LARGEST // MEGABYTE} MB; at most {ROWS} rows are read anyway: cut it into several files"


def read_sheet(sheet: RawSheet) -> Iterator[tuple[SheetRow, list[SheetProblem]]]:
    """Each row with content, with what is wrong in its cells before they are understood."""
    rows = bounded(sheet)
    head = next(rows, (1, ()))[1]
    headers = [each.strip() if isinstance(each, str) else each for each in head]
    while headers and headers[-1] == "":
        headers.pop()
    fact_type = sheet.fact_type or likeliest_type({each for each in headers if isinstance(each, str)})
    if wrong := list(wrong_headers(sheet.name, headers, fact_type)):
        raise RefusedHeadersError(wrong)
    names = [str(each) for each in headers]
    for number, cells in rows:
        if any(each != "" for each in cells):
            yield row_of(sheet.name, number, fact_type, names, cells)


def bounded(sheet: RawSheet) -> Iterator[RawRow]:
    for number, cells in sheet.rows:
        if number > SCANNED:
            message = f"the sheet goes on after row {SCANNED}; delete the empty rows at its end, or cut it"
            raise RefusedFileError([SheetProblem(sheet.name, number, message=message)])
        if len(cells) > WIDEST:
            message = f"has {len(cells)} cells; at most {WIDEST} are read. Delete the columns on the right"
            raise RefusedFileError([SheetProblem(sheet.name, number, message=message)])
        yield number, cells


def wrong_headers(sheet: str, headers: Sequence[Cell], fact_type: FactType) -> Iterator[SheetProblem]:
    """Headers are those of the template, each once; their order is free."""
    known = list(columns_of(fact_type))
    if not headers:
        yield SheetProblem(sheet, 1, message=f"has no headers; a {fact_type} has {', '.join(known)}")
        return
    counted = Counter(each for each in headers if isinstance(each, str))
    for number, each in enumerate(headers, start=1):
        if isinstance(each, BadCell):
            yield SheetProblem(sheet, 1, f"no. {number}", each.value, each.message)
        elif each == "":
            yield SheetProblem(sheet, 1, f"no. {number}", "", "has no header; delete the column or name it")
        elif each not in known:
            near = did_you_mean(each, known)
            message = f"there is no such column of a {fact_type}{near}; allowed: {', '.join(known)}"
            yield SheetProblem(sheet, 1, each, "", message)
    for each, count in counted.items():
        if each in known and count > 1:
            yield SheetProblem(sheet, 1, each, "", f"stands there {count} times; once is right")
    for each in known:
        if each not in counted:
            yield SheetProblem(sheet, 1, each, "", "is missing; take all columns of the template, blank where open")


def row_of(
    sheet: str, number: int, fact_type: FactType, names: list[str], cells: Sequence[Cell]
) -> tuple[SheetRow, list[SheetProblem]]:
    said = dict.fromkeys(names, "")
    problems = []
    for position, cell in enumerate(cells):
        name = names[position] if position < len(names) else ""
        if isinstance(cell, BadCell):
            problems.append(SheetProblem(sheet, number, name or f"no. {position + 1}", cell.value, cell.message))
        elif name:
            said[name] = unguarded(cell.strip())
        elif cell.strip():
            message = "stands in a column without a header; delete it"
            problems.append(SheetProblem(sheet, number, f"no. {position + 1}", cell, message))
    return SheetRow(sheet, number, fact_type, said), problems
