"""What an import would do, row by row and value by value, before anything is done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.auth.models import User

from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.registry import Registry
from regulatory.sheets.bounds import RefusedFileError
from regulatory.sheets.checking import Checked, check
from regulatory.sheets.columns import VERSION
from regulatory.sheets.current import Current, current_texts
from regulatory.sheets.reading import read_file
from regulatory.sheets.rows import SheetRow
from regulatory.sheets.writing import cells_of

OF_A_VERSION = ("checked_on", "review_due")
"""Belong to the version that was checked: another text does not take them over unless the row gives another day."""


class Verb(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a row, as cells have it: what is stored now and what the draft will say. `note` explains what is not plain."""

    column: str
    before: str
    after: str
    note: str = ""

    @property
    def when_empty(self) -> str:
        """What a blank cell of the column means."""
        return "all classes" if self.column == "product_classes" else "not stated"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row, the record that it is, what is stored under its key, and what differs."""

    row: SheetRow
    record: FactShape
    current: Current | None
    differences: tuple[Difference, ...]

    @property
    def verb(self) -> Verb:
        if self.current is None:
            return Verb.NEW
        return Verb.CHANGED if self.differences else Verb.UNCHANGED

    @property
    def changed_columns(self) -> set[str]:
        return {each.column for each in self.differences}


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a file that is right."""

    rows: list[PlannedRow]
    registry: Registry = field(repr=False)

    @property
    def to_write(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.verb != Verb.UNCHANGED]

    def count(self, verb: Verb) -> int:
        return Counter(row.verb for row in self.rows)[verb]

    @property
    def in_words(self) -> str:
        return ", ".join(f"{self.count(verb)} {verb}" for verb in Verb)

    @property
    def digest(self) -> str:
        """A fingerprint of what a person agrees to: it moves when the file would do something else by now."""
        said = [
            (row.record.key, row.differences, row.current and (row.current.version.pk, row.current.version.updated_at))
            for row in self.rows
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan_import(name: str, body: bytes, *, by: User) -> Plan:
    """What the file would do as the import of this person. Raises RefusedFileError with all that is wrong with it."""
    registry = Registry()
    rows, problems = read_file(name, body)
    checked = check(rows, registry, problems)
    current = current_texts(list(checked.rows), by, registry)
    planned = [
        PlannedRow(row, record, current.get(key), tuple(differences(record, current.get(key))))
        for key, (row, record) in checked.rows.items()
    ]
    for each in planned:
        refuse_collisions(each, checked)
    if checked.problems:
        raise RefusedFileError(checked.problems)
    return Plan(planned, registry)


def differences(record: FactShape, current: Current | None) -> Iterator[Difference]:
    after = cells_of(record)
    if current is None:
        yield from (Difference(name, "", value) for name, value in after.items() if value)
        return
    before = cells_of(current.record)
    moved = [name for name in {**before, **after} if before.get(name, "") != after.get(name, "")]
    for name in {**before, **after}:
        was, now = before.get(name, ""), after.get(name, "")
        if name in moved:
            yield Difference(name, was, now)
        elif moved and now and name in OF_A_VERSION and not current.is_own_draft:
            note = (
                "a check belongs to the text that was checked; for the new text give another day, here or in the form"
            )
            yield Difference(name, was, "", note)


def refuse_collisions(planned: PlannedRow, checked: Checked) -> None:
    """What the database would refuse, or what would write over somebody's work."""
    row, current = planned.row, planned.current
    given = row.cells[VERSION]
    if current is None:
        if given:
            checked.told(
                row, VERSION, f"there is no fact '{planned.record.key}' yet; leave the version of a new one blank"
            )
        return
    if current.version.fact_type != row.fact_type:
        checked.told(row, "key", f"names a {current.version.fact_type} for ever; choose another key")
        return
    if planned.verb == Verb.UNCHANGED:
        return
    if current.open is not None and not current.is_own_draft:
        state = "in review" if current.open.state != "draft" else "a draft"
        message = (
            f"has an open version already: version {current.open.number}, {state}, by {current.open.author}. "
            "Wait until it is published or discarded, or leave the row out"
        )
        checked.told(row, "key", message)
    elif given != str(current.version.number):
        message = f"the row differs from version {current.version.number}, which is the present one; "
        message += "export the fact anew and change that" if given else f"say {current.version.number} to replace it"
        checked.told(row, VERSION, message)
