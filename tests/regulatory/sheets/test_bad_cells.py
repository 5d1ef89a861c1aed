"""Rows with one wrong cell: the file is refused whole, and the message names sheet, row, column, value and what is allowed."""

from __future__ import annotations

import pytest

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.models import Fact
from regulatory.sheets.bounds import RefusedFileError
from regulatory.sheets.columns import columns_of
from regulatory.sheets.planning import plan_import
from tests.factories import person
from tests.regulatory.sheets.files import csv_file, requirement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_stored")]

GOOD = {
    FactType.REQUIREMENT: {"kind": "gmp"},
    FactType.PATHWAY: {"kind": "clinical-trial"},
    FactType.PHARMACOVIGILANCE: {"kind": "long-term-follow-up"},
    FactType.QUALITY_EXPECTATION: {"attribute": "sterility"},
    FactType.RELIANCE: {"initiative": "orbis"},
    FactType.ABSENCE: {"kind": "not-found", "looked_in": "The site."},
    FactType.PRODUCT: {},
    FactType.CLASSIFICATION: {},
}


def row_of(fact_type: FactType, **changes: str) -> dict[str, str]:
    said = requirement() | GOOD[fact_type]
    return {name: said.get(name, "") for name in columns_of(fact_type)} | changes


def told(*rows: dict[str, str], by: str = "curator") -> list[str]:
    """What is said of a file with these rows; it has to be refused, and nothing written."""
    before = Fact.objects.count()
    with pytest.raises(RefusedFileError) as caught:
        plan_import("bad.csv", csv_file(rows), by=person(by))
    assert Fact.objects.count() == before
    return caught.value.told


@pytest.mark.parametrize("fact_type", list(FactType))
def test_the_rows_that_are_made_wrong_below_are_right(fact_type):
    assert plan_import("good.csv", csv_file([row_of(fact_type)]), by=person("curator")).in_words.startswith("1 new")


REQUIREMENT = [
    # keys and links
    ("key", "", "is blank and has to be filled: a key"),
    ("key", "SG-Donors", "is not right; a key is lower-case letters"),
    ("key", "sg donors", "is not right; a key is lower-case letters"),
    ("key", "sg--donors", "is not right; a key is lower-case letters"),
    ("key", f"sg-{'a' * 90}", "has 93 characters; at most 80"),
    ("key", "jp-donors", "begins with the economy's code: sg-..."),
    ("key", "sg-trial", "names a pathway for ever; choose another key"),
    ("version", "1", "there is no fact 'sg-donors' yet"),
    ("version", "one", "is no whole number"),
    ("version", "-1", "is no whole number"),
    ("jurisdiction", "", "is blank and has to be filled: allowed: JP, SG"),
    ("jurisdiction", "XX", "there is no jurisdiction 'XX'"),
    ("jurisdiction", "sg", "there is no jurisdiction 'sg'"),
    ("jurisdiction", "Singapore", "allowed: JP, SG"),
    ("topic", "", "is blank and has to be filled"),
    ("topic", "everythin", "there is no topic 'everythin'; did you mean everything?; allowed: approval, everything"),
    ("topic", "Everything else", "there is no topic"),
    ("topic", "approval", "'approval' is not answered by a requirement"),
    # words
    ("kind", "", "is blank and has to be filled: allowed: classification, quality"),
    ("kind", "gmpp", "is not allowed; did you mean gmp?; allowed: classification, quality"),
    ("kind", "GMP", "is not allowed"),
    ("kind", "clinical-trials", "did you mean clinical-trial"),
    ("obligation", "must", "is not allowed; allowed: mandatory, conditional, recommended"),
    ("obligation", "Mandatory", "is not allowed"),
    ("scope", "all", "is not allowed; allowed: atmp"),
    ("legal_status", "", "is blank and has to be filled: allowed: in-force"),
    ("legal_status", "in force", "is not allowed; did you mean in-force?"),
    # texts
    ("title", "", "is blank and has to be filled"),
    ("title", "x" * 201, "has 201 characters; at most 200"),
    ("title", "x" * 601, "has 601 characters; at most 600"),
    ("title", "two  spaces", "doubled spaces"),
    ("title", "two\nlines", "has line breaks; write it as one paragraph"),
    ("title", "a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
    ("title", "a\u00a0b", "write an ordinary space"),
    ("title", "a\u200bb", "ZERO WIDTH SPACE"),
    ("title", "=1+1", "is a formula; paste its value"),
    ("title", " =HYPERLINK(1)", "is a formula"),
    ("title_original", "x" * 201, "at most 200"),
    ("summary", "", "is blank and has to be filled"),
    ("summary", "x" * 5001, "has 5001 characters; at most 5000"),
    ("summary", "Taiwan does", "write Chinese Taipei"),
    ("summary", "Vietnam does", "write Viet Nam"),
    ("note", "In Hong Kong only", "write Hong Kong, China"),
    ("note", "a\tb", "tabs"),
    # days
    ("effective_from", "soon", "is not a date; give 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'"),
    ("effective_from", "28/06/2019", "is not a date"),
    ("effective_from", "2019-13", "is not a date"),
    ("effective_from", "2019-02-30", "is not a date"),
    ("effective_from", "19", "is not a date"),
    ("effective_until", "2019-6", "is not a date"),
    ("checked_on", "2026-11", "is not a day; give 'YYYY-MM-DD'"),
    ("checked_on", "2026-02-30", "is not a day"),
    ("checked_on", "20 Nov 2026", "is not a day"),
    ("checked_on", "11/20/2026", "is not a day"),
    ("checked_on", "2099-01-01", "lies in the future"),
    ("review_due", "next year", "is not a day"),
    # many-valued cells
    ("product_classes", "nope", "there is no product class 'nope'"),
    ("product_classes", "gene-therapy, nope", "there is no product class 'nope'"),
    ("product_classes", "gene-therapy, nope, nor", "there is no product class 'nope', 'nor'"),
    ("product_classes", "gene-therapies", "did you mean gene-therapy?"),
    ("product_classes", "gene-therapy, gene-therapy", "names the same key twice"),
    ("product_classes", "gene-therapy,,", "there is no product class ''"),
    ("product_classes", "gene-therapy|all", "there is no product class 'gene-therapy|all'"),
    ("product_classes", "all", "'all' is a group; name the classes in it"),
    ("citations", "", "is blank and has to be filled"),
    ("citations", "nope", "line 1: there is no source 'nope'"),
    ("citations", "sg-act | s. 1\nnope | s. 2", "line 2: there is no source 'nope'"),
    ("citations", "sg-akt | s. 1", "did you mean sg-act"),
    ("citations", "| s. 1", "line 1: there is no source ''"),
    ("citations", "sg-act, s. 1", "line 1: there is no source 'sg-act, s. 1'"),
    ("citations", "sg-act | s. 1 | Yes.\nsg-act | s. 1 | Again.", "cites sg-act s. 1 twice; once is right"),
    ("citations", f"sg-act | {'x' * 121}", "has 121 characters; at most 120"),
    ("citations", "sg-act | two  spaces", "doubled spaces"),
    ("citations", "sg-act | s. 1 | " + "x" * 5001, "at most 5000"),
    ("citations", "old-report", "there is no source 'old-report'"),
]
OTHERS = [
    (FactType.PATHWAY, {"review_days": "ninety"}, "review_days", "is no whole number; write it in digits only"),
    (FactType.PATHWAY, {"review_days": "90.5"}, "review_days", "is no whole number"),
    (FactType.PATHWAY, {"review_days": "-1"}, "review_days", "is no whole number"),
    (FactType.PATHWAY, {"review_days": "90 days"}, "review_days", "is no whole number"),
    (FactType.PATHWAY, {"review_days": "1,000"}, "review_days", "is no whole number"),
    (FactType.PATHWAY, {"review_days": "10001"}, "review_days", "the most is 10000"),
    (FactType.PATHWAY, {"review_days": "٩"}, "review_days", "is no whole number"),
    (FactType.PATHWAY, {"review_days_basis": "working"}, "review_days_basis", "needs review_days; give the number too"),
    (FactType.PATHWAY, {"review_days": "1", "review_days_basis": "days"}, "review_days_basis", "calendar, working"),
    (FactType.PATHWAY, {"validity_years": "201"}, "validity_years", "the most is 200"),
    (FactType.PATHWAY, {"kind": "gmp"}, "kind", "is not allowed; allowed: classification-request"),
    (FactType.PATHWAY, {"kind": "designation"}, "topic", "is not answered by a pathway designation"),
    (FactType.PHARMACOVIGILANCE, {"duration_years_min": "9", "duration_years_max": "5"}, "duration_years_min", "above"),
    (FactType.PHARMACOVIGILANCE, {"deadline_basis": "calendar"}, "deadline_basis", "needs deadline_days"),
    (FactType.PHARMACOVIGILANCE, {"responsible": "x" * 151}, "responsible", "at most 150"),
    (FactType.QUALITY_EXPECTATION, {"attribute": ""}, "attribute", "is blank and has to be filled: allowed: sterility"),
    (FactType.QUALITY_EXPECTATION, {"attribute": "potency"}, "attribute", "allowed: sterility"),
    (FactType.RELIANCE, {"initiative": "access"}, "initiative", "allowed: orbis"),
    (FactType.RELIANCE, {"direction": "both"}, "direction", "allowed: unilateral, mutual, convergence"),
    (FactType.PRODUCT, {"approved": "March 2021"}, "approved", "is not a date"),
    (FactType.PRODUCT, {"route": "fast"}, "route", "allowed: full, conditional"),
    (FactType.ABSENCE, {"looked_in": ""}, "looked_in", "is blank and has to be filled"),
    (FactType.ABSENCE, {"kind": "unknown"}, "kind", "allowed: not-found, not-applicable, not-stated"),
    (FactType.CLASSIFICATION, {"tier": "x" * 121}, "tier", "at most 120"),
    (FactType.CLASSIFICATION, {"effective_from": "2020", "effective_until": "2019"}, "effective_until", "lies before"),
]


@pytest.mark.parametrize(("column", "value", "message"), REQUIREMENT)
def test_a_requirement_with_one_wrong_cell(column, value, message):
    right = requirement(key="sg-right")
    said = told(right, requirement(**{column: value}))
    assert [each for each in said if not each.startswith(f"Sheet 'bad.csv', row 3, column '{column}'")] == []
    assert message in said[0]


@pytest.mark.parametrize(("fact_type", "changes", "column", "message"), OTHERS)
def test_other_types_with_one_wrong_cell(fact_type, changes, column, message):
    (said,) = told(row_of(fact_type, **changes))
    assert said.startswith(f"Sheet 'bad.csv', row 2, column '{column}'")
    assert message in said


def test_a_key_stands_in_a_file_once():
    (said,) = told(requirement(), requirement(title="Again"))
    assert "row 3, column 'key': 'sg-donors': stands in row 2 of 'bad.csv' already" in said


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    said = told(
        requirement(topic="nope", kind="nope"), requirement(key="sg-b"), requirement(key="sg-c", checked_on="x")
    )
    assert [each.split(": ")[0].removeprefix("Sheet 'bad.csv', ") for each in said] == [
        "row 2, column 'topic'",
        "row 2, column 'kind'",
        "row 4, column 'checked_on'",
    ]


def stored(**changes: str) -> dict[str, str]:
    return requirement(key="sg-gmp", version="1", kind="gmp", **changes)


def test_the_draft_of_somebody_else_is_not_written_over():
    actions.start_draft("sg-gmp", by=person("author"))
    (said,) = told(stored())
    assert "column 'key': 'sg-gmp': has an open version already: version 2, a draft, by author" in said


def test_ones_own_version_in_review_is_not_written_over():
    actions.start_draft("sg-gmp", by=person("curator"))
    actions.submit("sg-gmp", by=person("curator"))
    assert "version 2, in review, by curator" in told(stored())[0]


def test_a_row_from_an_older_version_is_refused():
    actions.start_draft("sg-gmp", by=person("curator"))
    (said,) = told(stored())
    assert (
        "column 'version': '1': the row differs from version 2, which is the present one; export the fact anew" in said
    )


def test_a_stored_fact_is_replaced_only_by_a_row_that_names_its_version():
    (said,) = told(stored() | {"version": ""})
    assert "column 'version': the row differs from version 1, which is the present one; say 1 to replace it" in said


def test_an_import_waits_for_what_the_content_files_brought_in():
    (said,) = told(requirement(key="sg-unseen", version="1", kind="ethics"))
    assert "has an open version already: version 1, in review, by content-files" in said
