"""The examples of the schema, taken from the real content: which record stands for each noun, and what differs from load to load."""

from __future__ import annotations

import json
from typing import Any

from atmp_kb.schema.components import EXAMPLES
from tests.regulatory.api.asking import get

ADDRESSES = {
    "": "",
    "status": "status/",
    "jurisdictions": "jurisdictions/SG/",
    "authorities": "authorities/us-fda/",
    "sources": "sources/cn-baipharm-2021/",
    "topics": "topics/long-term-follow-up/",
    "product-classes": "product-classes/genome-editing/",
    "follow-up-rules": "follow-up-rules/gmc-ltfu-cart-eu/",
    "facts": "facts/jp-conditional-time-limited-approval/",
    "classifications": "classifications/kr-class-arm-medium-risk/",
    "pathways": "pathways/jp-conditional-time-limited-approval/",
    "pharmacovigilance-requirements": "pharmacovigilance-requirements/eu-pv-gene-therapy-follow-up/",
    "quality-expectations": "quality-expectations/us-cqa-sterility/",
    "requirements": "requirements/sg-req-dossier/",
    "reliance-arrangements": "reliance-arrangements/ph-rel-asean-joint-assessment/",
    "authorised-products": "authorised-products/kr-prod-invossa/",
    "absences": "absences/jp-absent-lot-release/",
    "quality-attributes": "quality-attributes/vector-copy-number/",
    "quality-frameworks": "quality-frameworks/cqa-fw-ph-eur-3186/",
    "reliance-initiatives": "reliance-initiatives/project-orbis/",
    "glossary": "glossary/tissue-engineered-product/",
    "workshops": "workshops/apec-rhsc-coe-atmp-workshop-2026/",
    "sessions": "sessions/ws-session-4/",
    "insights": "insights/ws-s4-unilateral-and-mutual/",
    "organisations": "organisations/thai-fda/",
    "changes": "changes/1/",
    "vocabularies": "vocabularies/force/",
    "changes/between": "changes/between/?axis=world&from=2023-12-31&to=2025-12-31&jurisdictions=JP,KR",
    "compare": "compare/?jurisdictions=US,JP&topics=follow-up-duration",
    "plan": "plan/?jurisdictions=JP&class=gene-modified-cells&stage=pivotal&add=SG",
    "indicators": "indicators/?jurisdictions=US,JP&indicators=follow-up-years",
    "search": "search/?q=SAKIGAKE Japan&page_size=2",
    "search/suggest": "search/suggest/?q=sakig",
}
"""Where the example of each noun and address comes from."""

BY_HAND: dict[str, str] = {}
"""Nouns without a record in the content; their example is written by hand into the file."""

MOMENTS = {
    "published_at": "2026-11-02T09:00:00Z",
    "at": "2026-11-02T09:00:00Z",
    "data_date": "2026-11-02",
    "data_revision": 1,
}
"""What differs from load to load, with what stands in the examples instead."""

COUNTED = ("counts", "facts_count", "count", "score")
"""What changes with every fact that is added; the test doesn't hold the examples to it."""

LONGEST = 2
SITE = "https://kb.example.org"
WHOLE = ("members", "fields")


def settled(value: Any, name: str = "") -> Any:
    """An answer as it stands in the examples: moments replaced, the site's name too, lists cut to two."""
    if name in MOMENTS and value is not None:
        return MOMENTS[name]
    if isinstance(value, dict):
        kept = list(value.items())[:LONGEST] if name == "facts" else value.items()
        return {key: settled(each, key) for key, each in kept}
    if isinstance(value, list):
        return [settled(each) for each in (value if name in WHOLE else value[:LONGEST])]
    return value.replace("http://testserver", SITE) if isinstance(value, str) else value


def uncounted(value: Any) -> Any:
    """Without the numbers that every new fact changes."""
    if isinstance(value, dict):
        return {key: None if key in COUNTED else uncounted(each) for key, each in value.items()}
    return [uncounted(each) for each in value] if isinstance(value, list) else value


def taken() -> dict[str, Any]:
    """The examples as the real content gives them now."""
    return {noun: settled(get(address)) for noun, address in ADDRESSES.items()}


def write() -> None:
    """Write the file anew; what was written by hand stays."""
    kept = json.loads(EXAMPLES.read_text())
    found = {**{noun: kept[noun] for noun in BY_HAND}, **taken()}
    EXAMPLES.write_text(json.dumps(dict(sorted(found.items())), indent=1, ensure_ascii=False) + "\n")
