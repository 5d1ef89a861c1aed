"""On paper: no navigation, no form, no table that is cut off, sources with their addresses."""

from __future__ import annotations

import pytest

from tests.browser.kinds import COMPARED, PLANNED

pytestmark = pytest.mark.browser

PAPER = 688
"""Width of an A4 page between margins of 14 mm, in pixels."""
CHROME = ".site-nav, .skip, .seek, .filters, .pagination, .site-foot nav, .toc, main form"
CUT_OFF = f"""
[...document.querySelectorAll("main table, main .scroll")].filter((each) => {{
  const box = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  const hidden = each.scrollWidth > each.clientWidth + 1 && style.overflowX !== "visible";
  return box.width && (box.right > {PAPER} + 1 || hidden);
}}).map((each) => each.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize(
    "address",
    [
        COMPARED,
        PLANNED,
        "/economies/JP/",
        "/topics/long-term-follow-up/",
        "/facts/jp-orphan/",
        "/pathways/",
        "/figures/",
    ],
)
def test_a_page_on_paper(visit, address):
    page = visit(PAPER)
    page.emulate_media(media="print")
    page.goto(address)
    assert page.locator(CHROME).evaluate_all("all => all.filter(each => each.checkVisibility()).length") == 0
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light only"
