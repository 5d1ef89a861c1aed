"""Formats of the API beside JSON: lists as CSV and XLSX, one economy's dossier as its content file.

How cells are made safe stands with the spreadsheets of the pages; which columns a list has is read from its declared shape, so that all
pages of a list have the same.
"""

from __future__ import annotations

import datetime
import json
import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from rest_framework.renderers import BaseRenderer, JSONRenderer

from atmp_kb.schema.components import ROWS
from regulatory.dossiers.dossier import dossier_file
from regulatory.spreadsheets import XLSX, Sheet, Value, csv_text, workbook

ADDRESSES = ("url", "api_url")
TOLD_IN_ANY_CASE = ("on_that_day",)
NOTE = "meta.note"
"""The column in which each row says how the list is to be read."""


def members(annotation: Any) -> Iterator[Any]:
    """The types that a value may have, null aside."""
    if get_origin(annotation) is Annotated:
        yield from members(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for each in get_args(annotation):
            yield from members(each)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from members(annotation.model_fields["root"].annotation)
    elif annotation is not types.NoneType:
        yield annotation


def paths(shape: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where the values of a record stand, in the order of its fields. A list is one value."""
    for model in members(shape):
        for name, field in model.model_fields.items():
            parts = [
                each for each in members(field.annotation) if isinstance(each, type) and issubclass(each, BaseModel)
            ]
            if name == "meta":
                continue
            if parts:
                for part in parts:
                    yield from paths(part, (*before, name))
            else:
                yield (*before, name)


@cache
def columns(noun: str, fields: tuple[str, ...] = ()) -> tuple[tuple[str, ...], ...]:
    """Of a noun's lists, or of these fields of them."""
    return tuple(path for path in dict.fromkeys(paths(ROWS[noun])) if not fields or path[0] in fields)


def fields_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that were asked for, with what is told of a row in any case; empty: all of them."""
    asked = data["meta"].get("fields", ())
    told = {name for row in data["results"] for name in row if name in TOLD_IN_ANY_CASE}
    return (*asked, *told) if asked else ()


def value_at(row: Mapping[str, Any], path: tuple[str, ...]) -> Value:
    """The value as one cell; what is not stated is an empty cell."""
    found: Any = row
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return cell(found)


def cell(value: Any) -> Value:
    if isinstance(value, list | tuple):
        return "; ".join(str(in_list(each)) for each in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        # As in JSON; a workbook knows no time zones.
        return value.isoformat().replace("+00:00", "Z")
    return value if value is None or isinstance(value, int | datetime.date) else str(value)


def in_list(value: Any) -> Value:
    """One of several in a cell: what is cited with where in it; a record by its key; anything else as it is."""
    if isinstance(value, Mapping):
        if isinstance(value.get("source"), Mapping):
            return ", ".join(filter(None, (value["source"]["key"], value.get("locator"))))
        return cell(value.get("key") or value.get("code") or value)
    return cell(value)


class ListRenderer(BaseRenderer):
    """A page of a list as a table. Problems are told as JSON in any format."""

    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if not (isinstance(data, Mapping) and "results" in data):
            answer: bytes = JSONRenderer().render(data, renderer_context=renderer_context)
            return answer
        noun, response = renderer_context["view"].noun, renderer_context["response"]
        note = data["meta"].get("note")
        part = "-selection" if note else ""
        name = f"atmp-{noun}{part}-revision-{data['meta']['data_revision']}.{self.format}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        there = columns(noun, fields_of(data))
        rows = [[value_at(row, path) for path in there] for row in data["results"]]
        head = [".".join(path) for path in there]
        if note:
            # A table that is passed on has nothing but its rows to say so.
            head.append(NOTE)
            rows = [[*row, note] for row in rows]
        return self.table(noun, head, rows, data)

    def table(self, noun: str, head: list[str], rows: list[list[Value]], data: Mapping[str, Any]) -> bytes:
        raise NotImplementedError


class Csv(ListRenderer):
    media_type = "text/csv"
    format = "csv"

    def table(self, noun: str, head: list[str], rows: list[list[Value]], data: Mapping[str, Any]) -> bytes:
        return csv_text(head, rows).encode()


class Xlsx(ListRenderer):
    """With a second sheet that says how many records there are on all pages, of which data, and on what terms."""

    media_type = XLSX
    format = "xlsx"

    def table(self, noun: str, head: list[str], rows: list[list[Value]], data: Mapping[str, Any]) -> bytes:
        links = frozenset(number for number, name in enumerate(head) if name in ADDRESSES)
        about: list[tuple[str, Value]] = [
            ("rows here", len(rows)),
            ("rows on all pages", data["count"]),
            ("next page", data["next"]),
            *((name, cell(value)) for name, value in data["meta"].items()),
        ]
        widths = [min(40, max(12, len(name) + 2)) for name in head]
        sheets = [Sheet(noun, head, rows, widths, links, held=1), Sheet("about", ("what", "value"), about, (24, 100))]
        return workbook(f"ATMP regulatory knowledge base: {noun}", sheets)


class DossierYaml(BaseRenderer):
    """What is known about one economy, as the content file: it can be loaded again. Problems are told as JSON."""

    media_type = "application/yaml"
    format = "yaml"
    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if renderer_context["response"].exception:
            answer: bytes = JSONRenderer().render(data, renderer_context=renderer_context)
            return answer
        return dossier_file(data["code"])


LIST_FORMATS = [JSONRenderer, Csv, Xlsx]
DOSSIER_FORMATS = [JSONRenderer, DossierYaml]
