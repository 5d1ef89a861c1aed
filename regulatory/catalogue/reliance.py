"""Reliance and convergence initiatives as values, with who takes part and their parts.

A missing participation does not mean that an authority takes no part; the pages say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from regulatory import nouns
from regulatory.catalogue.links import cites, reading_of_place
from regulatory.choices import ComponentKind, Direction, MembershipStatus
from regulatory.models import InitiativeComponent, Participation, RelianceInitiative
from regulatory.readings import CitationReading, JurisdictionReading


@dataclass(frozen=True, slots=True)
class ParticipationReading:
    """One participant: a jurisdiction of the knowledge base, or (jurisdiction None) another one by name."""

    jurisdiction: JurisdictionReading | None
    name: str
    authority: str
    role: str
    status: MembershipStatus | None
    membership_kind: str
    scope: str
    since: str
    as_of: str
    note: str
    citations: tuple[CitationReading, ...]

    @property
    def part(self) -> str:
        """Its part in a word or two: the membership status, else the role in the source's words."""
        return self.status.label if self.status else self.role or "takes part"


@dataclass(frozen=True, slots=True)
class ComponentReading:
    key: str
    kind: ComponentKind
    name: str
    text: str
    jurisdiction: JurisdictionReading | None
    champions: tuple[JurisdictionReading, ...]
    areas: tuple[str, ...]
    role: str
    since: str
    citations: tuple[CitationReading, ...]


@dataclass(frozen=True, slots=True)
class InitiativePage:
    """An initiative with all that is known of it; `facts` counts the published facts under it."""

    key: str
    name: str
    also_known_as: tuple[str, ...]
    lead: str
    direction: Direction
    direction_note: str
    what_it_does: str
    since: str
    since_note: str
    stages: tuple[str, ...]
    products: str
    atmp_relevance: str
    count_note: str
    participants_note: str
    facts: int
    participants: tuple[ParticipationReading, ...]
    components: tuple[ComponentReading, ...]
    citations: tuple[CitationReading, ...]


def initiatives_for_matrix() -> list[InitiativePage]:
    """All initiatives in their order: eight queries at most."""
    return [reading_of(each) for each in nouns.public_initiatives()]


def initiative_for_page(key: str) -> InitiativePage | None:
    """One initiative: eight queries at most."""
    initiative = nouns.public_initiatives().filter(key=key).first()
    return reading_of(initiative) if initiative else None


def reading_of(initiative: RelianceInitiative) -> InitiativePage:
    return InitiativePage(
        key=initiative.key,
        name=initiative.name,
        also_known_as=tuple(initiative.also_known_as),
        lead=initiative.lead,
        direction=Direction(initiative.direction),
        direction_note=initiative.direction_note,
        what_it_does=initiative.what_it_does,
        since=initiative.since,
        since_note=initiative.since_note,
        stages=tuple(initiative.stages),
        products=initiative.products,
        atmp_relevance=initiative.atmp_relevance,
        count_note=initiative.count_note,
        participants_note=initiative.participants_note,
        facts=initiative.facts_count,  # type: ignore[attr-defined]
        participants=tuple(reading_of_participation(each) for each in initiative.participants.all()),
        components=tuple(reading_of_component(each) for each in initiative.components.all()),
        citations=cites(initiative),
    )


def reading_of_participation(each: Participation) -> ParticipationReading:
    return ParticipationReading(
        jurisdiction=reading_of_place(each.jurisdiction),
        name=each.name,
        authority=each.authority,
        role=each.role,
        status=MembershipStatus(each.status) if each.status else None,
        membership_kind=each.membership_kind,
        scope=each.scope,
        since=each.since,
        as_of=each.as_of,
        note=each.note,
        citations=cites(each),
    )


def reading_of_component(each: InitiativeComponent) -> ComponentReading:
    return ComponentReading(
        key=each.key,
        kind=ComponentKind(each.kind),
        name=each.name,
        text=each.text,
        jurisdiction=reading_of_place(each.jurisdiction),
        champions=tuple(JurisdictionReading(place.code, place.name, place.kind) for place in each.champions.all()),
        areas=tuple(each.areas),
        role=each.role,
        since=each.since,
        citations=cites(each),
    )
