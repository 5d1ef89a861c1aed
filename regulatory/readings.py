"""What readers get: plain, immutable values without a database behind them. Read by comparison, API, pages and exports.

Made by querysets.py. Numbers are days or years as their names say; an empty text or None means "not stated", never "no".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from regulatory.choices import FactType, Force, Obligation, TermBound


@dataclass(frozen=True, slots=True)
class Moment:
    """Of when facts are read. Ours: the end of the day `as_of`, or `revision`; neither: now. The world's: the day `in_force_on`."""

    as_of: datetime.date | None = None
    revision: int | None = None
    in_force_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class JurisdictionReading:
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TopicReading:
    """`place` is (order of the first-level topic, order within it; 0 for the first-level topic itself)."""

    key: str
    name: str
    question: str
    parent: str | None
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ClassReading:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceReading:
    LOOKUPS: ClassVar[tuple[str, ...]] = (
        "key",
        "title",
        "title_original",
        "number",
        "issuer",
        "kind",
        "binding",
        "primary",
        "status",
        "issued",
        "language",
        "url",
        "force",
    )
    key: str
    title: str
    title_original: str
    number: str
    issuer: str
    kind: str
    binding: bool | None
    primary: bool
    status: str
    issued: str
    language: str
    url: str
    force: str


@dataclass(frozen=True, slots=True)
class CitationReading:
    source: SourceReading
    locator: str
    supports: str


@dataclass(frozen=True, slots=True)
class PendingReading:
    """A change that is still to come: on which day (a partial date), what, by which text; noted for readers on `noted_on`."""

    changes_on: str
    note: str
    source: SourceReading
    locator: str
    noted_on: datetime.date


@dataclass(frozen=True, slots=True)
class ClassificationOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = ("tier", "regulated_as")
    tier: str
    regulated_as: str


@dataclass(frozen=True, slots=True)
class PathwayOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = (
        "eligibility",
        "evidence_standard",
        "review_days",
        "review_days_basis",
        "review_days_measure",
        "review_days_limit",
        "review_note",
        "validity_years",
        "obligations_afterwards",
    )
    eligibility: str
    evidence_standard: str
    review_days: int | None
    review_days_basis: str
    review_days_measure: str
    review_days_limit: str
    review_note: str
    validity_years: int | None
    obligations_afterwards: str


@dataclass(frozen=True, slots=True)
class PharmacovigilanceOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = (
        "trigger",
        "event",
        "event_phase",
        "reporter",
        "deadline_days",
        "deadline_basis",
        "deadline_hours",
        "duration_years_min",
        "duration_years_max",
        "responsible",
    )
    trigger: str
    event: str
    event_phase: str
    reporter: str
    deadline_days: int | None
    deadline_basis: str
    deadline_hours: int | None
    duration_years_min: int | None
    duration_years_max: int | None
    responsible: str

    @property
    def duration_bound(self) -> TermBound | None:
        """How the years are to be read; None where none are stated."""
        least, most = self.duration_years_min, self.duration_years_max
        if least is None and most is None:
            return None
        if least is None:
            return TermBound.MAXIMUM
        if most is None:
            return TermBound.MINIMUM
        return TermBound.FIXED if least == most else TermBound.RANGE


@dataclass(frozen=True, slots=True)
class QualityExpectationOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = ("attribute__key", "attribute__name", "limit_text")
    attribute: str
    attribute_name: str
    limit_text: str


@dataclass(frozen=True, slots=True)
class RequirementOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class RelianceOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = ("initiative__key", "initiative__name", "direction")
    initiative: str | None
    initiative_name: str | None
    direction: str


@dataclass(frozen=True, slots=True)
class ProductOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = ("inn", "holder", "approved", "route", "indication")
    inn: str
    holder: str
    approved: str
    route: str
    indication: str


@dataclass(frozen=True, slots=True)
class AbsenceOwn:
    LOOKUPS: ClassVar[tuple[str, ...]] = ("looked_in",)
    looked_in: str


OwnReading = (
    ClassificationOwn
    | PathwayOwn
    | PharmacovigilanceOwn
    | QualityExpectationOwn
    | RequirementOwn
    | RelianceOwn
    | ProductOwn
    | AbsenceOwn
)

OWN_READINGS: dict[FactType, type[OwnReading]] = {
    FactType.CLASSIFICATION: ClassificationOwn,
    FactType.PATHWAY: PathwayOwn,
    FactType.PHARMACOVIGILANCE: PharmacovigilanceOwn,
    FactType.QUALITY_EXPECTATION: QualityExpectationOwn,
    FactType.REQUIREMENT: RequirementOwn,
    FactType.RELIANCE: RelianceOwn,
    FactType.PRODUCT: ProductOwn,
    FactType.ABSENCE: AbsenceOwn,
}
"""What each type of fact has of its own; LOOKUPS are the columns, from the type's table, in the order of the fields."""


@dataclass(frozen=True, slots=True)
class FactReading:
    """One version of one fact with all that a comparison shows. `checked_on` counts confirmations.

    `pending_changes` are noted on the fact, not part of what the version says.
    """

    key: str
    type: str
    version: int
    kind: str
    state: str
    jurisdiction: JurisdictionReading
    topic: TopicReading
    title: str
    title_original: str
    summary: str
    obligation: str
    scope: str
    legal_status: str
    note: str
    effective_from: str
    effective_until: str
    checked_on: datetime.date | None
    review_due: datetime.date | None
    published_at: datetime.datetime | None
    superseded_at: datetime.datetime | None
    own: OwnReading
    citations: tuple[CitationReading, ...]
    product_classes: tuple[ClassReading, ...]
    pending_changes: tuple[PendingReading, ...] = ()

    @property
    def force(self) -> Force | None:
        """The force of the best citation."""
        forces = [Force(citation.source.force) for citation in self.citations]
        return min(forces, key=lambda force: force.rank, default=None)

    @property
    def carried_by(self) -> Force | None:
        """Of a mandatory rule that no binding text cited here carries: what describes it as a duty. None for all others."""
        force = self.force
        return force if self.obligation == Obligation.MANDATORY and force and not force.binds else None


class Unread:
    """What stands in a reading for a value that nobody asked to be read. It is no blank: no answer can be written of it."""

    def __bool__(self) -> bool:
        raise TypeError("This value was not read.")


UNREAD: Any = Unread()


def names_of(reading: type[FactReading] | type[OwnReading]) -> tuple[str, ...]:
    """The names of a reading's values, in their order."""
    return tuple(field.name for field in fields(reading))
