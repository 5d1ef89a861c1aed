"""Small builders of records for tests. Facts come about as in life: drafted by one person, published by another."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from django.contrib.auth.models import User

from regulatory.choices import FactType, JurisdictionKind, PathwayKind, PharmacovigilanceKind, RequirementKind
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import (
    FACT_MODELS,
    CriticalQualityAttribute,
    Fact,
    Jurisdiction,
    ProductClass,
    RelianceInitiative,
    Source,
    Topic,
)

counter = itertools.count(1)
CHECKED = datetime.date(2026, 11, 22)
NAMES = {"SG": "Singapore", "JP": "Japan", "KR": "Korea", "US": "United States", "EU": "European Union"}


def person(name: str) -> User:
    return User.objects.get_or_create(username=name)[0]


def jurisdiction(code: str = "SG") -> Jurisdiction:
    kind = JurisdictionKind.UNION if code == "EU" else JurisdictionKind.ECONOMY
    defaults = {"name": NAMES.get(code, code), "kind": kind, "apec_member": code != "EU"}
    return Jurisdiction.objects.get_or_create(code=code, defaults=defaults)[0]


def topic(key: str = "long-term-follow-up", parent: Topic | None = None, order: int | None = None) -> Topic:
    defaults: dict[str, Any] = {
        "name": key.replace("-", " ").capitalize(),
        "description": f"About {key}.",
        "question": f"What about {key}?",
        "order": order or next(counter),
        "parent": parent,
    }
    return Topic.objects.get_or_create(key=key, defaults=defaults)[0]


def product_class(key: str = "gene-modified-cells") -> ProductClass:
    defaults = {"name": key, "selectable": True, "order": next(counter), "definition": f"{key}.", "verified": True}
    return ProductClass.objects.get_or_create(key=key, defaults=defaults)[0]


def source(key: str | None = None, **values: Any) -> Source:
    key = key or f"source-{next(counter)}"
    defaults = {"kind": "act", "title": f"Act {key}", "binding": True, "primary": True, "issued": "2020", **values}
    return Source.objects.get_or_create(key=key, defaults=defaults)[0]


def attribute(key: str = "sterility") -> CriticalQualityAttribute:
    defaults = {
        "name": key.capitalize(),
        "category": "safety",
        "definition": "d",
        "why_it_matters": "w",
        "verified": True,
    }
    return CriticalQualityAttribute.objects.get_or_create(key=key, defaults=defaults)[0]


def initiative(key: str = "project-orbis") -> RelianceInitiative:
    defaults = {"name": key, "lead": "FDA", "direction": "mutual", "what_it_does": "w", "order": 1, "verified": True}
    return RelianceInitiative.objects.get_or_create(key=key, defaults=defaults)[0]


KIND = {
    FactType.PATHWAY: PathwayKind.CLINICAL_TRIAL,
    FactType.PHARMACOVIGILANCE: PharmacovigilanceKind.LONG_TERM_FOLLOW_UP,
    FactType.REQUIREMENT: RequirementKind.GMP,
}


def draft(fact_type: FactType = FactType.PHARMACOVIGILANCE, *, by: User | None = None, **values: Any) -> Fact:
    """A draft version 1, with one class and one citation unless `classes` or `citations` say otherwise."""
    classes = values.pop("classes", None)
    citations = values.pop("citations", None)
    key = values.pop("key", None) or f"sg-fact-{next(counter)}"
    defaults: dict[str, Any] = {"title": f"Fact {key}", "summary": f"Summary of {key}.", "checked_on": CHECKED}
    if fact_type in KIND:
        defaults["kind"] = KIND[fact_type]
    if fact_type == FactType.ABSENCE:
        defaults |= {"kind": "not-found", "looked_in": "The authority's site"}
    if fact_type == FactType.QUALITY_EXPECTATION and "attribute" not in values:
        defaults["attribute"] = attribute()
    if "jurisdiction" not in values:
        defaults["jurisdiction"] = jurisdiction()
    if "topic" not in values:
        defaults["topic"] = topic()
    return actions.write_draft(
        FACT_MODELS[fact_type](key=key, **defaults | values),
        by=by or person("author"),
        classes=[product_class()] if classes is None else classes,
        citations=[CitationDraft(source(), "Art. 1")] if citations is None else citations,
    )


def published(fact_type: FactType = FactType.PHARMACOVIGILANCE, **values: Any) -> Fact:
    """A published fact, as an instance of its own type."""
    written = draft(fact_type, **values)
    written.refresh_from_db()
    actions.publish(written.key, by=person("reviewer"), stamp=written.updated_at, reason="Test")
    written.refresh_from_db()
    return written
