"""A curator finds a fact that is due, writes its next version; a second person reads what differs and publishes. By keyboard."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.kinds import DUE

pytestmark = pytest.mark.browser

TODAY = datetime.datetime.now(datetime.UTC).date().isoformat()


def sign_in(page, keyboard, name, password):
    page.goto("/admin/")
    keyboard.fill(page.get_by_label("Username"), name)
    keyboard.fill(page.get_by_label("Password"), password)
    keyboard.press("Enter")
    page.locator("#user-tools").wait_for()


def find(page, keyboard, key, state):
    """The version of the fact in that state, through the list of all facts."""
    page.goto("/admin/regulatory/fact/")
    keyboard.fill(page.locator("#searchbar"), key)
    keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    row = page.locator("#result_list tbody tr", has=page.locator(".field-state", has_text=state))
    keyboard.follow(row.get_by_role("link", name=key, exact=True))
    page.wait_for_url(re.compile(r"/change/"))


def test_a_due_fact_is_written_anew_by_one_and_published_by_another(visit, site, width, script, request):
    key = DUE[(0, 360, 768, 1440).index(width) - 1 + 3 * script]
    told = f"Read again at {width} pixels {'with' if script else 'without'} a script."
    curator = visit(width, script=script)
    keyboard = Keyboard(curator)
    sign_in(curator, keyboard, "curator", site.passwords["curator"])
    find(curator, keyboard, key, "Published")
    expect(curator.locator("#content")).to_contain_text("15 Jan 2025")
    keyboard.follow(curator.get_by_role("button", name="Start a new version"))
    expect(curator.locator("#content")).to_contain_text("Draft")
    keyboard.fill(curator.get_by_label("Checked on:"), TODAY)
    keyboard.go_to(curator.locator("#id_note"))
    keyboard.press("ControlOrMeta+A")
    keyboard.write(told)
    keyboard.follow(curator.get_by_role("button", name="Save and continue editing"))
    expect(curator.locator(".messagelist")).to_contain_text("changed successfully")
    keyboard.follow(curator.get_by_role("link", name="Submit for review"))
    keyboard.go_to(curator.get_by_label("Reason"))
    keyboard.write("Read against its sources")
    keyboard.follow(curator.get_by_role("button", name="Submit for review"))
    expect(curator.locator(".messagelist")).to_contain_text("in review")

    reader = visit(width, script=script)
    reader.goto(f"/facts/{key}/")
    expect(reader.get_by_role("main")).not_to_contain_text(told)

    reviewer = visit(width, script=script)
    keyboard = Keyboard(reviewer)
    sign_in(reviewer, keyboard, "reviewer", site.passwords["reviewer"])
    find(reviewer, keyboard, key, "In review")
    keyboard.follow(reviewer.get_by_role("link", name="Publish"))
    expect(reviewer.locator("table.differences")).to_contain_text(told)
    keyboard.go_to(reviewer.get_by_label("Reason"))
    keyboard.write("Read, and true")
    keyboard.follow(reviewer.get_by_role("button", name="Publish"))
    expect(reviewer.locator(".messagelist")).to_contain_text("published")

    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text(told)
    expect(reader.get_by_role("main")).to_contain_text("version 3")
