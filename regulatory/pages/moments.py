"""Pages of facts at another moment: `as_of`, `revision` and `in_force_on` in the address, as in comparisons and the API."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from regulatory import querysets
from regulatory.comparison.in_force import as_on
from regulatory.filtersets.base import parameter_problems
from regulatory.filtersets.comparison import moment_of
from regulatory.filtersets.moments import NAMES
from regulatory.models import Fact
from regulatory.pages.asking import RefusedError
from regulatory.pages.questions import notes_on
from regulatory.querysets import ContentRevision
from regulatory.readings import FactReading, Moment


@dataclass(frozen=True, slots=True)
class Shown:
    """The moment that a page shows, its revision, and what a reader has to know of it (nothing, for now)."""

    moment: Moment
    revision: ContentRevision
    notes: list[str]

    @property
    def day(self) -> datetime.date | None:
        return self.moment.in_force_on

    @property
    def query(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name in NAMES if (value := getattr(self.moment, name))]

    @property
    def world(self) -> list[tuple[str, str]]:
        """The day in the world alone: what an address keeps beside the revision."""
        return [(name, value) for name, value in self.query if name == "in_force_on"]


def moment_shown(request: HttpRequest) -> Shown:
    """What the address asks; raises RefusedError for what is not understood. One query, two or three at another moment."""
    problems = parameter_problems(request.GET, known=NAMES)
    moment = moment_of(request.GET, problems)
    if problems:
        raise RefusedError(problems)
    revision = querysets.revision_at(moment)
    return Shown(moment, revision, notes_on(moment, revision))


def read_at(shown: Shown, facts: QuerySet[Fact]) -> list[FactReading]:
    """The facts as readings, with confirmations and legal status as at the moment."""
    moment = shown.moment
    until = shown.revision.at if moment.revision else querysets.end_of(moment.as_of) if moment.as_of else None
    readings = querysets.read_facts(facts, confirmed_until=until)
    return [as_on(fact, moment.in_force_on) for fact in readings] if moment.in_force_on else readings
