"""That every address takes the same number of queries for 1 row and for 20, the nested ones included."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from atmp_kb.api import NOUNS
from tests import catalogue

pytestmark = pytest.mark.django_db

FIRST = {
    "jurisdictions": "XAA",
    "facts": "pathway-w0",
    "classifications": "classification-w0",
    "pathways": "pathway-w0",
    "pharmacovigilance-requirements": "pharmacovigilance-requirement-w0",
    "quality-expectations": "quality-expectation-w0",
    "requirements": "requirement-w0",
    "reliance-arrangements": "reliance-arrangement-w0",
    "authorised-products": "authorised-product-w0",
    "absences": "absence-w0",
    "authorities": "authority-w0",
    "sources": "source-w0",
    "topics": "topic-root",
    "product-classes": "class-w0",
    "follow-up-rules": "rule-w0",
    "quality-attributes": "attribute-w0",
    "quality-frameworks": "framework-w0",
    "reliance-initiatives": "initiative-w0",
    "glossary": "term-w0",
    "workshops": "workshop-w0",
    "sessions": "session-w0",
    "insights": "insight-w0",
    "organisations": "organisation-w0",
    "changes": "1",
    "vocabularies": "force",
}
"""A record of each noun that has something nested from every row."""

ASKED = [
    "facts/?jurisdiction=XAA&topic=topic-root&product_class=group&force=statute&source=source-w0&q=fact",
    "facts/?ordering=-checked_on,topic,effective_from&checked_on__gte=2020-01-01",
    "pathways/?as_of=TODAY&review_days__isnull=true",
    "insights/?topic=topic-root&jurisdiction=XAA&organisation=organisation-w0",
    "sources/?jurisdiction=XAA&force=statute&q=act",
    "reliance-initiatives/?jurisdiction=XAA",
    "glossary/?topic=topic-w0&jurisdiction=XAA",
    "changes/?jurisdiction=XAA&noun=fact",
]


def narrowed(noun: Any) -> str:
    """The list of a noun with every field named, a letter that all rows have looked for, and a day, where it takes them."""
    filters = noun.filterset_class.base_filters if hasattr(noun, "filterset_class") else {}
    asked = [f"fields={','.join(noun.fields)}"]
    asked += ["q=a"] if "q" in filters else []
    asked += ["as_of=TODAY"] if "as_of" in filters else []
    return f"{noun.noun}/?{'&'.join(asked)}"


ADDRESSES = [
    *(narrowed(noun) for noun in NOUNS),
    *(f"{noun.noun}/" for noun in NOUNS),
    *(f"{noun.noun}/{FIRST[noun.noun]}/" for noun in NOUNS),
    *ASKED,
    "status/",
    "",
]


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/api/v1/" + address.replace("TODAY", str(timezone.now().date())))
    assert response.status_code == 200, (address, response.content)
    return len(captured)


@pytest.fixture(scope="module")
def counts(stage: None) -> dict[str, tuple[int, int]]:
    """Address -> the queries that it takes with 1 row of each noun, and with 20."""
    client = Client()
    catalogue.world(0, 1)
    with_one = {address: count_queries(client, address) for address in ADDRESSES}
    catalogue.world(1, 20)
    with_twenty = {address: count_queries(client, address) for address in ADDRESSES}
    lists = {noun.noun: client.get(f"/api/v1/{noun.noun}/").json()["count"] for noun in NOUNS}
    assert all(count >= 20 for count in lists.values()), lists
    return {address: (with_one[address], with_twenty[address]) for address in ADDRESSES}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_takes_the_same_queries_for_1_and_20_rows(counts, address):
    with_one, with_twenty = counts[address]
    assert with_one == with_twenty


def test_a_list_of_facts_takes_eleven_queries_and_one_for_what_may_be_kept(counts):
    assert counts["facts/"][1] <= 12
