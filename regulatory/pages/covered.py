"""The coverage grid as it is shown: each cell in words, by its look, and where it leads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from regulatory.catalogue.coverage import Coverage, Covered
from regulatory.choices import JurisdictionKind
from regulatory.readings import JurisdictionReading, TopicReading

STEPS = (4, 10)
"""From how many rules on a cell is a shade darker, and two."""
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """`number` and `words` say the state without colour; `look` are the classes that colour it."""

    number: str
    words: str
    look: str
    url: str
    oldest: datetime.date | None
    due: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    place: JurisdictionReading
    facts: int
    is_reference: bool
    cells: tuple[ShownCell, ...]


def rows_of(grid: Coverage) -> list[ShownRow]:
    return [
        ShownRow(
            row.place,
            row.facts,
            row.place.kind != JurisdictionKind.ECONOMY,
            tuple(shown(cell, row.place, topic) for cell, topic in zip(row.cells, grid.topics, strict=True)),
        )
        for row in grid.rows
    ]


def shown(cell: Covered, place: JurisdictionReading, topic: TopicReading) -> ShownCell:
    """What is known leads to the economy's facts on the topic; what is not, to what the others say of it."""
    if not (cell.rules or cell.blanks):
        return ShownCell(UNKNOWN, "not researched", "unknown", f"/topics/{topic.key}/", None, 0)
    shade = sum(cell.rules >= step for step in (1, *STEPS))
    look = f"known-{shade}{' is-due' if cell.due else ''}"
    url = f"/economies/{place.code}/#t-{topic.key}"
    return ShownCell(str(cell.rules), words_of(cell), look, url, cell.oldest, cell.due)


def words_of(cell: Covered) -> str:
    blanks = f"{cell.blanks} looked for and not found" if cell.blanks else ""
    facts = f"fact{'s' * (cell.rules != 1)}" if cell.rules or not blanks else "facts"
    return ", ".join(filter(None, (facts, blanks)))


def gaps_of(grid: Coverage) -> tuple[int, int]:
    """How many cells of the economies nobody has looked into, and how many there are."""
    cells = [cell for row in grid.rows if row.place.kind == JurisdictionKind.ECONOMY for cell in row.cells]
    return sum(not (cell.rules or cell.blanks) for cell in cells), len(cells)
