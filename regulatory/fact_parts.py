"""What belongs to facts and is read flat, to be stitched to them by querysets.read_facts.

Places, topics, citations, classes, checks and coming changes.
"""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db.models import Max, Q

from regulatory.models import Citation, Confirmation, FactClass, Jurisdiction, PendingChange, ProductClass, Topic
from regulatory.readings import (
    CitationReading,
    ClassReading,
    JurisdictionReading,
    PendingReading,
    SourceReading,
    TopicReading,
)


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


def last_confirmation_by_fact(ids: list[int], until: datetime.datetime | None = None) -> dict[int, datetime.date]:
    if not ids:
        return {}
    confirmations = Confirmation.objects.filter(fact__in=ids)
    if until:
        confirmations = confirmations.filter(recorded_at__lte=until)
    return dict(confirmations.order_by().values_list("fact_id").annotate(Max("day")))


def coming_changes_by_key(until: datetime.datetime | None = None) -> dict[str, list[PendingReading]]:
    """The notes that readers see now, or that they saw at a moment, by the key of their fact: one query."""
    shown = PendingChange.objects.filter(published_at__isnull=False)
    still_open = Q(closed_at=None)
    shown = (
        shown.filter(still_open | Q(closed_at__gt=until), published_at__lte=until)
        if until
        else shown.filter(still_open)
    )
    columns = ("fact__key", "changes_on", "note", "locator", "published_at")
    rows = shown.order_by("changes_on", "note", "pk").values_list(
        *columns, *(f"source__{name}" for name in SourceReading.LOOKUPS)
    )
    found: defaultdict[str, list[PendingReading]] = defaultdict(list)
    for key, changes_on, note, locator, published_at, *source in rows:
        found[key].append(PendingReading(changes_on, note, SourceReading(*source), locator, published_at.date()))
    return found
