"""What goes wrong while a page is read: errors in the console, requests to other hosts, what is missing, what a strict policy forbids."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

OWN_HOST = "127.0.0.1"


class Watched:
    """Listens to a page from its first request on; `problems` is empty while all is well."""

    def __init__(self, page: Page) -> None:
        self.problems: list[str] = []
        page.on("console", self.spoken)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self.asked)
        page.on("response", self.answered)

    def spoken(self, message: ConsoleMessage) -> None:
        # Chromium reports the page's own status here as well; what else is missing is told by `answered`.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws") and address.hostname != OWN_HOST:
            self.problems.append(f"another host: {request.url}")

    def answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.problems.append(f"{response.status}: {response.url}")
