"""Whether a rule was in force in the world on a day, as far as its dates tell. What was known here on a day is another matter.

Dates may lack month or day, or be missing; then the day may fall inside what is not said, and it cannot be told.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime
from dataclasses import dataclass

from regulatory.choices import FactType, LegalStatus
from regulatory.readings import FactReading

IN_FORCE, NOT_IN_FORCE, CANNOT_TELL = "in-force", "not-in-force", "cannot-tell"
VERDICTS = {
    IN_FORCE: "In force on the day",
    NOT_IN_FORCE: "Not in force on the day",
    CANNOT_TELL: "Its dates do not tell",
}


@dataclass(frozen=True, slots=True)
class OnDay:
    """The verdict on one fact, with its reason in words."""

    verdict: str
    reason: str

    @property
    def label(self) -> str:
        return VERDICTS[self.verdict]


def first_day(date: str) -> datetime.date:
    """The first day of a year, a month or a day in ISO form."""
    return datetime.date.fromisoformat({4: f"{date}-01-01", 7: f"{date}-01"}.get(len(date), date))


def last_day(date: str) -> datetime.date:
    """The last day of a year, a month or a day in ISO form."""
    if len(date) == 4:
        return datetime.date(int(date), 12, 31)
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
    return datetime.date.fromisoformat(date)


def in_force_on(fact: FactReading, day: datetime.date) -> OnDay:
    """Whether the fact's rule was in force on `day`, a day that is not in the future."""
    begins, ends = fact.effective_from, fact.effective_until
    if fact.type == FactType.ABSENCE:
        return OnDay(CANNOT_TELL, "An attested blank; since when it is so is not said.")
    if fact.legal_status == LegalStatus.PROPOSED:
        return OnDay(NOT_IN_FORCE, "The rule is only proposed.")
    if begins and first_day(begins) > day:
        return OnDay(NOT_IN_FORCE, f"In force since {begins}.")
    if ends and last_day(ends) < day:
        return OnDay(NOT_IN_FORCE, f"In force until {ends}.")
    if fact.legal_status == LegalStatus.ADOPTED and not begins:
        return OnDay(NOT_IN_FORCE, "The rule is adopted, but not yet in force.")
    if begins and last_day(begins) > day:
        return OnDay(CANNOT_TELL, f"In force since {begins}; on which day it began is not said.")
    if ends and first_day(ends) < day and len(ends) < 10:
        return OnDay(CANNOT_TELL, f"In force until {ends}; on which day it ended is not said.")
    if not begins:
        return OnDay(CANNOT_TELL, "Since when it is in force is not stated.")
    if fact.legal_status == LegalStatus.ENDED and not ends:
        return OnDay(CANNOT_TELL, f"In force since {begins}; the rule has ended, and on which day is not stated.")
    return OnDay(IN_FORCE, f"In force since {begins}{f', until {ends}' if ends else ''}.")


def as_on(fact: FactReading, day: datetime.date) -> FactReading:
    """The fact with the legal status that it had on the day: a rule surely in force then counts, even if it has ended since."""
    if in_force_on(fact, day).verdict == IN_FORCE and fact.legal_status != LegalStatus.IN_FORCE:
        return dataclasses.replace(fact, legal_status=LegalStatus.IN_FORCE.value)
    return fact
