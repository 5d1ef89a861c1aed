"""What each noun looks like: the keys in the order of the contract, and null for what is not stated."""

from __future__ import annotations

import pytest
from django.conf import settings

from regulatory.choices import FactType, Force, PathwayKind
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from tests import catalogue, factories
from tests.regulatory.api.asking import get, keys

pytestmark = pytest.mark.django_db

BEFORE_OWN = [
    *("key", "type", "version", "jurisdiction", "topic", "title", "title_original", "summary", "kind", "obligation"),
    *("scope", "legal_status", "product_classes", "note"),
]
AFTER_OWN = [
    *(
        "citations",
        "force",
        "carried_by",
        "effective_from",
        "effective_until",
        "pending_changes",
        "checked_on",
        "review_due",
        "published_at",
    ),
    *("url", "api_url"),
]
OWN = {
    FactType.CLASSIFICATION: ["local_term", "tier", "regulated_as"],
    FactType.PATHWAY: [
        *("eligibility", "evidence_standard", "review_days", "review_days_basis", "review_days_measure"),
        *("review_days_limit", "review_note", "validity_years", "obligations_afterwards"),
    ],
    FactType.PHARMACOVIGILANCE: [
        *("trigger", "event", "event_phase", "reporter", "deadline_days", "deadline_basis", "deadline_hours"),
        *("duration_years_min", "duration_years_max", "responsible", "duration_bound"),
    ],
    FactType.QUALITY_EXPECTATION: ["attribute", "limit_text"],
    FactType.REQUIREMENT: [],
    FactType.RELIANCE: ["initiative", "direction"],
    FactType.PRODUCT: ["name", "product_class", "inn", "holder", "approved", "route", "indication"],
    FactType.ABSENCE: ["looked_in"],
}
NOUN_OF = {
    FactType.CLASSIFICATION: "classifications",
    FactType.PATHWAY: "pathways",
    FactType.PHARMACOVIGILANCE: "pharmacovigilance-requirements",
    FactType.QUALITY_EXPECTATION: "quality-expectations",
    FactType.REQUIREMENT: "requirements",
    FactType.RELIANCE: "reliance-arrangements",
    FactType.PRODUCT: "authorised-products",
    FactType.ABSENCE: "absences",
}


@pytest.mark.parametrize("fact_type", FactType)
def test_a_fact_has_the_fields_of_the_contract_in_their_order(fact_type):
    factories.published(fact_type, key="sg-fact")
    (row,) = get(f"{NOUN_OF[fact_type]}/")["results"]
    assert list(row) == [*BEFORE_OWN, *OWN[fact_type], *AFTER_OWN]
    assert get("facts/")["results"] == [row]
    single = get("facts/sg-fact/")
    assert single.pop("meta")["licence"] == settings.CONTENT_LICENCE
    assert single == row
    for other in set(FactType) - {fact_type}:
        assert keys(f"{NOUN_OF[other]}/") == []
        get(f"{NOUN_OF[other]}/sg-fact/", 404)


def test_a_fact_carries_its_citations_and_their_best_force():
    page = factories.source("a-page", kind="web-page", binding=False, url="https://example.org/page", number="No. 1")
    act = factories.source("an-act")
    factories.published(
        FactType.PATHWAY, key="sg-fact", citations=[CitationDraft(page), CitationDraft(act, "Art. 1", "Says so")]
    )
    row = get("facts/sg-fact/")
    assert row["force"] == "statute"
    assert row["citations"][0] == {
        "source": {
            "key": "a-page",
            "title": "Act a-page",
            "title_original": None,
            "number": "No. 1",
            "issuer": None,
            "kind": "web-page",
            "binding": False,
            "primary": True,
            "status": None,
            "issued": "2020",
            "language": "en",
            "url": "https://example.org/page",
            "force": "authority-page",
        },
        "locator": None,
        "supports": None,
    }
    assert (row["citations"][1]["locator"], row["citations"][1]["supports"]) == ("Art. 1", "Says so")


def test_what_is_not_stated_is_null_and_zero_is_a_number():
    factories.published(FactType.PATHWAY, key="sg-fact", review_days=0, summary="")
    row = get("pathways/sg-fact/")
    assert row["review_days"] == 0
    assert [
        row[name] for name in ("summary", "obligation", "scope", "note", "review_days_basis", "validity_years")
    ] == [None] * 6
    assert (row["effective_from"], row["review_due"]) == (None, None)
    assert '""' not in str(row)


def test_names_stand_beside_the_title_where_the_type_has_its_own_word():
    factories.published(FactType.CLASSIFICATION, key="sg-class", title="CTGTP")
    factories.published(FactType.PRODUCT, key="sg-product", title="Kymriah")
    factories.published(FactType.PRODUCT, key="sg-product-of-no-class", classes=[])
    assert get("classifications/sg-class/")["local_term"] == "CTGTP"
    product = get("authorised-products/sg-product/")
    assert (product["name"], product["product_class"]["key"]) == ("Kymriah", "gene-modified-cells")
    assert get("authorised-products/sg-product-of-no-class/")["product_class"] is None


def test_links_of_a_type_are_given_with_key_and_name():
    factories.published(FactType.QUALITY_EXPECTATION, key="sg-q", attribute=factories.attribute("sterility"))
    factories.published(FactType.RELIANCE, key="sg-r", initiative=factories.initiative("project-orbis"))
    factories.published(FactType.RELIANCE, key="sg-none")
    assert get("facts/sg-q/")["attribute"] == {"key": "sterility", "name": "Sterility"}
    assert get("facts/sg-r/")["initiative"] == {"key": "project-orbis", "name": "project-orbis"}
    assert get("facts/sg-none/")["initiative"] is None


def test_a_jurisdiction_is_found_by_its_code_in_any_case():
    catalogue.authority("sg-hsa", name="Health Sciences Authority", abbreviation="HSA")
    factories.published()
    assert get("jurisdictions/sg/") == get("jurisdictions/SG/")
    row = get("jurisdictions/Sg/")
    assert (row["code"], row["facts_count"], row["local_term"]) == ("SG", 1, None)
    assert row["authorities"] == [{"key": "sg-hsa", "name": "Health Sciences Authority", "abbreviation": "HSA"}]
    assert row["url"] == "http://testserver/economies/SG/"


def test_a_source_is_found_by_a_former_key_and_counts_its_facts_once():
    old = factories.source("old-law", former_keys=["field-notes"])
    new = factories.source("new-law")
    actions.supersede_source(old, by=factories.person("reviewer"), successor=new, reason="Replaced")
    factories.published(citations=[CitationDraft(old, "Art. 1"), CitationDraft(old, "Art. 2")])
    factories.draft(citations=[CitationDraft(old)])
    row = get("sources/field-notes/")
    assert (row["key"], row["facts_count"], row["superseded_by"]) == ("old-law", 1, ["new-law"])
    assert (row["status"], row["force"], row["url"]) == ("superseded", "statute", None)
    assert (get("sources/new-law/")["supersedes"], get("sources/new-law/")["facts_count"]) == ("old-law", 0)


def test_what_has_a_key_is_nested_in_what_it_belongs_to():
    product_class = factories.product_class("cells")
    catalogue.driver("cells-integrate", product_class=product_class)
    catalogue.rule("cells-15-years", product_class=product_class, years_min=15)
    catalogue.rule("in-general")
    quality = catalogue.attribute("potency")
    catalogue.criterion("potency-range", attribute=quality)
    scheme = catalogue.initiative("orbis")
    catalogue.participation(initiative=scheme, jurisdiction=factories.jurisdiction("SG"), authority="HSA")
    catalogue.participation(initiative=scheme, name="Switzerland")
    catalogue.component("orbis-training", initiative=scheme)
    row = get("product-classes/cells/")
    assert [each["key"] for each in row["drivers"] + row["follow_up"]] == ["cells-integrate", "cells-15-years"]
    assert get("quality-attributes/potency/")["criteria"][0]["key"] == "potency-range"
    row = get("reliance-initiatives/orbis/")
    assert [each["name"] for each in row["participants"]] == ["Singapore", "Switzerland"]
    assert row["participants"][1]["jurisdiction"] is None
    assert row["components"][0]["key"] == "orbis-training"
    for nested in [*row["participants"], *row["components"], *get("product-classes/cells/")["drivers"]]:
        assert nested["citations"][0]["locator"] == "p. 1"
    assert {each["key"]: each["product_class"] for each in get("follow-up-rules/")["results"]} == {
        "in-general": None,
        "cells-15-years": {"key": "cells", "name": "cells"},
    }


def test_topics_come_in_the_order_of_a_products_life():
    late = factories.topic("late", order=2)
    early = factories.topic("early", order=1)
    factories.topic("late-first", parent=late, order=1)
    factories.topic("early-second", parent=early, order=9)
    assert keys("topics/") == ["early", "early-second", "late", "late-first"]
    assert get("topics/late/")["subtopics"] == [{"key": "late-first", "name": "Late first"}]


def test_changes_say_what_happened_and_not_who_did_it():
    factories.published(key="sg-fact", title="A fact")
    term = catalogue.term("a-term")
    term.definition = "Better said"
    actions.save_record(term, key=term.key, by=factories.person("reviewer"), reason="Spelling")
    newest, oldest = get("changes/")["results"]
    assert (newest["noun"], newest["verb"], newest["reason"]) == ("glossary-term", "edited", "Spelling")
    assert oldest == {
        "revision": 1,
        "at": oldest["at"],
        "reason": "Test",
        "verb": "published",
        "noun": "fact",
        "key": "sg-fact",
        "version": 1,
        "title": "A fact",
        "jurisdiction": {"code": "SG", "name": "Singapore"},
        "topic": {"key": "long-term-follow-up", "name": "Long term follow up"},
        "api_url": "http://testserver/api/v1/changes/1/",
    }
    single = get("changes/1/")
    assert [entry["key"] for entry in single["entries"]] == ["sg-fact"]
    assert "reviewer" not in str(single)


@pytest.mark.parametrize("key", ["0", "99", "x", "-1", "1.5", "9" * 40, "١"])
def test_a_change_without_public_entries_is_not_found(key):
    catalogue.term("hidden", verified=False)
    get(f"changes/{key}/", 404)


def test_vocabularies_give_every_member_with_its_meaning():
    assert get("vocabularies/")["count"] == get("status/")["counts"]["vocabularies"] >= 20
    force = get("vocabularies/force/")
    assert [member["value"] for member in force["members"]] == Force.values
    assert get("vocabularies/pathway-kind/")["members"][0] == {
        "value": "classification-request",
        "label": PathwayKind.CLASSIFICATION_REQUEST.label,
        "meaning": PathwayKind.CLASSIFICATION_REQUEST.meaning,
    }
    assert "There are: approval-route," in get("vocabularies/colours/", 404)["detail"]
    assert keys("vocabularies/?page_size=1&page=2") == [keys("vocabularies/")[1]]
