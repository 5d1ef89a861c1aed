"""What the answers of several jurisdictions to one question have in common: the majority, who departs, and who is strictest.

Works on answers only (answers.py); which facts they come from is decided in table.py. The order of the jurisdictions never matters
for a result; it is only kept in the lists of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regulatory.comparison.answers import Answer, Measure
from regulatory.readings import FactReading, JurisdictionReading

Answers = Sequence[tuple[JurisdictionReading, Answer | None]]


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The jurisdictions that give the same answer."""

    label: str
    scale: str
    value: int | str
    jurisdictions: tuple[JurisdictionReading, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """`majority` is the answer of more than half of the known answers, and of two jurisdictions at least; None: there is none.

    `departs` answer otherwise on the same scale; `apart` have an answer that cannot be compared (several figures, or days on
    another basis); `unknown` of `of` jurisdictions have no answer. `groups` holds every comparable answer, the most common first.
    """

    majority: AnswerGroup | None
    departs: tuple[JurisdictionReading, ...]
    apart: tuple[JurisdictionReading, ...]
    unknown: int
    of: int
    groups: tuple[AnswerGroup, ...]

    @property
    def known(self) -> int:
        return self.of - self.unknown


@dataclass(frozen=True, slots=True)
class Strictest:
    """The strict end of the answers on one scale: `superlative` says which end that is, `jurisdictions` who drives it."""

    superlative: str
    scale: str
    value: int | str
    label: str
    jurisdictions: tuple[JurisdictionReading, ...]
    facts: tuple[FactReading, ...]


def differ(one: Answer, other: Answer) -> bool:
    """Whether two answers on one scale say different things."""
    return one.scale == other.scale != "" and one.value != other.value


def agreement(answers: Answers) -> Agreement:
    """The agreement of all answers, unknown ones (None) included in the count."""
    known = [(jurisdiction, answer) for jurisdiction, answer in answers if answer is not None]
    groups = grouped([(jurisdiction, answer) for jurisdiction, answer in known if answer.comparable])
    majority = next((g for g in groups if len(g.jurisdictions) > 1 and 2 * len(g.jurisdictions) > len(known)), None)
    departs, apart = [], []
    for jurisdiction, answer in known:
        if not answer.comparable or (majority and answer.scale != majority.scale):
            apart.append(jurisdiction)
        elif majority and answer.value != majority.value:
            departs.append(jurisdiction)
    return Agreement(majority, tuple(departs), tuple(apart), len(answers) - len(known), len(answers), groups)


def grouped(known: Sequence[tuple[JurisdictionReading, Answer]]) -> tuple[AnswerGroup, ...]:
    """Equal answers together, the most common first, then by scale and value."""
    members: dict[tuple[str, int | str], list[JurisdictionReading]] = {}
    labels: dict[tuple[str, int | str], str] = {}
    for jurisdiction, answer in known:
        members.setdefault((answer.scale, answer.value), []).append(jurisdiction)
        labels[answer.scale, answer.value] = answer.label
    groups = [AnswerGroup(labels[key], *key, tuple(found)) for key, found in members.items()]
    return tuple(sorted(groups, key=lambda group: (-len(group.jurisdictions), group.scale, str(group.value))))


def strictest(measure: Measure, answers: Answers) -> tuple[Strictest, ...]:
    """The strictest answer on each scale on which two jurisdictions at least have one; none where answers have no order.

    One result a scale, because calendar and working days are never weighed against each other.
    """
    if measure.rank is None:
        return ()
    known = [(jurisdiction, answer) for jurisdiction, answer in answers if answer is not None and answer.comparable]
    results = []
    for scale in sorted({answer.scale for _, answer in known}):
        on_scale = [(jurisdiction, answer) for jurisdiction, answer in known if answer.scale == scale]
        if len(on_scale) < 2:
            continue
        best = max((answer for _, answer in on_scale), key=measure.rank)
        drivers = [(jurisdiction, answer) for jurisdiction, answer in on_scale if answer.value == best.value]
        results.append(
            Strictest(
                measure.superlative,
                scale,
                best.value,
                best.label,
                tuple(jurisdiction for jurisdiction, _ in drivers),
                tuple(fact for _, answer in drivers for fact in answer.facts),
            )
        )
    return tuple(results)
