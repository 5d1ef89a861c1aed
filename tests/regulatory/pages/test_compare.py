"""The comparison as a page: its cells, its blanks, its sources, and what it says of an address that it does not understand."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from regulatory.choices import FactType
from regulatory.curation.actions import CitationDraft
from regulatory.models import Topic
from tests import factories
from tests.regulatory.pages.reading import PageText, html, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scene() -> None:
    """Two topics of one stage: Japan has a rule, Singapore a blank that somebody looked into, nobody looked at Korea."""
    stage = factories.topic("expedited-conditional")
    approval = factories.topic("conditional-approval", parent=stage)
    factories.topic("designations", parent=stage)
    for code in ("SG", "JP", "KR"):
        factories.jurisdiction(code)
    act = factories.source("pmd-act", title="PMD Act")
    factories.published(
        FactType.PATHWAY,
        key="jp-conditional",
        jurisdiction=factories.jurisdiction("JP"),
        topic=approval,
        title="Time-limited approval",
        kind="conditional-approval",
        obligation="conditional",
        scope="atmp",
        validity_years=7,
        citations=[
            CitationDraft(act, "Art. 23-26"),
            CitationDraft(factories.source("note", kind="article", primary=False)),
        ],
    )
    factories.published(
        FactType.ABSENCE,
        key="sg-conditional",
        jurisdiction=factories.jurisdiction("SG"),
        topic=approval,
        kind="not-found",
        title="No conditional approval found",
        citations=[CitationDraft(act, "all of it")],
    )


def cells(address: str) -> list[str]:
    """The text of each cell of the table, row after row."""
    table = html(address).partition('<table class="compare')[2].partition("</table>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", table, re.DOTALL)]


def test_a_cell_has_title_figures_force_obligation_scope_and_numbered_citations():
    found = cells("/compare/?jurisdictions=JP&topics=conditional-approval")
    assert found == ["Time-limited approval validity 7 years Statute Conditional ATMPs [1] Art. 23-26 [2]"]
    found_links = links("/compare/?jurisdictions=JP&topics=conditional-approval")
    assert {"/facts/jp-conditional/", "#s1", "#s2", "/sources/pmd-act/"} <= set(found_links)


def test_the_sources_are_numbered_as_the_cells_cite_them():
    read = PageText(html("/compare/?jurisdictions=JP,SG&topics=conditional-approval"))
    items = [each["id"] for tag, each in read.elements if tag == "li" and re.fullmatch(r"s\d+", each.get("id", ""))]
    assert items == ["s1", "s2"]


def test_the_kinds_of_blank_are_told_apart():
    found = cells("/compare/?jurisdictions=SG,KR&topics=conditional-approval")
    assert found == ["Looked for, not found : No conditional approval found [1] all of it", "Not researched yet"]


def test_columns_stand_as_they_were_asked():
    heads = [link for link in links("/compare/?jurisdictions=KR,JP,SG&topics=designations") if "/economies/" in link]
    assert heads == ["/economies/KR/", "/economies/JP/", "/economies/SG/"]


def test_a_first_level_topic_brings_its_subtopics():
    shown = links("/compare/?jurisdictions=JP&topics=expedited-conditional")
    assert {"/topics/conditional-approval/", "/topics/designations/"} <= set(shown)


def test_one_list_left_out_means_all_of_it():
    assert len(cells("/compare/?topics=conditional-approval")) == 3
    assert len(cells("/compare/?jurisdictions=JP")) == Topic.objects.filter(parent__isnull=False).count()


def test_without_a_choice_there_is_the_form_and_an_example():
    page = html("/compare/")
    assert "<table" not in page
    assert "For example" in page
    boxes = [each for each in PageText(page).named("input") if each.get("type") == "checkbox"]
    assert {each["value"] for each in boxes if each["name"] == "jurisdictions"} == {"SG", "JP", "KR"}
    assert not [each for each in boxes if "checked" in each]


def test_ticked_boxes_become_a_short_address():
    response = Client().get("/compare/?jurisdictions=SG&jurisdictions=JP&topics=designations")
    assert (response.status_code, response["Location"]) == (302, "/compare/?jurisdictions=SG,JP&topics=designations")


def test_small_letters_in_codes_are_understood():
    assert cells("/compare/?jurisdictions=jp&topics=conditional-approval")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("jurisdictions=JP,XX&topics=conditional-approval", "There is no economy 'XX'. Known: JP, KR, SG."),
        (
            "jurisdictions=JP&topics=conditional-aproval",
            "There is no topic 'conditional-aproval'. Known: conditional-approval.",
        ),
        (
            "jurisdictions=JP&topic=x",
            "There is no parameter 'topic' here. Known parameters: as_of, class, differences,",
        ),
        ("jurisdictions=JP&as-of=2020", "There is no parameter 'as-of' here."),
        ("jurisdictions=JP%00&topics=designations", "There is no economy"),
    ],
)
def test_what_is_not_understood_is_named_and_the_rest_is_kept(query, words):
    assert words in text(f"/compare/?{query}", 400)
    page = html(f"/compare/?{query}", 400)
    assert "<table" not in page
    if "JP&" in query or "JP," in query:
        assert 'value="JP" checked' in page


def test_a_text_is_escaped():
    page = html("/compare/?topics=%3Cscript%3E", 400)
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_a_proposal_is_marked():
    factories.published(
        FactType.PATHWAY,
        key="kr-plan",
        jurisdiction=factories.jurisdiction("KR"),
        topic=factories.topic("designations"),
        legal_status="proposed",
        title="Plan",
    )
    assert cells("/compare/?jurisdictions=KR&topics=designations") == ["Plan Proposed Statute [1] Art. 1"]
