"""A CSV file as rows of cells: UTF-8, commas, quotes as RFC 4180 has them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from regulatory.sheets.bounds import RefusedFileError, SheetProblem
from regulatory.sheets.rows import FORMULA, BadCell, Cell, RawRow, RawSheet

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def csv_sheet(name: str, body: bytes) -> RawSheet:
    """Raises RefusedFileError where the bytes are no text in UTF-8."""
    if body.startswith(UTF_16):
        raise RefusedFileError([SheetProblem(name, message="is in UTF-16; save it as 'CSV UTF-8'")])
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = body.count(b"\n", 0, error.start) + 1
        bad = f"byte {body[error.start]:#04x}"
        message = f"is not in UTF-8 ({bad} in line {row}); save it as 'CSV UTF-8'"
        raise RefusedFileError([SheetProblem(name, message=message)]) from error
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise RefusedFileError([SheetProblem(name, row, message="holds a NUL character; this is no CSV")])
    return RawSheet(name, None, rows_of(name, text))


def rows_of(name: str, text: str) -> Iterator[RawRow]:
    """Rows are counted as a spreadsheet shows them: a cell with line breaks is one row."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    width = None
    try:
        for number, cells in enumerate(rows, start=1):
            if number == 1 and len(cells) == 1 and any(mark in cells[0] for mark in ";\t"):
                message = "its columns are not separated by commas; save it as 'CSV UTF-8 (comma delimited)'"
                raise RefusedFileError([SheetProblem(name, 1, message=message)])
            width = width or len(cells)
            if cells and len(cells) != width and any(cells):
                message = f"has {len(cells)} cells where the header has {width}; put texts with commas in double quotes"
                raise RefusedFileError([SheetProblem(name, number, message=message)])
            yield number, [cell_of(each) for each in cells]
    except csv.Error as error:
        message = f"cannot be read as CSV: {error}; look for a double quote that is not closed or not doubled"
        raise RefusedFileError([SheetProblem(name, number + 1, message=message)]) from error


def cell_of(text: str) -> Cell:
    return BadCell(text, FORMULA) if text.lstrip().startswith("=") else text
