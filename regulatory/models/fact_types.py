"""The types of facts: a child table each, with only what is its own. What all facts have stands in fact.py."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from regulatory.choices import (
    ApprovalRoute,
    DayBasis,
    DaysLimit,
    Direction,
    EventPhase,
    FactType,
    ReportedEvent,
    Reporter,
    ReviewMeasure,
)
from regulatory.models.fact import Fact
from regulatory.models.fields import PartialDateField
from regulatory.models.quality import CriticalQualityAttribute
from regulatory.models.reliance import RelianceInitiative


class Classification(Fact):
    """What an economy calls a class of products, its tier, and as what it is regulated. The title is the local term."""

    tier = models.CharField(max_length=120, blank=True)
    regulated_as = models.CharField(max_length=200, blank=True)


class RegulatoryPathway(Fact):
    """A way to a trial, to approval or to a patient."""

    eligibility = models.TextField(blank=True)
    evidence_standard = models.TextField(blank=True)
    review_days = models.PositiveIntegerField(null=True, blank=True)
    review_days_basis = models.CharField(max_length=10, choices=DayBasis, blank=True, help_text="Empty: not stated")
    review_days_measure = models.CharField(
        max_length=25, choices=ReviewMeasure, blank=True, help_text="What the days count; empty: not stated"
    )
    review_days_limit = models.CharField(max_length=10, choices=DaysLimit, blank=True, help_text="Empty: not stated")
    review_note = models.TextField(blank=True)
    validity_years = models.PositiveSmallIntegerField(null=True, blank=True)
    obligations_afterwards = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review_days_basis="") | Q(review_days__isnull=False), name="review_basis_needs_days"
            ),
            models.CheckConstraint(
                condition=Q(review_days_measure="", review_days_limit="") | Q(review_days__isnull=False),
                name="review_measure_needs_days",
            ),
        ]


class PharmacovigilanceRequirement(Fact):
    """A safety duty, with its clock or its term where a source gives one."""

    trigger = models.TextField(blank=True)
    event = models.CharField(
        max_length=15, choices=ReportedEvent, blank=True, help_text="Of a duty to report: what is reported"
    )
    event_phase = models.CharField(max_length=15, choices=EventPhase, blank=True, help_text="Where it happens")
    reporter = models.CharField(max_length=15, choices=Reporter, blank=True, help_text="Whose duty to report it is")
    deadline_days = models.PositiveSmallIntegerField(null=True, blank=True)
    deadline_basis = models.CharField(max_length=10, choices=DayBasis, blank=True, help_text="Empty: not stated")
    deadline_hours = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Where the source counts hours; then the days stay empty"
    )
    duration_years_min = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_years_max = models.PositiveSmallIntegerField(null=True, blank=True)
    responsible = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_basis="") | Q(deadline_days__isnull=False), name="deadline_basis_needs_days"
            ),
            models.CheckConstraint(
                condition=Q(deadline_days=None) | Q(deadline_hours=None), name="deadline_in_days_or_hours"
            ),
            models.CheckConstraint(
                condition=Q(duration_years_min=None)
                | Q(duration_years_max=None)
                | Q(duration_years_max__gte=F("duration_years_min")),
                name="duration_min_not_above_max",
            ),
        ]


class QualityExpectation(Fact):
    """What an authority expects for one critical quality attribute."""

    attribute = models.ForeignKey(CriticalQualityAttribute, on_delete=models.PROTECT, related_name="expectations")
    limit_text = models.CharField(max_length=200, blank=True, help_text="The limit as the source writes it")


class Requirement(Fact):
    """Any other rule: GMP, donors, ethics, evidence, import, pricing. The common fields are enough."""


class RelianceArrangement(Fact):
    """How one economy uses or shares the work of other authorities."""

    initiative = models.ForeignKey(
        RelianceInitiative,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arrangements",
        help_text="Empty: under none of the initiatives in the list",
    )
    direction = models.CharField(max_length=20, choices=Direction, blank=True)


class AuthorisedProduct(Fact):
    """An ATMP authorised by one authority. The list is a selection, never a register."""

    inn = models.CharField(max_length=120, blank=True, help_text="International nonproprietary name")
    holder = models.CharField(max_length=150, blank=True)
    approved = PartialDateField()
    route = models.CharField(max_length=15, choices=ApprovalRoute, blank=True)
    indication = models.TextField(blank=True)


class Absence(Fact):
    """A blank that somebody looked into: its kind says which blank, `looked_in` where it was looked for."""

    looked_in = models.TextField(help_text="Where it was looked for: sites, documents, search words")


FACT_MODELS: dict[FactType, type[Fact]] = {
    FactType.CLASSIFICATION: Classification,
    FactType.PATHWAY: RegulatoryPathway,
    FactType.PHARMACOVIGILANCE: PharmacovigilanceRequirement,
    FactType.QUALITY_EXPECTATION: QualityExpectation,
    FactType.REQUIREMENT: Requirement,
    FactType.RELIANCE: RelianceArrangement,
    FactType.PRODUCT: AuthorisedProduct,
    FactType.ABSENCE: Absence,
}
"""The model of each type of fact."""


def type_of(model: type[Fact]) -> FactType:
    """The type that rows of this model have."""
    return next(fact_type for fact_type, fact_model in FACT_MODELS.items() if fact_model is model)


def own_fields(model: type[Fact]) -> list[models.Field[Any, Any]]:
    """The columns that this type adds to the common ones, without the link to the parent row."""
    return [field for field in model._meta.local_concrete_fields if not field.primary_key]


def as_type(fact: Fact) -> Fact:
    """The fact as an instance of its own type (one query)."""
    if not fact.type:
        raise ValidationError("A fact without a type cannot be read.")
    return FACT_MODELS[FactType(fact.type)].objects.get(pk=fact.pk)
