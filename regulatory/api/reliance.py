"""Reliance, work-sharing and convergence initiatives, with who takes part and their parts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import Links, ReadViewSet, citations, or_null, place
from regulatory.filtersets.reliance import RelianceInitiativeFilter
from regulatory.models import InitiativeComponent, Participation, RelianceInitiative


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

    def get_queryset(self) -> QuerySet[RelianceInitiative]:
        return nouns.public_initiatives()

    def represent(self, row: Any, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "name": row.name,
            "also_known_as": row.also_known_as,
            "lead": row.lead,
            "direction": row.direction,
            "direction_note": or_null(row.direction_note),
            "what_it_does": row.what_it_does,
            "since": or_null(row.since),
            "since_note": or_null(row.since_note),
            "stages": row.stages,
            "products": or_null(row.products),
            "atmp_relevance": or_null(row.atmp_relevance),
            "count_note": or_null(row.count_note),
            "participants_note": or_null(row.participants_note),
            "participants": [participant_data(each) for each in row.participants.all()],
            "components": [component_data(each) for each in row.components.all()],
            "citations": citations(row.citations.all()),
            "facts_count": row.facts_count,
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }
