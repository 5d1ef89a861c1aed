"""The fields of a fact: what all facts have, what only those of one type have, and what of a reading each of them needs.

Which facts are answered with is decided in facts.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from regulatory.api.base import Links, Writers, named, or_null, place, source_in_citation, written
from regulatory.choices import FactType
from regulatory.comparison.in_force import as_on, in_force_on
from regulatory.nouns import Only
from regulatory.readings import CitationReading, FactReading, PendingReading


def citation_data(citation: CitationReading) -> dict[str, object]:
    return {
        "source": source_in_citation(citation.source),
        "locator": or_null(citation.locator),
        "supports": or_null(citation.supports),
    }


def pending_data(change: PendingReading) -> dict[str, object]:
    return {
        "changes_on": change.changes_on,
        "note": change.note,
        "source": source_in_citation(change.source),
        "locator": or_null(change.locator),
        "noted_on": change.noted_on,
    }


SAYS: Writers = {
    "key": lambda fact, _: fact.key,
    "type": lambda fact, _: fact.type,
    "version": lambda fact, _: fact.version,
    "jurisdiction": lambda fact, _: place(fact.jurisdiction),
    "topic": lambda fact, _: named(fact.topic),
    "title": lambda fact, _: fact.title,
    "title_original": lambda fact, _: or_null(fact.title_original),
    "summary": lambda fact, _: or_null(fact.summary),
    "kind": lambda fact, _: or_null(fact.kind),
    "obligation": lambda fact, _: or_null(fact.obligation),
    "scope": lambda fact, _: or_null(fact.scope),
    "legal_status": lambda fact, _: fact.legal_status,
    "product_classes": lambda fact, _: [named(each) for each in fact.product_classes],
    "note": lambda fact, _: or_null(fact.note),
}
CARRIED: Writers = {
    "citations": lambda fact, _: [citation_data(citation) for citation in fact.citations],
    "force": lambda fact, _: fact.force,
    "carried_by": lambda fact, _: fact.carried_by,
    "effective_from": lambda fact, _: or_null(fact.effective_from),
    "effective_until": lambda fact, _: or_null(fact.effective_until),
    "pending_changes": lambda fact, _: [pending_data(change) for change in fact.pending_changes],
    "checked_on": lambda fact, _: fact.checked_on,
    "review_due": lambda fact, _: fact.review_due,
    "published_at": lambda fact, _: fact.published_at,
    "url": lambda fact, links: links.page(f"/facts/{fact.key}/"),
    "api_url": lambda fact, links: links.api("facts", fact.key),
}
"""What carries a fact, and its times."""

OWN: dict[FactType, Writers] = {
    FactType.CLASSIFICATION: {
        "local_term": lambda fact, _: fact.title,
        "tier": lambda fact, _: or_null(fact.own.tier),
        "regulated_as": lambda fact, _: or_null(fact.own.regulated_as),
    },
    FactType.PATHWAY: {
        "eligibility": lambda fact, _: or_null(fact.own.eligibility),
        "evidence_standard": lambda fact, _: or_null(fact.own.evidence_standard),
        "review_days": lambda fact, _: fact.own.review_days,
        "review_days_basis": lambda fact, _: or_null(fact.own.review_days_basis),
        "review_days_measure": lambda fact, _: or_null(fact.own.review_days_measure),
        "review_days_limit": lambda fact, _: or_null(fact.own.review_days_limit),
        "review_note": lambda fact, _: or_null(fact.own.review_note),
        "validity_years": lambda fact, _: fact.own.validity_years,
        "obligations_afterwards": lambda fact, _: or_null(fact.own.obligations_afterwards),
    },
    FactType.PHARMACOVIGILANCE: {
        "trigger": lambda fact, _: or_null(fact.own.trigger),
        "event": lambda fact, _: or_null(fact.own.event),
        "event_phase": lambda fact, _: or_null(fact.own.event_phase),
        "reporter": lambda fact, _: or_null(fact.own.reporter),
        "deadline_days": lambda fact, _: fact.own.deadline_days,
        "deadline_basis": lambda fact, _: or_null(fact.own.deadline_basis),
        "deadline_hours": lambda fact, _: fact.own.deadline_hours,
        "duration_years_min": lambda fact, _: fact.own.duration_years_min,
        "duration_years_max": lambda fact, _: fact.own.duration_years_max,
        "responsible": lambda fact, _: or_null(fact.own.responsible),
        "duration_bound": lambda fact, _: fact.own.duration_bound,
    },
    FactType.QUALITY_EXPECTATION: {
        "attribute": lambda fact, _: {"key": fact.own.attribute, "name": fact.own.attribute_name},
        "limit_text": lambda fact, _: or_null(fact.own.limit_text),
    },
    FactType.REQUIREMENT: {},
    FactType.RELIANCE: {
        "initiative": lambda fact, _: (
            {"key": fact.own.initiative, "name": fact.own.initiative_name} if fact.own.initiative else None
        ),
        "direction": lambda fact, _: or_null(fact.own.direction),
    },
    FactType.PRODUCT: {
        "name": lambda fact, _: fact.title,
        "product_class": lambda fact, _: named(next(iter(fact.product_classes), None)),
        "inn": lambda fact, _: or_null(fact.own.inn),
        "holder": lambda fact, _: or_null(fact.own.holder),
        "approved": lambda fact, _: or_null(fact.own.approved),
        "route": lambda fact, _: or_null(fact.own.route),
        "indication": lambda fact, _: or_null(fact.own.indication),
    },
    FactType.ABSENCE: {"looked_in": lambda fact, _: or_null(fact.own.looked_in)},
}
FIELDS: dict[str, Writers] = {fact_type: {**SAYS, **own, **CARRIED} for fact_type, own in OWN.items()}
"""The fields of a fact by its type."""

ALL_FIELDS: Writers = {**SAYS, **{name: write for own in OWN.values() for name, write in own.items()}, **CARRIED}
"""Those of facts of any type."""

NEEDS = {
    "local_term": ("title",),
    "name": ("title",),
    "product_class": ("product_classes",),
    "attribute": ("attribute", "attribute_name"),
    "initiative": ("initiative", "initiative_name"),
    "force": ("citations",),
    "carried_by": ("obligation", "citations"),
    "duration_bound": ("duration_years_min", "duration_years_max"),
}
"""Field -> what has to be read for it, where that is not what is called like the field."""

OF_A_DAY = ("type", "legal_status", "effective_from", "effective_until")
"""What tells whether a fact was in force on a day."""


def to_be_read(names: Iterable[str] | None, day: datetime.date | None = None) -> Only:
    """What has to be read of facts for these fields, as of a day in the world; None: all of it."""
    if names is None:
        return None
    return {part for name in names for part in NEEDS.get(name, (name,))} | {*(OF_A_DAY if day else ())}


def fact_data(fact: FactReading, links: Links, names: Sequence[str] | None = None) -> dict[str, object]:
    """A fact in the order of the contract: what it says, what is its type's own, what carries it, and its times."""
    return written(FIELDS[fact.type], fact, links, names)


def fact_on(
    fact: FactReading, day: datetime.date | None, links: Links, names: Sequence[str] | None = None
) -> dict[str, object]:
    """A fact as of a day in the world, with its legal status of that day; without a day as it is.

    Whether it was in force then is told whichever fields were asked for.
    """
    if day is None:
        return fact_data(fact, links, names)
    found = in_force_on(fact, day)
    told = {"verdict": found.verdict, "reason": found.reason}
    return fact_data(as_on(fact, day), links, names) | {"on_that_day": told}
