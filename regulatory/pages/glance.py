"""The closed answers of economies to one question, as a short table. Which answer the facts give is decided in comparison/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regulatory.choices import Force
from regulatory.comparison.answers import Answer
from regulatory.comparison.table import Cell, compare
from regulatory.readings import FactReading, JurisdictionReading, TopicReading


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One economy's answer; `url` is the page of the fact that it rests on."""

    place: JurisdictionReading
    label: str
    detail: str
    force: Force | None
    url: str


@dataclass(frozen=True, slots=True)
class Glance:
    topic: TopicReading
    asks: str
    lines: tuple[GlanceLine, ...]


def glances_of(facts: Sequence[FactReading], places: Sequence[JurisdictionReading]) -> list[Glance]:
    """A glance for each topic of the facts to which two economies at least give a closed answer."""
    topics = {fact.topic.key: fact.topic for fact in facts}
    found = []
    for row in compare(facts, places, list(topics.values())).rows:
        answered = [(cell, cell.answer) for cell in row.cells if cell.answer]
        if row.measure.can_differ and len(answered) > 1:
            found.append(Glance(row.topic, row.measure.asks, tuple(lines_of(answered))))
    return found


def lines_of(answered: Iterable[tuple[Cell, Answer]]) -> Iterable[GlanceLine]:
    """The comparable answers by scale, the largest first, then those that compare with nothing."""

    def order(pair: tuple[Cell, Answer]) -> tuple[bool, str, int]:
        answer = pair[1]
        return (not answer.comparable, answer.scale, -answer.value if isinstance(answer.value, int) else 0)

    for cell, answer in sorted(answered, key=order):
        yield GlanceLine(cell.jurisdiction, answer.label, answer.detail, cell.force, f"/facts/{answer.facts[0].key}/")
