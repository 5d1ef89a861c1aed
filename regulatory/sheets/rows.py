"""What a sheet is once its format is read, whichever that is: rows of cells, each a text or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regulatory.choices import FactType


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that holds something else than a text or a number."""

    value: str
    message: str


Cell = str | BadCell
RawRow = tuple[int, Sequence[Cell]]
"""Number of the row as the spreadsheet shows it, and its cells."""

FORMULA = "is a formula; paste its value, or write an apostrophe before it if it is a text"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet before its columns are known. `fact_type` is None where only the headers tell."""

    name: str
    fact_type: FactType | None
    rows: Iterator[RawRow]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with content: its cells by header, as texts without spaces at their ends; blank ones are empty."""

    sheet: str
    number: int
    fact_type: FactType
    cells: dict[str, str]
