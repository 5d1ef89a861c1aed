"""CSV and XLSX as formats: safe cells, a formatted workbook, the responses. What stands in them is decided where they are made:
downloads of pages in pages/exports.py, lists of the API in atmp_kb/formats.py, facts for curators in sheets/writing.py.

A cell that begins like a formula is put into words by an apostrophe, in both formats: a spreadsheet would run it, also after the file
was saved as another kind.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""

Value = str | int | datetime.date | None
Row = Sequence[Value]

HEAD = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="0B5A63")
LINK = Font(color="0B5A63", underline="single")
DAY = "yyyy-mm-dd"
TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a head, rows, and the width of each column in characters. `links` are columns (from 0) whose texts are addresses.

    `held` columns stay in sight when one scrolls to the side.
    """

    name: str
    head: Sequence[str]
    rows: Sequence[Row]
    widths: Sequence[int]
    links: frozenset[int] = frozenset()
    held: int = 0


def neutral(value: Value) -> Value:
    """The value as it may stand in a spreadsheet: never a formula, without control characters."""
    if not isinstance(value, str):
        return value
    text = value if value.isprintable() else ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_BEGINS) else text


def csv_text(head: Sequence[str], rows: Iterable[Row]) -> str:
    """The rows with their head. The byte order mark tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([neutral(value) for value in row] for row in rows)
    return out.getvalue()


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    book = Workbook()
    book.properties.title = title
    first = book.active
    if first is not None:
        book.remove(first)
    for sheet in sheets:
        fill(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill(page: Worksheet, sheet: Sheet) -> None:
    page.append(list(sheet.head))
    head: Any
    for head in page[1]:
        head.font, head.fill, head.alignment = HEAD, HEAD_FILL, TOP
    plain, linked, dated = style_of(page, TOP), style_of(page, TOP, LINK), style_of(page, TOP, number_format=DAY)
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row):
            if value in (None, ""):
                continue
            safe = neutral(value)
            cell: Any = page.cell(number, column + 1, safe[:LONGEST] if isinstance(safe, str) else safe)
            cell._style = dated if isinstance(value, datetime.date) else plain
            if column in sheet.links and isinstance(value, str) and value.startswith(("https://", "http://")):
                cell.hyperlink, cell._style = value, linked
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.held + 1)}2"
    if sheet.rows:
        page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.print_title_rows = "1:1"


def style_of(page: Worksheet, alignment: Alignment, font: Font | None = None, number_format: str = "") -> object:
    """One style for many cells: to look it up for each of them takes most of the time of a large sheet."""
    sample: Any = Cell(page, row=1, column=1)
    sample.alignment = alignment
    if font:
        sample.font = font
    if number_format:
        sample.number_format = number_format
    return sample._style


def csv_response(name: str, head: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    return download(csv_text(head, rows).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_response(name: str, title: str, sheets: Iterable[Sheet]) -> HttpResponse:
    return download(workbook(title, sheets), XLSX, f"{name}.xlsx")


def download(body: bytes, content_type: str, name: str) -> HttpResponse:
    """`name` is made of our own words and numbers, never of input."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
