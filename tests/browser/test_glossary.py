"""The definition of a term in running text: seen on focus and on hover, put away with Escape, seen again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

DEFINED = "/economies/JP/"


def test_escape_puts_the_definition_away(visit):
    page = visit(1440)
    page.goto(DEFINED)
    keyboard = Keyboard(page)
    term, definition = page.locator(".glossed").first, page.locator(".glossed + .gloss").first
    expect(definition).to_be_hidden()
    keyboard.go_to(term)
    expect(definition).to_be_visible()
    keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()

    keyboard.press("Tab")
    keyboard.press("Shift+Tab")
    expect(definition).to_be_visible()

    keyboard.press("Tab")
    term.hover()
    expect(definition).to_be_visible()
    keyboard.press("Escape")
    expect(definition).to_be_hidden()


def test_it_needs_no_script(visit):
    page = visit(1440, script=False)
    page.goto(DEFINED)
    Keyboard(page).go_to(page.locator(".glossed").first)
    expect(page.locator(".glossed + .gloss").first).to_be_visible()
