"""A regulator: how do others handle this topic, on what legal basis, how current is that? From the home page to a file, by keyboard."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

CHOSEN = ("Japan", "Singapore", "United States")


def test_from_the_home_page_to_the_pinpoint_and_away_with_a_file(visit, width, script):
    page = visit(width, script=script)
    keyboard = Keyboard(page)
    main = page.get_by_role("main")

    page.goto("/")
    keyboard.skip()
    keyboard.follow(main.get_by_role("link", name="Past the answers"))
    keyboard.follow(main.get_by_role("link", name="Past the grid"))
    keyboard.follow(main.get_by_role("link", name="Long-term follow-up", exact=True).last)
    expect(page.get_by_role("heading", level=1)).to_have_text("Long-term follow-up")

    keyboard.skip()
    keyboard.follow(main.get_by_role("link", name="Compare all of them"))
    expect(page.get_by_role("table")).to_be_visible()
    keyboard.skip()
    keyboard.follow(main.locator("summary", has_text="Economies"))
    keyboard.tick(*(main.get_by_role("checkbox", name=name, exact=True) for name in CHOSEN))
    keyboard.follow(main.get_by_role("button", name="Compare"))
    page.wait_for_url(re.compile("jurisdictions="))
    heads = page.locator("table.compare thead th")
    expect(heads).to_have_count(4)
    assert set(heads.all_inner_texts()[1:]) == set(CHOSEN)

    # from a cell to its source, with the place in the law
    cited = page.locator(".refs span", has=page.get_by_role("link", name="Source 1", exact=True)).first
    assert re.fullmatch(r"\[1\] \S.*", cited.inner_text())
    keyboard.follow(cited.get_by_role("link"))
    page.wait_for_url(re.compile("#s1$"))
    source = page.locator("#s1 .cite-title")
    title = source.inner_text()
    keyboard.follow(source)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()

    # the same on a day of the past
    keyboard.load_again()
    keyboard.skip()
    keyboard.follow(main.locator("summary", has_text="Another moment"))
    keyboard.go_to(page.get_by_label("In force on"))
    keyboard.write("01012020")
    keyboard.follow(main.get_by_role("button", name="Compare"))
    page.wait_for_url(re.compile("in_force_on=2020-01-01"))
    expect(page.locator(".notice").first).to_contain_text("1 January 2020")

    keyboard.go_to(main.get_by_role("link", name="CSV"))
    with page.expect_download() as coming:
        keyboard.press("Enter")
    rows = list(csv.DictReader(Path(coming.value.path()).read_text("utf-8-sig").splitlines()))
    assert rows
    assert {name.lower() for name in rows[0]} >= {"topic"}
