"""Facts, all together and by type. They are read as readings: no model instance and no serializer a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from atmp_kb.rest import FIELDS as NARROWED
from atmp_kb.rest import FORMAT, PAGING, asked_fields
from regulatory.api.base import Links, ReadViewSet, Writers
from regulatory.api.fact_fields import ALL_FIELDS, FIELDS, NEEDS, fact_data, fact_on, to_be_read
from regulatory.choices import FactType, State
from regulatory.filtersets.facts import FACT_FILTERS, CommonFilter, FactFilter
from regulatory.filtersets.fields import ValuesWidget
from regulatory.models import Fact
from regulatory.nouns import Only
from regulatory.querysets import ContentRevision, read_facts, revision_at, versions_of
from regulatory.readings import FactReading, Moment

SELECTION = (
    "Authorised products are a selection, not a register: a product that is missing here may well be authorised. The authority's own list "
    "prevails."
)


class FactViewSet(ReadViewSet):
    """Facts of every type, as published today, as of a day or at a revision; with `in_force_on`, those in force on that day.

    With `in_force_on` each fact says in `on_that_day` whether its dates tell so.
    """

    noun = "facts"
    one = "fact"
    filterset_class: ClassVar[type[CommonFilter]] = FactFilter
    beside = ("as_of", "revision")
    fields: ClassVar[Writers] = ALL_FIELDS
    needs = NEEDS
    moment = Moment()
    """Of when the facts of this request are."""

    def rows(self, only: Only = None) -> QuerySet[Fact]:
        # Every version; the filter set chooses the moment and so what readers may see.
        return Fact.objects.all()

    def list(self, request: Request, format: str | None = None) -> Response:
        # The rows are sorted and cut as pairs of numbers and keys; only one page of them is read.
        names = asked_fields(request, self.fields)
        filterset = self.filterset_class(request.query_params, self.rows())
        if problems := filterset.problems(beside=[*PAGING, *FORMAT, *NARROWED], several=NARROWED):
            raise exceptions.ValidationError(problems)
        self.moment = filterset.moment
        page: Any = self.paginate_queryset(filterset.qs.values_list("pk", "key", "type"))
        rows = Fact.objects.filter(pk__in=[pk for pk, _, _ in page]).order_by()
        links, day = Links.of(request), filterset.moment.in_force_on
        # Only the tables of types that are on the page are asked.
        types = [each for each in FactType if any(each == found for _, _, found in page)]
        facts = read_facts(rows, types=types, confirmed_until=filterset.confirmed_until, only=to_be_read(names, day))
        readings = {fact.key: fact for fact in facts}
        results = [fact_on(readings[key], day, links, names) for _, key, _ in page]
        return self.listed(results, names)

    def represent(self, row: FactReading, links: Links, names: Sequence[str] | None) -> dict[str, object]:
        return fact_data(row, links, names)

    def find(self, key: str, only: Only) -> FactReading | None:
        given = self.request.query_params
        filterset = self.filterset_class({name: given[name] for name in self.beside if name in given})
        if problems := filterset.problems():
            raise exceptions.ValidationError(problems)
        self.moment = filterset.moment
        types = [filterset.fact_type] if filterset.fact_type else FactType
        rows = filterset.qs.filter(key=key)
        return next(iter(read_facts(rows, types=types, confirmed_until=filterset.confirmed_until, only=only)), None)

    def shown(self) -> ContentRevision:
        return revision_at(self.moment)

    def note(self) -> str:
        asked = ValuesWidget().value_from_datadict(self.request.query_params, {}, "type")
        return SELECTION if FactType.PRODUCT in (self.filterset_class.fact_type, *asked) else ""

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
    fields = FIELDS[FactType.CLASSIFICATION]


class PathwayViewSet(FactViewSet):
    """Ways to a trial, to approval or to a patient."""

    noun = "pathways"
    one = "pathway"
    filterset_class = FACT_FILTERS[FactType.PATHWAY]
    fields = FIELDS[FactType.PATHWAY]


class PharmacovigilanceViewSet(FactViewSet):
    """Safety duties during trials and after approval."""

    noun = "pharmacovigilance-requirements"
    one = "pharmacovigilance requirement"
    filterset_class = FACT_FILTERS[FactType.PHARMACOVIGILANCE]
    fields = FIELDS[FactType.PHARMACOVIGILANCE]


class QualityExpectationViewSet(FactViewSet):
    """What authorities expect for one critical quality attribute."""

    noun = "quality-expectations"
    one = "quality expectation"
    filterset_class = FACT_FILTERS[FactType.QUALITY_EXPECTATION]
    fields = FIELDS[FactType.QUALITY_EXPECTATION]


class RequirementViewSet(FactViewSet):
    """Other rules: GMP, donors, ethics, evidence, import, pricing."""

    noun = "requirements"
    one = "requirement"
    filterset_class = FACT_FILTERS[FactType.REQUIREMENT]
    fields = FIELDS[FactType.REQUIREMENT]


class RelianceArrangementViewSet(FactViewSet):
    """How one authority uses or shares the work of another."""

    noun = "reliance-arrangements"
    one = "reliance arrangement"
    filterset_class = FACT_FILTERS[FactType.RELIANCE]
    fields = FIELDS[FactType.RELIANCE]


class AuthorisedProductViewSet(FactViewSet):
    """ATMPs that authorities have authorised: a selection, never a register."""

    noun = "authorised-products"
    one = "authorised product"
    filterset_class = FACT_FILTERS[FactType.PRODUCT]
    fields = FIELDS[FactType.PRODUCT]


class AbsenceViewSet(FactViewSet):
    """Attested blanks: looked for and not found, not applicable, or not stated by the source."""

    noun = "absences"
    one = "absence"
    filterset_class = FACT_FILTERS[FactType.ABSENCE]
    fields = FIELDS[FactType.ABSENCE]
