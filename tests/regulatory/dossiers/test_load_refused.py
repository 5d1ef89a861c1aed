"""A database that refuses a record in the middle of a load: told with the record, and nothing of the load stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from regulatory.models import ChangeNote, Fact
from tests import curators
from tests.content_files import SMALL, load, loaded, put, record, rows, small

pytestmark = pytest.mark.django_db


def refuse(table: str, condition: str) -> None:
    """Let the database break down at the first row of this kind, as if its disk were full."""
    if connection.vendor == "postgresql":
        statements = [
            "CREATE FUNCTION break_down() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$",
            f"CREATE TRIGGER break_down BEFORE INSERT ON {table} FOR EACH ROW WHEN ({condition}) "
            "EXECUTE FUNCTION break_down()",
        ]
    else:
        statements = [
            f"CREATE TRIGGER break_down BEFORE INSERT ON {table} WHEN {condition} "
            "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


BREAKS = {
    "first record": ("regulatory_jurisdiction", "NEW.code = 'JP'", "jurisdictions/JP.yaml: JP"),
    "a source": ("regulatory_source", "NEW.key = 'sg-old-act'", "jurisdictions/SG.yaml: sg-old-act"),
    "links of a noun": ("workshop_organiser", "NEW.role = 'Host'", "workshop.yaml: ws-2026"),
    "last fact": ("regulatory_fact", "NEW.key = 'sg-no-lot-release'", "jurisdictions/SG.yaml: sg-no-lot-release"),
    "its own table": ("regulatory_absence", "NEW.looked_in <> ''", "jurisdictions/SG.yaml: sg-no-lot-release"),
    "its citations": ("regulatory_citation", "NEW.locator = 's. 2'", "jurisdictions/SG.yaml: sg-class"),
}


@pytest.mark.parametrize("case", BREAKS)
def test_a_database_that_breaks_down_leaves_nothing_behind(case: str):
    table, condition, told = BREAKS[case]
    refuse(table, condition)
    before = rows()
    outcome = load(SMALL)
    assert outcome.refusal.startswith(f"Nothing was loaded: {told}: ")
    assert "disk full" in outcome.refusal
    assert rows() == before
    assert not User.objects.exists()


def test_a_database_that_breaks_down_at_the_note_leaves_nothing_behind():
    refuse("regulatory_changeentry", "NEW.key = 'sg-gmp'")
    before = rows()
    assert load(SMALL).refusal.startswith("Nothing was loaded: the database refuses the change: disk full")
    assert rows() == before


def test_a_later_load_that_breaks_down_leaves_the_earlier_one(tmp_path: Path):
    loaded(SMALL)
    refuse("regulatory_fact", "NEW.key = 'sg-trial' AND NEW.version = 2")
    files = small()
    for key in ("sg-class", "sg-trial"):
        record(files, key)["title"] = "Another"
    record(files, "sg-act")["title"] = "Another"
    before = rows()
    assert load(put(tmp_path, files)).refusal.startswith("Nothing was loaded: jurisdictions/SG.yaml: sg-trial: ")
    assert rows() == before
    assert (ChangeNote.objects.count(), curators.source("sg-act").title) == (1, "An act")
    assert Fact.objects.count() == 9
