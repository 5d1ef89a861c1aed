"""The shapes of the facts in an economy's dossier: one class a type. The common fields first, then what a type has of its own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool

from regulatory import choices
from regulatory.choices import FactType
from regulatory.dossiers.shapes import (
    CitationShape,
    Code,
    Day,
    Days,
    Key,
    Keys,
    Line,
    PartialDate,
    Record,
    Shape,
    Text,
    Years,
)


class ConfirmationShape(Shape):
    """That the published text was found still true on a later day."""

    day: Day
    how: Text


class WithdrawalShape(Shape):
    """That the fact was taken back, and why. It keeps its place in the file, and its key."""

    day: Day
    reason: Text


class FactShape(Record):
    """What every fact may say. `verified: false` means that no supporting text was seen: it is loaded for review, never public."""

    noun = "fact"
    type: ClassVar[FactType]
    key: Key
    jurisdiction: Code
    title: Line
    title_original: Line = ""
    topic: Key
    scope: choices.Scope | Literal[""] = ""
    legal_status: choices.LegalStatus = choices.LegalStatus.IN_FORCE
    obligation: choices.Obligation | Literal[""] = ""
    product_classes: Keys = []
    summary: Text = ""
    note: Text = ""
    effective_from: PartialDate = ""
    effective_until: PartialDate = ""
    citations: Annotated[list[CitationShape], Field(min_length=1)]
    checked_on: Day | None = None
    review_due: Day | None = None
    confirmations: list[ConfirmationShape] = []
    withdrawn: WithdrawalShape | None = None
    verified: StrictBool


class ClassificationShape(FactShape):
    type = FactType.CLASSIFICATION
    tier: Line = ""
    regulated_as: Line = ""


class PathwayShape(FactShape):
    type = FactType.PATHWAY
    kind: choices.PathwayKind
    eligibility: Text = ""
    evidence_standard: Text = ""
    review_days: Days | None = None
    review_days_basis: choices.DayBasis | Literal[""] = ""
    review_note: Text = ""
    validity_years: Years | None = None
    obligations_afterwards: Text = ""


class PharmacovigilanceShape(FactShape):
    type = FactType.PHARMACOVIGILANCE
    kind: choices.PharmacovigilanceKind
    trigger: Text = ""
    deadline_days: Days | None = None
    deadline_basis: choices.DayBasis | Literal[""] = ""
    duration_years_min: Years | None = None
    duration_years_max: Years | None = None
    responsible: Line = ""


class QualityExpectationShape(FactShape):
    type = FactType.QUALITY_EXPECTATION
    attribute: Key
    limit_text: Line = ""


class RequirementShape(FactShape):
    type = FactType.REQUIREMENT
    kind: choices.RequirementKind


class RelianceShape(FactShape):
    type = FactType.RELIANCE
    initiative: Key | None = None
    direction: choices.Direction | Literal[""] = ""


class ProductShape(FactShape):
    type = FactType.PRODUCT
    inn: Line = ""
    holder: Line = ""
    approved: PartialDate = ""
    route: choices.ApprovalRoute | Literal[""] = ""
    indication: Text = ""


class AbsenceShape(FactShape):
    type = FactType.ABSENCE
    kind: choices.BlankKind
    looked_in: Text


FACT_SHAPES: dict[FactType, type[FactShape]] = {
    shape.type: shape
    for shape in (
        ClassificationShape,
        PathwayShape,
        PharmacovigilanceShape,
        QualityExpectationShape,
        RequirementShape,
        RelianceShape,
        ProductShape,
        AbsenceShape,
    )
}
