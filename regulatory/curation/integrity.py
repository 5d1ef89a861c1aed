"""What must hold over the whole database and spans more than one table: proved by `check_kb`, not assumed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef

from regulatory import guards
from regulatory.choices import ChangeVerb, State
from regulatory.models import FACT_MODELS, ChangeEntry, ChangeNote, Fact


def problems_in_database() -> Iterator[str]:
    """Every breach, in words; nothing when all is well. Constant number of queries."""
    if missing := guards.missing(connection):
        names = ", ".join(sorted(missing))
        yield f"{len(missing)} guards of published facts are down: {names}; run migrate to put them up"
    for key in Fact.objects.filter(state=State.PUBLISHED, citations=None).values_list("key", flat=True):
        yield f"{key}: is published without a citation"
    for key in Fact.objects.filter(state=State.WITHDRAWN, withdrawal=None).values_list("key", flat=True):
        yield f"{key}: is withdrawn without a reason"
    yield from facts_without_their_type()
    yield from publications_without_a_note()
    yield from gaps_in_revisions()
    yield from gaps_in_versions()
    yield from broken_time_lines()


def facts_without_their_type() -> Iterator[str]:
    for fact_type, model in FACT_MODELS.items():
        link = model.__name__.lower()
        for key in Fact.objects.filter(type=fact_type, **{f"{link}__isnull": True}).values_list("key", flat=True):
            yield f"{key}: says that it is a {fact_type} and has no such row"


def publications_without_a_note() -> Iterator[str]:
    """Versions whose publication no change note tells: readers, caches and feeds never learned of them."""
    told = ChangeEntry.objects.filter(
        noun="fact", verb=ChangeVerb.PUBLISHED, key=OuterRef("key"), version=OuterRef("version")
    )
    untold = Fact.objects.exclude(published_at=None).exclude(Exists(told)).order_by("key", "version")
    for key, version in untold.values_list("key", "version"):
        yield f"{key} v{version}: was published without a change note"


def gaps_in_revisions() -> Iterator[str]:
    counted = ChangeNote.objects.aggregate(last=Max("revision"), number=Count("revision"))
    if (counted["last"] or 0) != counted["number"]:
        yield f"there are {counted['number']} change notes, but the newest is revision {counted['last']}"


def gaps_in_versions() -> Iterator[str]:
    counted = Fact.objects.order_by("key").values("key").annotate(last=Max("version"), number=Count("pk"))
    for row in counted:
        if row["last"] != row["number"]:
            yield f"{row['key']}: has {row['number']} versions, but the newest is v{row['last']}"


def broken_time_lines() -> Iterator[str]:
    """Keys of which a version was superseded at another moment than its successor was published, or by none."""
    rows = Fact.objects.exclude(published_at=None).order_by("key", "version")
    awaited: tuple[str, object] | None = None
    for key, state, published_at, superseded_at in rows.values_list("key", "state", "published_at", "superseded_at"):
        if awaited and awaited != (key, published_at):
            yield f"{awaited[0]}: a version was not followed at once by the next"
        awaited = (key, superseded_at) if state == State.SUPERSEDED else None
    if awaited:
        yield f"{awaited[0]}: a version was not followed at once by the next"
