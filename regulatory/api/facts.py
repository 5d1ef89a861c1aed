"""Facts, all together and by type. They are read as readings: no model instance and no serializer a row."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from atmp_kb.rest import FORMAT, PAGING
from regulatory.api.base import Links, ReadViewSet, named, or_null, place, source_in_citation
from regulatory.choices import FactType, State
from regulatory.comparison.in_force import as_on, in_force_on
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


def fact_on(fact: FactReading, day: datetime.date | None, links: Links) -> dict[str, object]:
    """A fact as of a day in the world, with its legal status of that day; without a day as it is."""
    if day is None:
        return fact_data(fact, links)
    found = in_force_on(fact, day)
    return fact_data(as_on(fact, day), links) | {"on_that_day": {"verdict": found.verdict, "reason": found.reason}}


class FactViewSet(ReadViewSet):
    """Facts of every type, as published today, as of a day or at a revision; with `in_force_on`, those in force on that day.

    With `in_force_on` each fact says in `on_that_day` whether its dates tell so.
    """

    noun = "facts"
    one = "fact"
    filterset_class: ClassVar[type[CommonFilter]] = FactFilter
    beside = ("as_of", "revision")

    def get_queryset(self) -> QuerySet[Fact]:
        # Every version; the filter set chooses the moment and so what readers may see.
        return Fact.objects.all()

    def list(self, request: Request) -> Response:
        # The rows are sorted and cut as pairs of numbers and keys; only one page of them is read in full.
        filterset = self.filterset_class(request.query_params, self.get_queryset())
        if problems := filterset.problems(beside=[*PAGING, *FORMAT]):
            raise exceptions.ValidationError(problems)
        page: Any = self.paginate_queryset(filterset.qs.values_list("pk", "key"))
        rows = Fact.objects.filter(pk__in=[pk for pk, _ in page])
        readings = {fact.key: fact for fact in read_facts(rows, confirmed_until=filterset.confirmed_until)}
        links, day = Links.of(request), filterset.moment.in_force_on
        return self.get_paginated_response([fact_on(readings[key], day, links) for _, key in page])

    def represent(self, row: FactReading, links: Links) -> dict[str, object]:
        return fact_data(row, links)

    def find(self, key: str) -> FactReading | None:
        given = self.request.query_params
        filterset = self.filterset_class({name: given[name] for name in self.beside if name in given})
        if problems := filterset.problems():
            raise exceptions.ValidationError(problems)
        rows = filterset.qs.filter(key=key)
        return next(iter(read_facts(rows, confirmed_until=filterset.confirmed_until)), None)

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
