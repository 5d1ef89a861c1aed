"""The durations of the figures: long-term follow-up, review times, reporting deadlines. How they are drawn stands in pages/figures.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regulatory import querysets
from regulatory.choices import FactType, PathwayKind, ReviewMeasure, Scope
from regulatory.comparison.answers import counts
from regulatory.comparison.clocks import CLOCKS, clock_of
from regulatory.comparison.timeline import FOLLOW_UP, REPORTING, REVIEW, Duration, stated
from regulatory.filtersets.compared import read
from regulatory.filtersets.comparison import Asked
from regulatory.querysets import ContentRevision
from regulatory.readings import FactReading, PathwayOwn

REVIEWS = {
    "trial-review": (PathwayKind.CLINICAL_TRIAL, ReviewMeasure.TRIAL_DECISION, "Decision on a clinical trial"),
    "approval-review": (
        PathwayKind.MARKETING_AUTHORISATION,
        ReviewMeasure.REVIEW,
        "Review of a standard application",
    ),
}
TITLES: dict[str, str] = {
    "follow-up": "Long-term follow-up by economy and class",
    **{key: title for key, (_, _, title) in REVIEWS.items()},
    **{f"reporting-{clock.key}": clock.name for clock in CLOCKS},
}
"""The figures by key, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Figured:
    """The durations of each figure of TITLES, by its key; only of rules in force."""

    asked: Asked
    durations: Mapping[str, tuple[Duration, ...]]
    revision: ContentRevision


def figured(asked: Asked) -> Figured:
    """The figures of a question without problems."""
    revision = querysets.revision_at(asked.moment)
    facts = read(asked, revision, types=(FactType.PATHWAY, FactType.PHARMACOVIGILANCE))
    found: dict[str, list[Duration]] = {key: [] for key in TITLES}
    for each in stated(fact for fact in facts if counts(fact)):
        if key := figure_of(each, each.fact):
            found[key].append(each)
    return Figured(asked, {key: tuple(durations) for key, durations in found.items()}, revision)


def measures(fact: FactReading, kind: str, measure: str) -> bool:
    """Whether a fact is of that kind and its days count that."""
    return fact.kind == kind and isinstance(fact.own, PathwayOwn) and fact.own.review_days_measure == measure


def figure_of(duration: Duration, fact: FactReading) -> str:
    """The key of the figure in which a duration stands; empty where in none."""
    if duration.sort == FOLLOW_UP:
        return "follow-up"
    if duration.sort == REPORTING:
        clock = clock_of(fact)
        return f"reporting-{clock.key}" if clock else ""
    if duration.sort == REVIEW and fact.scope != Scope.CROSS_CUTTING:
        return next((key for key, (kind, measure, _) in REVIEWS.items() if measures(fact, kind, measure)), "")
    return ""
