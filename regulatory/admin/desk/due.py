"""The due queue: published facts whose check is due, ordered by what would be wrong first and mislead most; and what falls due next.

The order is that of curation/freshness.py; here is gathered what it asks for.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regulatory.admin.addresses import form_of_version
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.comparison.closed_questions import INDICATORS
from regulatory.comparison.indicators import quick_facts
from regulatory.curation import freshness
from regulatory.curation.freshness import Use
from regulatory.querysets import published_facts, read_facts
from regulatory.readings import FactReading

NEXT = datetime.timedelta(days=60)
"""How far ahead the queue looks for what falls due next."""


@dataclass(frozen=True, slots=True)
class Due:
    """A fact with the day on which it is due and its place in the queue; `why` says what the place comes from."""

    pk: int
    fact: FactReading
    due_on: datetime.date | None
    urgency: float
    use: Use
    is_due: bool
    coming: str = ""
    """The day of a change that was to come and has passed."""


def uses_of(facts: Iterable[FactReading]) -> dict[str, Use]:
    """Who reads each fact, by key: economies with facts on the same documents, and the closed questions that it answers."""
    facts = list(facts)
    economies: defaultdict[str, set[str]] = defaultdict(set)
    by_place: defaultdict[str, list[FactReading]] = defaultdict(list)
    for fact in facts:
        by_place[fact.jurisdiction.code].append(fact)
        for citation in fact.citations:
            economies[citation.source.key].add(fact.jurisdiction.code)
    questions: defaultdict[str, int] = defaultdict(int)
    for of_place in by_place.values():
        for answer in quick_facts(INDICATORS, of_place):
            for fact in answer.facts if answer.known else ():
                questions[fact.key] += 1
    return {
        fact.key: Use(
            len(set().union(*(economies[each.source.key] for each in fact.citations), {fact.jurisdiction.code})),
            questions[fact.key],
        )
        for fact in facts
    }


def in_due_order(facts: Iterable[FactReading], pks: Mapping[str, int], today: datetime.date) -> list[Due]:
    """`pks` are the primary keys by key. What is due, the most urgent first; then what falls due within NEXT, the nearest first."""
    facts = list(facts)
    uses = uses_of(facts)
    due: list[Due] = []
    following: list[Due] = []
    for fact in facts:
        day = freshness.due_on(fact.checked_on, fact.review_due)
        passed = [each.changes_on for each in fact.pending_changes if freshness.has_passed(each.changes_on, today)]
        is_due = bool(passed) or freshness.is_due(day, today)
        if not is_due and day is not None and day > today + NEXT:
            continue
        age = today - (fact.checked_on or datetime.date.min)
        kinds = [each.source.kind for each in fact.citations]
        row = Due(
            pks[fact.key],
            fact,
            day,
            freshness.urgency(kinds, age, uses[fact.key]),
            uses[fact.key],
            is_due,
            min(passed, default=""),
        )
        (due if is_due else following).append(row)
    due.sort(key=lambda each: (-each.urgency, each.fact.key))
    following.sort(key=lambda each: (each.due_on or today, -each.urgency, each.fact.key))
    return [*due, *following]


def due_queue(asker: Asker) -> list[Due]:
    """Nine queries, whatever there is."""
    pks = dict(published_facts().order_by().values_list("key", "pk"))
    facts = read_facts(published_facts().order_by())
    return in_due_order((fact for fact in facts if fact.key in pks), pks, asker.today)


def row_of(due: Due) -> Row:
    fact, use = due.fact, due.use
    read_by = f"{use.economies} econom{'y rests' if use.economies == 1 else 'ies rest'} on its sources"
    if use.indicators:
        read_by += f", answers {use.indicators} indicator{'s' * (use.indicators > 1)}"
    why = f"was to change {due.coming}, not applied; {read_by}" if due.coming else read_by
    checked = f"checked {fact.checked_on:%-d %B %Y}; " if fact.checked_on else "never checked; "
    return Row(
        form_of_version(fact.type, due.pk),
        fact.title,
        fact.jurisdiction.name,
        checked + why,
        "due" if due.is_due else "next",
        due.due_on,
    )


QUEUE = Queue(
    "due",
    "Due for a check",
    "Ordered by how soon its sources change, how old the last check is, and how many economies and indicators use it. "
    "Then what falls due within two months.",
    "No published fact is due, and none falls due within two months.",
    due_queue,
    row_of,
)
