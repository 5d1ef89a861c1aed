"""The closed answer that a set of facts gives to one question, and when two answers may be compared.

The rules (shown on the method page):

1. Only rules in force count: a proposed, adopted or ended rule and an attested blank are shown, and answer nothing.
2. Each topic has one question of comparison (measures.py), fixed by the topic and never by what happens to stand in the row, so that an
   economy more or less changes no other answer. A topic without a closed question compares whether there is a rule at all.
3. Answers come from closed fields. No figure is no answer ("not known"), never "no" and never zero.
4. Two answers compare only on one scale: years with years, calendar days (and hours, where they are whole days) with calendar days,
   working days with working days. Days of which the source does not say whether they are calendar or working days are shown, and compare
   with nothing; nor do days of review of which nobody said what they count.
5. Several figures of one economy: where the question has an order the strictest counts (longest follow-up or retention, shortest
   deadline, mandatory over conditional over recommended). Where it has none (review days, validity), or where they stand on different
   scales, the answer is "several" and compares with nothing.
6. There is no strictest where less or more is not stricter: a shorter review or a longer validity is no stricter rule.
7. Deadlines for different events are different questions (clocks.py). The row on reporting compares serious reactions after approval.
8. An answer says what it holds for: its classes, its scope and its obligation stand beside it (`detail`), because 30 years for
   xenogeneic products and 15 years for gene therapies are both the longest of their economy.
9. "Mandatory" needs a binding text: where none that is cited here carries the duty, the answer says what describes it as one.

Not here: the questions (measures.py); rows, agreement and the strictest of several economies (table.py, agreement.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from regulatory.choices import DayBasis, FactType, Force, LegalStatus, Obligation, Scope
from regulatory.readings import FactReading

YEARS = "years"
OBLIGATION = "obligation"
PRESENCE = "presence"
MEASURED = (YEARS, *(basis.label.lower() for basis in DayBasis))
SCOPE_WORDS: dict[str, str] = {
    Scope.ATMP: "ATMPs",
    Scope.BIOLOGICAL: "biologicals",
    Scope.MEDICINE: "all medicines",
    Scope.CELLS_TISSUES: "cells and tissues",
    Scope.CROSS_CUTTING: "another field (cross-cutting)",
}


CARRIED_WORDS: dict[str, str] = {
    Force.GUIDANCE: "as described by guidance",
    Force.AUTHORITY_PAGE: "as described on the authority's page",
    Force.SECONDARY: "as described by a secondary source",
    Force.WORKSHOP: "as reported from a workshop",
}
"""What stands beside "mandatory" where no binding text cited here carries the duty, by the force of the best citation."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one fact says to one question. `bound` says how it is to be read, such as "at least", "up to" or "target"."""

    value: int | str
    scale: str
    label: str
    bound: str = ""

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it stands in a list of figures: by scale, then by size."""
        return (self.scale, self.value, "") if isinstance(self.value, int) else (self.scale, 0, self.value)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a set of facts says to one question. It compares only with answers on the same scale; with none if `scale` is empty.

    `facts` are those that the answer rests on; `detail` says what they hold for; `further` names other figures of the same set.
    """

    value: int | str
    scale: str
    label: str
    detail: str
    further: tuple[str, ...]
    facts: tuple[FactReading, ...]

    @property
    def comparable(self) -> bool:
        return self.scale != ""

    @property
    def force(self) -> Force | None:
        """The force of the best citation of the facts that it rests on."""
        forces = [force for fact in self.facts if (force := fact.force) is not None]
        return min(forces, key=lambda force: force.rank, default=None)


@dataclass(frozen=True, slots=True)
class Measure:
    """One question of comparison: `read` takes the figure out of a fact, `rank` orders values (higher is stricter).

    `superlative` names the strict end ("longest"); it is empty, and `rank` None, where the answers have no order.
    """

    key: str
    asks: str
    read: Callable[[FactReading], Figure | None]
    rank: Callable[[Figure | Answer], int] | None = None
    superlative: str = ""

    @property
    def can_differ(self) -> bool:
        """Whether two answers can differ at all: having a rule cannot, as its opposite is not known."""
        return self.key != PRESENCE


def counts(fact: FactReading) -> bool:
    """Whether a fact may answer: a rule in force, no attested blank."""
    return fact.type != FactType.ABSENCE and fact.legal_status == LegalStatus.IN_FORCE


def days(number: int, basis: str) -> Figure:
    """A number of days on its own scale; without a scale where the basis is not stated."""
    if not basis:
        return Figure(number, "", f"{amount(number, 'day')} (calendar or working not stated)")
    name = DayBasis(basis).label.lower()
    return Figure(number, name, amount(number, name.removesuffix("s")))


def hours(number: int) -> Figure:
    """A number of hours. Hours run on every day, so whole days of them stand on the scale of calendar days."""
    whole, rest = divmod(number, 24)
    if rest:
        return Figure(number, "hours", amount(number, "hour"))
    return Figure(whole, DayBasis.CALENDAR.label.lower(), amount(number, "hour"))


def amount(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def answer(measure: Measure, facts: Iterable[FactReading]) -> Answer | None:
    """The answer of one jurisdiction's facts to a question; None where no rule in force among them says anything to it."""
    read = [(fact, figure) for fact in facts if counts(fact) and (figure := measure.read(fact)) is not None]
    if not read:
        return None
    figures = {figure for _, figure in read}
    scales = {figure.scale for figure in figures}
    if len(scales) > 1 or "" in scales or (measure.rank is None and len({figure.value for figure in figures}) > 1):
        words = several(figures)
        return Answer(words, "", words, detail(read), (), tuple(fact for fact, _ in read))
    best = max((figure for _, figure in read), key=measure.rank) if measure.rank else read[0][1]
    resting = [(fact, figure) for fact, figure in read if figure.value == best.value]
    further = tuple(
        dict.fromkeys(
            each.label for each in sorted(figures, key=lambda figure: figure.place) if each.value != best.value
        )
    )
    return Answer(best.value, best.scale, best.label, detail(resting), further, tuple(fact for fact, _ in resting))


def several(figures: set[Figure]) -> str:
    """Several figures in words, such as "5 or 60 working days"; those of another scale follow after a semicolon."""
    parts = []
    for scale in sorted({figure.scale for figure in figures}):
        ordered = sorted((figure for figure in figures if figure.scale == scale), key=lambda figure: figure.place)
        values = list(dict.fromkeys(figure.value for figure in ordered))
        if scale in MEASURED and len(values) > 1:
            parts.append(f"{', '.join(map(str, values[:-1]))} or {values[-1]} {scale}")
        else:
            parts += dict.fromkeys(figure.label for figure in ordered)
    return "; ".join(parts)


def carried(facts: Iterable[FactReading]) -> str:
    """What describes a set of duties as mandatory, in words; empty where a binding text carries one of them, or none is mandatory."""
    mandatory = [fact for fact in facts if fact.obligation == Obligation.MANDATORY]
    carriers = [fact.carried_by for fact in mandatory]
    known = [each for each in carriers if each]
    if not known or len(known) < len(carriers):
        return ""
    return CARRIED_WORDS[min(known, key=lambda force: force.rank)]


def detail(read: list[tuple[FactReading, Figure]]) -> str:
    """What an answer holds for, in words: its bound, obligation, scope and classes. What one of its facts leaves open is left out."""
    facts = [fact for fact, _ in read]
    bounds = {figure.bound for _, figure in read}
    obligations = {fact.obligation for fact, figure in read if figure.scale != OBLIGATION}
    scopes = {fact.scope for fact in facts}
    names = {each.name for fact in facts for each in fact.product_classes}
    parts = [bound for bound in bounds if len(bounds) == 1]
    if "" not in obligations:
        parts.append(", ".join(each.label.lower() for each in Obligation if each in obligations))
    parts.append(carried(facts))
    if "" not in scopes:
        parts.append("written for " + " and ".join(words for scope, words in SCOPE_WORDS.items() if scope in scopes))
    if all(fact.product_classes for fact in facts):
        parts.append(", ".join(sorted(names)))
    return "; ".join(part for part in parts if part)
