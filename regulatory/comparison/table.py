"""Facts as rows (topics, in lifecycle order) x columns (jurisdictions, as asked) of cells, and what two columns have in common.

Page, JSON, CSV and XLSX are renderings of one `Comparison`. How a cell answers is decided in answers.py, what a row has in common
in agreement.py. Every fact of an asked topic and jurisdiction stands in exactly one cell; a rule that is not in force, or not yet, stands
there too and answers nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from regulatory.choices import BlankKind, FactType, Force, Scope
from regulatory.comparison.agreement import Agreement, Strictest, agreement, differ, strictest
from regulatory.comparison.answers import Answer, Measure, answer, counts
from regulatory.comparison.measures import measure_of
from regulatory.readings import FactReading, JurisdictionReading, TopicReading


@dataclass(frozen=True, slots=True)
class Blank:
    """Why a cell has no rule in force: nobody looked yet, or one of the attested kinds, with the facts that attest it."""

    kind: str
    label: str
    meaning: str
    facts: tuple[FactReading, ...] = ()


NOT_RESEARCHED = Blank("not-researched", "Not researched", "Nobody has looked yet; this says nothing about the rules")


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic in one jurisdiction: its facts, rules in force first. `blank` is None where a rule or a plan for one is known.

    `force` is that of the best citation and `scopes` whom the rules were written for: of the facts that may answer; of all where none may.
    """

    jurisdiction: JurisdictionReading
    facts: tuple[FactReading, ...]
    blank: Blank | None
    answer: Answer | None
    force: Force | None
    scopes: tuple[str, ...]

    @property
    def rules(self) -> tuple[FactReading, ...]:
        """All but the attested blanks; some may be proposed, adopted or ended."""
        return tuple(fact for fact in self.facts if fact.type != FactType.ABSENCE)


@dataclass(frozen=True, slots=True)
class Row:
    """One topic. `measure` is the question on which the answers of its cells are compared."""

    topic: TopicReading
    measure: Measure
    cells: tuple[Cell, ...]
    agreement: Agreement
    strictest: tuple[Strictest, ...]

    @property
    def differs(self) -> bool:
        """Whether two cells give different answers on one scale."""
        groups = self.agreement.groups
        return len(groups) > len({group.scale for group in groups})


@dataclass(frozen=True, slots=True)
class Comparison:
    jurisdictions: tuple[JurisdictionReading, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two jurisdictions over all rows: they differ on `differ` of `comparable` answers.

    The other rows: `unknown`, where one of the two has no answer, and `not_comparable`, where both have one on different scales, or
    where having a rule is all that is asked.
    """

    differ: int
    comparable: int
    unknown: int
    not_comparable: int


def every(fact: FactReading) -> bool:
    """Whether a fact may answer when nothing is known of the product: each may."""
    return True


def compare(
    facts: Iterable[FactReading],
    jurisdictions: Sequence[JurisdictionReading],
    topics: Sequence[TopicReading],
    answering: Callable[[FactReading], bool] = every,
) -> Comparison:
    """The grid of all `topics` (those of both levels that were asked for) x `jurisdictions`; facts of others are left out.

    A first-level topic gets a row of its own for what is filed directly under it; it is left out where that is nothing and
    topics under it were asked for too. Doubles in what is asked are ignored. A fact that is not `answering`, such as one that does not
    apply to the product asked about, stands in its cell all the same and answers nothing.
    """
    columns = tuple({each.code: each for each in jurisdictions}.values())
    asked = sorted({each.key: each for each in topics}.values(), key=lambda topic: (topic.place, topic.key))
    filed: defaultdict[tuple[str, str], list[FactReading]] = defaultdict(list)
    for fact in facts:
        filed[fact.topic.key, fact.jurisdiction.code].append(fact)
    parents = {topic.parent for topic in asked}
    rows = []
    for topic in asked:
        measure = measure_of(topic.key)
        cells = tuple(cell(measure, column, filed.get((topic.key, column.code), ()), answering) for column in columns)
        if topic.key in parents and not any(each.facts for each in cells):
            continue
        answers = [(each.jurisdiction, each.answer) for each in cells]
        rows.append(Row(topic, measure, cells, agreement(answers), strictest(measure, answers)))
    return Comparison(columns, tuple(rows))


def cell(
    measure: Measure,
    jurisdiction: JurisdictionReading,
    facts: Iterable[FactReading],
    answering: Callable[[FactReading], bool] = every,
) -> Cell:
    """The facts of one jurisdiction on one topic as a cell."""
    ordered = tuple(sorted(facts, key=lambda fact: (not counts(fact), fact.type == FactType.ABSENCE, fact.key)))
    telling = tuple(fact for fact in ordered if counts(fact) and answering(fact))
    marked = telling or ordered
    forces = [force for fact in marked if (force := fact.force) is not None]
    scopes = {fact.scope for fact in marked}
    return Cell(
        jurisdiction,
        ordered,
        blank_of(ordered),
        answer(measure, telling),
        min(forces, key=lambda force: force.rank, default=None),
        tuple(scope.value for scope in Scope if scope in scopes),
    )


def blank_of(facts: Sequence[FactReading]) -> Blank | None:
    """The kind of blank of a cell; None where a rule in force is known, or an unattested one is proposed, adopted or ended."""
    if not facts:
        return NOT_RESEARCHED
    absences = tuple(fact for fact in facts if fact.type == FactType.ABSENCE)
    if not absences or any(counts(fact) for fact in facts):
        return None
    kinds = {fact.kind for fact in absences}
    # "Not applicable" settles the question, "not found" leaves it open: where both stand, the one that says less is shown.
    kind = next(kind for kind in (BlankKind.NOT_FOUND, BlankKind.NOT_STATED, BlankKind.NOT_APPLICABLE) if kind in kinds)
    return Blank(kind.value, kind.label, kind.meaning, absences)


def difference(comparison: Comparison, a: str, b: str) -> Difference:
    """How the jurisdictions with codes `a` and `b` compare; the same in both directions. ValueError if one is not in the comparison."""
    codes = [column.code for column in comparison.jurisdictions]
    for code in (a, b):
        if code not in codes:
            raise ValueError(f"'{code}' is not in this comparison, which holds {', '.join(codes) or 'no economy'}.")
    first, second = codes.index(a), codes.index(b)
    differing = comparable = unknown = not_comparable = 0
    for row in comparison.rows:
        one, other = row.cells[first].answer, row.cells[second].answer
        if one is None or other is None:
            unknown += 1
        elif not row.measure.can_differ or not one.comparable or one.scale != other.scale:
            not_comparable += 1
        else:
            comparable += 1
            differing += differ(one, other)
    return Difference(differing, comparable, unknown, not_comparable)


def only_differences(comparison: Comparison) -> Comparison:
    """The comparison with only the rows in which two answers differ."""
    return replace(comparison, rows=tuple(row for row in comparison.rows if row.differs))
