"""Plan, indicators, figures and what moved, as pages; and the way of a sponsor from the home page."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io

import pytest
from django.test import Client

from regulatory.choices import FactType
from regulatory.comparison.changes import BOOKKEEPING, OWN
from regulatory.curation import actions
from regulatory.filtersets.between import Span, ask_between, moved_between
from regulatory.models import FACT_MODELS, Fact, own_fields
from regulatory.pages.between import label, shown_move
from regulatory.readings import FactReading
from tests import factories
from tests.regulatory.pages.reading import PageText, html, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scene() -> None:
    """Follow-up of 15 years in Singapore, of at least 30 in Korea, none known in Japan; a trial review in working days."""
    stage = factories.topic("safety")
    duration = factories.topic("follow-up-duration", parent=stage)
    for code in ("SG", "KR", "JP"):
        factories.jurisdiction(code)
    common = {"topic": duration, "scope": "atmp", "obligation": "mandatory"}
    factories.published(key="sg-years", duration_years_min=15, duration_years_max=15, effective_from="2024", **common)
    factories.published(
        key="kr-years",
        jurisdiction=factories.jurisdiction("KR"),
        duration_years_min=30,
        effective_from="2025-03",
        **common,
    )
    factories.published(
        FactType.PATHWAY,
        key="kr-trial",
        jurisdiction=factories.jurisdiction("KR"),
        topic=factories.topic("trial-application"),
        title="Trial",
        review_days=30,
        review_days_basis="working",
        review_days_measure="trial-decision",
    )


def test_a_plan_says_who_drives_a_line_and_what_to_ask():
    page = text("/plan/?jurisdictions=SG,KR,JP&class=gene-modified-cells")
    assert "Korea, drives it" in page
    assert "Longest: 30 years (Korea)" in page
    assert "Nobody has looked yet" in page
    assert "Long-term follow-up" in page


def test_a_plan_says_what_one_more_economy_adds():
    page = text("/plan/?jurisdictions=SG&class=gene-modified-cells")
    assert "Adding Korea adds 1 line and makes 1 line stricter" in page
    assert "15 years becomes 30 years" in page
    more = [link for link in links("/plan/?jurisdictions=SG&class=gene-modified-cells") if "SG,KR" in link]
    assert more == ["/plan/?jurisdictions=SG,KR&topics=all&class=gene-modified-cells"]


def test_where_all_say_the_same_nobody_drives():
    factories.published(
        key="jp-years",
        jurisdiction=factories.jurisdiction("JP"),
        topic=factories.topic("follow-up-duration"),
        duration_years_max=15,
    )
    page = text("/plan/?jurisdictions=SG,JP&class=gene-modified-cells")
    assert "drives it" not in page.replace("who drives it", "")


def test_a_sponsor_is_at_the_plan_in_three_clicks():
    assert "/plan/" in links("/")
    (example,) = [link for link in links("/plan/") if "SG,KR,JP" in link]
    assert example.startswith("/plan/?jurisdictions=SG,KR,JP&class=gene-modified-cells&source=autologous")
    page = text(example.replace("&stage=pivotal", ""))
    assert "Longest: 30 years (Korea)" in page
    assert "What one more economy would add" not in page  # there is no other economy here


def test_a_figure_has_title_description_table_and_download():
    page = html("/figures/")
    for words in ("<title>Korea: at least 30 years</title>", "<desc>", 'class="bars"'):
        assert words in page
    assert "in working days" in text("/figures/")
    read = PageText(page)
    assert all(each.get("role") == "img" for each in read.named("svg"))
    assert not [each for _, each in read.elements if "style" in each]
    csvs = [link for link in links("/figures/") if ".csv" in link]
    rows = list(csv.DictReader(io.StringIO(Client().get(csvs[0]).content.decode("utf-8-sig"))))
    assert [(row["jurisdiction"], row["stated"]) for row in rows] == [
        ("KR", "at least 30 years"),
        ("SG", "15 years"),
    ]
    assert Client().get("/figures/nothing.csv").status_code == 404
    assert Client().get("/figures/follow-up.csv?jurisdictions=XX").status_code == 400


def test_a_bar_is_solid_as_far_as_is_stated_and_open_beyond():
    bars = html("/figures/").partition('id="c-follow-up-years"')[2].partition("</table>")[0]
    korea, singapore = bars.split("<title>")[1:]
    assert 'class="bar-fill" x="0.0" y="1" width="100.0"' in korea
    assert 'class="bar-open"' in korea
    assert 'class="bar-fill" x="0.0" y="1" width="50.0"' in singapore
    assert "bar-open" not in singapore


def test_the_grid_and_the_profile_give_the_same_answers():
    assert "30 years" in text("/indicators/?indicators=follow-up-years")
    profile = text("/economies/KR/")
    assert "What is the longest follow-up, in years? 30 years" in profile
    assert "questions without an answer here" in profile
    assert "0 of 3 known" in text("/indicators/?indicators=lot-release")


def test_what_came_into_force_between_two_days_in_the_world():
    page = text("/changes/between/?axis=world&from=2024-12-31&to=2025-12-31")
    assert "Korea 1 Fact kr-years Came into force" in page
    assert "1 change " in page
    assert "Nothing moved" in text("/changes/between/?axis=world&from=2024-12-31&to=2025-12-31&jurisdictions=SG")


def test_what_changed_here_between_two_days(monkeypatch):
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    draft = actions.start_draft("sg-years", by=factories.person("author"))
    stored = Fact.objects.get(pk=draft.pk).pharmacovigilancerequirement
    stored.duration_years_max, stored.checked_on = 20, factories.CHECKED
    actions.edit_draft(stored, by=factories.person("author"), stamp=draft.updated_at)
    stored.refresh_from_db()
    actions.publish("sg-years", by=factories.person("reviewer"), stamp=stored.updated_at, reason="Corrected")
    today = (later - datetime.timedelta(days=3)).date()
    asked, _ = ask_between(Client().get("/changes/between/").wsgi_request.GET)
    (move,) = moved_between(asked, Span("knowledge", today, later.date()))
    assert [(each.field, each.before, each.after) for each in move.fields] == [("duration_years_max", 15, 20)]
    (field,) = shown_move(move, Span("knowledge", today, later.date())).fields
    assert (field.name, field.before, field.after) == ("Duration years max", "15", "20")


@pytest.mark.parametrize("fact_type", FactType.values)
def test_every_field_that_can_change_has_a_name_for_readers(fact_type):
    common = {field.name for field in dataclasses.fields(FactReading)} - BOOKKEEPING - {OWN}
    own = {field.name for field in own_fields(FACT_MODELS[FactType(fact_type)])}
    for name in common | own:
        assert label(fact_type, name)[0].isupper()
        assert "_" not in label(fact_type, name)


@pytest.mark.parametrize(
    "address", ["/economies/KR/", "/topics/follow-up-duration/", "/pharmacovigilance/", "/topics/safety/"]
)
def test_every_page_of_facts_can_show_another_moment(address):
    assert "Fact kr-years" not in text(f"{address}?in_force_on=2025-01-01")
    assert "on which day it began is not said" in text(f"{address}?in_force_on=2025-03-10")
    assert "Rules in force in the world on 10 March 2025" in text(f"{address}?in_force_on=2025-03-10")
    assert "Fact kr-years" not in text(f"{address}?revision=1")
    assert "What this knowledge base said at revision 2" in text(f"{address}?revision=2")
    assert "Fact kr-years" in text(f"{address}?revision=2")
    for wrong in ("as_of=2001-01-01", "revision=99", "in_force_on=2999-01-01", "asof=2026-01-01"):
        text(f"{address}?{wrong}", 400)
