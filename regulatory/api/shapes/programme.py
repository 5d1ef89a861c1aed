"""The shapes of the plan of a programme and of the grid of indicators. The parts shared with the comparison stand there."""

from __future__ import annotations

from typing import Literal

from regulatory.api.shapes.comparison import Answer, Codes, FactKeys, Question, Strictest, Value
from regulatory.api.shapes.facts import Fact
from regulatory.api.shapes.parts import CitedSource, Code, Count, Key, Place, Shape, TopicInQuestion
from regulatory.choices import DayBasis, FactType


class AnswerOf(Shape):
    jurisdiction: Code
    answer: Answer


class Line(Shape):
    """One thing to do."""

    topic: TopicInQuestion
    name: str
    type: FactType
    kind: str | None
    clock: str | None
    """The event from which a reporting deadline runs."""
    jurisdictions: Codes
    answers: list[AnswerOf]
    strictest: list[Strictest]
    facts: FactKeys
    """Those that apply to the product."""
    to_check: FactKeys
    """Those of which it cannot be told whether they apply."""
    sources: list[CitedSource]
    """The strongest in force of law first."""


class OpenQuestion(Shape):
    """What to ask the authority of one economy."""

    jurisdiction: Code
    topic: TopicInQuestion
    reason: str
    why: str
    """The reason in words."""
    facts: FactKeys


class Duration(Shape):
    """One stated duration; nothing is converted."""

    sort: Literal["review", "validity", "reporting", "deadline", "follow-up", "retention", "duration"]
    jurisdiction: Code
    name: str
    low: int | None
    """Null where that end is open."""
    high: int | None
    """Null where that end is open."""
    unit: Literal["hours", "days", "years"]
    basis: DayBasis | None
    fact: Key


class ChangedLine(Shape):
    """A line that gets stricter with one more economy."""

    was: str | None
    becomes: str
    line: Line


class JoinedLine(Shape):
    topic: Key
    name: str


class Margin(Shape):
    """What one more economy adds to the plan."""

    jurisdiction: Place
    added: list[Line]
    changed: list[ChangedLine]
    joined: list[JoinedLine]
    """Lines that were there already and hold for it too."""
    to_check: list[Line]
    questions: Count


class Plan(Question):
    """The checklist of a programme in lifecycle order."""

    jurisdictions: list[Place]
    lines: list[Line]
    coming: FactKeys
    """Rules that would apply once in force."""
    precedents: FactKeys
    """Authorised products of the same classes."""
    questions: list[OpenQuestion]
    durations: list[Duration]
    margins: list[Margin]
    facts: dict[str, Fact]
    """Every fact that is named by its key elsewhere in the answer."""


class Indicator(Shape):
    """A closed question about economies."""

    key: Key
    question: str
    unit: str
    ordered: bool
    """Whether one end of the answers is stricter."""
    topics: list[Key]


class IndicatorAnswer(Shape):
    """The answer of one economy to one closed question."""

    indicator: Key
    state: str
    """"answered", or why there is no answer; never "no"."""
    label: str
    value: Value | None
    scale: str | None
    detail: str | None
    further: list[str]
    facts: FactKeys
    rests_on: list[str]
    """Keys of other records."""


class IndicatorsOfPlace(Place):
    answers: list[IndicatorAnswer]
    """In the order of `indicators`."""


class IndicatorGrid(Question):
    """The closed questions, answered for each economy; derived from the facts and never entered."""

    indicators: list[Indicator]
    jurisdictions: list[IndicatorsOfPlace]
