"""The rows and cells of a comparison as the template shows them: cards, numbered citations, agreement, verdicts, what moved.

What they mean was decided in comparison/; the page itself stands in compare.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from regulatory.comparison.agreement import Agreement
from regulatory.comparison.applicability import Applicability
from regulatory.comparison.changes import Moved
from regulatory.comparison.in_force import CANNOT_TELL, OnDay
from regulatory.comparison.table import Blank, Cell, Row
from regulatory.filtersets.compared import Compared, Pair
from regulatory.pages.agreeing import agreement_text, strictest_text
from regulatory.pages.cards import Cite, FactCard, card_of, cite_of
from regulatory.readings import FactReading, JurisdictionReading, SourceReading, TopicReading

FEW = 4
"""So many economies are compared pair by pair in sentences; more of them in a table."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered link from a cell to the list of sources under the table."""

    number: int
    locator: str


@dataclass(frozen=True, slots=True)
class CellFact:
    """`day` is set where a day in the world was asked of and the fact's dates do not tell."""

    card: FactCard
    references: tuple[Reference, ...]
    verdict: Applicability | None
    day: OnDay | None


@dataclass(frozen=True, slots=True)
class ShownMove:
    """What moved in a cell: `what` is added, changed or ended; `fields` names what is different."""

    what: str
    title: str
    url: str
    fields: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: what is known, and the attested blanks beside it; `blank` is set where nothing in force is known.

    `aside` are rules that do not apply to the product asked about; `answer` is in words where several facts carry it.
    """

    topic: str
    place: JurisdictionReading
    answer: str
    facts: tuple[CellFact, ...]
    aside: tuple[CellFact, ...]
    absences: tuple[CellFact, ...]
    blank: Blank | None
    moved: tuple[ShownMove, ...]

    @property
    def bare(self) -> bool:
        """Whether nothing is known of it at all, nor has anything moved: most cells of a wide comparison."""
        return not (self.facts or self.aside or self.absences or self.moved)


@dataclass(frozen=True, slots=True)
class Mark:
    """One economy in the strip of agreement: same, departs, apart, known (there is no majority) or unknown."""

    place: JurisdictionReading
    state: str
    says: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`asks` and `agreement` are empty where having a rule is all that is compared."""

    topic: TopicReading
    asks: str
    agreement: str
    strip: tuple[Mark, ...]
    strictest: tuple[str, ...]
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one first-level topic."""

    key: str
    name: str
    rows: tuple[ShownRow, ...]


class Sources:
    """Numbers the sources of a page in the order in which they are first cited."""

    def __init__(self) -> None:
        self.numbers: dict[SourceReading, int] = {}

    def references(self, fact: FactReading) -> tuple[Reference, ...]:
        return tuple(
            Reference(self.numbers.setdefault(each.source, len(self.numbers) + 1), each.locator)
            for each in fact.citations
        )

    def cites(self) -> list[Cite]:
        return [cite_of(source) for source in self.numbers]


def groups_of(found: Compared, sources: Sources) -> list[RowGroup]:
    names = {topic.key: topic.name for topic in found.asked.catalogue.topics.values()}
    groups = []
    for key, rows in groupby(found.table.rows, key=lambda row: row.topic.parent or row.topic.key):
        groups.append(RowGroup(key, names[key], tuple(shown_row(row, found, sources) for row in rows)))
    return groups


def shown_row(row: Row, found: Compared, sources: Sources) -> ShownRow:
    compares = row.measure.can_differ
    several = len(row.cells) > 1
    return ShownRow(
        row.topic,
        row.measure.asks if compares else "",
        agreement_text(row.agreement)
        if compares and several
        else f"{row.agreement.known} of {row.agreement.of} have a rule in force; the others are blanks"
        if several
        else "",
        tuple(mark_of(cell, row.agreement) for cell in row.cells) if compares and several else (),
        # Where all known answers are the same, nobody is stricter than another.
        tuple(strictest_text(each) for each in row.strictest if row.differs),
        tuple(shown_cell(row, cell, found, sources) for cell in row.cells),
    )


def mark_of(cell: Cell, agreement: Agreement) -> Mark:
    if cell.answer is None:
        return Mark(cell.jurisdiction, "unknown", "unknown")
    if cell.jurisdiction in agreement.apart:
        state = "apart"
    elif cell.jurisdiction in agreement.departs:
        state = "departs"
    else:
        state = "same" if agreement.majority else "known"
    return Mark(cell.jurisdiction, state, cell.answer.label)


def shown_cell(row: Row, cell: Cell, found: Compared, sources: Sources) -> ShownCell:
    rules, absences, aside = [], [], []
    for fact in cell.facts:
        shown = shown_fact(fact, found, sources)
        if shown.card.blank:
            absences.append(shown)
        elif shown.verdict and shown.verdict.verdict == "does-not-apply":
            aside.append(shown)
        else:
            rules.append(shown)
    answer = cell.answer.label if cell.answer and row.measure.can_differ and len(cell.rules) > 1 else ""
    moves = found.moved.get((row.topic.key, cell.jurisdiction.code), ())
    return ShownCell(
        row.topic.key,
        cell.jurisdiction,
        answer,
        tuple(rules),
        tuple(aside),
        tuple(absences),
        cell.blank,
        tuple(map(shown_move, moves)),
    )


def shown_fact(fact: FactReading, found: Compared, sources: Sources) -> CellFact:
    day = found.days.get(fact.key)
    return CellFact(
        card_of(fact),
        sources.references(fact),
        found.verdicts.get(fact.key),
        day if day and day.verdict == CANNOT_TELL else None,
    )


def shown_move(move: Moved) -> ShownMove:
    fields = ", ".join(each.field.replace("_", " ") for each in move.fields)
    return ShownMove(move.what, move.fact.title, f"/facts/{move.fact.key}/", fields)


@dataclass(frozen=True, slots=True)
class PairCell:
    """`text` is such as "7 of 19"; `label` is the whole sentence; `unknown` counts the rows without an answer."""

    text: str
    label: str
    unknown: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairwise figures: `sentences` for a few economies, `matrix` (one row an economy) for more."""

    sentences: tuple[tuple[str, str], ...]
    matrix: tuple[tuple[JurisdictionReading, tuple[PairCell | None, ...]], ...]


def pairs_of(places: Iterable[JurisdictionReading], pairs: Iterable[Pair]) -> Pairs:
    columns, every = list(places), list(pairs)
    if len(columns) <= FEW:
        return Pairs(tuple((f"{pair.one.name} and {pair.other.name}", pair.text) for pair in every), ())
    cells = {}
    for pair in every:
        found = pair.found
        text = f"{found.differ} of {found.comparable}" if found.comparable else "none comparable"
        cell = PairCell(text, f"{pair.one.name} and {pair.other.name}: {pair.text}", found.unknown)
        cells[pair.one.code, pair.other.code] = cells[pair.other.code, pair.one.code] = cell
    return Pairs((), tuple((one, tuple(cells.get((one.code, other.code)) for other in columns)) for one in columns))
