"""What moved between two days, for economies and topics, on one of two axes that are never mixed.

`knowledge`: what this knowledge base said at the end of each day. `world`: which rules, as known today, were in force on each day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from regulatory import querysets
from regulatory.comparison.changes import Moved, what_moved
from regulatory.filtersets.compared import read
from regulatory.filtersets.comparison import BETWEEN, Asked, ask
from regulatory.filtersets.fields import shown
from regulatory.filtersets.listed import Problems, cleaned
from regulatory.filtersets.moments import KnownDayField, WorldDayField
from regulatory.readings import Moment

KNOWLEDGE, WORLD = "knowledge", "world"
AXES = {
    KNOWLEDGE: "What this knowledge base said",
    WORLD: "Which rules were in force in the world",
}
DAYS = ("from", "to")
PARAMETERS = (*BETWEEN, *DAYS, "axis")


@dataclass(frozen=True, slots=True)
class Span:
    """The two days and the axis of a question; what is missing or wrong is None."""

    axis: str
    start: datetime.date | None
    end: datetime.date | None

    def query(self, asked: Asked) -> list[tuple[str, str]]:
        """The parameters that ask this again, in one order."""
        return [("from", str(self.start)), ("to", str(self.end)), ("axis", self.axis), *asked.query()]


def ask_between(given: QueryDict, beside: Iterable[str] = ()) -> tuple[Asked, Span]:
    """What a query string asks; what is wrong with it stands in the problems of `Asked`. `from` and `to` are needed.

    `beside` are parameters that others read.
    """
    asked = ask(given, PARAMETERS, beside=beside, needs="nothing")
    problems: Problems = asked.problems
    axis = given.get("axis", KNOWLEDGE)
    if axis not in AXES:
        problems.setdefault("axis", [f"{shown(axis)} is not one of: {', '.join(AXES)}."])
        axis = KNOWLEDGE
    field = KnownDayField if axis == KNOWLEDGE else WorldDayField
    start = cleaned(given, "from", field(required=False), problems)
    end = cleaned(given, "to", field(required=False), problems)
    for name, day in zip(DAYS, (start, end), strict=True):
        if day is None:
            problems.setdefault(name, ["Give a day as YYYY-MM-DD."])
    if start and end and start >= end:
        problems.setdefault("to", [f"{end} does not lie after {start}. Give a later day."])
    return asked, Span(axis, start, end)


def moved_between(asked: Asked, span: Span) -> tuple[Moved, ...]:
    """What moved from the end of the first day to the end of the second: facts added, changed and ended, in lifecycle order.

    On the world's axis a rule whose dates do not tell stands on both sides, and so has not moved.
    """
    moments = [
        Moment(as_of=day) if span.axis == KNOWLEDGE else Moment(in_force_on=day) for day in (span.start, span.end)
    ]
    before, after = (read(asked, querysets.revision_at(moment), moment) for moment in moments)
    return what_moved(before, after)
