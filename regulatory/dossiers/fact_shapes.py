"""The shapes of the facts in an economy's dossier: one class a type. The common fields first, then what a type has of its own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StrictBool

from regulatory import choices
from regulatory.choices import FactType
from regulatory.dossiers.shapes import (
    CitationShape,
    Code,
    Day,
    Days,
    Hours,
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


class PendingShape(Shape):
    """That the fact will change on a day, month or year, by which text; not yet in what the fact says."""

    changes_on: PartialDate
    note: Text
    source: Key
    locator: Line = ""


def in_order_of_their_days(changes: list[PendingShape]) -> list[PendingShape]:
    """Coming changes have no order of their own: they are kept by day, so that a file has one form only."""
    if len(set(changes)) != len(changes):
        raise ValueError("says the same twice; once is right")
    return sorted(changes, key=lambda each: (each.changes_on, each.note, each.source, each.locator))


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
    pending_changes: Annotated[list[PendingShape], AfterValidator(in_order_of_their_days)] = []
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
    review_days_measure: choices.ReviewMeasure | Literal[""] = ""
    review_days_limit: choices.DaysLimit | Literal[""] = ""
    review_note: Text = ""
    validity_years: Years | None = None
    obligations_afterwards: Text = ""


class PharmacovigilanceShape(FactShape):
    type = FactType.PHARMACOVIGILANCE
    kind: choices.PharmacovigilanceKind
    trigger: Text = ""
    event: choices.ReportedEvent | Literal[""] = ""
    event_phase: choices.EventPhase | Literal[""] = ""
    reporter: choices.Reporter | Literal[""] = ""
    deadline_days: Days | None = None
    deadline_basis: choices.DayBasis | Literal[""] = ""
    deadline_hours: Hours | None = None
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
