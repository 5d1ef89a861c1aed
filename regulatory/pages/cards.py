"""A fact as a template shows it: its values in words, its figures, its marks, its age. One card a fact, whatever the page."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from regulatory.choices import (
    KINDS,
    ApprovalRoute,
    BlankKind,
    DaysLimit,
    Direction,
    FactType,
    Force,
    LegalStatus,
    Obligation,
    ReviewMeasure,
    Scope,
    SourceStatus,
    Vocabulary,
)
from regulatory.comparison.answers import CARRIED_WORDS
from regulatory.comparison.in_force import CANNOT_TELL, OnDay, in_force_on
from regulatory.curation import freshness
from regulatory.pages.wording import counted, days_of, language_of, partial_date, years_between
from regulatory.readings import (
    CitationReading,
    ClassificationOwn,
    FactReading,
    PathwayOwn,
    PendingReading,
    PharmacovigilanceOwn,
    ProductOwn,
    QualityExpectationOwn,
    RelianceOwn,
    SourceReading,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a fact with its unit, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation as it is shown. `lang` is empty for English; `status` is set where the document is not current."""

    source: SourceReading
    url: str
    locator: str
    supports: str
    force: Force
    status: SourceStatus | None
    issued: str
    lang: str


@dataclass(frozen=True, slots=True)
class Age:
    checked_on: datetime.date | None
    due_on: datetime.date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A change that is still to come, in words. `mark` is short enough for a list; `is_past` when its day has passed."""

    lead: str
    mark: str
    note: str
    cite: Cite
    is_past: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with a `key`, a term of the glossary with its definition (glossing.py)."""

    text: str
    key: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class FactCard:
    """All that any page shows of one version of a fact; a vocabulary's member carries its label and meaning.

    `said` is its summary, on some pages with terms of the glossary marked.
    `day` is set where a day in the world was asked of and the fact's dates do not tell whether it was in force then.
    """

    fact: FactReading
    url: str
    lang: str
    type: FactType
    kind: Vocabulary | None
    blank: BlankKind | None
    obligation: Obligation | None
    scope: Scope | None
    legal_status: LegalStatus
    force: Force | None
    carried_by: Force | None
    figures: tuple[Figure, ...]
    cites: tuple[Cite, ...]
    age: Age
    coming: tuple[Coming, ...] = ()
    day: OnDay | None = None
    said: tuple[Piece, ...] = ()

    @property
    def carried(self) -> str:
        """What describes a duty as mandatory where no binding text cited here carries it, in words; else empty."""
        return CARRIED_WORDS[self.carried_by] if self.carried_by else ""

    @property
    def in_force(self) -> bool:
        return self.legal_status == LegalStatus.IN_FORCE


def card_of(fact: FactReading, today: datetime.date | None = None) -> FactCard:
    """The card of one fact; `today` decides whether its check is due."""
    fact_type = FactType(fact.type)
    kinds = KINDS.get(fact_type)
    kind = kinds(fact.kind) if kinds and fact.kind else None
    today = today or timezone.now().date()
    return FactCard(
        fact=fact,
        url=f"/facts/{fact.key}/",
        lang=language_of(fact.jurisdiction.code),
        type=fact_type,
        kind=kind,
        blank=kind if isinstance(kind, BlankKind) else None,
        obligation=Obligation(fact.obligation) if fact.obligation else None,
        scope=Scope(fact.scope) if fact.scope else None,
        legal_status=LegalStatus(fact.legal_status),
        force=fact.force,
        carried_by=fact.carried_by,
        figures=tuple(figures_of(fact)),
        cites=cites_of(fact.citations),
        age=age_of(fact, today),
        coming=tuple(coming_of(each, today) for each in fact.pending_changes),
        said=(Piece(fact.summary),) if fact.summary else (),
    )


def cards_of(facts: Iterable[FactReading], on: datetime.date | None = None) -> list[FactCard]:
    """The cards; with a day in the world (`on`) those whose dates do not tell say so."""
    today = timezone.now().date()
    return [dataclasses.replace(card_of(fact, today), day=undated(fact, on)) for fact in facts]


def undated(fact: FactReading, on: datetime.date | None) -> OnDay | None:
    found = in_force_on(fact, on) if on else None
    return found if found and found.verdict == CANNOT_TELL else None


def age_of(fact: FactReading, today: datetime.date) -> Age:
    """When it was checked and when the next check is due."""
    due_on = freshness.due_on(fact.checked_on, fact.review_due)
    return Age(fact.checked_on, due_on, due_on is not None and due_on <= today)


def coming_of(change: PendingReading, today: datetime.date) -> Coming:
    """In words that stay true: once its day has passed, nothing says that the change came, only that this fact does not tell of it yet.

    A month or a year has passed when its last day has.
    """
    day = partial_date(change.changes_on)
    is_past = freshness.has_passed(change.changes_on, today)
    on = "on" if len(change.changes_on) == len("YYYY-MM-DD") else "in"
    return Coming(
        lead=f"Was to change {on} {day}, not yet applied here"
        if is_past
        else f"Will change {on} {day}, not yet applied",
        mark=f"Was to change {on} {day}" if is_past else f"Will change {on} {day}",
        note=change.note,
        cite=cite_of(change.source, change.locator),
        is_past=is_past,
    )


def cites_of(citations: Iterable[CitationReading]) -> tuple[Cite, ...]:
    return tuple(cite_of(each.source, each.locator, each.supports) for each in citations)


def cite_of(source: SourceReading, locator: str = "", supports: str = "") -> Cite:
    return Cite(
        source=source,
        url=f"/sources/{source.key}/",
        locator=locator,
        supports=supports,
        force=Force(source.force),
        status=SourceStatus(source.status) if source.status not in ("", SourceStatus.IN_FORCE) else None,
        issued=partial_date(source.issued),
        lang="" if source.language == "en" else source.language,
    )


def measured(own: PathwayOwn) -> str:
    """What its days count, and whether they bind the authority."""
    what = (
        ReviewMeasure(own.review_days_measure).label.lower() if own.review_days_measure else "days, not stated of what"
    )
    return f"{what}, {DaysLimit(own.review_days_limit).label.lower()}" if own.review_days_limit else what


def figures_of(fact: FactReading) -> Iterable[Figure]:
    """The numbers, dates and closed answers that only its type has, in words."""
    own = fact.own
    match own:
        case PathwayOwn():
            if own.review_days is not None:
                yield Figure(days_of(own.review_days, own.review_days_basis), measured(own))
            if own.validity_years is not None:
                yield Figure(counted(own.validity_years, "year"), "validity")
        case PharmacovigilanceOwn():
            if own.deadline_days is not None:
                yield Figure(days_of(own.deadline_days, own.deadline_basis), "deadline")
            if own.deadline_hours is not None:
                yield Figure(counted(own.deadline_hours, "hour"), "deadline")
            if years := years_between(own.duration_years_min, own.duration_years_max):
                yield Figure(years, "duration")
        case ClassificationOwn():
            if own.tier:
                yield Figure(own.tier, "tier")
        case QualityExpectationOwn():
            if own.limit_text:
                yield Figure(own.limit_text, own.attribute_name)
        case RelianceOwn():
            if own.direction:
                yield Figure(Direction(own.direction).label, "direction")
        case ProductOwn():
            if own.approved:
                yield Figure(partial_date(own.approved), "authorised")
            if own.route:
                yield Figure(ApprovalRoute(own.route).label, "route")
