"""The closed questions about one jurisdiction, each derived from facts and never entered twice: the Quick facts and the home grid.

An answer names the facts that it rests on. Without any it is "not researched" or the attested blank, and where rules are known that
do not state the answer it says just that; it is never "no". Membership and the local term are not facts: the caller brings them as a
`Standing`. The list of questions stands in closed_questions.py; how figures compare in answers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from regulatory.choices import BlankKind, FactType
from regulatory.comparison.answers import Answer, Measure, answer, counts
from regulatory.readings import FactReading

ANSWERED = "answered"
RULES_WITHOUT_ANSWER = "rules-without-answer"
NOT_IN_FORCE = "not-in-force"
NOT_RESEARCHED = "not-researched"
STATE_LABELS = {
    RULES_WITHOUT_ANSWER: "Rules known, answer not stated",
    NOT_IN_FORCE: "Only planned or ended rules known",
    NOT_RESEARCHED: "Not researched",
    **{kind.value: kind.label for kind in BlankKind},
}

Derive = Callable[[Sequence[FactReading]], Answer | None]
About = Callable[[FactReading], bool]


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that is no fact, as the records named in `rests_on` state it (keys of authorities, participations, jurisdictions)."""

    value: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the records of a jurisdiction and its authorities state beside the facts; None is not known, never "no".

    `ich` and `pics` are a MembershipStatus; `who_listed` is "listed"; `local_term` is what ATMPs are called there.
    """

    local_term: Stated | None = None
    ich: Stated | None = None
    pics: Stated | None = None
    who_listed: Stated | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One closed question. Either `derive` takes the answer out of the facts, or `standing` names the field of Standing that has it.

    `unit` is what the answer is given in; `ordered` whether one end is stricter; `about` which facts concern the question at all;
    `topics` where an attested blank on it is filed.
    """

    key: str
    question: str
    unit: str
    topics: tuple[str, ...]
    about: About
    derive: Derive | None = None
    standing: str = ""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """The answer to one question. `state` is ANSWERED or why there is none; only then are `value` and `scale` set.

    `facts` are those it rests on (in any other state: those that show why), `rests_on` the keys of other records.
    """

    indicator: Indicator
    state: str
    label: str
    value: int | str | None = None
    scale: str = ""
    detail: str = ""
    further: tuple[str, ...] = ()
    facts: tuple[FactReading, ...] = ()
    rests_on: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return self.state == ANSWERED


def quick_facts(
    indicators: Iterable[Indicator], facts: Iterable[FactReading], standing: Standing | None = None
) -> tuple[IndicatorAnswer, ...]:
    """The answers of one jurisdiction to the questions, from all its facts."""
    facts = tuple(sorted(facts, key=lambda fact: fact.key))
    return tuple(ask(indicator, facts, standing or Standing()) for indicator in indicators)


def ask(indicator: Indicator, facts: Sequence[FactReading], standing: Standing) -> IndicatorAnswer:
    """The answer to one question; facts are those of one jurisdiction."""
    if indicator.standing:
        return stated(indicator, getattr(standing, indicator.standing))
    concerned = tuple(fact for fact in facts if fact.type != FactType.ABSENCE and indicator.about(fact))
    in_force = tuple(fact for fact in concerned if counts(fact))
    found = indicator.derive(in_force) if indicator.derive else None
    if found is not None:
        return IndicatorAnswer(
            indicator, ANSWERED, found.label, found.value, found.scale, found.detail, found.further, found.facts
        )
    if in_force:
        return without(indicator, RULES_WITHOUT_ANSWER, in_force)
    blanks = tuple(fact for fact in facts if fact.type == FactType.ABSENCE and fact.topic.key in indicator.topics)
    for kind in (BlankKind.NOT_FOUND, BlankKind.NOT_STATED, BlankKind.NOT_APPLICABLE):
        attesting = tuple(fact for fact in blanks if fact.kind == kind)
        if attesting:
            return without(indicator, kind.value, attesting)
    return without(indicator, NOT_IN_FORCE, concerned) if concerned else without(indicator, NOT_RESEARCHED)


def stated(indicator: Indicator, value: Stated | None) -> IndicatorAnswer:
    if value is None or not value.value:
        return without(indicator, NOT_RESEARCHED)
    return IndicatorAnswer(indicator, ANSWERED, value.value, value.value, rests_on=value.rests_on)


def without(indicator: Indicator, state: str, facts: tuple[FactReading, ...] = ()) -> IndicatorAnswer:
    return IndicatorAnswer(indicator, state, STATE_LABELS[state], facts=facts)


def by_measure(measure: Measure) -> Derive:
    """The answer that the comparison would give to the same question."""
    return lambda facts: answer(measure, facts)


def by_names(facts: Sequence[FactReading]) -> Answer | None:
    """How many there are, with their names; lists do not compare, because none of them claims to be complete."""
    if not facts:
        return None
    names = "; ".join(sorted(fact.title for fact in facts))
    return Answer(len(facts), "", names, "", (), tuple(facts))
