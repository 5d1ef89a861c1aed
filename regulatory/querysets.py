"""Every read of facts: which versions a reader may see, and the few flat queries that turn them into readings.

A function is named after its reader or its moment. Readings (readings.py) are plain values: building model instances for the whole
grid costs six times as much. Filters by what was asked stand in filtersets.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from regulatory.choices import OPEN_STATES, ChangeVerb, FactType, LegalStatus, State
from regulatory.fact_parts import (
    citations_by_fact,
    classes_by_fact,
    coming_changes_by_key,
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
    UNREAD,
    FactReading,
    JurisdictionReading,
    Moment,
    OwnReading,
    TopicReading,
    names_of,
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


def drafts_of(author: User) -> QuerySet[Fact]:
    """The open versions that this person wrote last: for himself only."""
    return open_facts().filter(author=author)


def versions_of(key: str) -> QuerySet[Fact]:
    """The versions of one fact that readers may see, newest first."""
    return Fact.objects.filter(key=key).exclude(state__in=OPEN_STATES).order_by("-version")


COLUMNS = {
    **{name: name for name in ("key", "type", "version", "kind", "state")},
    "jurisdiction": "jurisdiction_id",
    "topic": "topic_id",
    **{name: name for name in ("title", "title_original", "summary", "obligation", "scope", "legal_status", "note")},
    **{name: name for name in ("effective_from", "effective_until", "checked_on", "review_due")},
    **{name: name for name in ("published_at", "superseded_at")},
}
"""Values of a reading -> the columns from which they are read."""

ALWAYS = ("key", "type")
GAPS: dict[str, Any] = dict.fromkeys(names_of(FactReading), UNREAD)


@dataclass(frozen=True, slots=True)
class OwnReader:
    """How one type's own values are made of the columns of its table: `lookups` by the names of those that are wanted."""

    reading: type[OwnReading]
    lookups: Mapping[str, str]
    gaps: Mapping[str, Any]

    @classmethod
    def of(cls, fact_type: FactType, only: Collection[str] | None) -> OwnReader:
        link, reading = FACT_MODELS[fact_type].__name__.lower(), OWN_READINGS[fact_type]
        names = names_of(reading)
        wanted = {name: f"{link}__{each}" for name, each in zip(names, reading.LOOKUPS, strict=True)}
        if only is None:
            return cls(reading, wanted, {})
        return cls(reading, {name: each for name, each in wanted.items() if name in only}, dict.fromkeys(names, UNREAD))

    def read(self, values: Iterable[Any]) -> OwnReading:
        if not self.gaps:
            return self.reading(*values)
        return self.reading(**{**self.gaps, **dict(zip(self.lookups, values, strict=True))})


def read_facts(
    facts: QuerySet[Fact],
    *,
    places: Mapping[int, JurisdictionReading] | None = None,
    topics: Mapping[int, TopicReading] | None = None,
    confirmed_until: datetime.datetime | None = None,
    types: Iterable[FactType] = FactType,
    only: Collection[str] | None = None,
) -> list[FactReading]:
    """The facts of a query as readings, in its order: eight queries, however many facts; fewer for `places` and `topics` at hand.

    Confirmations and coming changes recorded after `confirmed_until` do not count. Of a query that holds facts of some `types` only, the
    tables of the others need not be asked. With `only`, these values of the readings are read and no other: the rest is UNREAD.
    """

    def wanted(name: str) -> bool:
        return only is None or name in only

    names = [name for name in COLUMNS if wanted(name) or name in ALWAYS]
    own = {fact_type: OwnReader.of(fact_type, only) for fact_type in types}
    own_lookups = [lookup for each in own.values() for lookup in each.lookups.values()]
    rows = list(facts.values_list("pk", *(COLUMNS[name] for name in names), *own_lookups))
    ids = [row[0] for row in rows]
    named: dict[str, Mapping[int, Any]] = {}
    if wanted("jurisdiction"):
        named["jurisdiction"] = jurisdictions_by_id() if places is None else places
    if wanted("topic"):
        named["topic"] = topics_by_id() if topics is None else topics
    parts: dict[str, Mapping[int, list[Any]]] = {}
    if wanted("citations"):
        parts["citations"] = citations_by_fact(ids)
    if wanted("product_classes"):
        parts["product_classes"] = classes_by_fact(ids)
    confirmed = last_confirmation_by_fact(ids, confirmed_until) if wanted("checked_on") else {}
    coming = coming_changes_by_key(confirmed_until) if ids and wanted("pending_changes") else {}
    spans: dict[str, slice] = {}
    start = 1 + len(names)
    for fact_type, each in own.items():
        spans[fact_type] = slice(start, start + len(each.lookups))
        start += len(each.lookups)
    gaps: dict[str, Any] = {} if only is None else GAPS
    readings = []
    for row in rows:
        fact_id = row[0]
        values = gaps | dict(zip(names, row[1:], strict=False))
        for name, known in named.items():
            values[name] = known[values[name]]
        for name, found in parts.items():
            values[name] = tuple(found.get(fact_id, ()))
        if confirmed.get(fact_id):
            values["checked_on"] = max(values["checked_on"], confirmed[fact_id])
        if wanted("pending_changes"):
            values["pending_changes"] = tuple(coming.get(values["key"], ()))
        fact_type = FactType(values["type"])
        values["own"] = own[fact_type].read(row[spans[fact_type]])
        readings.append(FactReading(**values))
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
