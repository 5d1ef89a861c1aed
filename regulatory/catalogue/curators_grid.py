"""The grid of the curators' desk: every jurisdiction on topics, with the state of what there is, drafts included. For curators only.

Readers' grid is coverage.py.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from regulatory.catalogue.coverage import DueOn
from regulatory.catalogue.jurisdictions import in_order
from regulatory.choices import OPEN_STATES, FactType, State
from regulatory.models import Fact, Topic
from regulatory.querysets import jurisdictions_by_id, last_confirmation_by_fact, topics_by_id
from regulatory.readings import JurisdictionReading, TopicReading


class Standing(NamedTuple):
    """What the grid asks of one version."""

    pk: int
    place: int
    topic: int
    type: str
    state: str
    checked_on: datetime.date | None
    review_due: datetime.date | None


COLUMNS = ("pk", "jurisdiction_id", "topic_id", "type", "state", "checked_on", "review_due")


@dataclass(frozen=True, slots=True)
class GridCell:
    """What one jurisdiction has on one topic: facts that state something, attested blanks, open versions; none of them: a blank cell.

    `oldest` is the earliest day of a last check of what is published, `due` how many of these are due for another.
    """

    place_pk: int
    topic_pk: int
    rules: int = 0
    blanks: int = 0
    drafts: int = 0
    in_review: int = 0
    oldest: datetime.date | None = None
    due: int = 0

    @property
    def is_blank(self) -> bool:
        return not (self.rules or self.blanks or self.drafts or self.in_review)


@dataclass(frozen=True, slots=True)
class GridTopic:
    """A column. `answered_by` says which types and kinds of facts answer the topic."""

    pk: int
    reading: TopicReading
    answered_by: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    place: JurisdictionReading
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    topics: tuple[GridTopic, ...]
    rows: tuple[GridRow, ...]


def grid(today: datetime.date, *, due_on: DueOn, under: str | None = None) -> Grid:
    """All first-level topics with what is under them, or (`under`: the key of one) that topic by itself and each of its own: five queries.

    Topics stand in the order of a product's life. `due_on` tells on which day a fact is due (curation/freshness.py).
    """
    places, topics = jurisdictions_by_id(), topics_by_id()
    answered: dict[int, list[dict[str, Any]]] = dict(Topic.objects.values_list("pk", "answered_by"))
    rows = [
        Standing(*row)
        for row in Fact.objects.filter(state__in=[State.PUBLISHED, *OPEN_STATES]).order_by().values_list(*COLUMNS)
    ]
    confirmed = last_confirmation_by_fact([row.pk for row in rows if row.state == State.PUBLISHED])
    shown = {
        pk: topic for pk, topic in topics.items() if (under in (topic.key, topic.parent) if under else not topic.parent)
    }
    columns = sorted(shown, key=lambda pk: (topics[pk].place, topics[pk].key))
    first_level = {topic.key: pk for pk, topic in topics.items()}
    found: defaultdict[tuple[int, int], list[Standing]] = defaultdict(list)
    for row in rows:
        topic = topics[row.topic]
        column = row.topic if under or topic.parent is None else first_level[topic.parent]
        found[row.place, column].append(row)

    def cell(place: int, topic: int) -> GridCell:
        return cell_of(place, topic, found[place, topic], confirmed, today, due_on)

    return Grid(
        tuple(GridTopic(pk, topics[pk], tuple(answered[pk])) for pk in columns),
        tuple(
            GridRow(places[place], tuple(cell(place, topic) for topic in columns))
            for place in sorted(places, key=lambda pk: in_order(places[pk]))
        ),
    )


def cell_of(
    place: int,
    topic: int,
    rows: Iterable[Standing],
    confirmed: dict[int, datetime.date],
    today: datetime.date,
    due_on: DueOn,
) -> GridCell:
    """Of the versions that stand in the cell."""
    rows = list(rows)
    published = [row for row in rows if row.state == State.PUBLISHED]
    checks = [
        (max(filter(None, (row.checked_on, confirmed.get(row.pk))), default=None), row.review_due) for row in published
    ]
    blanks = sum(row.type == FactType.ABSENCE for row in published)
    days = [due_on(checked, wanted) for checked, wanted in checks]
    return GridCell(
        place,
        topic,
        rules=len(published) - blanks,
        blanks=blanks,
        drafts=sum(row.state == State.DRAFT for row in rows),
        in_review=sum(row.state == State.IN_REVIEW for row in rows),
        oldest=min((checked for checked, _ in checks if checked), default=None),
        due=sum(day is None or day <= today for day in days),
    )
