"""The shapes of facts: what all of them have, and what only those of one type have. The order of fields is that of the answers."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, RootModel

from regulatory.api.shapes.parts import (
    ApiUrl,
    Citation,
    Key,
    Named,
    Page,
    PartialDate,
    Place,
    Record,
    RecordCitation,
    Shape,
    may_be_missing,
)
from regulatory.choices import (
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
    TermBound,
)


class DayVerdict(Shape):
    """Whether a fact was in force in the world on the day asked of, as far as its dates tell."""

    verdict: Literal["in-force", "not-in-force", "cannot-tell"]
    reason: str


class Applies(Shape):
    """Whether a fact applies to the product that was described."""

    verdict: Literal["applies", "does-not-apply", "cannot-tell"]
    reasons: list[str]


class PendingChange(RecordCitation):
    """A change of a fact that is still to come. The fact keeps saying what holds until a new version of it is published."""

    changes_on: PartialDate
    note: str
    """What will change, in our own words."""
    noted_on: datetime.date
    """The day (UTC) on which readers were told."""


class AnyFact(Record):
    """One statement about one jurisdiction on one topic."""

    key: Key
    type: FactType
    version: Annotated[int, Field(ge=1, description="Counts up with each published change of the fact.")]
    jurisdiction: Place
    topic: Named
    title: str
    title_original: str | None
    summary: str | None
    kind: str | None
    obligation: Obligation | None
    scope: Scope | None
    """What the rule was written for."""
    legal_status: LegalStatus
    product_classes: list[Named]
    """The therapies that it is about; none named: all of them."""
    note: str | None
    """Where sources disagree, and other remarks."""
    citations: list[Citation]
    force: Force | None
    """The force of law of the best citation."""
    carried_by: Force | None
    """Of a mandatory rule that no binding text cited here carries: what describes it as a duty. Null for all others."""
    effective_from: PartialDate | None
    effective_until: PartialDate | None
    pending_changes: list[PendingChange]
    """Changes that are still to come, and that the fact does not tell of yet: when, what, and by which text."""
    checked_on: datetime.date | None
    """The day on which somebody last looked at the source."""
    review_due: datetime.date | None
    published_at: datetime.datetime | None
    url: Page
    api_url: ApiUrl
    applies: Applies = may_be_missing("Only in a comparison for a product: whether the fact applies to it.")
    on_that_day: DayVerdict = may_be_missing("Only in answers to `in_force_on`: whether it was in force on that day.")


class FactWithoutKinds(AnyFact):
    """A fact of a type that has no kinds."""

    kind: None


class Classification(FactWithoutKinds):
    """What the rules count as an ATMP and how they tier it."""

    type: Literal[FactType.CLASSIFICATION]
    local_term: str
    """What the rules call the class."""
    tier: str | None
    regulated_as: str | None


class Pathway(AnyFact):
    """A way to a trial, to approval or to a patient."""

    type: Literal[FactType.PATHWAY]
    kind: PathwayKind
    eligibility: str | None
    evidence_standard: str | None
    review_days: int | None
    review_days_basis: DayBasis | None
    """Null: the source does not say which days."""
    review_days_measure: ReviewMeasure | None
    """What the days count; days that count different things are not to be compared. Null: not stated."""
    review_days_limit: DaysLimit | None
    """Whether it is a target or a limit set by law. Null: not stated."""
    review_note: str | None
    validity_years: int | None
    obligations_afterwards: str | None


class PharmacovigilanceRequirement(AnyFact):
    """A safety duty during trials or after approval."""

    type: Literal[FactType.PHARMACOVIGILANCE]
    kind: PharmacovigilanceKind
    trigger: str | None
    event: ReportedEvent | None
    """What a duty to report is about. Null: the duty is another one, or not stated."""
    event_phase: EventPhase | None
    reporter: Reporter | None
    """Whose duty to report it is."""
    deadline_days: int | None
    deadline_basis: DayBasis | None
    """Null: the source does not say which days."""
    deadline_hours: int | None
    """Where the source counts hours; `deadline_days` is then null."""
    duration_years_min: int | None
    duration_years_max: int | None
    duration_bound: TermBound | None
    """How the years are to be read: a fixed term, a minimum, a maximum, or a range."""
    responsible: str | None


class QualityExpectation(FactWithoutKinds):
    """What an authority expects for one critical quality attribute."""

    type: Literal[FactType.QUALITY_EXPECTATION]
    attribute: Named
    limit_text: str | None
    """The limit as the source writes it."""


class Requirement(AnyFact):
    """Any other rule: GMP, donors, ethics, evidence, import, pricing."""

    type: Literal[FactType.REQUIREMENT]
    kind: RequirementKind


class RelianceArrangement(FactWithoutKinds):
    """How one economy uses or shares the work of other authorities."""

    type: Literal[FactType.RELIANCE]
    initiative: Named | None
    """Null: under none of the initiatives in the list."""
    direction: Direction | None


class AuthorisedProduct(FactWithoutKinds):
    """An ATMP that an authority has authorised. The list is a selection, never a register."""

    type: Literal[FactType.PRODUCT]
    name: str
    product_class: Named | None
    inn: str | None
    """International nonproprietary name."""
    holder: str | None
    approved: PartialDate | None
    route: ApprovalRoute | None
    indication: str | None


class Absence(AnyFact):
    """An attested blank: looked for and not found, not applicable, or not stated by the source."""

    type: Literal[FactType.ABSENCE]
    kind: BlankKind
    looked_in: str
    """Where it was looked for: sites, documents, search words."""


class Fact(
    RootModel[
        Annotated[
            Classification
            | Pathway
            | PharmacovigilanceRequirement
            | QualityExpectation
            | Requirement
            | RelianceArrangement
            | AuthorisedProduct
            | Absence,
            Field(discriminator="type"),
        ]
    ]
):
    """A fact of any type."""
