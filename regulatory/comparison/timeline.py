"""The durations in a plan, for a figure with its table: review days, validity, follow-up and retention years, reporting deadlines.

Numbers as they are stated, one for each fact that states one; nothing is converted (working days stay working days).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regulatory.choices import PharmacovigilanceKind
from regulatory.comparison.clocks import clock_of
from regulatory.comparison.planner import Plan
from regulatory.readings import FactReading, JurisdictionReading, PathwayOwn, PharmacovigilanceOwn

REVIEW, VALIDITY, FOLLOW_UP, RETENTION = "review", "validity", "follow-up", "retention"
REPORTING, DEADLINE, DURATION = "reporting", "deadline", "duration"
SORTS = {
    REVIEW: "Review",
    VALIDITY: "Validity",
    REPORTING: "Reporting of reactions",
    DEADLINE: "Other deadlines",
    FOLLOW_UP: "Follow-up",
    RETENTION: "Retention of records",
    DURATION: "Other durations",
}
SORT_OF_KIND = {
    PharmacovigilanceKind.LONG_TERM_FOLLOW_UP: FOLLOW_UP,
    PharmacovigilanceKind.RECORD_RETENTION: RETENTION,
    PharmacovigilanceKind.TRACEABILITY: RETENTION,
}


@dataclass(frozen=True, slots=True)
class Duration:
    """One stated duration. `low` or `high` is None where that end is open; `unit` is hours, days or years, `basis` a DayBasis or empty.

    `name` is the reporting clock, where there is one, else the fact's title.
    """

    sort: str
    jurisdiction: JurisdictionReading
    name: str
    low: int | None
    high: int | None
    unit: str
    basis: str
    fact: FactReading


def durations(plan: Plan) -> tuple[Duration, ...]:
    """All durations of a plan: by sort in the order of SORTS, then by line, then by economy as asked."""
    order = [each.code for each in plan.jurisdictions]
    found = [each for line in plan.lines for each in stated(line.facts)]
    sorts = list(SORTS)
    # sorted() keeps the order of the lines within one sort
    return tuple(
        sorted(found, key=lambda each: (sorts.index(each.sort), each.unit, order.index(each.jurisdiction.code)))
    )


def stated(facts: Iterable[FactReading]) -> Iterator[Duration]:
    """The durations that facts state."""
    for fact in facts:
        own = fact.own
        if isinstance(own, PathwayOwn):
            if own.review_days is not None:
                yield exactly(REVIEW, fact, own.review_days, "days", own.review_days_basis)
            if own.validity_years is not None:
                yield exactly(VALIDITY, fact, own.validity_years, "years")
        elif isinstance(own, PharmacovigilanceOwn):
            reporting = fact.kind == PharmacovigilanceKind.ADVERSE_EVENT_REPORTING
            if own.deadline_days is not None:
                yield exactly(REPORTING if reporting else DEADLINE, fact, own.deadline_days, "days", own.deadline_basis)
            if own.deadline_hours is not None:
                yield exactly(REPORTING if reporting else DEADLINE, fact, own.deadline_hours, "hours")
            if own.duration_years_min is not None or own.duration_years_max is not None:
                sort = SORT_OF_KIND.get(PharmacovigilanceKind(fact.kind), DURATION)
                yield Duration(
                    sort,
                    fact.jurisdiction,
                    fact.title,
                    own.duration_years_min,
                    own.duration_years_max,
                    "years",
                    "",
                    fact,
                )


def exactly(sort: str, fact: FactReading, number: int, unit: str, basis: str = "") -> Duration:
    clock = clock_of(fact)
    return Duration(sort, fact.jurisdiction, clock.name if clock else fact.title, number, number, unit, basis, fact)
