"""Every read of facts: which versions a reader may see, and the few flat queries that turn them into readings.

A function is named after its reader or its moment. Readings (readings.py) are plain values: building model instances for the whole
grid costs six times as much. Filters by what was asked stand in filtersets.py.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet

from regulatory.choices import OPEN_STATES, FactType, State
from regulatory.models import (
    FACT_MODELS,
    ChangeNote,
    Citation,
    Confirmation,
    Fact,
    FactClass,
    Jurisdiction,
    ProductClass,
    Topic,
)
from regulatory.readings import (
    OWN_READINGS,
    CitationReading,
    ClassReading,
    FactReading,
    JurisdictionReading,
    SourceReading,
    TopicReading,
)


@dataclass(frozen=True, slots=True)
class ContentRevision:
    """The number of the newest change note (0: nothing was ever published) and its time."""

    number: int
    at: datetime.datetime | None


def content_revision() -> ContentRevision:
    """The revision of the content, in one query of one row."""
    newest = ChangeNote.objects.order_by("-revision").values_list("revision", "at").first()
    return ContentRevision(*newest) if newest else ContentRevision(0, None)


def published_facts() -> QuerySet[Fact]:
    """What readers see: the published version of each key."""
    return Fact.objects.filter(state=State.PUBLISHED)


def facts_as_of(day: datetime.date) -> QuerySet[Fact]:
    """What this knowledge base said at the end of that day (UTC)."""
    end = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, tzinfo=datetime.UTC)
    return Fact.objects.filter(published_at__lt=end).filter(Q(superseded_at=None) | Q(superseded_at__gte=end))


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


def read_facts(facts: QuerySet[Fact]) -> list[FactReading]:
    """The facts of a query as readings, in its order: seven queries, however many facts."""
    rows = list(facts.values_list(*COMMON, *ALL_OWN_COLUMNS))
    ids = [row[0] for row in rows]
    jurisdictions = jurisdictions_by_id()
    topics = topics_by_id()
    citations = citations_by_fact(ids)
    classes = classes_by_fact(ids)
    confirmed = last_confirmation_by_fact(ids)
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


def jurisdictions_by_id() -> dict[int, JurisdictionReading]:
    rows = Jurisdiction.objects.values_list("pk", "code", "name", "kind")
    return {pk: JurisdictionReading(code, name, kind) for pk, code, name, kind in rows}


def topics_by_id() -> dict[int, TopicReading]:
    rows = Topic.objects.values_list("pk", "key", "name", "question", "parent__key", "parent__order", "order")
    return {
        pk: TopicReading(key, name, question, parent, (parent_order, order) if parent else (order, 0))
        for pk, key, name, question, parent, parent_order, order in rows
    }


def citations_by_fact(ids: list[int]) -> dict[int, list[CitationReading]]:
    sources: dict[int, SourceReading] = {}
    found: defaultdict[int, list[CitationReading]] = defaultdict(list)
    rows = (
        Citation.objects.filter(fact__in=ids)
        .order_by("fact_id", "position", "pk")
        .values_list(
            "fact_id", "locator", "supports", "source_id", *(f"source__{name}" for name in SourceReading.LOOKUPS)
        )
        if ids
        else ()
    )
    for fact_id, locator, supports, source_id, *columns in rows:
        source = sources.get(source_id)
        if source is None:
            source = sources[source_id] = SourceReading(*columns)
        found[fact_id].append(CitationReading(source, locator, supports))
    return found


def classes_by_fact(ids: list[int]) -> dict[int, list[ClassReading]]:
    classes = {pk: ClassReading(key, name) for pk, key, name in ProductClass.objects.values_list("pk", "key", "name")}
    found: defaultdict[int, list[ClassReading]] = defaultdict(list)
    rows = (
        FactClass.objects.filter(fact__in=ids)
        .order_by("fact_id", "product_class__order")
        .values_list("fact_id", "product_class_id")
        if ids
        else ()
    )
    for fact_id, class_id in rows:
        found[fact_id].append(classes[class_id])
    return found


def last_confirmation_by_fact(ids: list[int]) -> dict[int, datetime.date]:
    if not ids:
        return {}
    rows = Confirmation.objects.filter(fact__in=ids).order_by().values_list("fact_id").annotate(Max("day"))
    return dict(rows)


def in_display_order(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """By jurisdiction, then by topic in lifecycle order, then by key: stable, whatever was asked."""
    return facts.order_by(
        "jurisdiction__name", F("topic__parent__order").asc(nulls_first=True), "topic__order", "key", "-version"
    )
