"""With JavaScript, filters and questions are answered in place: the address stays true, back works, the focus stays, it is said aloud."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.kinds import COMPARED

pytestmark = pytest.mark.browser

STAMP = "document.documentElement.dataset.stamp = 'the same document'"
SAME = "document.documentElement.dataset.stamp === 'the same document'"


def test_a_list_chosen_from_answers_at_once_and_keeps_the_focus(visit):
    page = visit(1440)
    page.goto("/pathways/")
    page.evaluate(STAMP)
    before = page.locator("tbody tr").count()
    Keyboard(page).choose(page.get_by_label("Economy", exact=True), "Japan")
    page.wait_for_url("**/pathways/?jurisdiction=JP")
    expect(page.get_by_role("status").last).to_have_text(re.compile("^Updated: 1–"))
    assert page.evaluate(SAME)
    assert page.locator("tbody tr").count() < before
    assert page.evaluate("document.activeElement.id") == "f-jurisdiction"
    assert page.evaluate("document.querySelector('link[rel=canonical]').href").endswith("/pathways/?jurisdiction=JP")
    page.go_back()
    page.wait_for_url("**/pathways/")
    expect(page.locator("tbody tr")).to_have_count(before)
    expect(page.get_by_label("Economy", exact=True)).to_have_value("")
    page.go_forward()
    expect(page.get_by_label("Economy", exact=True)).to_have_value("JP")
    assert page.evaluate(SAME)


def test_what_it_shows_is_what_its_address_shows(visit):
    page = visit(1440)
    page.goto("/pathways/")
    page.get_by_label("Economy", exact=True).select_option("SG")
    page.wait_for_url("**/pathways/?jurisdiction=SG")
    expect(page.locator("tbody tr td:nth-child(2)").first).to_have_text("Singapore")
    there = page.get_by_role("main").inner_text()
    page.reload()
    assert page.get_by_role("main").inner_text() == there


def test_a_question_is_answered_in_place_with_a_tidy_address(visit):
    page = visit(1440)
    page.goto(COMPARED)
    page.evaluate(STAMP)
    page.get_by_label("Only rows that differ").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/compare/\?jurisdictions=SG,JP,US&topics=[a-z,-]*&differences=1$|differences=1"))
    assert page.evaluate(SAME)
    assert "=&" not in page.url


def test_suggestions_work_on_the_field_that_came(visit):
    page = visit(1440)
    page.goto("/search/?q=RMAT")
    page.evaluate(STAMP)
    page.locator("#s-place").select_option("US")
    page.wait_for_url("**jurisdiction=US**")
    page.locator("#q").fill("japan")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert page.evaluate(SAME)


def test_where_the_server_does_not_answer_the_browser_goes_there_itself(visit):
    page = visit(1440)
    page.goto("/pathways/")
    page.evaluate(STAMP)
    page.route(
        "**/pathways/?*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.get_by_label("Economy", exact=True).select_option("SG")
    page.wait_for_url("**/pathways/?jurisdiction=SG")
    expect(page.locator("tbody tr td:nth-child(2)").first).to_have_text("Singapore")
    page.unroute_all()
