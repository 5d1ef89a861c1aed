"""Files of facts for tests: rows as mappings, written as CSV or XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook

from regulatory.choices import FactType
from regulatory.sheets.columns import columns_of

REQUIREMENT = FactType.REQUIREMENT


def requirement(**changes: str) -> dict[str, Any]:
    """A new requirement that is right, on the small content, with changes."""
    said = {
        "key": "sg-donors",
        "jurisdiction": "SG",
        "topic": "everything",
        "kind": "donor-eligibility",
        "title": "Donors",
        "summary": "Donors are tested.",
        "legal_status": "in-force",
        "citations": "sg-act | s. 3 | Says who is tested.\nshared-act",
        "checked_on": "2026-11-20",
    }
    return dict.fromkeys(columns_of(REQUIREMENT), "") | said | changes


def csv_file(rows: Iterable[Mapping[str, Any]], headers: Iterable[str] = ()) -> bytes:
    rows = list(rows)
    names = list(headers) or list(rows[0])
    out = io.StringIO()
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def rows_of(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def xlsx_file(rows: Iterable[Mapping[str, Any]], name: str = "requirement") -> bytes:
    book = Workbook()
    page: Any = book.active
    page.title = name
    rows = list(rows)
    page.append(list(rows[0]))
    for row in rows:
        page.append(list(row.values()))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(body: bytes, name: str, content: bytes | Iterable[bytes]) -> bytes:
    """The workbook with one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        with new.open(name, "w") as part:
            for chunk in [content] if isinstance(content, bytes) else content:
                part.write(chunk)
    return out.getvalue()


def part(body: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(name)


SHEET = "xl/worksheets/sheet1.xml"
