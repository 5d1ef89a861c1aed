"""A question about a programme, answered: its checklist, its durations, and what each further economy would add.

What can be asked stands in comparison.py; how the checklist comes about in regulatory/comparison/planner.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from regulatory import querysets
from regulatory.comparison.margin import Margin, marginal
from regulatory.comparison.planner import Plan, plan
from regulatory.comparison.timeline import Duration, durations
from regulatory.filtersets.compared import read
from regulatory.filtersets.comparison import Asked
from regulatory.querysets import ContentRevision


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan asked for. `margins` are those of the economies in `add`, or of every other one where none is named there."""

    asked: Asked
    plan: Plan
    durations: tuple[Duration, ...]
    margins: tuple[Margin, ...]
    revision: ContentRevision


def planned(asked: Asked) -> Planned:
    """The plan of a question without problems. Facts of all economies are read: they tell at which stage a topic comes up."""
    revision = querysets.revision_at(asked.moment)
    facts = read(replace(asked, places=()), revision)
    programme = plan(facts, asked.profile, asked.columns, asked.rows)
    codes = {place.code for place in asked.columns}
    others = asked.add or [place for place in asked.catalogue.ordered_places if place.code not in codes]
    return Planned(
        asked,
        programme,
        durations(programme),
        tuple(marginal(programme, each, facts) for each in others),
        revision,
    )
