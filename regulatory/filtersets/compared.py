"""A question about the comparison, answered: the facts read, put side by side, weighed for the product and held against a day.

What can be asked stands in comparison.py; what the facts mean together in regulatory/comparison/. API, pages and downloads render what
is made here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import QuerySet

from regulatory import querysets
from regulatory.choices import FactType
from regulatory.comparison.applicability import APPLIES, Applicability, applies
from regulatory.comparison.changes import Moved, what_moved
from regulatory.comparison.in_force import OnDay, as_on, in_force_on
from regulatory.comparison.table import Comparison, Difference, compare, difference, only_differences
from regulatory.filtersets.comparison import Asked
from regulatory.models import Fact
from regulatory.querysets import ContentRevision
from regulatory.readings import FactReading, JurisdictionReading, Moment

CellKey = tuple[str, str]
"""The key of a topic and the code of a jurisdiction."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two economies over all rows asked for, those without a difference included."""

    one: JurisdictionReading
    other: JurisdictionReading
    found: Difference

    @property
    def text(self) -> str:
        """Always with what it was counted on."""
        found = self.found
        beside = f"; {found.unknown} unknown" + (
            f", {found.not_comparable} not comparable" if found.not_comparable else ""
        )
        if not found.comparable:
            return f"no comparable answers{beside}"
        return f"differ on {found.differ} of {found.comparable} comparable answers{beside}"


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison asked for. `verdicts` (is there a product?) and `days` (a day in the world?) are by fact key; `moved` by cell.

    `revision` is the one shown; `total` counts the rows before only those that differ were kept.
    """

    asked: Asked
    table: Comparison
    total: int
    pairs: tuple[Pair, ...]
    verdicts: Mapping[str, Applicability]
    days: Mapping[str, OnDay]
    moved: Mapping[CellKey, tuple[Moved, ...]]
    revision: ContentRevision


def facts_asked(asked: Asked, moment: Moment) -> QuerySet[Fact]:
    """The facts of the places and topics asked for, at a moment."""
    facts = querysets.facts_at(moment).order_by("key")
    if asked.places:
        codes = {place.code for place in asked.places} | {place.code for place in asked.add}
        facts = facts.filter(jurisdiction__in=[pk for pk, each in asked.catalogue.places.items() if each.code in codes])
    if asked.topics:
        keys = {topic.key for topic in asked.rows}
        facts = facts.filter(topic__in=[pk for pk, each in asked.catalogue.topics.items() if each.key in keys])
    return facts


def read(
    asked: Asked, revision: ContentRevision, moment: Moment | None = None, types: Iterable[FactType] = ()
) -> list[FactReading]:
    """The facts asked for (only of these `types`, where any is given), with the legal status of the day `in_force_on`: five queries.

    `revision` is the one at the moment. Confirmations count up to the moment.
    """
    moment = moment or asked.moment
    until = revision.at if moment.revision else querysets.end_of(moment.as_of) if moment.as_of else None
    rows = facts_asked(asked, moment)
    facts = querysets.read_facts(
        rows.filter(type__in=types) if types else rows,
        places=asked.catalogue.places,
        topics=asked.catalogue.topics,
        confirmed_until=until,
    )
    day = moment.in_force_on
    return [as_on(fact, day) for fact in facts] if day else facts


def compared(asked: Asked) -> Compared:
    """The comparison of a question without problems; eleven queries at most with its catalogue, four more with `since`."""
    revision = querysets.revision_at(asked.moment)
    facts = read(asked, revision)
    profile, day = asked.profile, asked.moment.in_force_on
    verdicts = {} if profile.empty else {fact.key: applies(fact, profile) for fact in facts}
    full = compare(
        facts,
        asked.columns,
        asked.rows,
        lambda fact: not verdicts or verdicts[fact.key].verdict == APPLIES,
    )
    places = full.jurisdictions
    return Compared(
        asked,
        only_differences(full) if asked.differences else full,
        len(full.rows),
        tuple(Pair(one, other, difference(full, one.code, other.code)) for one, other in combinations(places, 2)),
        verdicts,
        {fact.key: in_force_on(fact, day) for fact in facts} if day else {},
        moved_since(asked, facts, revision),
        revision,
    )


def moved_since(asked: Asked, facts: list[FactReading], revision: ContentRevision) -> dict[CellKey, tuple[Moved, ...]]:
    """What moved here since the day `since`, by cell; a fact that changed its topic has moved in the cell where it stands now."""
    if asked.since is None:
        return {}
    before = read(asked, revision, Moment(as_of=asked.since, in_force_on=asked.moment.in_force_on))
    found: defaultdict[CellKey, list[Moved]] = defaultdict(list)
    for move in what_moved(before, facts):
        found[move.fact.topic.key, move.fact.jurisdiction.code].append(move)
    return {cell: tuple(moves) for cell, moves in found.items()}
