"""When a fact is due for another check, and which of those that are due matters most. Pure: no database, no clock of its own.

The order of the due queue is (volatility of the source) x (age of the last check) x (who would be misled). All weights stand here, each
with its reason; nothing else in the code base ranks facts by age.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.choices import SourceKind

CHECKED_AGAIN_AFTER = datetime.timedelta(days=365)
"""A fact without a day of its own is due so long after its last check: legislatures and authorities plan by the year."""

VOLATILITY: dict[SourceKind, tuple[float, str]] = {
    SourceKind.ACT: (1.0, "amended rarely, in public, and dated"),
    SourceKind.REGULATION: (1.5, "amended more often than acts, still gazetted and dated"),
    SourceKind.GUIDELINE: (2.0, "revised by its issuer when science moves, with a version number"),
    SourceKind.NOTICE: (2.5, "replaced by the next notice, often without naming the one before"),
    SourceKind.WEB_PAGE: (4.0, "changes without notice, date or version"),
    SourceKind.JUDGMENT: (1.0, "stands as it was given, until another court says otherwise, in public"),
    SourceKind.REPORT: (1.5, "does not change itself, but what it describes does"),
    SourceKind.ARTICLE: (3.0, "literature about a rule: it ages from the day on which it is written"),
    SourceKind.WORKSHOP_REPORT: (3.0, "what was said on one day about rules on their way"),
}
"""How soon a document of each kind is likely to say something else, with an act as the unit, and why."""
UNKNOWN_VOLATILITY = 4.0
"""Of a fact that cites nothing: nobody can say what it rests on, so it comes first."""
DAYS_IN_A_YEAR = 365.25
INDICATOR_WEIGHT = 2
"""An indicator is read by people who never open the fact, on the home grid and in profiles: it counts as much as two economies."""


@dataclass(frozen=True, slots=True)
class Use:
    """Who reads a fact: economies with facts on the same documents (its own among them), closed questions that it answers."""

    economies: int = 1
    indicators: int = 0

    @property
    def weight(self) -> int:
        """At least 1, so that no fact is worth nothing."""
        return max(self.economies, 1) + INDICATOR_WEIGHT * max(self.indicators, 0)


def volatility(kinds: Iterable[str]) -> float:
    """That of the most volatile document that a fact cites: it is the one that will be wrong first."""
    weights = [VOLATILITY[SourceKind(kind)][0] for kind in kinds]
    return max(weights, default=UNKNOWN_VOLATILITY)


def urgency(kinds: Iterable[str], age: datetime.timedelta, use: Use) -> float:
    """By how much a fact comes before others in the queue: volatility x age in years x use; 0 for one checked today."""
    return volatility(kinds) * max(age.days, 0) / DAYS_IN_A_YEAR * use.weight


def due_on(checked_on: datetime.date | None, review_due: datetime.date | None) -> datetime.date | None:
    """The day on which a fact is due for another check: the one that its curator set, else a year after the last check.

    A day that was set is spent once a check was recorded on it or later. None: it was never checked.
    """
    if review_due is not None and (checked_on is None or checked_on < review_due):
        return review_due
    return checked_on + CHECKED_AGAIN_AFTER if checked_on else None


def is_due(day: datetime.date | None, today: datetime.date) -> bool:
    """Whether a fact that is due on this day is due today; one that was never checked is."""
    return day is None or day <= today


def has_passed(partial_date: str, today: datetime.date) -> bool:
    """Whether a day, month or year is over: that of a change that was to come."""
    return bool(partial_date) and partial_date < today.isoformat()[: len(partial_date)]
