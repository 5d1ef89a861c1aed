"""Readings made by hand, and strategies that make many: no database behind them."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from typing import Any

from hypothesis import strategies as st

from regulatory.choices import (
    BlankKind,
    DayBasis,
    DaysLimit,
    EventPhase,
    FactType,
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
from regulatory.readings import (
    OWN_READINGS,
    CitationReading,
    ClassReading,
    FactReading,
    JurisdictionReading,
    SourceReading,
    TopicReading,
)

SG, JP, KR, US, AU, RU = (
    JurisdictionReading(code, name, "economy")
    for code, name in [
        ("SG", "Singapore"),
        ("JP", "Japan"),
        ("KR", "Korea"),
        ("US", "United States"),
        ("AU", "Australia"),
        ("RU", "Russia"),
    ]
)
ECONOMIES = (SG, JP, KR, US, AU, RU)


def topic(key: str, place: tuple[int, int] = (1, 1), parent: str | None = "parent") -> TopicReading:
    return TopicReading(
        key, key.replace("-", " ").capitalize(), f"What about {key}?", parent if place[1] else None, place
    )


TRIALS = topic("clinical-trial-authorisation", (4, 0))
TRIAL_APPLICATION = topic("trial-application", (4, 1), "clinical-trial-authorisation")
APPROVAL = topic("standard-approval", (9, 1), "marketing-authorisation")
CONDITIONAL = topic("conditional-approval", (10, 1), "expedited-conditional")
PV = topic("pharmacovigilance-rmp", (13, 0))
RMP = topic("risk-management-plan", (13, 1), "pharmacovigilance-rmp")
REPORTING = topic("adverse-event-reporting", (13, 2), "pharmacovigilance-rmp")
FOLLOW_UP = topic("follow-up-duration", (14, 1), "long-term-follow-up")
RETENTION = topic("record-retention", (15, 2), "traceability")
LABELS = topic("labelling-and-diagnostics", (9, 4), "marketing-authorisation")
TOPICS = (TRIALS, TRIAL_APPLICATION, APPROVAL, CONDITIONAL, PV, RMP, REPORTING, FOLLOW_UP, RETENTION, LABELS)

EMPTY = {
    "review_days": None,
    "validity_years": None,
    "deadline_days": None,
    "deadline_hours": None,
    "duration_years_min": None,
    "duration_years_max": None,
}
counter = itertools.count(1)


def source(force: str = "statute", key: str = "act") -> SourceReading:
    return SourceReading(key, "An act", "", "", "", "act", True, True, "in-force", "", "en", "", force)


def fact(
    jurisdiction: JurisdictionReading,
    on: TopicReading,
    fact_type: str = FactType.REQUIREMENT,
    kind: str = "",
    **values: Any,
) -> FactReading:
    """A rule in force of all classes, written for ATMPs, with one statute behind it, unless `values` say otherwise."""
    own_type = OWN_READINGS[FactType(fact_type)]
    own_names = [field.name for field in dataclasses.fields(own_type)]
    own = own_type(**{name: values.pop(name, EMPTY.get(name, "")) for name in own_names})
    key = values.pop("key", None) or f"{jurisdiction.code.lower()}-{next(counter)}"
    classes = tuple(ClassReading(each, each) for each in values.pop("classes", ()))
    forces = values.pop("forces", ("statute",))
    common: dict[str, Any] = {
        "version": 1,
        "state": "published",
        "title": f"Rule {key}",
        "title_original": "",
        "summary": "",
        "obligation": "",
        "scope": Scope.ATMP.value,
        "legal_status": LegalStatus.IN_FORCE.value,
        "note": "",
        "effective_from": "",
        "effective_until": "",
        "checked_on": datetime.date(2026, 11, 22),
        "review_due": None,
        "published_at": None,
        "superseded_at": None,
        "citations": tuple(CitationReading(source(force, f"src-{force}"), "Art. 1", "") for force in forces),
        "product_classes": classes,
    }
    common |= values
    return FactReading(key=key, type=str(fact_type), kind=kind, jurisdiction=jurisdiction, topic=on, own=own, **common)


def follow_up(
    jurisdiction: JurisdictionReading, low: int | None, high: int | None = None, **values: Any
) -> FactReading:
    return duty(
        jurisdiction, "long-term-follow-up", on=FOLLOW_UP, duration_years_min=low, duration_years_max=high, **values
    )


def reporting(
    jurisdiction: JurisdictionReading,
    number: int | None,
    event: str = "serious",
    basis: str = "calendar",
    **values: Any,
) -> FactReading:
    """A company's duty to report an event after approval, unless `values` say otherwise."""
    kind = "adverse-event-reporting"
    said = {"event": event, "event_phase": "after-approval", "reporter": "company"} | values
    basis = basis if number is not None else ""
    return duty(jurisdiction, kind, on=REPORTING, deadline_days=number, deadline_basis=basis, **said)


def duty(jurisdiction: JurisdictionReading, kind: str, on: TopicReading = RMP, **values: Any) -> FactReading:
    return fact(jurisdiction, on, FactType.PHARMACOVIGILANCE, kind, **{"obligation": "mandatory", **values})


def pathway(jurisdiction: JurisdictionReading, kind: str, on: TopicReading, **values: Any) -> FactReading:
    return fact(jurisdiction, on, FactType.PATHWAY, kind, **values)


def absence(jurisdiction: JurisdictionReading, kind: str, on: TopicReading, **values: Any) -> FactReading:
    return fact(jurisdiction, on, FactType.ABSENCE, kind, looked_in="The authority's site", **values)


CLASSES = ("gene-modified-cells", "gene-therapy-in-vivo", "somatic-cell", "genome-editing", "xenogeneic")
years = st.none() | st.integers(1, 30)
days = st.none() | st.integers(1, 90)


@st.composite
def any_fact(draw: st.DrawFn) -> FactReading:
    """A fact of any type with kinds, anywhere in the small world above."""
    fact_type = draw(
        st.sampled_from([FactType.PHARMACOVIGILANCE, FactType.PATHWAY, FactType.REQUIREMENT, FactType.ABSENCE])
    )
    kinds: dict[FactType, Any] = {
        FactType.PHARMACOVIGILANCE: PharmacovigilanceKind,
        FactType.PATHWAY: PathwayKind,
        FactType.REQUIREMENT: RequirementKind,
        FactType.ABSENCE: BlankKind,
    }
    own: dict[FactType, dict[str, Any]] = {
        FactType.PHARMACOVIGILANCE: {
            "event": draw(st.sampled_from(["", *ReportedEvent.values])),
            "event_phase": draw(st.sampled_from(["", *EventPhase.values])),
            "reporter": draw(st.sampled_from(["", *Reporter.values])),
            "deadline_days": draw(days),
            "deadline_basis": draw(st.sampled_from(["", *DayBasis.values])),
            "duration_years_min": draw(years),
            "duration_years_max": draw(years),
        },
        FactType.PATHWAY: {
            "review_days": draw(days),
            "review_days_basis": draw(st.sampled_from(["", *DayBasis.values])),
            "review_days_measure": draw(st.sampled_from(["", *ReviewMeasure.values])),
            "review_days_limit": draw(st.sampled_from(["", *DaysLimit.values])),
            "validity_years": draw(years),
        },
    }
    return fact(
        draw(st.sampled_from(ECONOMIES)),
        draw(st.sampled_from(TOPICS)),
        fact_type,
        draw(st.sampled_from(kinds[fact_type].values)),
        obligation="" if fact_type == FactType.PATHWAY else draw(st.sampled_from(["", *Obligation.values])),
        scope=draw(st.sampled_from(["", *Scope.values])),
        legal_status=draw(st.sampled_from([LegalStatus.IN_FORCE.value] * 5 + LegalStatus.values)),
        classes=draw(st.lists(st.sampled_from(CLASSES), max_size=2, unique=True)),
        **own.get(fact_type, {}),
    )


facts = st.lists(any_fact(), max_size=25)
