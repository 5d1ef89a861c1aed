"""No kind of page is heavy, moves while it comes, is wider than its window, or says anything in the console. The figures: docs/pages.md."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.kinds import ADDRESSES, EVERYTHING, MISSING, SWAGGER
from tests.browser.site import ROOT
from tests.browser.weighing import Weight, weigh

pytestmark = pytest.mark.browser

KB = 1024
MOST = 150 * KB
MOST_STYLE = 16 * KB
"""Of style sheets and scripts together. Pages without tables of answers stay under 14 KB; docs/pages.md says which do not."""
STILL = 0.001
"""Of the cumulative layout shift: less than anybody sees."""
WIDTHS = (1440, 768, 360)
FIGURES = ROOT / "docs/pages.md"


@pytest.fixture(scope="module")
def figures() -> Iterator[dict[str, Weight]]:
    """What was weighed, printed at the end; with WRITE_FIGURES written to docs/pages.md."""
    weights: dict[str, Weight] = {}
    yield weights
    lines = "\n".join(
        f"| `{address}` | {each.total / KB:.1f} | {each.html / KB:.1f} | {(each.styles + each.scripts) / KB:.1f} | {each.moved:.3f} |"
        for address, each in weights.items()
    )
    table = f"| page | all, KB | HTML, KB | CSS + JS, KB | layout shift |\n|---|---:|---:|---:|---:|\n{lines}\n"
    if os.environ.get("WRITE_FIGURES"):
        FIGURES.write_text(FIGURES.read_text().partition("| page |")[0] + table)
    print(f"\n{table}")  # noqa: T201


@pytest.mark.parametrize("address", [*ADDRESSES, EVERYTHING, MISSING])
def test_a_page_is_light_and_stands_still(visit, figures, address):
    page = visit(WIDTHS[0])
    weight = figures[address] = weigh(page, address)
    if address not in (EVERYTHING, SWAGGER):
        assert weight.total <= MOST
    if address != SWAGGER:
        assert weight.styles + weight.scripts <= MOST_STYLE
    assert weight.moved < STILL
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
