"""What must hold over the whole database and spans more than one table: proved by `check_kb`, not assumed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Max

from regulatory import guards
from regulatory.choices import State
from regulatory.models import FACT_MODELS, ChangeNote, Fact


def problems_in_database() -> Iterator[str]:
    """Every breach, in words; nothing when all is well. Constant number of queries."""
    if missing := guards.missing(connection):
        yield f"{len(missing)} guards of published facts are down: {', '.join(sorted(missing))}; run migrate to put them up"
    for key in Fact.objects.filter(state=State.PUBLISHED, citations=None).values_list("key", flat=True):
        yield f"{key}: is published without a citation"
    for fact_type, model in FACT_MODELS.items():
        link = model.__name__.lower()
        for key in Fact.objects.filter(type=fact_type, **{f"{link}__isnull": True}).values_list("key", flat=True):
            yield f"{key}: says that it is a {fact_type} and has no such row"
    counted = ChangeNote.objects.aggregate(last=Max("revision"), number=Count("revision"))
    if (counted["last"] or 0) != counted["number"]:
        yield f"there are {counted['number']} change notes, but the newest is revision {counted['last']}"
    for key in broken_time_lines():
        yield f"{key}: a version was not followed at once by the next"


def broken_time_lines() -> Iterator[str]:
    """Keys of which a version was superseded at another moment than its successor was published."""
    rows = Fact.objects.exclude(published_at=None).order_by("key", "version")
    before: tuple[str, str, object] | None = None
    for key, state, published_at, superseded_at in rows.values_list("key", "state", "published_at", "superseded_at"):
        if before and before[0] == key and before[1] == State.SUPERSEDED and before[2] != published_at:
            yield key
        before = (key, state, superseded_at)
