"""Reliance, work-sharing and convergence initiatives, with who takes part and their parts."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import ReadViewSet, Writers, citations, or_null, place
from regulatory.filtersets.reliance import RelianceInitiativeFilter
from regulatory.models import InitiativeComponent, Participation, RelianceInitiative
from regulatory.nouns import Only


def participant_data(participant: Participation) -> dict[str, object]:
    """One participant: a jurisdiction of this knowledge base, or another by name."""
    return {
        "jurisdiction": place(participant.jurisdiction),
        "name": participant.jurisdiction.name if participant.jurisdiction else participant.name,
        "authority": or_null(participant.authority),
        "role": or_null(participant.role),
        "status": or_null(participant.status),
        "membership_kind": or_null(participant.membership_kind),
        "scope": or_null(participant.scope),
        "since": or_null(participant.since),
        "as_of": or_null(participant.as_of),
        "note": or_null(participant.note),
        "citations": citations(participant.citations.all()),
    }


def component_data(component: InitiativeComponent) -> dict[str, object]:
    return {
        "key": component.key,
        "kind": component.kind,
        "name": or_null(component.name),
        "text": or_null(component.text),
        "jurisdiction": place(component.jurisdiction),
        "champions": [place(champion) for champion in component.champions.all()],
        "areas": component.areas,
        "role": or_null(component.role),
        "since": or_null(component.since),
        "citations": citations(component.citations.all()),
    }


class RelianceInitiativeViewSet(ReadViewSet):
    """Schemes in which authorities use or share each other's work. A participant that is missing does not mean "takes no part"."""

    noun = "reliance-initiatives"
    one = "reliance initiative"
    filterset_class = RelianceInitiativeFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "name": lambda row, _: row.name,
        "also_known_as": lambda row, _: row.also_known_as,
        "lead": lambda row, _: row.lead,
        "direction": lambda row, _: row.direction,
        "direction_note": lambda row, _: or_null(row.direction_note),
        "what_it_does": lambda row, _: row.what_it_does,
        "since": lambda row, _: or_null(row.since),
        "since_note": lambda row, _: or_null(row.since_note),
        "stages": lambda row, _: row.stages,
        "products": lambda row, _: or_null(row.products),
        "atmp_relevance": lambda row, _: or_null(row.atmp_relevance),
        "count_note": lambda row, _: or_null(row.count_note),
        "participants_note": lambda row, _: or_null(row.participants_note),
        "participants": lambda row, _: [participant_data(each) for each in row.participants.all()],
        "components": lambda row, _: [component_data(each) for each in row.components.all()],
        "citations": lambda row, _: citations(row.citations.all()),
        "facts_count": lambda row, _: row.facts_count,
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("reliance-initiatives", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[RelianceInitiative]:
        return nouns.public_initiatives(only)
