"""Every read of facts: which versions a reader may see, and the few flat queries that turn them into readings.

A function is named after its reader or its moment. Readings (readings.py) are plain values: building model instances for the whole
grid costs six times as much. Filters by what was asked stand in filtersets.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from regulatory.choices import OPEN_STATES, ChangeVerb, FactType, LegalStatus, State
from regulatory.fact_parts import (
    citations_by_fact,
    classes_by_fact,
    jurisdictions_by_id,
    last_confirmation_by_fact,
    topics_by_id,
)
from regulatory.models import (
    FACT_MODELS,
    ChangeEntry,
    ChangeNote,
    Fact,
)
from regulatory.readings import (
    OWN_READINGS,
    FactReading,
    JurisdictionReading,
    Moment,
    TopicReading,
)


@dataclass(frozen=True, slots=True)
class ContentRevision:
    """The number of the newest change note (0: nothing was ever published) and its time."""

    number: int
    at: datetime.datetime | None


def content_revision() -> ContentRevision:
    """The revision of the content, in one query of one row."""
    return revision_at(Moment())


@dataclass(frozen=True, slots=True)
class ContentSpan:
    """The day (UTC) of the first revision, None where nothing was ever published, and the number of the newest."""

    first_day: datetime.date | None
    newest: int


def content_span() -> ContentSpan:
    """Between which days and revisions this knowledge base can be asked what it said: one query."""
    found = ChangeNote.objects.order_by().aggregate(first=Min("at"), newest=Max("revision"))
    return ContentSpan(found["first"].date() if found["first"] else None, found["newest"] or 0)


def facts_at(moment: Moment) -> QuerySet[Fact]:
    """The versions that readers see at a moment; those that were surely not in force on the day `in_force_on` left out."""
    if moment.revision is not None:
        facts = facts_at_revision(moment.revision)
    else:
        facts = facts_as_of(moment.as_of) if moment.as_of else published_facts()
    return in_force_on(facts, moment.in_force_on) if moment.in_force_on else facts


def published_facts() -> QuerySet[Fact]:
    """What readers see: the published version of each key."""
    return Fact.objects.filter(state=State.PUBLISHED)


def facts_as_of(day: datetime.date) -> QuerySet[Fact]:
    """What this knowledge base said at the end of that day (UTC)."""
    end = end_of(day)
    return Fact.objects.filter(published_at__lt=end).filter(Q(superseded_at=None) | Q(superseded_at__gte=end))


def end_of(day: datetime.date) -> datetime.datetime:
    """The first moment (UTC) after a day."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, tzinfo=datetime.UTC)


def facts_at_revision(number: int) -> QuerySet[Fact]:
    """What readers saw when `number` was the newest revision.

    Read from the entries of the change notes, never from clocks: two changes may fall into one tick, and a clock may be set back.
    """
    until = ChangeEntry.objects.filter(noun="fact", key=OuterRef("key"), change_id__lte=number)
    replaced = Q(verb=ChangeVerb.PUBLISHED, version__gt=OuterRef("version"))
    taken_back = Q(verb=ChangeVerb.WITHDRAWN, version=OuterRef("version"))
    return Fact.objects.filter(
        Exists(until.filter(verb=ChangeVerb.PUBLISHED, version=OuterRef("version"))),
        ~Exists(until.filter(replaced | taken_back)),
    )


def in_force_on(facts: QuerySet[Fact], day: datetime.date) -> QuerySet[Fact]:
    """The facts without the rules that were surely not in force in the world on that day.

    Kept are also those whose dates do not tell, which comparison/in_force.py says of each. Stored dates may lack month or day; as ISO
    text they sort as time does, and one that `day` begins with covers it.
    """
    text = day.isoformat()
    around = [text[:4], text[:7], text]
    not_begun = Q(effective_from__gt=text)
    over = Q(effective_until__lt=text) & ~Q(effective_until__in=["", *around])
    only_planned = Q(legal_status=LegalStatus.PROPOSED) | Q(legal_status=LegalStatus.ADOPTED, effective_from="")
    return facts.exclude(not_begun | over | only_planned)


def confirmed_until(moment: Moment) -> datetime.datetime | None:
    """The moment up to which confirmations count as known; None: all of them. One query for a revision."""
    if moment.revision is not None:
        return revision_at(moment).at
    return end_of(moment.as_of) if moment.as_of else None


def revision_at(moment: Moment) -> ContentRevision:
    """The newest revision at a moment: one query."""
    notes = ChangeNote.objects.order_by("-revision")
    if moment.revision is not None:
        notes = notes.filter(pk=moment.revision)
    elif moment.as_of:
        notes = notes.filter(at__lt=end_of(moment.as_of))
    newest = notes.values_list("revision", "at").first()
    return ContentRevision(*newest) if newest else ContentRevision(0, None)


def open_facts() -> QuerySet[Fact]:
    """Drafts and versions in review: for curators only."""
    return Fact.objects.filter(state__in=OPEN_STATES)


def versions_of(key: str) -> QuerySet[Fact]:
    """The versions of one fact that readers may see, newest first."""
    return Fact.objects.filter(key=key).exclude(state__in=OPEN_STATES).order_by("-version")


COMMON = [
    "pk",
    "key",
    "type",
    "version",
    "kind",
    "state",
    "jurisdiction_id",
    "topic_id",
    "title",
    "title_original",
    "summary",
    "obligation",
    "scope",
    "legal_status",
    "note",
    "effective_from",
    "effective_until",
    "checked_on",
    "review_due",
    "published_at",
    "superseded_at",
]


def own_columns(fact_type: FactType) -> list[str]:
    """The lookups of one type's own values, in the order of its reading's fields."""
    link = FACT_MODELS[fact_type].__name__.lower()
    return [f"{link}__{lookup}" for lookup in OWN_READINGS[fact_type].LOOKUPS]


OWN_COLUMNS = {fact_type: own_columns(fact_type) for fact_type in FactType}
ALL_OWN_COLUMNS = [column for columns in OWN_COLUMNS.values() for column in columns]


def read_facts(
    facts: QuerySet[Fact],
    *,
    places: Mapping[int, JurisdictionReading] | None = None,
    topics: Mapping[int, TopicReading] | None = None,
    confirmed_until: datetime.datetime | None = None,
) -> list[FactReading]:
    """The facts of a query as readings, in its order: seven queries, however many facts; fewer for `places` and `topics` at hand.

    Confirmations recorded after `confirmed_until` do not count.
    """
    rows = list(facts.values_list(*COMMON, *ALL_OWN_COLUMNS))
    ids = [row[0] for row in rows]
    jurisdictions = jurisdictions_by_id() if places is None else places
    topics = topics_by_id() if topics is None else topics
    citations = citations_by_fact(ids)
    classes = classes_by_fact(ids)
    confirmed = last_confirmation_by_fact(ids, confirmed_until)
    spans: dict[str, slice] = {}
    start = len(COMMON)
    for fact_type, columns in OWN_COLUMNS.items():
        spans[fact_type] = slice(start, start + len(columns))
        start += len(columns)
    readings = []
    for row in rows:
        common = dict(zip(COMMON, row, strict=False))
        fact_id = common.pop("pk")
        common["jurisdiction"] = jurisdictions[common.pop("jurisdiction_id")]
        common["topic"] = topics[common.pop("topic_id")]
        if confirmed.get(fact_id):
            common["checked_on"] = max(common["checked_on"], confirmed[fact_id])
        fact_type = FactType(common["type"])
        readings.append(
            FactReading(
                **common,
                own=OWN_READINGS[fact_type](*row[spans[fact_type]]),
                citations=tuple(citations.get(fact_id, ())),
                product_classes=tuple(classes.get(fact_id, ())),
            )
        )
    return readings


def in_display_order(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """By jurisdiction's code, then by topic in lifecycle order (a first-level topic before its own), then by key."""
    return facts.order_by(
        "jurisdiction__code",
        Coalesce("topic__parent__order", "topic__order"),
        F("topic__parent__order").asc(nulls_first=True),
        "topic__order",
        "key",
        "-version",
    )
