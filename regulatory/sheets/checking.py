"""Rows to records: what each cell says, whether the row is a fact, and whether facts and catalogue agree. All problems at once.

The rules are those of the content files (dossiers/shapes, checks); here they are told by sheet, row and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from regulatory.dossiers import binding, catalogue_shapes, checks
from regulatory.dossiers.columns import values_fit
from regulatory.dossiers.content import Content, Problem, did_you_mean
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape
from regulatory.dossiers.reading import problems_of_shape, written
from regulatory.dossiers.registry import Registry
from regulatory.dossiers.wording import economies_are_named_as_apec_does
from regulatory.models import ProductClass, Source, Topic
from regulatory.sheets.bounds import SheetProblem
from regulatory.sheets.cells import citations_in, classes_in
from regulatory.sheets.columns import VERSION, Column, Holds, columns_of
from regulatory.sheets.rows import SheetRow

RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    values_fit,
    checks.citations_are_distinct,
    checks.facts_are_dated,
    checks.facts_have_summaries,
    checks.numbers_have_their_basis,
    checks.facts_answer_their_topic,
    checks.classes_can_be_selected,
    checks.keys_of_facts_begin_with_their_code,
    economies_are_named_as_apec_does,
)
"""What of the rules of the content is about facts and leads nowhere else; links are looked at here, cell by cell."""
MANY = 60
"""So many keys are listed as allowed; of more, only those that are like the one given."""


@dataclass
class Checked:
    """Rows with the records that they are, by key, and everything that is wrong with the others."""

    rows: dict[str, tuple[SheetRow, FactShape]] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)

    def told(self, row: SheetRow, column: str, message: str) -> None:
        self.problems.append(SheetProblem(row.sheet, row.number, column, row.cells.get(column, ""), message))


def check(rows: Iterable[SheetRow], registry: Registry, found: Iterable[SheetProblem] = ()) -> Checked:
    """`found` are the problems of cells that could not be read; nothing more is said about those."""
    checked = Checked(problems=list(found))
    unread = {(each.sheet, each.row, each.column) for each in checked.problems}
    seen: dict[str, SheetRow] = {}
    for row in rows:
        key = row.cells["key"]
        if key in seen:
            first = seen[key]
            checked.told(row, "key", f"stands in row {first.number} of '{first.sheet}' already; a key is given once")
        elif key:
            seen[key] = row
        record = record_of(row, unread, registry, checked)
        if record is not None and seen.get(key) is row:
            checked.rows[key] = (row, record)
    agree(checked)
    order = {(row.sheet, row.number): place for place, row in enumerate(seen.values())}
    checked.problems.sort(key=lambda each: order.get((each.sheet, each.row), len(order)))
    return checked


def record_of(
    row: SheetRow, unread: set[tuple[str, int, str]], registry: Registry, checked: Checked
) -> FactShape | None:
    """The record that a row is; None, and problems told, where it is none."""
    said: dict[str, Any] = {"verified": False}
    wrong: dict[str, str] = {}
    for name, column in columns_of(row.fact_type).items():
        cell = row.cells[name]
        if (row.sheet, row.number, name) in unread:
            wrong[name] = ""
        elif cell == "":
            if column.required:
                wrong[name] = f"is blank and has to be filled: {allowed(column, registry)}"
        else:
            try:
                value = value_of(column, cell, registry)
            except ValueError as error:
                wrong[name] = str(error)
            else:
                if name != VERSION:
                    said[name] = value
    shape = FACT_SHAPES[row.fact_type]
    record = None
    try:
        record = shape.model_validate(said)
    except ValidationError as error:
        for place, message in dict(problems_of_shape(error, shape)).items():
            inner = written(place[1:])
            wrong.setdefault(str(place[0]), f"{inner} {message}".strip())
    for name, message in wrong.items():
        if message:
            checked.told(row, name, message)
    return None if wrong else record


def value_of(column: Column, cell: str, registry: Registry) -> Any:
    """What a cell says, in the form of the shapes. Raises ValueError with what would be right."""
    match column.holds:
        case Holds.NUMBER | Holds.VERSION:
            if not re.fullmatch("[0-9]{1,9}", cell):
                raise ValueError("is no whole number; write it in digits only, such as 90")
            return int(cell)
        case Holds.WORD:
            if cell not in column.allowed:
                near = did_you_mean(cell, column.allowed)
                raise ValueError(f"is not allowed{near}; {allowed(column, registry)}")
        case Holds.LINK:
            refuse_unknown([cell], column, registry)
        case Holds.CLASSES:
            keys = classes_in(cell)
            refuse_unknown(keys, column, registry)
            return keys
        case Holds.CITATIONS:
            return citations_of(cell, registry)
        case Holds.TEXT if "\n" in cell:
            raise ValueError("has line breaks; write it as one paragraph")
    return cell


def refuse_unknown(keys: Iterable[str], column: Column, registry: Registry) -> None:
    if column.links is None:
        return
    known = registry.of(column.links)
    if unknown := [key for key in keys if key not in known]:
        noun = column.links._meta.verbose_name
        names = ", ".join(f"'{key}'" for key in unknown)
        near = did_you_mean(unknown[0], known)
        raise ValueError(f"there is no {noun} {names}{near}; {allowed(column, registry)}")


def citations_of(cell: str, registry: Registry) -> list[dict[str, str]]:
    known = registry.of(Source)
    found = list(citations_in(cell))
    for number, each in enumerate(found, start=1):
        if each["source"] not in known:
            near = did_you_mean(each["source"], known) if each["source"] else ""
            raise ValueError(
                f"line {number}: there is no source '{each['source']:.80}'{near}; allowed: the keys on the list of sources. "
                "A line is: source-key | locator | what it supports"
            )
    return found


def allowed(column: Column, registry: Registry) -> str:
    """What may stand in a column, in the words of a message."""
    known = list(column.allowed)
    if column.links is ProductClass:
        known = sorted(key for key, each in registry.classes.items() if each.selectable)
    elif column.links:
        known = sorted(registry.of(column.links))
    if not known:
        return column.holds.value
    return f"allowed: {', '.join(known[:MANY])}{f' and {len(known) - MANY} more' if len(known) > MANY else ''}"


def agree(checked: Checked) -> None:
    """Whether the records keep the rules of the content; those that do not are taken out."""
    content = Content()
    registry = Registry()
    for shape, model in ((catalogue_shapes.TopicShape, Topic), (catalogue_shapes.ProductClassShape, ProductClass)):
        for record, _pk in binding.stored_records(shape, model, registry):
            content.add(record)
    for _row, fact in checked.rows.values():
        content.add(fact)
    for rule in RULES:
        for problem in rule(content):
            if problem.noun != FactShape.noun:
                continue
            row, _record = checked.rows[problem.record]
            column, _, inner = problem.field.partition("[")
            where = f"[{inner} " if inner else ""
            checked.told(row, column or "key", f"{where}{problem.message}")
