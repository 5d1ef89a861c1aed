"""axe-core on every kind of page: no violation, in light and in dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.kinds import ADDRESSES, DESK, ERRORS, MISSING

pytestmark = pytest.mark.browser

EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
"""All that differs between light and dark."""


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("address", [*ADDRESSES, MISSING])
def test_no_violation(visit, address):
    page = visit(color_scheme="light")
    page.goto(address)
    assert violations(page, EVERYTHING) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []


@pytest.mark.parametrize("status", ERRORS)
def test_no_violation_where_something_went_wrong(visit, site, status):
    page = visit(color_scheme="light")
    page.route("**/errors/", lambda route: route.fulfill(content_type="text/html", body=site.errors[status]))
    page.goto("/errors/")
    assert status in page.locator(".eyebrow").inner_text()
    assert violations(page, EVERYTHING) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []


@pytest.mark.parametrize("pattern", [each for kind in DESK.values() for each in kind])
def test_no_violation_on_the_desk(visit, desk_states, site, pattern):
    who = "reviewer" if pattern in DESK["review"] else "curator"
    page = visit(color_scheme="light", storage_state=desk_states(who))
    page.goto(pattern.format(**site.places))
    assert violations(page, EVERYTHING) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []
