"""How much is known: every jurisdiction on every first-level topic, with the age of the oldest check."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from regulatory.catalogue.jurisdictions import in_order
from regulatory.choices import FactType
from regulatory.querysets import jurisdictions_by_id, last_confirmation_by_fact, published_facts, topics_by_id
from regulatory.readings import JurisdictionReading, TopicReading

DueOn = Callable[[datetime.date | None, datetime.date | None], datetime.date | None]
"""Day of the last check, day that the curator set -> the day on which another check is due."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What one jurisdiction has on one first-level topic and those under it.

    `rules` counts facts that state something, `blanks` those that attest that nothing was found; neither: not researched.
    `oldest` is the earliest day of a last check, `due` how many of the facts are due for another one.
    """

    rules: int = 0
    blanks: int = 0
    oldest: datetime.date | None = None
    due: int = 0


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """`cells` stand in the order of the topics."""

    place: JurisdictionReading
    facts: int
    cells: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    topics: tuple[TopicReading, ...]
    rows: tuple[CoverageRow, ...]


def coverage(today: datetime.date, *, due_on: DueOn) -> Coverage:
    """The grid, economies first, topics in the order of a product's life: four queries.

    `due_on` tells on which day a fact is due for another check (curation/freshness.py).
    """
    places, topics = jurisdictions_by_id(), topics_by_id()
    rows = list(
        published_facts()
        .order_by()
        .values_list("pk", "jurisdiction_id", "topic_id", "type", "checked_on", "review_due")
    )
    confirmed = last_confirmation_by_fact([row[0] for row in rows])
    found: defaultdict[tuple[str, str], list[tuple[str, datetime.date | None, bool]]] = defaultdict(list)
    for pk, place_id, topic_id, fact_type, checked_on, review_due in rows:
        topic = topics[topic_id]
        checked = max(filter(None, (checked_on, confirmed.get(pk))), default=None)
        day = due_on(checked, review_due)
        is_due = day is not None and day <= today
        found[places[place_id].code, topic.parent or topic.key].append((fact_type, checked, is_due))
    columns = sorted((each for each in topics.values() if each.parent is None), key=lambda each: (each.place, each.key))
    return Coverage(
        tuple(columns),
        tuple(
            row_of(place, [found[place.code, topic.key] for topic in columns])
            for place in sorted(places.values(), key=in_order)
        ),
    )


def row_of(place: JurisdictionReading, cells: list[list[tuple[str, datetime.date | None, bool]]]) -> CoverageRow:
    return CoverageRow(place, sum(map(len, cells)), tuple(covered(facts) for facts in cells))


def covered(facts: list[tuple[str, datetime.date | None, bool]]) -> Covered:
    """Of facts as (type, day of the last check, whether another one is due)."""
    blanks = sum(fact_type == FactType.ABSENCE for fact_type, _, _ in facts)
    return Covered(
        rules=len(facts) - blanks,
        blanks=blanks,
        oldest=min((checked for _, checked, _ in facts if checked), default=None),
        due=sum(is_due for _, _, is_due in facts),
    )
