"""`fields`: some fields of each record, told as in the whole record, and no more than they need read from the database."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from atmp_kb.api import NOUNS
from atmp_kb.formats import members
from atmp_kb.schema.components import ROWS, SHAPES
from regulatory.choices import FactType
from regulatory.models import FACT_MODELS
from regulatory.readings import UNREAD
from tests import catalogue
from tests.regulatory.api.asking import CLIENT, get, refusal
from tests.regulatory.api.test_queries import FIRST

pytestmark = pytest.mark.django_db

ONE_BY_ITSELF = "LIMIT 21"
"""What Django writes to read one row, as it does for a column or a row that was left out and is needed after all."""
NOT_ASKED_FOR = {"meta", "applies", "on_that_day"}
"""What an answer tells of itself, or only where a question asks for it."""


@pytest.fixture(scope="module", autouse=True)
def two_of_each(stage: None) -> None:
    catalogue.world(0, 2)


def sql(address: str) -> str:
    with CaptureQueriesContext(connection) as captured:
        get(address)
    return "\n".join(each["sql"] for each in captured)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.noun)
def test_each_field_by_itself_is_what_the_whole_record_says_and_reads_no_row_by_itself(noun):
    whole = get(f"{noun.noun}/?page_size=200")["results"]
    for name in noun.fields:
        with CaptureQueriesContext(connection) as captured:
            part = get(f"{noun.noun}/?page_size=200&fields={name}")
        assert part["results"] == [{name: row[name]} if name in row else {} for row in whole]
        assert part["meta"]["fields"] == [name]
        assert not [each["sql"] for each in captured if ONE_BY_ITSELF in each["sql"]], name


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.noun)
def test_a_record_by_its_key_takes_fields_too(noun):
    address = f"{noun.noun}/{FIRST[noun.noun]}/"
    whole = get(address)
    for name in [each for each in whole if each != "meta"]:
        part = get(f"{address}?fields={name}")
        assert part.pop("meta") == whole["meta"] | {"fields": [name]}
        assert part == {name: whole[name]}


@pytest.mark.parametrize(("name", "shapes"), [("list", ROWS), ("record", SHAPES)])
def test_every_declared_field_can_be_asked_for(name, shapes):
    for noun in NOUNS:
        declared = {field for shape in members(shapes[noun.noun]) for field in shape.model_fields} - NOT_ASKED_FOR
        view = noun()
        view.detail = name == "record"
        assert {*view.writers()} == declared, noun.noun


def test_names_are_written_together_or_repeated_and_stand_in_the_order_of_the_record():
    row = get("facts/?fields=title,key&fields=force")["results"][0]
    assert list(row) == ["key", "title", "force"]
    assert get("facts/?fields=key,key")["meta"]["fields"] == ["key"]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.noun)
def test_an_unknown_field_is_refused_with_those_that_there_are(noun):
    for address in (f"{noun.noun}/", f"{noun.noun}/{FIRST[noun.noun]}/"):
        errors = refusal(f"{address}?fields=api_url,colour")
        assert errors["fields"][0].startswith("'colour' is not one of: ")
        assert "api_url" in errors["fields"][0]
        assert "missing" in refusal(f"{address}?fields=api_url,")["fields"][0]
        assert refusal(f"{address}?fields=")["fields"]
        assert refusal(f"{address}?fields=meta")["fields"], "what an answer says of itself is no field"


def test_of_facts_no_more_is_read_than_is_asked_for():
    asked = sql("facts/?fields=key,title")
    for column in ("summary", "note", "obligation", "checked_on"):
        assert f'"regulatory_fact"."{column}"' not in asked
    for model in (*FACT_MODELS.values(), *(FACT_MODELS[FactType.PATHWAY]._meta.get_field("citations"),)):
        table = model._meta.db_table if hasattr(model, "_meta") else "regulatory_citation"
        assert f'"{table}"' not in asked
    assert "regulatory_factclass" not in asked
    assert "regulatory_confirmation" not in asked
    whole = sql("facts/")
    assert '"regulatory_fact"."summary"' in whole
    assert whole.count("SELECT") > asked.count("SELECT") + 4
    own = sql("facts/?fields=review_days")
    assert "regulatory_regulatorypathway" in own
    assert "validity_years" not in own
    assert "regulatory_absence" not in own


@pytest.mark.parametrize(
    ("address", "read", "not_read"),
    [
        ("sources/?fields=key", ["key"], ["title", "COUNT(DISTINCT", "regulatory_jurisdiction"]),
        ("sources/?fields=facts_count", ["COUNT(DISTINCT"], ["title_original"]),
        ("glossary/?fields=term", ["term"], ["definition", "regulatory_glossarysynonym"]),
        ("insights/?fields=statement", ["statement"], ["workshop_insight_topics", "workshop_session"]),
        ("changes/?fields=verb", ["verb"], ["reason", "regulatory_topic"]),
        ("pathways/?fields=key&q=fact", ["LIKE" if connection.vendor == "sqlite" else "UPPER"], ["citation"]),
    ],
)
def test_of_other_nouns_too(address, read, not_read):
    asked = sql(address)
    assert [each for each in read if each not in asked] == []
    assert [each for each in not_read if each in asked] == []


def test_filters_order_and_moments_work_on_what_is_not_read():
    today = timezone.now().date()
    question = f"jurisdiction=XAA&force=statute&q=fact&ordering=-title,checked_on&as_of={today}"
    whole = get(f"facts/?{question}")
    part = get(f"facts/?{question}&fields=key")
    assert whole["count"] == part["count"] > 1
    assert part["results"] == [{"key": row["key"]} for row in whole["results"]]


def test_whether_a_rule_was_in_force_is_told_whichever_fields_are_asked_for():
    whole = get("facts/?in_force_on=2024-01-01")["results"]
    part = get("facts/?in_force_on=2024-01-01&fields=legal_status")["results"]
    assert part == [{name: row[name] for name in ("legal_status", "on_that_day")} for row in whole]


def test_tables_have_these_columns_only():
    csv_file = CLIENT.get("/api/v1/facts/?fields=key,jurisdiction,review_days&format=csv")
    rows = list(csv.reader(io.StringIO(csv_file.content.decode("utf-8-sig"))))
    assert rows[0] == ["key", "jurisdiction.code", "jurisdiction.name", "review_days"]
    assert len(rows) == 1 + len(get("facts/")["results"])
    book = CLIENT.get("/api/v1/sources/?fields=key,title&format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert [cell.value for cell in next(iter(sheet.rows))] == ["key", "title"]
    dated = CLIENT.get("/api/v1/facts/?fields=key&in_force_on=2024-01-01&format=csv").content.decode("utf-8-sig")
    assert dated.splitlines()[0] == "key,on_that_day.verdict,on_that_day.reason"


@pytest.mark.parametrize(
    "address", ["jurisdictions/XAA.yaml?fields=code", "jurisdictions/XAA/?format=yaml&fields=code"]
)
def test_a_content_file_is_given_whole(address):
    assert "given whole" in refusal(address)["fields"][0]


def test_options_name_the_parameter():
    for address in ("facts/", "sources/source-w0/", "vocabularies/"):
        assert "fields" in CLIENT.options(f"/api/v1/{address}").json()["parameters"]
    for address in ("status/", "compare/"):
        assert "fields" not in CLIENT.options(f"/api/v1/{address}").json()["parameters"]


def test_what_was_not_read_is_no_blank():
    with pytest.raises(TypeError, match="not read"):
        bool(UNREAD)
