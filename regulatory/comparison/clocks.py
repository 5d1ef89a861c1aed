"""Which question a reporting deadline answers. A 7-day rule and a 15-day rule of one economy do not contradict each other.

The clocks are those of sponsors and holders. The closed fields of a duty say under which it falls: its event, where that happens, and
whose duty it is; a fact that leaves one of them open, or is about another event, is never compared. Not here: the comparison itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from regulatory.choices import EventPhase, PharmacovigilanceKind, ReportedEvent, Reporter, Scope
from regulatory.readings import FactReading, PharmacovigilanceOwn


@dataclass(frozen=True, slots=True)
class Clock:
    """One reporting question. `in_trials`: during clinical trials; otherwise with an authorised product."""

    key: str
    name: str
    in_trials: bool


TRIAL_FATAL = Clock("trial-fatal", "Fatal or life-threatening unexpected reactions in trials", True)
TRIAL_SERIOUS = Clock("trial-serious", "Other serious unexpected reactions in trials", True)
MARKET_FATAL = Clock("market-fatal", "Fatal or life-threatening reactions after approval", False)
MARKET_SERIOUS = Clock("market-serious", "Serious reactions after approval", False)
CLOCKS = (TRIAL_FATAL, TRIAL_SERIOUS, MARKET_FATAL, MARKET_SERIOUS)

CLOCK_OF: dict[tuple[str, str], Clock] = {
    (EventPhase.TRIAL, ReportedEvent.FATAL): TRIAL_FATAL,
    (EventPhase.TRIAL, ReportedEvent.SERIOUS): TRIAL_SERIOUS,
    (EventPhase.AFTER_APPROVAL, ReportedEvent.FATAL): MARKET_FATAL,
    (EventPhase.AFTER_APPROVAL, ReportedEvent.SERIOUS): MARKET_SERIOUS,
}


def clock_of(fact: FactReading) -> Clock | None:
    """The reporting question that a fact answers; None where its closed fields do not name one.

    A rule for cells and tissues that are no medicine has none: it does not reach the products compared here.
    """
    own = fact.own
    if not isinstance(own, PharmacovigilanceOwn) or fact.kind != PharmacovigilanceKind.ADVERSE_EVENT_REPORTING:
        return None
    if own.reporter != Reporter.COMPANY or fact.scope == Scope.CELLS_TISSUES:
        return None
    return CLOCK_OF.get((own.event_phase, own.event))
