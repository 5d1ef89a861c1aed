"""Memory stays bounded, whatever is sent: 200 MB, zip bombs, a million empty rows, a million strings."""

from __future__ import annotations

import io
import struct
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.handlers.wsgi import WSGIRequest

from regulatory.admin.sheets import views
from regulatory.sheets.bounds import MEGABYTE, RefusedFileError
from regulatory.sheets.reading import read_file
from tests.factories import person
from tests.regulatory.sheets.files import SHEET, part, requirement, with_part, xlsx_file

CHUNK = 2**16
RIGHT = requirement()


def peak_of(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def refused(body: bytes) -> tuple[str, int]:
    """What is said of a workbook, and the memory that it took to say it."""
    told: list[str] = []

    def read() -> None:
        with pytest.raises(RefusedFileError) as caught:
            read_file("bomb.xlsx", body)
        told.extend(caught.value.told)

    return told[0] if (peak := peak_of(read)) and told else "", peak


class Upload(io.RawIOBase):
    """A form with one file of zeros, made while it is read."""

    HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\nContent-Type: text/csv\r\n\r\n'
    TAIL = b"\r\n--b--\r\n"

    def __init__(self, size: int) -> None:
        self.length = len(self.HEAD) + size + len(self.TAIL)
        self.parts = iter([self.HEAD, *[b"0" * CHUNK] * (size // CHUNK), self.TAIL])
        self.was_read = 0

    def read(self, size: int = -1) -> bytes:
        found = next(self.parts, b"")
        self.was_read += len(found)
        return found


@pytest.mark.slow
@pytest.mark.django_db
def test_200_megabytes_are_refused_without_being_kept(enter, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    enter("curator", "Curator")
    stream = Upload(200 * MEGABYTE)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/admin/desk/spreadsheets/import/",
        "CONTENT_TYPE": "multipart/form-data; boundary=b",
        "CONTENT_LENGTH": str(stream.length),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": stream,
    }
    answers = []

    def send() -> None:
        request: Any = WSGIRequest(environ)
        request.user = person("curator")
        request._dont_enforce_csrf_checks = True
        answers.append(views.dry_run(request, admin.site))

    peak = peak_of(send)
    assert answers[0].status_code == 413
    assert answers[0].context_data["problems"][0].startswith("Sheet 'big.csv': is larger than 5 MB")
    assert peak < 20 * MEGABYTE
    assert stream.was_read == stream.length  # so that a browser gets to see the answer
    assert list(tmp_path.iterdir()) == []


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself():
    body = with_part(xlsx_file([RIGHT]), SHEET, (b"\0" * MEGABYTE for _ in range(200)))
    said, peak = refused(body)
    assert len(body) < MEGABYTE
    assert "unpacks to 200 MB" in said
    assert peak < 5 * MEGABYTE


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked_either():
    size = 200 * MEGABYTE
    body = with_part(xlsx_file([RIGHT]), SHEET, (b"\0" * MEGABYTE for _ in range(200)))
    lying = body.replace(struct.pack("<L", size), struct.pack("<L", 1000))
    assert lying != body
    said, peak = refused(lying)
    assert "cannot be read as XLSX" in said
    assert peak < 20 * MEGABYTE


def rows_of_sheet(rows: Iterator[bytes]) -> bytes:
    """A right workbook whose sheet goes on with these rows."""
    body = xlsx_file([RIGHT])
    begin, end = part(body, SHEET).split(b"</sheetData>")
    return with_part(body, SHEET, iter([begin, *rows, b"</sheetData>", end]))


@pytest.mark.slow
def test_a_million_empty_rows_are_refused_after_some_of_them():
    body = rows_of_sheet(b'<row r="%d"/>' % number for number in range(3, 1_000_003))
    said, peak = refused(body)
    assert "row 20001: the sheet goes on after row 20000; delete the empty rows" in said
    assert peak < 20 * MEGABYTE


def test_one_row_at_the_very_end_is_a_million_empty_rows():
    body = rows_of_sheet(iter([b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>']))
    said, peak = refused(body)
    assert "goes on after row 20000" in said
    assert peak < 20 * MEGABYTE


def test_cells_in_the_last_column_of_every_row_are_refused_at_the_first():
    rows = (b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (number, number) for number in range(3, 20_000))
    said, peak = refused(rows_of_sheet(rows))
    assert "row 3: has 16384 cells; at most 100 are read" in said
    assert peak < 20 * MEGABYTE


@pytest.mark.slow
def test_as_many_strings_as_fit_into_the_bound_stay_within_memory():
    """The part that openpyxl reads as a whole."""
    strings = b"".join(b"<si><t>%07d</t></si>" % number for number in range(1_300_000))
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    body = with_part(xlsx_file([RIGHT]), "xl/sharedStrings.xml", head + strings + b"</sst>")
    assert peak_of(lambda: read_file("a.xlsx", body)) < 200 * MEGABYTE
