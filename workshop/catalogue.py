"""Workshops, sessions and what was said there as plain values for people's pages; what readers may see is decided in nouns.py."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from regulatory.catalogue.links import NamedKey, named, reading_of_source
from regulatory.choices import InsightKind, OrganisationKind
from regulatory.readings import JurisdictionReading, SourceReading
from workshop import nouns
from workshop.models import Session, Workshop


@dataclass(frozen=True, slots=True)
class InsightReading:
    """One statement with what the editors link it to. `session` is None for takeaways, the framing and the closing."""

    key: str
    kind: InsightKind
    number: int | None
    title: str
    statement: str
    note: str
    session: NamedKey | None
    workshop: str
    topics: tuple[NamedKey, ...]
    jurisdictions: tuple[JurisdictionReading, ...]
    product_classes: tuple[NamedKey, ...]
    attributes: tuple[NamedKey, ...]
    initiatives: tuple[NamedKey, ...]
    organisations: tuple[NamedKey, ...]
    terms: tuple[NamedKey, ...]
    rests_on: tuple[InsightBrief, ...]


@dataclass(frozen=True, slots=True)
class InsightBrief:
    """A statement that is only pointed at."""

    key: str
    text: str
    session: str


@dataclass(frozen=True, slots=True)
class SessionReading:
    key: str
    number: int
    title: str
    focus: str
    statements: int


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    key: str
    name: str
    name_original: str
    abbreviation: str
    kind: OrganisationKind
    role: str
    url: str
    name_note: str
    jurisdiction: JurisdictionReading | None
    parent: str


@dataclass(frozen=True, slots=True)
class WorkshopReading:
    """A workshop with its sessions. `host` is empty while the source does not say outright who hosted; `host_note` says so."""

    key: str
    title: str
    title_note: str
    focus: str
    host: str
    host_verified: bool
    host_note: str
    month: str
    date_note: str
    duration_days: int | None
    format: str
    registrants: int | None
    economies: int | None
    economies_note: str
    participants: tuple[str, ...]
    purpose: str
    complements: tuple[str, ...]
    organisers: tuple[tuple[str, str], ...]
    sessions: tuple[SessionReading, ...]
    source: SourceReading


def insights_of_workshop(key: str) -> list[InsightReading]:
    """All statements of a workshop in their order: nine queries."""
    insights = list(nouns.public_insights().filter(workshop__key=key))
    sessions = {each.session_id: each.session.key for each in insights if each.session}
    return [
        InsightReading(
            key=each.key,
            kind=InsightKind(each.kind),
            number=each.number,
            title=each.title,
            statement=each.statement,
            note=each.note,
            session=NamedKey(each.session.key, each.session.title) if each.session else None,
            workshop=each.workshop.key,
            topics=named(each.topics.all()),
            jurisdictions=tuple(
                JurisdictionReading(place.code, place.name, place.kind) for place in each.jurisdictions.all()
            ),
            product_classes=named(each.product_classes.all()),
            attributes=named(each.attributes.all()),
            initiatives=named(each.initiatives.all()),
            organisations=named(each.organisations.all()),
            terms=named(each.glossary_terms.all()),
            rests_on=tuple(
                InsightBrief(other.key, other.statement, sessions.get(other.session_id, ""))
                for other in each.rests_on.all()
            ),
        )
        for each in insights
    ]


def workshops_for_list() -> list[WorkshopReading]:
    """All workshops, the latest first: five queries."""
    return read_workshops(nouns.public_workshops())


def workshop_for_page(key: str) -> WorkshopReading | None:
    """One workshop: five queries."""
    found = read_workshops(nouns.public_workshops().filter(key=key))
    return found[0] if found else None


def workshop_of_session(key: str) -> str | None:
    """The key of the workshop that a session belongs to: one query."""
    return Session.objects.filter(key=key, workshop__verified=True).values_list("workshop__key", flat=True).first()


def read_workshops(workshops: QuerySet[Workshop]) -> list[WorkshopReading]:
    found = list(workshops)
    said = Counter(nouns.insights_seen().filter(workshop__in=found).order_by().values_list("session_id", flat=True))
    return [
        WorkshopReading(
            key=each.key,
            title=each.title,
            title_note=each.title_note,
            focus=each.focus,
            host=each.host,
            host_verified=each.host_verified,
            host_note=each.host_note,
            month=each.month,
            date_note=each.date_note,
            duration_days=each.duration_days,
            format=each.format,
            registrants=each.registrants,
            economies=each.economies,
            economies_note=each.economies_note,
            participants=tuple(each.participants),
            purpose=each.purpose,
            complements=tuple(each.complements),
            organisers=tuple((part.organisation.name, part.role) for part in each.organisers.all()),
            sessions=tuple(
                SessionReading(one.key, one.number, one.title, one.focus, said[one.pk]) for one in each.sessions.all()
            ),
            source=reading_of_source(each.source),
        )
        for each in found
    ]


def organisations_for_page() -> list[OrganisationReading]:
    """The organisations that the article names, by name: one query."""
    rows = nouns.public_organisations().prefetch_related(None).filter(named_in_article=True)
    return [
        OrganisationReading(
            key=each.key,
            name=each.name,
            name_original=each.name_original,
            abbreviation=each.abbreviation,
            kind=OrganisationKind(each.kind),
            role=each.role,
            url=each.url,
            name_note=each.name_note,
            jurisdiction=JurisdictionReading(place.code, place.name, place.kind)
            if (place := each.jurisdiction)
            else None,
            parent=str(each.parent) if each.parent else "",
        )
        for each in rows
    ]
