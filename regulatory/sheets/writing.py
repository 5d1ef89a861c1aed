"""Templates and exports: the sheets that imports read, with the help and the codes that a curator needs beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from regulatory.choices import FactType
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape
from regulatory.dossiers.registry import Registry, natural_key
from regulatory.models import Source
from regulatory.sheets.bounds import LARGEST, MEGABYTE, ROWS
from regulatory.sheets.cells import citations_cell, classes_cell, guarded
from regulatory.sheets.columns import VERSION, Column, Holds, columns_of
from regulatory.sheets.current import Current, current_texts
from regulatory.sheets.xlsx_rows import CODES, HELP
from regulatory.spreadsheets import LONGEST, Sheet, csv_text, workbook

NOTES = (
    ("Rows", "One fact a row. An import makes drafts of rows that are new or changed; nothing is published by it."),
    ("Headers", "Keep all columns and their names; their order is free."),
    ("Blank cells", "A blank cell means: not stated. In a row of a stored fact it clears the value."),
    (
        "Version",
        "Keep what the export wrote: a row that was made from an older version is refused. Blank for a new fact.",
    ),
    ("Citations", "A line a citation: source-key | locator | what it supports. Alt+Enter begins a line. For example:"),
    ("", "sg-act | s. 2 | Names the classes that need a licence"),
    ("", "A bar within a locator is written \\|, a backslash \\\\. Sources have to be in the knowledge base already."),
    ("Product classes", "Keys with commas between them. Blank: the fact is about all classes."),
    (
        "Texts like formulas",
        "A text that begins with = + - @ or # stands behind an apostrophe, which an import takes away.",
    ),
    (
        "Refused whole",
        "One wrong cell refuses the file. The message names sheet, row, column, value and what is allowed.",
    ),
    (
        "Limits",
        f"At most {LARGEST // MEGABYTE} MB and {ROWS} rows a file. CSV in UTF-8, with commas; XLSX without formulas.",
    ),
)


class TooLongError(Exception):
    """A text does not fit into a cell of a workbook, and would not read back as it is."""


def cells_of(record: FactShape) -> dict[str, str]:
    """The record's values as texts of cells, by header; not yet guarded. What a fact is compared by, too."""
    said: dict[str, str] = {}
    for name, column in columns_of(FactType(record.type)).items():
        if name == VERSION:
            continue
        value: Any = getattr(record, name)
        match column.holds:
            case Holds.CITATIONS:
                said[name] = citations_cell(value)
            case Holds.CLASSES:
                said[name] = classes_cell(value)
            case _:
                said[name] = "" if value is None else str(value)
    return said


def rows_of(texts: Iterable[Current], fact_type: FactType) -> list[list[str]]:
    rows = []
    for each in texts:
        said = {**cells_of(each.record), VERSION: str(each.version.number)}
        rows.append([guarded(said[name]) for name in columns_of(fact_type)])
    return rows


def template(fact_type: FactType, extension: str) -> bytes:
    """An empty file with the exact headers of a type; as a workbook with help and codes."""
    return file_of({fact_type: []}, extension)


def export(keys: Collection[str], person: User, extension: str) -> tuple[bytes, int]:
    """The facts of these keys as this person sees them, and how many there are. A CSV takes one type only, or raises ValueError."""
    texts = sorted(current_texts(keys, person, Registry()).values(), key=lambda each: each.record.key)
    by_type: dict[FactType, list[Current]] = {}
    for each in texts:
        by_type.setdefault(each.version.fact_type, []).append(each)
    if extension == "csv" and len(by_type) > 1:
        names = ", ".join(sorted(by_type))
        raise ValueError(
            f"a CSV holds one type of facts, and these are of {len(by_type)}: {names}; choose one type, or XLSX"
        )
    ordered = {each: by_type[each] for each in FACT_SHAPES if each in by_type}
    return file_of({each: rows_of(found, each) for each, found in ordered.items()}, extension), len(texts)


def file_of(rows: Mapping[FactType, list[list[str]]], extension: str) -> bytes:
    if extension == "csv":
        fact_type, found = next(iter(rows.items()))
        return csv_text(list(columns_of(fact_type)), found).encode()
    for fact_type, found in rows.items():
        for row in found:
            for name, cell in zip(columns_of(fact_type), row, strict=True):
                if len(cell) > LONGEST:
                    raise TooLongError(
                        f"{row[0]}: {name} has {len(cell)} characters; a cell of XLSX holds {LONGEST}; choose CSV"
                    )
    first, *others = (facts_sheet(fact_type, found) for fact_type, found in rows.items())
    return workbook("ATMP knowledge base: facts", [first, help_sheet(list(rows)), codes_sheet(list(rows)), *others])


WIDE = {Holds.TEXT: 40, Holds.CITATIONS: 60, Holds.KEY: 30}


def facts_sheet(fact_type: FactType, rows: list[list[str]]) -> Sheet:
    columns = columns_of(fact_type)
    widths = [max(len(each.name) + 2, WIDE.get(each.holds, 14)) for each in columns.values()]
    return Sheet(fact_type.value, list(columns), rows, widths, held=1)


def help_sheet(types: list[FactType]) -> Sheet:
    rows = [*NOTES]
    for fact_type in types:
        rows += [("", ""), (f"Sheet '{fact_type}'", fact_type.meaning)]
        rows += [(each.name, each.help) for each in columns_of(fact_type).values()]
    return Sheet(HELP, ("What", "How"), rows, (26, 110))


def codes_sheet(types: list[FactType]) -> Sheet:
    rows: list[tuple[str, str, str]] = []
    told: set[tuple[str, frozenset[str]]] = set()
    for fact_type in types:
        for each in columns_of(fact_type).values():
            words = words_of(each)
            # `kind` has other words in each type; the other columns are told once.
            if words and (each.name, frozenset(words)) not in told:
                told.add((each.name, frozenset(words)))
                where = f"{each.name} ({fact_type})" if each.name == "kind" else each.name
                rows += [(where, code, meaning) for code, meaning in words.items()]
    return Sheet(CODES, ("Column", "Code", "Meaning"), rows, (28, 40, 90))


def words_of(column: Column) -> dict[str, str]:
    if column.allowed:
        return column.allowed
    model = Source if column.holds is Holds.CITATIONS else column.links
    return names_of(model) if model else {}


def names_of(model: type[models.Model]) -> dict[str, str]:
    """Key and name of every record that a cell can name."""
    key = natural_key(model)
    name = "title" if model is Source else "name"
    found = model._default_manager.order_by(key)
    if any(field.name == "selectable" for field in model._meta.concrete_fields):
        found = found.filter(selectable=True)
    return dict(found.values_list(key, name))
