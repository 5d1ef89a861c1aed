"""What is exported reads back in unchanged: every type, every text, both formats; and imports become drafts."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from regulatory.choices import FactType, State
from regulatory.curation import actions
from regulatory.dossiers.shapes import CitationShape
from regulatory.models import Fact, ReviewEvent, as_type
from regulatory.sheets import cells
from regulatory.sheets.bounds import RefusedFileError
from regulatory.sheets.columns import columns_of
from regulatory.sheets.drafts import MovedError, import_file
from regulatory.sheets.planning import Verb, plan_import
from regulatory.sheets.writing import export, template
from tests.curators import fact
from tests.factories import person
from tests.regulatory.sheets.files import csv_file, requirement, rows_of, xlsx_file

VISIBLE = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
WORDS = st.text(VISIBLE | st.sampled_from("|\\'=+-@#;, "), min_size=1, max_size=30).map(
    lambda each: " ".join(each.split())
)


def all_keys() -> set[str]:
    return set(Fact.objects.values_list("key", flat=True))


def imported(name: str, body: bytes, by: str = "curator"):
    return import_file(name, body, by=person(by), agreed=plan_import(name, body, by=person(by)).digest)


# ---- notation


@given(WORDS.filter(bool))
def test_guarded_texts_come_back_and_are_never_formulas(text):
    guarded = cells.guarded(text)
    assert cells.unguarded(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "#"))


@given(st.lists(st.tuples(st.from_regex(r"[a-z0-9]{1,9}(-[a-z]{1,5})?", fullmatch=True), WORDS, WORDS), max_size=5))
def test_citations_come_back(said):
    shapes = [
        CitationShape.model_construct(source=source, locator=locator, supports=text) for source, locator, text in said
    ]
    read = [{"locator": "", "supports": "", **each} for each in cells.citations_in(cells.citations_cell(shapes))]
    assert read == [{"source": source, "locator": locator, "supports": text} for source, locator, text in said]


def test_classes_come_back():
    assert cells.classes_in(cells.classes_cell(["a", "b-c"])) == ["a", "b-c"]
    assert cells.classes_in("a; b\nc,d") == ["a", "b", "c", "d"]


# ---- templates


@pytest.mark.parametrize("fact_type", list(FactType))
@pytest.mark.django_db
def test_templates_have_the_exact_headers(fact_type, small_stored):
    head = next(csv.reader(io.StringIO(template(fact_type, "csv").decode("utf-8-sig"))))
    assert head == list(columns_of(fact_type))
    for extension in ("csv", "xlsx"):
        with pytest.raises(RefusedFileError, match="holds no rows"):
            plan_import(f"a.{extension}", template(fact_type, extension), by=person("curator"))


# ---- export and back


@pytest.mark.django_db
def test_everything_reads_back_unchanged(small_stored):
    body, count = export(all_keys(), person("curator"), "xlsx")
    plan = plan_import("all.xlsx", body, by=person("curator"))
    assert [row.verb for row in plan.rows] == [Verb.UNCHANGED] * count
    assert count == len(all_keys())


@pytest.mark.parametrize("fact_type", list(FactType))
@pytest.mark.django_db
def test_every_type_reads_back_from_csv(fact_type, small_stored):
    keys = set(Fact.objects.filter(type=fact_type).values_list("key", flat=True))
    body, count = export(keys, person("curator"), "csv")
    plan = plan_import("a.csv", body, by=person("curator"))
    assert plan.count(Verb.UNCHANGED) == len(plan.rows) == count > 0


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''@x", "-5 °C", "#N/A", "a | b", "2019", "x_x0041_y", 'a, "b"'])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
@pytest.mark.django_db
def test_dangerous_texts_are_guarded_and_come_back(text, extension, small_stored):
    said = requirement(title=cells.guarded(text))
    imported("new.csv", csv_file([said]))
    assert fact("sg-donors").title == text
    body, _ = export({"sg-donors"}, person("curator"), extension)
    plan = plan_import(f"a.{extension}", body, by=person("curator"))
    assert [row.verb for row in plan.rows] == [Verb.UNCHANGED]


@pytest.mark.django_db
def test_line_breaks_of_the_database_stay(small_stored):
    draft = as_type(actions.start_draft("sg-gmp", by=person("curator")))
    draft.summary = "One.\n\nTwo."
    actions.edit_draft(draft, by=person("curator"), stamp=draft.updated_at)
    body, _ = export({"sg-gmp"}, person("curator"), "csv")
    assert plan_import("a.csv", body, by=person("curator")).count(Verb.UNCHANGED) == 1
    row = rows_of(body)[0] | {"title": "Another title"}
    imported("a.csv", csv_file([row]))
    assert (fact("sg-gmp").title, fact("sg-gmp").summary) == ("Another title", "One.\n\nTwo.")


# ---- import


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
@pytest.mark.django_db
def test_a_new_row_becomes_a_draft_of_the_importer(extension, small_stored):
    body = csv_file([requirement()]) if extension == "csv" else xlsx_file([requirement(product_classes="gene-therapy")])
    plan = imported(f"new.{extension}", body)
    draft = fact("sg-donors")
    assert plan.in_words == "1 new, 0 changed, 0 unchanged"
    assert (draft.version, draft.state, draft.author.username) == (1, State.DRAFT, "curator")
    assert [(each.source.key, each.locator, each.supports) for each in draft.citations.all()] == [
        ("sg-act", "s. 3", "Says who is tested."),
        ("shared-act", "", ""),
    ]
    event = ReviewEvent.objects.get(key="sg-donors", verb="imported")
    sheet = "new.csv" if extension == "csv" else "requirement"
    assert event.comment == f"Row 2 of sheet '{sheet}' in 'new.{extension}' (1 new, 0 changed, 0 unchanged)"


@pytest.mark.django_db
def test_a_changed_row_becomes_the_next_version_and_readers_see_the_old_one(small_stored):
    body, _ = export({"sg-gmp"}, person("curator"), "csv")
    row = rows_of(body)[0] | {"summary": "Another text.", "product_classes": "gene-therapy"}
    plan = plan_import("a.csv", csv_file([row]), by=person("curator"))
    assert [(each.column, each.before, each.after) for each in plan.rows[0].differences] == [
        ("summary", "What sg-gmp says.", "Another text."),
        ("product_classes", "", "gene-therapy"),
        ("checked_on", "2026-01-15", ""),
    ]
    imported("a.csv", csv_file([row]))
    assert list(Fact.objects.filter(key="sg-gmp").order_by("version").values_list("version", "state", "summary")) == [
        (1, "published", "What sg-gmp says."),
        (2, "draft", "Another text."),
    ]
    draft = fact("sg-gmp")
    assert draft.checked_on is None
    assert [each.key for each in draft.product_classes.all()] == ["gene-therapy"]


@pytest.mark.django_db
def test_another_day_of_the_check_is_taken_over(small_stored):
    row = rows_of(export({"sg-gmp"}, person("curator"), "csv")[0])[0]
    imported("a.csv", csv_file([row | {"summary": "Another text.", "checked_on": "2026-11-21"}]))
    assert str(fact("sg-gmp").checked_on) == "2026-11-21"


@pytest.mark.django_db
def test_a_blank_cell_clears_the_value(small_stored):
    row = rows_of(export({"sg-follow-up"}, person("curator"), "csv")[0])[0]
    cleared = {"duration_years_max": "", "product_classes": "", "effective_from": ""}
    imported("a.csv", csv_file([row | cleared]))
    draft = fact("sg-follow-up")
    assert (draft.duration_years_min, draft.duration_years_max, draft.effective_from) == (5, None, "")
    assert list(draft.product_classes.all()) == []


@pytest.mark.django_db
def test_ones_own_draft_is_edited(small_stored):
    imported("a.csv", csv_file([requirement()]))
    row = rows_of(export({"sg-donors"}, person("curator"), "csv")[0])[0]
    imported("b.csv", csv_file([row | {"title": "Better"}]))
    assert Fact.objects.get(key="sg-donors").title == "Better"
    assert list(ReviewEvent.objects.filter(key="sg-donors").order_by("pk").values_list("verb", flat=True)) == [
        "started",
        "imported",
        "edited",
        "imported",
    ]


@pytest.mark.django_db
def test_a_dry_run_takes_the_same_queries_for_1_and_20_rows(small_stored):
    curator = person("curator")

    def queries(rows: int) -> int:
        body = csv_file([requirement(key=f"sg-new-{number}") for number in range(rows)])
        with CaptureQueriesContext(connection) as captured:
            plan_import("a.csv", body, by=curator)
        return len(captured)

    assert queries(1) == queries(20)


@pytest.mark.django_db
def test_unchanged_rows_leave_nothing(small_stored):
    body, _ = export(all_keys(), person("curator"), "xlsx")
    before = ReviewEvent.objects.count(), Fact.objects.count()
    imported("all.xlsx", body)
    assert (ReviewEvent.objects.count(), Fact.objects.count()) == before


@pytest.mark.django_db
def test_what_moved_after_the_dry_run_is_looked_at_again(small_stored):
    row = rows_of(export({"sg-gmp"}, person("curator"), "csv")[0])[0] | {"summary": "Another text."}
    body = csv_file([row, requirement() | {"version": ""}])
    plan = plan_import("a.csv", body, by=person("curator"))
    actions.write_draft(type(fact("sg-gmp"))(**{**vars_of("sg-gmp"), "key": "sg-donors"}), by=person("curator"))
    with pytest.raises((MovedError, RefusedFileError)):
        import_file("a.csv", body, by=person("curator"), agreed=plan.digest)
    assert fact("sg-gmp").version == 1


def vars_of(key: str) -> dict[str, object]:
    stored = fact(key)
    return {name: getattr(stored, name) for name in ("kind", "jurisdiction", "topic", "title", "summary")}
