"""What programs propose in tests, in a small world where each proposal is right."""

from __future__ import annotations

from typing import Any

from regulatory.choices import FactType
from regulatory.models import Fact, Topic
from tests import factories

CITED = [{"source": "an-act", "locator": "Art. 1", "supports": "It says so."}]
BODY: dict[str, Any] = {
    "type": "requirement",
    "key": "sg-gmp",
    "jurisdiction": "SG",
    "topic": "everything",
    "kind": "gmp",
    "title": "GMP for cells",
    "summary": "Cells are made under GMP.",
    "product_classes": ["cells"],
    "citations": CITED,
}
OF_TYPE: dict[FactType, dict[str, Any]] = {
    FactType.CLASSIFICATION: {"kind": None, "tier": "Class 2", "regulated_as": "A medicine"},
    FactType.PATHWAY: {
        "kind": "clinical-trial",
        "review_days": 30,
        "review_days_basis": "working",
        "validity_years": 5,
    },
    FactType.PHARMACOVIGILANCE: {"kind": "long-term-follow-up", "duration_years_min": 5, "duration_years_max": 15},
    FactType.QUALITY_EXPECTATION: {"kind": None, "attribute": "sterility", "limit_text": "none"},
    FactType.REQUIREMENT: {},
    FactType.RELIANCE: {"kind": None, "initiative": "project-orbis", "direction": "mutual"},
    FactType.PRODUCT: {
        "kind": None,
        "inn": "cellogen",
        "holder": "A company",
        "approved": "2024-06",
        "route": "conditional",
    },
    FactType.ABSENCE: {"kind": "not-found", "looked_in": "The authority's site"},
}
"""What each type has of its own; a type without kinds takes none."""


def world() -> Topic:
    """What the bodies point at: a topic that every type answers, an economy, a class, a source, an attribute, an initiative."""
    factories.jurisdiction()
    factories.product_class("cells")
    factories.source("an-act")
    factories.attribute("sterility")
    factories.initiative("project-orbis")
    topic = factories.topic("everything")
    topic.answered_by = [{"type": str(each)} for each in FactType if each != FactType.ABSENCE]
    topic.save()
    return topic


def body(fact_type: FactType = FactType.REQUIREMENT, **values: Any) -> dict[str, Any]:
    given = {**BODY, "type": str(fact_type), **OF_TYPE[fact_type], **values}
    return {name: value for name, value in given.items() if not (name == "kind" and value is None)}


def published(key: str = "sg-old", **values: Any) -> Fact:
    """A published fact that a program may propose to change."""
    return factories.published(
        FactType.REQUIREMENT, key=key, topic=world(), title="Old title", note="First line.\n\nSecond line.", **values
    )
