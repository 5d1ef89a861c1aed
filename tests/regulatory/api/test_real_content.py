"""That the API serves all of fixtures/ that was seen in a text, under its keys, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.regulatory.api.asking import get

FACT_SECTIONS = {
    "classifications": "classifications",
    "pathways": "pathways",
    "pharmacovigilance": "pharmacovigilance-requirements",
    "requirements": "requirements",
    "quality_expectations": "quality-expectations",
    "reliance": "reliance-arrangements",
    "authorised_products": "authorised-products",
    "absences": "absences",
}
SECTIONS = {
    "authorities": "authorities",
    "sources": "sources",
    "topics": "topics",
    "product_classes": "product-classes",
    "follow_up_rules": "follow-up-rules",
    "attributes": "quality-attributes",
    "frameworks": "quality-frameworks",
    "initiatives": "reliance-initiatives",
    "terms": "glossary",
    "organisations": "organisations",
    "workshops": "workshops",
    "sessions": "sessions",
    "insights": "insights",
    **FACT_SECTIONS,
}
"""Section of a content file -> noun of the API."""

ALWAYS_THERE = {"product_classes"}


def from_files() -> dict[str, list[dict[str, Any]]]:
    """The records of the content files by section."""
    sections: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(settings.CONTENT_DIR.rglob("*.yaml")):
        for section, records in yaml.load(path.read_text(), Loader=yaml.CSafeLoader).items():
            sections[section] += records if isinstance(records, list) else [records]
    return sections


def rows(noun: str) -> list[dict[str, Any]]:
    """All pages of a list."""
    body = get(f"{noun}/?page_size=200")
    found: list[dict[str, Any]] = body["results"]
    while body["next"]:
        body = get(body["next"].partition("/api/v1/")[2])
        found += body["results"]
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, list[dict[str, Any]]]:
    return from_files()


def seen(records: list[dict[str, Any]]) -> set[str]:
    return {record["key"] for record in records if record.get("verified", True) and "withdrawn" not in record}


def test_every_key_of_the_files_that_readers_may_see_is_in_its_noun(real_content, files):
    for section, noun in SECTIONS.items():
        expected = {each["key"] for each in files[section]} if section in ALWAYS_THERE else seen(files[section])
        assert {row["key"] for row in rows(noun)} == expected, noun
    codes = {record["code"] for record in files["jurisdiction"]}
    assert {row["code"] for row in rows("jurisdictions")} == codes
    assert {row["key"] for row in rows("facts")} == set().union(*(seen(files[each]) for each in FACT_SECTIONS))


def test_every_key_that_belongs_to_another_record_is_nested_in_it(real_content, files):
    nested = {
        "drivers": [each["key"] for row in rows("product-classes") for each in row["drivers"]],
        "criteria": [each["key"] for row in rows("quality-attributes") for each in row["criteria"]],
        "components": [each["key"] for row in rows("reliance-initiatives") for each in row["components"]],
    }
    hidden = {each["key"] for each in files["attributes"] + files["initiatives"] if not each.get("verified", True)}
    for section, found in nested.items():
        records = [each for each in files[section] if not {each.get("attribute"), each.get("initiative")} & hidden]
        assert len(found) == len(set(found))
        assert set(found) == seen(records), section
    participants = sum(len(row["participants"]) for row in rows("reliance-initiatives"))
    open_initiatives = [each for each in files["participants"] if each["initiative"] not in hidden]
    assert participants == sum(each.get("verified", True) for each in open_initiatives)


def test_every_former_key_of_a_source_answers(real_content, files):
    renamed = {former: each["key"] for each in files["sources"] for former in each.get("former_keys", ())}
    assert "field-notes-2026" in renamed
    for former, key in renamed.items():
        assert get(f"sources/{former}/")["key"] == key


def test_every_statement_of_the_workshop_is_told_in_full(real_content, files):
    told = {row["key"]: row["statement"] for row in rows("insights")}
    assert told == {
        each["key"]: " ".join(each["statement"].split()) for each in files["insights"] if each.get("verified", True)
    }


def test_a_real_question_is_answered(real_content):
    found = get("pharmacovigilance-requirements/?kind=long-term-follow-up&duration_years_max__gte=15")["results"]
    assert {"US", "EU"} <= {row["jurisdiction"]["code"] for row in found}
    assert all(row["duration_years_max"] >= 15 and row["citations"] for row in found)
