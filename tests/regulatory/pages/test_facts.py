"""The permanent page of a fact, its versions, and what it says of a fact that was taken back."""

from __future__ import annotations

import datetime

import pytest

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from tests import factories
from tests.regulatory.pages.reading import html, links, text

pytestmark = pytest.mark.django_db


def revise(key: str, **values: str) -> None:
    """Publish another version of a fact with these values."""
    draft = actions.start_draft(key, by=factories.person("author"))
    for name, value in values.items():
        setattr(draft, name, value)
    draft.checked_on = factories.CHECKED
    draft.save()
    draft.refresh_from_db()
    actions.publish(key, by=factories.person("reviewer"), stamp=draft.updated_at, reason="Corrected")


def test_a_fact_shows_all_that_it_says():
    source = factories.source("pmd-act", title="PMD Act", number="Act No. 145")
    factories.published(
        FactType.PATHWAY,
        key="jp-approval",
        jurisdiction=factories.jurisdiction("JP"),
        title="Conditional approval",
        title_original="条件及び期限付承認",
        summary="Approval on presumed efficacy.",
        kind="conditional-approval",
        scope="atmp",
        obligation="conditional",
        note="Sources disagree on the date.",
        effective_from="2014-11",
        eligibility="Non-homogeneous products.",
        review_days=90,
        review_days_basis="working",
        validity_years=7,
        citations=[CitationDraft(source, "Art. 23-26", "Sets a term of at most seven years.")],
    )
    shown = text("/facts/jp-approval/")
    for words in (
        "Regulatory pathway · Conditional approval",
        "Approval on presumed efficacy.",
        "90 working days",
        "7 years",
        "Non-homogeneous products.",
        "Conditional Has to be done where a stated condition holds",
        "ATMPs Written for advanced therapies",
        "gene-modified-cells",
        "Sources disagree on the date.",
        "Effective from November 2014",
        "Effective until not stated",
        "Checked 22 Nov 2026",
        "Next check due 22 Nov 2027",
        "Art. 23-26",
        "Sets a term of at most seven years.",
        "Statute",
        "Act No. 145",
        "jp-approval",
    ):
        assert words in shown, words
    assert '<p class="original" lang="ja">条件及び期限付承認</p>' in html("/facts/jp-approval/")
    assert "/sources/pmd-act/" in links("/facts/jp-approval/")


def test_a_duty_that_nothing_binding_carries_says_what_describes_it():
    law = factories.source("act")
    page = factories.source("guide", kind="guideline", binding=False)
    factories.published(key="sg-told", obligation="mandatory", citations=[CitationDraft(page)])
    factories.published(key="sg-held", obligation="mandatory", citations=[CitationDraft(page), CitationDraft(law)])
    assert "Mandatory as described by guidance" in text("/facts/sg-told/")
    assert "as described by" not in text("/facts/sg-held/")


def test_a_reporting_deadline_says_of_what_where_and_whose_it_is():
    said = {"event": "fatal", "event_phase": "trial", "reporter": "company", "deadline_hours": 24}
    factories.published(FactType.PHARMACOVIGILANCE, key="sg-clock", kind="adverse-event-reporting", **said)
    shown = text("/facts/sg-clock/")
    assert "24 hours" in shown
    assert "Fatal or threatening life; In clinical trials; reported by: sponsor or holder" in shown


def test_what_is_missing_is_not_stated_and_no_class_means_all():
    factories.published(key="sg-bare", classes=[], summary="Only this.")
    shown = text("/facts/sg-bare/")
    assert "Obligation not stated" in shown
    assert "Written for not stated" in shown
    assert "Product classes all classes" in shown


@pytest.mark.parametrize(
    ("status", "words"), [("proposed", "Proposed."), ("adopted", "Adopted, not yet in force."), ("ended", "Ended.")]
)
def test_a_rule_that_is_not_in_force_says_so(status, words):
    factories.published(key="sg-rule", legal_status=status)
    assert words in text("/facts/sg-rule/")
    assert "this is not a rule in force" in text("/facts/sg-rule/")


def test_a_rule_in_force_has_no_banner():
    factories.published(key="sg-rule")
    assert "not a rule in force" not in text("/facts/sg-rule/")
    assert "notice" not in html("/facts/sg-rule/").partition("<main")[2]


def test_an_attested_blank_says_where_it_was_looked_for():
    factories.published(FactType.ABSENCE, key="sg-none", kind="not-found", looked_in="HSA's site, 3 searches")
    shown = text("/facts/sg-none/")
    assert "Looked for, not found" in shown
    assert "HSA's site, 3 searches" in shown


def test_a_superseded_version_stays_at_its_address_under_a_banner():
    factories.published(key="sg-rule", title="First title", summary="First text.")
    revise("sg-rule", title="Second title", summary="Second text.")
    now, before = text("/facts/sg-rule/"), text("/facts/sg-rule/v1/")
    assert "Second text." in now
    assert "First text." not in now
    assert "First text." in before
    assert "Superseded on" in before
    assert "/facts/sg-rule/" in links("/facts/sg-rule/v1/")
    assert "noindex" in html("/facts/sg-rule/v1/")
    assert {"/facts/sg-rule/v1/", "/facts/sg-rule/v2/"} <= set(links("/facts/sg-rule/"))


def test_the_present_version_has_an_address_too_and_names_the_permanent_one():
    factories.published(key="sg-rule")
    page = html("/facts/sg-rule/v1/")
    assert "is the present version" in page
    assert '<link rel="canonical" href="http://testserver/facts/sg-rule/">' in page


def test_a_withdrawn_fact_says_so_with_its_reason_and_shows_its_text_only_at_its_version():
    factories.published(key="sg-rule", title="Rule", summary="Wrong text.")
    actions.withdraw("sg-rule", by=factories.person("reviewer"), reason="The source was misread")
    shown = text("/facts/sg-rule/")
    assert "Withdrawn on" in shown
    assert "The source was misread" in shown
    assert "Wrong text." not in shown
    assert "Wrong text." in text("/facts/sg-rule/v1/")
    assert "Withdrawn on" in text("/facts/sg-rule/v1/")
    assert "noindex" in html("/facts/sg-rule/")
    assert "Wrong text." not in html("/facts/sg-rule/")


def test_confirmations_are_listed_without_who_made_them():
    factories.published(key="sg-rule")
    day = datetime.date(2026, 11, 23)
    actions.confirm_still_true("sg-rule", by=factories.person("mallory"), day=day, how="Read the act again")
    page = html("/facts/sg-rule/")
    assert "23 November 2026" in page
    assert "Read the act again" in page
    assert "Checked</dt><dd>23 Nov 2026" in page
    assert "mallory" not in page


def test_a_check_that_is_due_is_marked():
    factories.published(key="sg-old", checked_on=datetime.date(2020, 1, 1))
    factories.published(key="sg-early", checked_on=datetime.date(2026, 1, 1), review_due=datetime.date(2026, 2, 1))
    factories.published(key="sg-fresh", review_due=datetime.date(2999, 1, 1))
    factories.published(key="sg-checked-since", review_due=factories.CHECKED)
    assert "Check due" in text("/facts/sg-old/")
    assert "Check due" in text("/facts/sg-early/")
    assert "Check due" not in text("/facts/sg-fresh/")
    assert "Check due" not in text("/facts/sg-checked-since/")


@pytest.mark.parametrize("address", ["/facts/none/", "/facts/sg-rule/v7/", "/facts/sg-rule/v99999999999999999999/"])
def test_what_was_never_published_is_not_found(address):
    factories.published(key="sg-rule")
    text(address, 404)


def test_a_draft_is_not_found():
    factories.draft(key="sg-draft")
    assert "There is no fact 'sg-draft'." in text("/facts/sg-draft/", 404)
    factories.published(key="sg-rule", summary="Public text.")
    actions.start_draft("sg-rule", by=factories.person("author"))
    assert "Public text." in text("/facts/sg-rule/")
    text("/facts/sg-rule/v2/", 404)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(15, 15, "15 years"), (5, 15, "5 to 15 years"), (None, 15, "up to 15 years"), (1, None, "at least 1 year")],
)
def test_a_duration_is_said_as_the_source_bounds_it(least, most, words):
    factories.published(key="sg-ltfu", duration_years_min=least, duration_years_max=most)
    assert f"duration {words}" in text("/facts/sg-ltfu/")


def test_days_without_a_basis_claim_none():
    factories.published(key="sg-report", kind="adverse-event-reporting", deadline_days=15)
    assert "deadline 15 days" in text("/facts/sg-report/")
