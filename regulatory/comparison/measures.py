"""The questions of comparison: which figure a fact gives to each, in which direction it is strict, and which topic asks it.

The rules that all of them follow stand in answers.py; a new question is one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from regulatory.choices import (
    DaysLimit,
    FactType,
    Obligation,
    PathwayKind,
    PharmacovigilanceKind,
    RequirementKind,
    ReviewMeasure,
    Scope,
)
from regulatory.comparison.answers import OBLIGATION, PRESENCE, YEARS, Answer, Figure, Measure, amount, days, hours
from regulatory.comparison.clocks import MARKET_SERIOUS, Clock, clock_of
from regulatory.readings import FactReading, PathwayOwn, PharmacovigilanceOwn

OBLIGATION_RANK = {Obligation.RECOMMENDED: 1, Obligation.CONDITIONAL: 2, Obligation.MANDATORY: 3}


def years(kind: str) -> Callable[[FactReading], Figure | None]:
    """The duration that a safety duty of this kind names: the upper end of a range, else the lower."""

    def read(fact: FactReading) -> Figure | None:
        own = fact.own
        if fact.kind != kind or not isinstance(own, PharmacovigilanceOwn):
            return None
        number = own.duration_years_max or own.duration_years_min
        if number is None:
            return None
        bound = "at least" if own.duration_years_max is None else "up to" if own.duration_years_min is None else ""
        if own.duration_years_min and own.duration_years_max and own.duration_years_min < own.duration_years_max:
            bound = f"from {own.duration_years_min} years"
        return Figure(number, YEARS, amount(number, "year"), bound)

    return read


def deadline(clock: Clock) -> Callable[[FactReading], Figure | None]:
    """The reporting deadline under one clock."""

    def read(fact: FactReading) -> Figure | None:
        own = fact.own
        if not isinstance(own, PharmacovigilanceOwn) or clock_of(fact) is not clock:
            return None
        if own.deadline_hours is not None:
            return hours(own.deadline_hours)
        return None if own.deadline_days is None else days(own.deadline_days, own.deadline_basis)

    return read


def review_days(kind: str, measure: str) -> Callable[[FactReading], Figure | None]:
    """Days on a pathway of this kind that count `measure`; a licence under other law (scope cross-cutting) is another matter.

    Days of which nobody said what they count are shown, and compare with nothing.
    """

    def read(fact: FactReading) -> Figure | None:
        own = fact.own
        if fact.kind != kind or fact.scope == Scope.CROSS_CUTTING or not isinstance(own, PathwayOwn):
            return None
        if own.review_days is None or own.review_days_measure not in ("", measure):
            return None
        figure = days(own.review_days, own.review_days_basis)
        if not own.review_days_measure:
            return replace(figure, scale="", label=f"{figure.label}; what they count is not stated")
        limit = DaysLimit(own.review_days_limit).label.lower() if own.review_days_limit else ""
        return replace(figure, bound=limit)

    return read


def validity(kind: str) -> Callable[[FactReading], Figure | None]:
    """Years for which what a pathway of this kind grants is valid."""

    def read(fact: FactReading) -> Figure | None:
        own = fact.own
        if fact.kind != kind or not isinstance(own, PathwayOwn) or own.validity_years is None:
            return None
        return Figure(own.validity_years, YEARS, amount(own.validity_years, "year"))

    return read


def obligation(fact_type: str, kind: str) -> Callable[[FactReading], Figure | None]:
    """How far a duty of this kind binds; nothing where the obligation is not stated."""

    def read(fact: FactReading) -> Figure | None:
        if (fact.type, fact.kind) != (fact_type, kind) or not fact.obligation:
            return None
        return Figure(fact.obligation, OBLIGATION, Obligation(fact.obligation).label.lower())

    return read


def presence(fact: FactReading) -> Figure:
    return Figure("yes", PRESENCE, "has a rule")


def by_most(figure: Figure | Answer) -> int:
    return int(figure.value)


def by_least(figure: Figure | Answer) -> int:
    return -int(figure.value)


def by_obligation(figure: Figure | Answer) -> int:
    return OBLIGATION_RANK[Obligation(str(figure.value))]


def longest(key: str, asks: str, kind: str) -> Measure:
    return Measure(key, asks, years(kind), by_most, "longest")


def shortest(clock: Clock) -> Measure:
    return Measure(
        f"deadline-{clock.key}", f"{clock.name}: shortest reporting deadline", deadline(clock), by_least, "shortest"
    )


def strongest(kind: str, asks: str, fact_type: str = FactType.PHARMACOVIGILANCE) -> Measure:
    return Measure(
        f"obligation-{kind}",
        f"{asks}: strongest obligation",
        obligation(fact_type, kind),
        by_obligation,
        "most binding",
    )


HAS_A_RULE = Measure(PRESENCE, "Is there a rule at all?", presence)
FOLLOW_UP = longest(
    "follow-up-years", "Longest follow-up that any rule names", PharmacovigilanceKind.LONG_TERM_FOLLOW_UP
)
RETENTION = longest("retention-years", "Longest retention that any rule names", PharmacovigilanceKind.RECORD_RETENTION)
SERIOUS_AFTER_APPROVAL = shortest(MARKET_SERIOUS)
TRIAL_REVIEW = Measure(
    "trial-review-days",
    "Days until a trial is decided on",
    review_days(PathwayKind.CLINICAL_TRIAL, ReviewMeasure.TRIAL_DECISION),
)
APPROVAL_REVIEW = Measure(
    "approval-review-days",
    "Days of review of a standard application",
    review_days(PathwayKind.MARKETING_AUTHORISATION, ReviewMeasure.REVIEW),
)
CONDITIONAL_VALIDITY = Measure(
    "conditional-validity-years", "Years of a conditional approval", validity(PathwayKind.CONDITIONAL_APPROVAL)
)
TRACEABILITY_DUTY = strongest(PharmacovigilanceKind.TRACEABILITY, "Traceability")
REGISTRY_DUTY = strongest(PharmacovigilanceKind.REGISTRY, "Registry")

MEASURE_OF_TOPIC: dict[str, Measure] = {
    # the years stand under follow-up-duration; here is who has to be followed at all
    "long-term-follow-up": strongest(PharmacovigilanceKind.LONG_TERM_FOLLOW_UP, "Long-term follow-up"),
    "follow-up-duration": FOLLOW_UP,
    "record-retention": RETENTION,
    "adverse-event-reporting": SERIOUS_AFTER_APPROVAL,
    "trial-application": TRIAL_REVIEW,
    "standard-approval": APPROVAL_REVIEW,
    "conditional-approval": CONDITIONAL_VALIDITY,
    "risk-management-plan": strongest(PharmacovigilanceKind.RISK_MANAGEMENT_PLAN, "Risk management plan"),
    "periodic-reports": strongest(PharmacovigilanceKind.PERIODIC_REPORT, "Periodic reports"),
    "post-market-studies": strongest(PharmacovigilanceKind.POST_MARKET_STUDY, "Studies after approval"),
    "traceability": TRACEABILITY_DUTY,
    "donor-product-patient": TRACEABILITY_DUTY,
    "registries-rwe": REGISTRY_DUTY,
    "registries": REGISTRY_DUTY,
    "gmo-and-environment": strongest(
        RequirementKind.ENVIRONMENTAL_RISK, "GMO and environmental rules", FactType.REQUIREMENT
    ),
}
"""The question of comparison of each topic that has a closed one; topic keys are for ever. The others ask HAS_A_RULE."""


def measure_of(topic_key: str) -> Measure:
    """The question on which a topic's answers are compared."""
    return MEASURE_OF_TOPIC.get(topic_key, HAS_A_RULE)
