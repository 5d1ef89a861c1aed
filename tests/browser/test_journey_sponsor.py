"""A sponsor: an autologous CAR-T with a lentiviral vector, four economies; what applies, what one more adds. By keyboard."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

CHOSEN = ("Australia", "Japan", "Korea", "Singapore")


def test_from_the_product_to_the_checklist_and_away_with_it(visit, width, script):
    page = visit(width, script=script)
    keyboard = Keyboard(page)
    main = page.get_by_role("main")

    page.goto("/")
    keyboard.skip()
    keyboard.follow(main.get_by_role("link", name=re.compile("^Plan")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan a programme")

    keyboard.skip()
    keyboard.tick(*(main.get_by_role("checkbox", name=re.compile(f"{name}$")).first for name in CHOSEN))
    keyboard.tick(main.get_by_role("checkbox", name=re.compile("^Gene-modified cells")))
    keyboard.choose(page.get_by_label("Stage"), "Pivotal")
    keyboard.choose(page.get_by_label("Cells from"), "The patient")
    keyboard.choose(page.get_by_label("Integrating vector"), "Yes")
    keyboard.follow(main.get_by_role("button", name="Plan"))
    page.wait_for_url(re.compile("jurisdictions="))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Singapore")
    expect(page.get_by_role("heading", name="Checklist")).to_be_visible()
    assert page.locator(".plan-line").count() > 10
    assert "autologous" in page.locator(".lead").first.inner_text()

    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    more = page.locator("section", has=page.locator("#more"))
    keyboard.skip()
    keyboard.follow(main.get_by_role("link", name="One more economy"))
    keyboard.follow(more.locator("summary").first)
    keyboard.follow(more.get_by_role("link", name=re.compile("^Plan with")).first)
    expect(heading).not_to_have_text(before)
    assert heading.inner_text().count(",") == before.count(",") + 1
    page.go_back()
    expect(heading).to_have_text(before)
    expect(page.get_by_role("heading", name="Checklist")).to_be_visible()

    keyboard.load_again()
    keyboard.skip()
    keyboard.follow(main.get_by_role("link", name="Take it away"))
    keyboard.go_to(main.get_by_role("link", name="XLSX"))
    with page.expect_download() as coming:
        keyboard.press("Enter")
    # kept by the browser under a name without an ending, which openpyxl would refuse
    book = openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()), read_only=True)
    assert len(book.sheetnames) > 1
    book.close()
