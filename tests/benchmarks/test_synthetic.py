"""Synthetic content has the shape of the real one and breaks no rule; a page takes as many queries on it as before."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.multiply import multiply
from regulatory import guards
from regulatory.choices import FactType, State
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeNote, Citation, Fact, FactClass, Jurisdiction, Source
from tests import factories

pytestmark = pytest.mark.django_db
PARTS = (Citation, FactClass)
GRIDS = ("/compare/?jurisdictions=all&topics=all", "/compare.json?jurisdictions=all&topics=all", "/indicators/", "/")


@pytest.fixture(autouse=True)
def scene() -> None:
    """A fact of every type; one waits for review; one source is shared, the others belong to an economy."""
    for number, fact_type in enumerate(FactType):
        factories.published(fact_type, key=f"fact-{number}", classes=[factories.product_class("gene-modified-cells")])
    factories.draft(key="not-yet")


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def test_the_rows_are_multiplied_and_no_rule_is_broken():
    published = Fact.objects.filter(state=State.PUBLISHED).count()
    places = Jurisdiction.objects.count()
    parts = [(model, model.objects.count(), model.objects.filter(fact__key="not-yet").count()) for model in PARTS]
    multiply(2, 3)
    assert Jurisdiction.objects.count() == 2 * places
    assert Fact.objects.filter(state=State.PUBLISHED).count() == 2 * published
    assert Fact.objects.filter(state=State.SUPERSEDED).count() == 2 * 2 * published
    for model, all_of_them, of_drafts in parts:
        assert model.objects.count() == 6 * (all_of_them - of_drafts) + of_drafts
    assert list(problems_in_database()) == []
    assert guards.missing(connection) == set()


def test_a_copy_rests_on_the_sources_of_its_own_jurisdiction():
    Source.objects.update(jurisdiction=factories.jurisdiction("SG"))
    multiply(2, 1)
    copied = Fact.objects.get(key="fact-0-b")
    assert copied.jurisdiction.code == "SGB"
    assert {each.source.jurisdiction for each in copied.citations.all()} == {copied.jurisdiction}


def test_earlier_versions_are_found_by_day_and_by_revision():
    notes = ChangeNote.objects.count()
    multiply(1, 3)
    assert ChangeNote.objects.count() == notes + 2
    first: datetime.datetime = ChangeNote.objects.earliest("revision").at
    for moment in (f"as_of={first.date()}", "revision=1"):
        assert Client().get(f"/api/v1/facts/fact-1/?{moment}").json()["version"] == 1
    assert Client().get("/api/v1/facts/fact-1/").json()["version"] == 3


def test_the_number_of_queries_does_not_grow():
    before = [queries(address) for address in GRIDS]
    multiply(2, 5)
    assert [queries(address) for address in GRIDS] == before


def test_new_records_still_get_numbers_of_their_own():
    multiply(2, 2)
    factories.published(key="after", jurisdiction=factories.jurisdiction("KR"))
    assert list(problems_in_database()) == []
