"""Facts, all together and by type. They are read as readings: no model instance and no serializer a row."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from regulatory.api.base import Links, ReadViewSet, named, or_null, place, source_in_citation
from regulatory.choices import FactType, State
from regulatory.filtersets.facts import FACT_FILTERS, CommonFilter, FactFilter
from regulatory.models import Fact
from regulatory.querysets import read_facts, versions_of
from regulatory.readings import (
    OWN_READINGS,
    CitationReading,
    FactReading,
    ProductOwn,
    QualityExpectationOwn,
    RelianceOwn,
)

OWN_NAMES = {
    fact_type: tuple(field.name for field in dataclasses.fields(reading)) for fact_type, reading in OWN_READINGS.items()
}


def own_data(fact: FactReading) -> dict[str, object]:
    """What only facts of this type have."""
    own = fact.own
    if isinstance(own, QualityExpectationOwn):
        return {
            "attribute": {"key": own.attribute, "name": own.attribute_name},
            "limit_text": or_null(own.limit_text),
        }
    if isinstance(own, RelianceOwn):
        initiative = {"key": own.initiative, "name": own.initiative_name} if own.initiative else None
        return {"initiative": initiative, "direction": or_null(own.direction)}
    values = {name: or_null(getattr(own, name)) for name in OWN_NAMES[FactType(fact.type)]}
    if isinstance(own, ProductOwn):
        first = fact.product_classes[0] if fact.product_classes else None
        return {"name": fact.title, "product_class": named(first), **values}
    if fact.type == FactType.CLASSIFICATION:
        return {"local_term": fact.title, **values}
    return values


def citation_data(citation: CitationReading) -> dict[str, object]:
    return {
        "source": source_in_citation(citation.source),
        "locator": or_null(citation.locator),
        "supports": or_null(citation.supports),
    }


def fact_data(fact: FactReading, links: Links) -> dict[str, object]:
    """A fact in the order of the contract: what it says, what is its type's own, what carries it, and its times."""
    return {
        "key": fact.key,
        "type": fact.type,
        "version": fact.version,
        "jurisdiction": place(fact.jurisdiction),
        "topic": named(fact.topic),
        "title": fact.title,
        "title_original": or_null(fact.title_original),
        "summary": or_null(fact.summary),
        "kind": or_null(fact.kind),
        "obligation": or_null(fact.obligation),
        "scope": or_null(fact.scope),
        "legal_status": fact.legal_status,
        "product_classes": [named(each) for each in fact.product_classes],
        "note": or_null(fact.note),
        **own_data(fact),
        "citations": [citation_data(citation) for citation in fact.citations],
        "force": fact.force,
        "effective_from": or_null(fact.effective_from),
        "effective_until": or_null(fact.effective_until),
        "checked_on": fact.checked_on,
        "review_due": fact.review_due,
        "published_at": fact.published_at,
        "url": links.page(f"/facts/{fact.key}/"),
        "api_url": links.api("facts", fact.key),
    }


class FactViewSet(ReadViewSet):
    """Facts of every type, as published today or as of a day."""

    noun = "facts"
    one = "fact"
    filterset_class: ClassVar[type[CommonFilter]] = FactFilter
    beside = ("as_of",)

    def get_queryset(self) -> QuerySet[Fact]:
        # Every version; the filter set chooses the moment and so what readers may see.
        return Fact.objects.all()

    def list(self, request: Request) -> Response:
        # The rows are sorted and cut as pairs of numbers and keys; only one page of them is read in full.
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()).values_list("pk", "key"))
        readings = {fact.key: fact for fact in read_facts(Fact.objects.filter(pk__in=[pk for pk, _ in page]))}
        links = Links.of(request)
        return self.get_paginated_response([fact_data(readings[key], links) for _, key in page])

    def represent(self, row: FactReading, links: Links) -> dict[str, object]:
        return fact_data(row, links)

    def find(self, key: str) -> FactReading | None:
        given = self.request.query_params
        filterset = self.filterset_class({name: given[name] for name in self.beside if name in given})
        if problems := filterset.problems():
            raise exceptions.ValidationError(problems)
        return next(iter(read_facts(filterset.qs.filter(key=key))), None)

    def not_found(self, key: str) -> str:
        sentence = super().not_found(key)
        newest = None if "\x00" in key else versions_of(key).first()
        if newest and newest.state == State.WITHDRAWN and newest.superseded_at:
            return f"{sentence} A fact of this key was withdrawn on {newest.superseded_at.date()}."
        return sentence


class ClassificationViewSet(FactViewSet):
    """What the rules count as an ATMP and how they tier it."""

    noun = "classifications"
    one = "classification"
    filterset_class = FACT_FILTERS[FactType.CLASSIFICATION]


class PathwayViewSet(FactViewSet):
    """Ways to a trial, to approval or to a patient."""

    noun = "pathways"
    one = "pathway"
    filterset_class = FACT_FILTERS[FactType.PATHWAY]


class PharmacovigilanceViewSet(FactViewSet):
    """Safety duties during trials and after approval."""

    noun = "pharmacovigilance-requirements"
    one = "pharmacovigilance requirement"
    filterset_class = FACT_FILTERS[FactType.PHARMACOVIGILANCE]


class QualityExpectationViewSet(FactViewSet):
    """What authorities expect for one critical quality attribute."""

    noun = "quality-expectations"
    one = "quality expectation"
    filterset_class = FACT_FILTERS[FactType.QUALITY_EXPECTATION]


class RequirementViewSet(FactViewSet):
    """Other rules: GMP, donors, ethics, evidence, import, pricing."""

    noun = "requirements"
    one = "requirement"
    filterset_class = FACT_FILTERS[FactType.REQUIREMENT]


class RelianceArrangementViewSet(FactViewSet):
    """How one authority uses or shares the work of another."""

    noun = "reliance-arrangements"
    one = "reliance arrangement"
    filterset_class = FACT_FILTERS[FactType.RELIANCE]


class AuthorisedProductViewSet(FactViewSet):
    """ATMPs that authorities have authorised: a selection, never a register."""

    noun = "authorised-products"
    one = "authorised product"
    filterset_class = FACT_FILTERS[FactType.PRODUCT]


class AbsenceViewSet(FactViewSet):
    """Attested blanks: looked for and not found, not applicable, or not stated by the source."""

    noun = "absences"
    one = "absence"
    filterset_class = FACT_FILTERS[FactType.ABSENCE]
