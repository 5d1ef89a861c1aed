"""That every field of a public noun's model can be asked about, or is excused with a reason; a new field fails until it is either."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from atmp_kb.api import NOUNS
from regulatory.filtersets.base import OrderFilter, WordsFilter
from regulatory.models import FACT_MODELS, ChangeEntry, Fact
from regulatory.models.fact_types import own_fields

FILTERED = [noun for noun in NOUNS if hasattr(noun, "filterset_class")]

KEY = "the address of the record is made of it"
PROSE = "prose about the record; read, not asked for"
IN_ORDER = "the lists come in this order"
ONLY_VERIFIED = "readers see verified records only, so it would always be true"
SMALL = "a few dozen records, told apart by key and name"
LINK = "an address; the text that it leads to is what is asked for"
NOT_PUBLIC = "the curators' own"

EXCUSED_EVERYWHERE = {
    "id": "the number of a row is not public",
    "fact_ptr": "the number of a row is not public",
    "key": KEY,
    "code": KEY,
    "verified": ONLY_VERIFIED,
    "order": IN_ORDER,
    "note": PROSE,
}
OF_ONE_WORKSHOP = (
    *("title_note", "host", "host_note", "host_verified", "date_note", "duration_days", "format"),
    *("registrants", "economies", "economies_note", "participants", "complements"),
)
EXCUSED = {
    "jurisdictions": {},
    "authorities": {"url": LINK},
    "sources": {
        "former_keys": "a former key is taken wherever a key is",
        "effective": "what holds since when is a fact, and asked of facts",
        "language": "the documents are read for the reader; facts are in English",
        "url": LINK,
        "seen_at": LINK,
        "format": "stated of two articles only",
        "authors": "stated of two articles only",
        "supersedes": "told in the record, both ways",
    },
    "topics": {"answered_by": "the rule by which curators file facts"},
    "product-classes": {
        "definition": PROSE,
        "examples": PROSE,
        "integrating_vector": SMALL,
        "genome_editing": SMALL,
        "viable_cells": SMALL,
        "replication_competent": SMALL,
        "cell_sources": SMALL,
    },
    "follow-up-rules": {},
    "facts": {
        "version": "lists hold one version of each fact; which one is asked by as_of and revision",
        "state": "readers see published versions only",
        "effective_until": "asked by in_force_on, which reads both ends",
        "review_due": "asked by checked_on, from which it follows",
        "published_at": "asked by as_of, revision and the changes",
        "superseded_at": "asked by as_of and revision",
        "created_at": NOT_PUBLIC,
        "updated_at": NOT_PUBLIC,
        "published_by": NOT_PUBLIC,
        "author": NOT_PUBLIC,
    },
    "classifications": {"tier": PROSE, "regulated_as": PROSE},
    "pathways": {
        "eligibility": PROSE,
        "evidence_standard": PROSE,
        "review_note": PROSE,
        "obligations_afterwards": PROSE,
    },
    "pharmacovigilance-requirements": {"trigger": PROSE, "responsible": PROSE},
    "quality-expectations": {"limit_text": "the limit as the source writes it; no number to compare"},
    "requirements": {},
    "reliance-arrangements": {},
    "authorised-products": {
        "inn": "a selection of products, found by /api/v1/search/",
        "holder": "a selection of products, found by /api/v1/search/",
        "indication": PROSE,
    },
    "absences": {"looked_in": PROSE},
    "quality-attributes": {
        "analytical_methods": PROSE,
        "synonyms": "found by /api/v1/search/",
        "filed_under": SMALL,
        "members": SMALL,
    },
    "quality-frameworks": {},
    "reliance-initiatives": {
        "also_known_as": "found by /api/v1/search/",
        "direction_note": PROSE,
        "since": SMALL,
        "since_note": PROSE,
        "stages": SMALL,
        "count_note": PROSE,
        "participants_note": PROSE,
    },
    "glossary": {},
    "workshops": dict.fromkeys(OF_ONE_WORKSHOP, "one workshop so far"),
    "sessions": {"number": SMALL},
    "insights": {"number": "only takeaways have one", "glossary_terms": SMALL, "rests_on": SMALL},
    "organisations": {"name_note": PROSE, "url": LINK},
    "changes": {
        "version": "told in the record",
        "before": NOT_PUBLIC,
        "after": NOT_PUBLIC,
        "public": "readers see public entries only",
    },
}
"""Noun -> field -> why it cannot be filtered."""


def asked(noun: Any) -> set[str]:
    """The columns that the noun's filters read, by the name of the field on the way."""
    found: set[str] = set()
    for name, each in noun.filterset_class.base_filters.items():
        if isinstance(each, OrderFilter):
            continue
        columns = each.columns if isinstance(each, WordsFilter) else [each.field_name or name]
        found |= {part for column in columns for part in column.split("__")} | {name.split("__")[0]}
    return found


def fields_of(noun: Any) -> set[str]:
    """The fields of the noun's model; of a type of facts what only that type has."""
    fact_type = getattr(noun.filterset_class, "fact_type", None)
    if fact_type:
        return {field.name for field in own_fields(FACT_MODELS[fact_type])}
    model: type[models.Model] = noun().get_queryset().model
    return {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}


@pytest.mark.parametrize("noun", FILTERED, ids=lambda noun: noun.noun)
def test_every_field_can_be_filtered_or_is_excused(noun):
    excused = EXCUSED_EVERYWHERE | EXCUSED[noun.noun]
    assert fields_of(noun) - asked(noun) - set(excused) == set()


@pytest.mark.parametrize("noun", FILTERED, ids=lambda noun: noun.noun)
def test_no_excuse_is_idle(noun):
    assert set(EXCUSED[noun.noun]) - fields_of(noun) == set()
    assert set(EXCUSED[noun.noun]) & asked(noun) == set()


def test_the_nouns_of_facts_and_changes_are_read_from_their_models():
    models_of = {noun.noun: noun().get_queryset().model for noun in FILTERED}
    assert (models_of["facts"], models_of["changes"]) == (Fact, ChangeEntry)
