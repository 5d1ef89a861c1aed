"""Reading pages in tests: their text as a reader sees it, their links, their tables."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from django.test import Client

VOID = {"meta", "link", "input", "br", "hr", "img", "source"}


class PageText(HTMLParser):
    """What stands in a page: texts in order, the attributes of each element, and whether the elements close as they open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.mistakes: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def html(address: str, status: int = 200) -> str:
    """The page at an address, from doctype to end."""
    response = Client().get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def text(address: str, status: int = 200) -> str:
    """What stands between header and footer of the page, in one line, without tags."""
    main = html(address, status).partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", "<" + main)).split())


def links(address: str, status: int = 200) -> list[str]:
    """Where the links between header and footer lead, in their order."""
    main = html(address, status).partition("<main")[2].partition("</main>")[0]
    return [attributes["href"] for attributes in PageText("<main" + main + "</main>").named("a")]
