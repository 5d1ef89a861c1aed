"""An XLSX workbook as rows of cells, read as a stream and within bounds: neither a zip bomb nor a million empty rows fills the memory."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from regulatory.choices import FactType
from regulatory.sheets.bounds import MEGABYTE, PARTS, UNZIPPED, RefusedFileError, SheetProblem
from regulatory.sheets.rows import FORMULA, BadCell, Cell, RawRow, RawSheet

HELP, CODES = "How to fill in", "Codes"
"""Sheets of our templates that hold no facts."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
CHUNK = 2**16
MERGED = re.compile(rb"<(?:\w+:)?mergeCell[\s>]")


def xlsx_sheets(name: str, body: bytes) -> Iterator[RawSheet]:
    """The sheets of facts in a workbook. Raises RefusedFileError where it is none, is too large, or has a sheet that is no type of fact."""
    if body.startswith(OLD_EXCEL):
        message = "is an old Excel file (.xls) or protected by a password; save it as XLSX without one"
        raise RefusedFileError([SheetProblem(name, message=message)])
    refuse_bombs(name, body)
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, keep_links=False)
        names = list(book.sheetnames)
    except Exception as error:  # what openpyxl raises on damaged files is anything
        raise unreadable(name, error) from error
    known = [each.value for each in FactType]
    strange = [each for each in names if each not in (*known, HELP, CODES)]
    if strange or not set(names) & set(known):
        message = f"a sheet is named after the type of its facts; allowed: {', '.join(known)}"
        raise RefusedFileError([SheetProblem(each, message=message) for each in strange or names or [name]])
    for each in names:
        if each in known:
            yield RawSheet(each, FactType(each), rows_of(each, book[each]))


def refuse_bombs(name: str, body: bytes) -> None:
    """Refuse what would unpack to more than is read. Python reads no more of a part than its size that stands in the archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > PARTS or size > UNZIPPED:
                message = (
                    f"unpacks to {size / MEGABYTE:.0f} MB in {len(parts)} parts; at most {UNZIPPED // MEGABYTE} MB in "
                    f"{PARTS} are read. Copy the rows into a fresh template"
                )
                raise RefusedFileError([SheetProblem(name, message=message)])
            merged = [part.filename for part in parts if part.filename.startswith("xl/worksheets/")]
            if any(has_merged_cells(archive, part) for part in merged):
                raise RefusedFileError([SheetProblem(name, message="has merged cells; unmerge them, a cell each")])
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise unreadable(name, error) from error


def has_merged_cells(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        end = b""
        while chunk := stream.read(CHUNK):
            if MERGED.search(end + chunk):
                return True
            end = chunk[-40:]
    return False


def unreadable(name: str, error: Exception) -> RefusedFileError:
    message = f"cannot be read as XLSX ({type(error).__name__}: {error!s:.80}); save it anew as an Excel workbook"
    return RefusedFileError([SheetProblem(name, message=message)])


def rows_of(name: str, page: Any) -> Iterator[RawRow]:
    try:
        # What the file says of its own extent may be wrong; then rows would be left out without a word.
        page.reset_dimensions()
        for number, cells in enumerate(page.iter_rows(), start=1):
            yield number, [cell_of(each) for each in cells]
    except RefusedFileError:
        raise
    except Exception as error:  # as above
        raise unreadable(name, error) from error


def cell_of(cell: Any) -> Cell:
    """A cell as a text: whole numbers and days too, which are written one way only."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return BadCell(str(getattr(value, "text", value)), FORMULA)
    if cell.data_type == "e":
        return BadCell(str(value), "is an error of the spreadsheet; write the value")
    match value:
        case bool():
            return BadCell(str(value).upper(), "is a truth value; format the cell as text and write it again")
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.date() if not isinstance(value, datetime.datetime):
            return value.isoformat()
        case int():
            return str(value)
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        case str():
            # Line ends as the formats write them.
            return value.replace("\r\n", "\n")
        case _:
            return BadCell(str(value), "is no text, whole number or day; format the cell as text and write it again")
