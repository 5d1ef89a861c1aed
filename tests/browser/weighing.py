"""What a page costs its first visitor: bytes as they travel, by kind of file, and how far anything moved while it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

MOVED = """
new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => told(sum), 50));
})
"""


@dataclass  # no slots: Playwright keeps a mark on whose method it calls
class Weight:
    """Bytes, compressed: `total` with the headers of answers, `styles` and `scripts` without. `moved` is the cumulative layout shift."""

    total: int = 0
    html: int = 0
    styles: int = 0
    scripts: int = 0
    moved: float = 0.0
    kinds: dict[str, tuple[str, int]] = field(default_factory=dict)

    def begun(self, event: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        self.kinds[event["requestId"]] = (event["type"], int(headers.get("content-length", 0)))

    def ended(self, event: dict[str, Any]) -> None:
        kind, length = self.kinds.get(event["requestId"], ("", 0))
        bytes_ = int(event["encodedDataLength"])
        self.total += bytes_
        if kind == "Document":
            self.html += bytes_
        elif kind == "Stylesheet":
            self.styles += length or bytes_
        elif kind == "Script":
            self.scripts += length or bytes_


def weigh(page: Page, address: str) -> Weight:
    """Opens the address in a page that has visited nothing yet, and waits until all of it is there."""
    weight = Weight()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", weight.begun)
    session.on("Network.loadingFinished", weight.ended)
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready")
    weight.moved = page.evaluate(MOVED)
    return weight
