"""What can be asked of facts: one set for all of them, and one for each type with what only that type has."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.db.models import Case, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.functional import cached_property

from regulatory import querysets
from regulatory.choices import (
    KINDS,
    ApprovalRoute,
    BlankKind,
    DayBasis,
    DaysLimit,
    Direction,
    EventPhase,
    FactType,
    Force,
    LegalStatus,
    Obligation,
    PathwayKind,
    PharmacovigilanceKind,
    ReportedEvent,
    Reporter,
    RequirementKind,
    ReviewMeasure,
    Scope,
)
from regulatory.filtersets import known
from regulatory.filtersets.base import (
    DayFilter,
    NotStatedFilter,
    NumberFilter,
    Order,
    OrderFilter,
    PartialDateFilter,
    StrictFilterSet,
    TrueFalseFilter,
    ValuesFilter,
    WordsFilter,
    matching,
    stated,
)
from regulatory.filtersets.fields import among, members
from regulatory.filtersets.moments import (
    TOGETHER,
    KnownDayField,
    MomentFilter,
    RevisionField,
    WorldDayField,
    moment_of,
)
from regulatory.models import Citation, Confirmation, Fact
from regulatory.readings import Moment

Facts = QuerySet[Fact]

ALL_KINDS = among(dict.fromkeys(kind for kinds in KINDS.values() for kind in kinds.values))

ORDERS: dict[str, Sequence[Order]] = {
    "key": ["key"],
    "jurisdiction": ["jurisdiction__name"],
    "topic": [
        Coalesce("topic__parent__order", "topic__order"),
        Case(When(topic__parent=None, then=0), default=1),
        "topic__order",
    ],
    "title": ["title"],
    "checked_on": ["last_checked_on"],
    "effective_from": [stated("effective_from")],
    "published_at": ["published_at"],
}


def best_force() -> Subquery:
    """The force of the best citation of the outer query's fact."""
    rank = Case(*(When(source__force=force, then=Value(force.rank)) for force in Force), output_field=IntegerField())
    ranked = Citation.objects.filter(fact=OuterRef("pk")).annotate(rank=rank).order_by("rank")
    return Subquery(ranked.values("source__force")[:1])


def last_checked_on(until: datetime.datetime | None) -> Greatest:
    """The day of the last check of the outer query's fact, confirmations recorded up to `until` (None: all) included."""
    confirmations = Confirmation.objects.filter(fact=OuterRef("pk"), **({"recorded_at__lte": until} if until else {}))
    confirmed = confirmations.order_by().values("fact").annotate(last=Max("day")).values("last")
    return Greatest("checked_on", Coalesce(Subquery(confirmed), "checked_on"))


class CommonFilter(StrictFilterSet):
    """What can be asked of facts of any type. Readers see published versions only: today's, or those of the moment asked for."""

    fact_type: ClassVar[FactType | None] = None

    jurisdiction = ValuesFilter("jurisdiction", known.JURISDICTIONS)
    topic = known.TopicsFilter()
    product_class = ValuesFilter("product_classes", known.PRODUCT_CLASSES, method="filter_product_class")
    obligation = ValuesFilter("obligation", members(Obligation))
    scope = ValuesFilter("scope", members(Scope))
    legal_status = ValuesFilter("legal_status", members(LegalStatus))
    force = ValuesFilter("best_force", members(Force))
    source = ValuesFilter("citations__source", known.SOURCES, to_many=True)
    authority = ValuesFilter("citations__source__authority", known.AUTHORITIES, to_many=True)
    checked_on__gte = DayFilter("last_checked_on", "gte")
    checked_on__lte = DayFilter("last_checked_on", "lte")
    effective_from__gte = PartialDateFilter("effective_from", "gte")
    effective_from__lte = PartialDateFilter("effective_from", "lte")
    effective_from__isnull = NotStatedFilter("effective_from")
    q = WordsFilter(["title", "title_original", "summary", "note"])
    as_of = MomentFilter(KnownDayField)
    revision = MomentFilter(RevisionField)
    in_force_on = MomentFilter(WorldDayField)
    ordering = OrderFilter(ORDERS)

    class Meta:
        model = Fact
        fields: ClassVar[list[str]] = []

    @cached_property
    def moment(self) -> Moment:
        """Of when the facts are asked; now, while there is an error."""
        return Moment() if self.errors else moment_of(self.form.cleaned_data)

    @cached_property
    def confirmed_until(self) -> datetime.datetime | None:
        return querysets.confirmed_until(self.moment)

    def problems(self, *, beside: Iterable[str] = (), several: Iterable[str] = ()) -> dict[str, list[str]]:
        found = super().problems(beside=beside, several=several)
        if not found and self.moment.as_of and self.moment.revision:
            found["revision"] = [TOGETHER]
        return found

    def filter_queryset(self, queryset: Facts) -> Facts:
        """The facts asked for, in display order unless an order was asked for."""
        queryset = queryset & querysets.facts_at(self.moment)
        if self.fact_type:
            queryset = queryset.filter(type=self.fact_type)
        queryset = querysets.in_display_order(queryset)
        # What is worked out of other tables takes longer to write down than most questions to answer: only where it is asked.
        if "force" in self.filters:
            queryset = queryset.alias(best_force=best_force())
        if {"checked_on__gte", "checked_on__lte", "ordering"} & self.filters.keys():
            queryset = queryset.alias(last_checked_on=last_checked_on(self.confirmed_until))
        return super().filter_queryset(queryset)

    def filter_product_class(self, queryset: Facts, name: str, classes: list[int]) -> Facts:
        """A group of classes, which facts cannot name, includes the classes in it."""
        return matching(
            queryset,
            Q(product_classes__in=classes)
            | Q(product_classes__parent__in=classes)
            | Q(product_classes__parent__parent__in=classes),
        )


class FactFilter(CommonFilter):
    """Facts of every type at once."""

    type = ValuesFilter("type", members(FactType))
    kind = ValuesFilter("kind", ALL_KINDS)
    attribute = ValuesFilter("qualityexpectation__attribute", known.ATTRIBUTES)
    initiative = ValuesFilter("reliancearrangement__initiative", known.INITIATIVES)
    ordering = OrderFilter(ORDERS | {"type": ["type"]})


class ClassificationFilter(CommonFilter):
    fact_type = FactType.CLASSIFICATION


class PathwayFilter(CommonFilter):
    fact_type = FactType.PATHWAY
    kind = ValuesFilter("kind", members(PathwayKind))
    review_days__gte = NumberFilter("regulatorypathway__review_days", "gte")
    review_days__lte = NumberFilter("regulatorypathway__review_days", "lte")
    review_days__isnull = TrueFalseFilter("regulatorypathway__review_days", "isnull")
    review_days_basis = ValuesFilter("regulatorypathway__review_days_basis", members(DayBasis))
    review_days_measure = ValuesFilter("regulatorypathway__review_days_measure", members(ReviewMeasure))
    review_days_limit = ValuesFilter("regulatorypathway__review_days_limit", members(DaysLimit))
    validity_years__gte = NumberFilter("regulatorypathway__validity_years", "gte")
    validity_years__lte = NumberFilter("regulatorypathway__validity_years", "lte")
    validity_years__isnull = TrueFalseFilter("regulatorypathway__validity_years", "isnull")
    ordering = OrderFilter(
        ORDERS | {name: [f"regulatorypathway__{name}"] for name in ("review_days", "validity_years")}
    )


class PharmacovigilanceFilter(CommonFilter):
    fact_type = FactType.PHARMACOVIGILANCE
    kind = ValuesFilter("kind", members(PharmacovigilanceKind))
    deadline_days__gte = NumberFilter("pharmacovigilancerequirement__deadline_days", "gte")
    deadline_days__lte = NumberFilter("pharmacovigilancerequirement__deadline_days", "lte")
    deadline_days__isnull = TrueFalseFilter("pharmacovigilancerequirement__deadline_days", "isnull")
    deadline_basis = ValuesFilter("pharmacovigilancerequirement__deadline_basis", members(DayBasis))
    deadline_hours__gte = NumberFilter("pharmacovigilancerequirement__deadline_hours", "gte")
    deadline_hours__lte = NumberFilter("pharmacovigilancerequirement__deadline_hours", "lte")
    deadline_hours__isnull = TrueFalseFilter("pharmacovigilancerequirement__deadline_hours", "isnull")
    event = ValuesFilter("pharmacovigilancerequirement__event", members(ReportedEvent))
    event_phase = ValuesFilter("pharmacovigilancerequirement__event_phase", members(EventPhase))
    reporter = ValuesFilter("pharmacovigilancerequirement__reporter", members(Reporter))
    duration_years_min__gte = NumberFilter("pharmacovigilancerequirement__duration_years_min", "gte")
    duration_years_min__lte = NumberFilter("pharmacovigilancerequirement__duration_years_min", "lte")
    duration_years_min__isnull = TrueFalseFilter("pharmacovigilancerequirement__duration_years_min", "isnull")
    duration_years_max__gte = NumberFilter("pharmacovigilancerequirement__duration_years_max", "gte")
    duration_years_max__lte = NumberFilter("pharmacovigilancerequirement__duration_years_max", "lte")
    duration_years_max__isnull = TrueFalseFilter("pharmacovigilancerequirement__duration_years_max", "isnull")
    ordering = OrderFilter(
        ORDERS
        | {
            name: [f"pharmacovigilancerequirement__{name}"]
            for name in ("deadline_days", "deadline_hours", "duration_years_min", "duration_years_max")
        }
    )


class QualityExpectationFilter(CommonFilter):
    fact_type = FactType.QUALITY_EXPECTATION
    attribute = ValuesFilter("qualityexpectation__attribute", known.ATTRIBUTES)


class RequirementFilter(CommonFilter):
    fact_type = FactType.REQUIREMENT
    kind = ValuesFilter("kind", members(RequirementKind))


class RelianceFilter(CommonFilter):
    fact_type = FactType.RELIANCE
    initiative = ValuesFilter("reliancearrangement__initiative", known.INITIATIVES)
    direction = ValuesFilter("reliancearrangement__direction", members(Direction))


class ProductFilter(CommonFilter):
    fact_type = FactType.PRODUCT
    route = ValuesFilter("authorisedproduct__route", members(ApprovalRoute))
    approved__gte = PartialDateFilter("authorisedproduct__approved", "gte")
    approved__lte = PartialDateFilter("authorisedproduct__approved", "lte")
    approved__isnull = NotStatedFilter("authorisedproduct__approved")


class AbsenceFilter(CommonFilter):
    fact_type = FactType.ABSENCE
    kind = ValuesFilter("kind", members(BlankKind))


FACT_FILTERS: dict[FactType, type[CommonFilter]] = {
    FactType.CLASSIFICATION: ClassificationFilter,
    FactType.PATHWAY: PathwayFilter,
    FactType.PHARMACOVIGILANCE: PharmacovigilanceFilter,
    FactType.QUALITY_EXPECTATION: QualityExpectationFilter,
    FactType.REQUIREMENT: RequirementFilter,
    FactType.RELIANCE: RelianceFilter,
    FactType.PRODUCT: ProductFilter,
    FactType.ABSENCE: AbsenceFilter,
}
"""What can be asked of the facts of each type."""
