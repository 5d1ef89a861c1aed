"""What rests on documents that are no longer current: each review of a source with its facts and how far it is. For curators only.

A fact of a review is one that cited the source, published, when the source was marked. It is done once it was confirmed since, replaced
by a new version, or withdrawn; so several people can work at one review, stop and go on, and nothing about it is kept twice.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from regulatory.choices import OPEN_STATES, State
from regulatory.models import ENDED_SOURCES, Citation, Confirmation, Fact, SourceReview

TO_DO, CONFIRMED, REPLACED, WITHDRAWN = "to-do", "confirmed", "new-version", "withdrawn"


@dataclass(frozen=True, slots=True)
class RestingFact:
    """A fact that rested on the source: the version of then, and what became of it. `open_by` names who has a version of it open.

    `current_pk` is the version to open: the open one, or that of then.
    """

    key: str
    type: str
    title: str
    jurisdiction: str
    locators: tuple[str, ...]
    outcome: str
    by: str
    on: datetime.date | None
    how: str
    open_by: str
    current_pk: int

    @property
    def is_done(self) -> bool:
        return self.outcome != TO_DO


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """The review of one source, its facts in the order of economy and key."""

    pk: int
    source_pk: int
    source: str
    title: str
    status: str
    successor_pk: int | None
    successor: str
    at: datetime.datetime
    by: str
    reason: str
    facts: tuple[RestingFact, ...]

    @property
    def done(self) -> int:
        return sum(fact.is_done for fact in self.facts)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.facts)


class Cited(NamedTuple):
    """A citation of a reviewed source by a version that was published once."""

    source_pk: int
    pk: int
    key: str
    type: str
    title: str
    jurisdiction: str
    state: str
    published_at: datetime.datetime
    superseded_at: datetime.datetime | None
    locator: str

    def stood_at(self, moment: datetime.datetime) -> bool:
        return self.published_at <= moment and (self.superseded_at is None or self.superseded_at > moment)


CITED = (
    "source_id",
    "fact_id",
    "fact__key",
    "fact__type",
    "fact__title",
    "fact__jurisdiction__name",
    "fact__state",
    "fact__published_at",
    "fact__superseded_at",
    "locator",
)


@dataclass(slots=True)
class Since:
    """What happened to the facts: checks by version, the open version of a key with its author, who published what came when."""

    checks: defaultdict[int, list[tuple[datetime.datetime, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    opened: dict[str, tuple[int, str]] = field(default_factory=dict)
    came: dict[tuple[str, datetime.datetime], str] = field(default_factory=dict)


def source_reviews(source_pk: int | None = None) -> list[ReviewReading]:
    """The reviews of all sources, or of one, newest first: five queries."""
    reviews = SourceReview.objects.select_related("source", "successor", "by").prefetch_related("source__superseded_by")
    found = list(reviews if source_pk is None else reviews.filter(source=source_pk))
    cited: defaultdict[int, list[Cited]] = defaultdict(list)
    rows = Citation.objects.filter(source__in={each.source_id for each in found}).exclude(fact__published_at=None)
    for row in rows.order_by("fact__jurisdiction__code", "fact__key", "fact__version", "position").values_list(*CITED):
        cited[row[0]].append(Cited(*row))
    since = what_happened({each.key for rows_of_source in cited.values() for each in rows_of_source})
    return [reading_of(each, cited[each.source_id], since) for each in found]


def what_happened(keys: set[str]) -> Since:
    since = Since()
    checks = Confirmation.objects.filter(fact__key__in=keys).order_by("recorded_at")
    for fact_id, at, by, how in checks.values_list("fact_id", "recorded_at", "by__username", "how"):
        since.checks[fact_id].append((at, by, how))
    rows = Fact.objects.filter(key__in=keys).order_by()
    for pk, key, state, author, publisher, published_at in rows.values_list(
        "pk", "key", "state", "author__username", "published_by__username", "published_at"
    ):
        if state in OPEN_STATES:
            since.opened[key] = (pk, author)
        elif published_at is not None:
            since.came[key, published_at] = publisher or ""
    return since


def reading_of(review: SourceReview, rows: list[Cited], since: Since) -> ReviewReading:
    by_fact: defaultdict[int, list[Cited]] = defaultdict(list)
    for row in rows:
        if row.stood_at(review.at):
            by_fact[row.pk].append(row)
    successor = review.successor or next(iter(review.source.superseded_by.all()), None)
    return ReviewReading(
        review.pk,
        review.source_id,
        review.source.key,
        review.source.title,
        review.status,
        successor.pk if successor else None,
        successor.title if successor else "",
        review.at,
        review.by.get_username(),
        review.reason,
        tuple(resting_fact(cited, review.at, since) for cited in by_fact.values()),
    )


def resting_fact(cited: list[Cited], marked_at: datetime.datetime, since: Since) -> RestingFact:
    """One fact of a review, from its citations of the source."""
    fact = cited[0]
    checks = [each for each in since.checks[fact.pk] if each[0] >= marked_at]
    outcome, by, on, how = TO_DO, "", None, ""
    if fact.superseded_at is not None:
        outcome = WITHDRAWN if fact.state == State.WITHDRAWN else REPLACED
        by, on = since.came.get((fact.key, fact.superseded_at), ""), fact.superseded_at.date()
    elif checks:
        outcome, on, by, how = CONFIRMED, checks[0][0].date(), checks[0][1], checks[0][2]
    open_pk, open_by = since.opened.get(fact.key, (fact.pk, ""))
    locators = tuple(each.locator for each in cited if each.locator)
    return RestingFact(
        fact.key, fact.type, fact.title, fact.jurisdiction, locators, outcome, by, on, how, open_by, open_pk
    )


@dataclass(frozen=True, slots=True)
class Resting:
    """A published fact that cites a document which is no longer current, and was not confirmed since that was marked."""

    pk: int
    key: str
    type: str
    title: str
    jurisdiction: str
    source_pk: int
    source: str
    status: str
    since: datetime.date | None


def facts_on_ended_sources() -> list[Resting]:
    """The facts that rest on superseded or repealed documents, one row for each such document: three queries."""
    marked: dict[int, datetime.datetime] = dict(
        SourceReview.objects.order_by("at").values_list("source_id", "at")
    )  # the latest of each
    checked: defaultdict[int, list[datetime.datetime]] = defaultdict(list)
    ended = Citation.objects.filter(fact__state=State.PUBLISHED, source__status__in=ENDED_SOURCES)
    for fact_id, at in Confirmation.objects.filter(fact__in=ended.order_by().values("fact")).values_list(
        "fact", "recorded_at"
    ):
        checked[fact_id].append(at)
    rows = ended.order_by("fact__jurisdiction__code", "fact__key", "source__key").values_list(
        "fact_id",
        "fact__key",
        "fact__type",
        "fact__title",
        "fact__jurisdiction__name",
        "source_id",
        "source__title",
        "source__status",
    )
    found: dict[tuple[int, int], Resting] = {}
    for row in rows:
        fact_id, source_id = row[0], row[5]
        since = marked.get(source_id)
        if not any(since is None or at >= since for at in checked[fact_id]):
            found.setdefault((fact_id, source_id), Resting(*row, since.date() if since else None))
    return list(found.values())
