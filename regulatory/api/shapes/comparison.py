"""The shape of the comparison, and the parts that the answers to all questions share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from regulatory.api.shapes.facts import Fact
from regulatory.api.shapes.parts import (
    Code,
    Count,
    Key,
    Meta,
    Named,
    Place,
    Shape,
    TopicInQuestion,
    Url,
    may_be_missing,
)
from regulatory.choices import Force, Scope

Value = Annotated[int | str, Field(description="A number of the scale's unit, or a word of a closed vocabulary.")]
Codes = Annotated[list[Code], Field(description="Codes of jurisdictions.")]
FactKeys = Annotated[list[Key], Field(description="Keys of facts.")]


class Question(Shape):
    """What each answer says of itself."""

    meta: Meta
    query: dict[str, str]
    """The question as it was understood, ready to be asked again."""
    url: Url
    """The page for people that shows the same."""
    permalink: Url
    """The same page at this revision, for good."""


class Answer(Shape):
    """What a set of facts says to one question. It compares only with answers on the same scale."""

    label: str
    value: Value
    scale: str | None
    """Null where it compares with nothing: several figures, or days whose basis is not stated."""
    comparable: bool
    detail: str | None
    """What it holds for."""
    further: list[str]
    """Other figures of the same facts."""
    force: Force | None
    facts: FactKeys


class AnswerGroup(Shape):
    """The jurisdictions that give the same answer."""

    label: str
    value: Value
    scale: str
    jurisdictions: Codes


class Strictest(Shape):
    """The strict end of the answers on one scale, and who drives it."""

    superlative: str
    label: str
    value: Value
    scale: str
    jurisdictions: Codes
    facts: FactKeys


class Agreement(Shape):
    """What the answers of a row have in common."""

    majority: AnswerGroup | None
    """The answer of more than half of the known ones; null: there is none."""
    departs: Codes
    """Who answers otherwise on the same scale."""
    not_comparable: Codes
    """Who has an answer on another scale, or several figures."""
    unknown: Count
    known: Count
    of: Count
    answers: list[AnswerGroup]
    """Every comparable answer, the most common first."""


class Measure(Shape):
    """The question on which the answers of a row compare."""

    key: str
    asks: str
    superlative: str | None
    """Null where no answer is stricter than another."""
    can_differ: bool


class EmptyCell(Shape):
    """Why a cell has no rule in force."""

    kind: Literal["not-researched", "not-found", "not-applicable", "not-stated"]
    label: str
    meaning: str


class FieldChange(Shape):
    """One field as it was and as it is: a text, a number, null (not stated), or the lines of a list."""

    field: str
    before: str | int | list[str] | None
    after: str | int | list[str] | None


class Moved(Shape):
    """One fact that moved: here since the day asked of, or between two days."""

    what: Literal["added", "changed", "ended"]
    fact: Key
    title: str
    jurisdiction: Place
    topic: Named
    fields: list[FieldChange]


class Cell(Shape):
    """One topic in one jurisdiction."""

    jurisdiction: Code
    answer: Answer | None
    blank: EmptyCell | None
    """Set where no rule in force is known."""
    force: Force | None
    """Of the best citation."""
    scopes: list[Scope]
    """Whom the rules were written for."""
    facts: list[Fact]
    moved: list[Moved] = may_be_missing("Only with `since`: what moved in this cell since that day.")


class Row(Shape):
    """One topic across the jurisdictions."""

    topic: TopicInQuestion
    measure: Measure
    differs: bool
    agreement: Agreement
    strictest: list[Strictest]
    cells: list[Cell]
    """One for each jurisdiction, in the order of `jurisdictions`."""


class Pair(Shape):
    """How far two economies differ, over all rows asked for."""

    jurisdictions: Codes
    differ: Count
    comparable: Count
    unknown: Count
    not_comparable: Count
    text: str


class Comparison(Question):
    """Economies side by side on topics."""

    jurisdictions: list[Place]
    of_rows: Count
    """How many rows there were before `differences` left some out."""
    rows: list[Row]
    pairs: list[Pair]
