"""Which question a reporting deadline answers. A 7-day rule and a 15-day rule of one economy do not contradict each other.

The clocks are those of sponsors and holders. A deadline is put under one by the words of its `trigger`, where these are plain; what
fits none, or is a rule for something else (a cluster of cases, a near miss, the report of a hospital), is never compared. Not here: the
comparison itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from regulatory.choices import FactType, PharmacovigilanceKind, Scope
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

IN_TRIALS = re.compile(r"\b(trials?|investigational|IND|SUSARs?|clinical (study|studies|research))\b", re.IGNORECASE)
SERIOUS = re.compile(r"\bserious\b", re.IGNORECASE)
FATAL = re.compile(r"\b(fatal|lethal|life-threatening)\b", re.IGNORECASE)
LESS_THAN_SERIOUS = re.compile(r"\b(near|non|not)[ -]serious\b", re.IGNORECASE)
NOT_FATAL = re.compile(
    r"\b(non-|neither |not |nor )(fatal|lethal|life-threatening)( n?or (fatal|lethal|life-threatening))?\b"
    r"|\blife-threatening (disease|illness|condition)s?\b",
    re.IGNORECASE,
)
ANOTHER_QUESTION = re.compile(
    r"\b(threat to public health|significant safety issue|urgent safety measure|two or more|cluster|hospital|long-term follow-up"
    r"|technique|communicable|provided under a plan|malfunctions)\b",
    re.IGNORECASE,
)
CARERS = re.compile(
    r"\b(hospitals?|medical (organisation|institution)s?|healthcare professionals?|physicians?)\b", re.IGNORECASE
)
COMPANIES = re.compile(
    r"\b(holder|sponsor|manufacturer|registrant|importer|applicant|owner|firm|company|industry)", re.IGNORECASE
)


def happens_in_trials(fact: FactReading) -> bool:
    """Whether the words of a fact's trigger or title place it in clinical trials."""
    trigger = fact.own.trigger if isinstance(fact.own, PharmacovigilanceOwn) else ""
    return bool(IN_TRIALS.search(trigger) or IN_TRIALS.search(fact.title))


def clock_of(fact: FactReading) -> Clock | None:
    """The reporting question that a fact answers; None where its trigger does not plainly fit one."""
    if fact.type != FactType.PHARMACOVIGILANCE or fact.kind != PharmacovigilanceKind.ADVERSE_EVENT_REPORTING:
        return None
    if not isinstance(fact.own, PharmacovigilanceOwn) or fact.scope == Scope.CELLS_TISSUES:
        return None
    if CARERS.search(fact.own.responsible) and not COMPANIES.search(fact.own.responsible):
        return None
    trigger = fact.own.trigger
    if ANOTHER_QUESTION.search(trigger) or LESS_THAN_SERIOUS.search(trigger):
        return None
    fatal = bool(FATAL.search(NOT_FATAL.sub(" ", trigger)))
    if not fatal and not SERIOUS.search(trigger):
        return None
    if happens_in_trials(fact):
        return TRIAL_FATAL if fatal else TRIAL_SERIOUS
    return MARKET_FATAL if fatal else MARKET_SERIOUS
