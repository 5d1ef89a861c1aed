"""The frame of every page: title, description, canonical address, trail, navigation, and the revision that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regulatory.pages.linked_data import Thing, script_text
from regulatory.querysets import content_revision

SITE_NAME = "ATMP regulatory knowledge base"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself. `path` is its canonical address with its query, `section` the address marked in the navigation,
    `linked` what catalogues read of it (linked_data.py), `feeds` the Atom feeds of what it is about (feeds.py).
    """

    title: str
    description: str
    path: str
    trail: tuple[Link, ...] = ()
    section: str = ""
    indexed: bool = True
    linked: tuple[Thing, ...] = ()
    feeds: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class NavigationItem:
    label: str
    url: str
    current: bool
    major: bool


MAJOR = (
    Link("Compare", "/compare/"),
    Link("Plan", "/plan/"),
    Link("Economies", "/economies/"),
    Link("Topics", "/topics/"),
)
MINOR = (
    Link("Pathways", "/pathways/"),
    Link("Pharmacovigilance", "/pharmacovigilance/"),
    Link("Quality", "/quality/"),
    Link("Reliance", "/reliance/"),
    Link("Products", "/products/"),
    Link("Sources", "/sources/"),
    Link("Workshop", "/workshops/"),
    Link("Glossary", "/glossary/"),
    Link("Method", "/method/"),
)
SITE_MAP = (
    (
        "Compare and browse",
        (
            *MAJOR,
            Link("Indicators", "/indicators/"),
            Link("Figures", "/figures/"),
            Link("Changes", "/changes/"),
            Link("Between two days", "/changes/between/"),
        ),
    ),
    (
        "By kind of rule",
        (
            Link("Pathways", "/pathways/"),
            Link("Pharmacovigilance", "/pharmacovigilance/"),
            Link("Quality attributes", "/quality/"),
            Link("Reliance", "/reliance/"),
        ),
    ),
    (
        "Products and words",
        (
            Link("Authorised products", "/products/"),
            Link("Product classes", "/classes/"),
            Link("Glossary", "/glossary/"),
        ),
    ),
    (
        "Where it comes from",
        (Link("Sources", "/sources/"), Link("Workshop", "/workshops/"), Link("Method", "/method/")),
    ),
    ("For programs", (Link("API", "/api/v1/"),)),
)


def show(
    request: HttpRequest, template: str, page: Page, values: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page as HTML. Costs one query, for the revision of the content, unless `values` say which `revision` it shows."""
    given = values or {}
    context = {
        **frame(page.section),
        "page": page,
        "linked": [script_text(thing) for thing in page.linked],
        "canonical": request.build_absolute_uri(page.path),
        "revision": given.get("revision") or content_revision(),
        **given,
    }
    return render(request, template, context, status=status)


def frame(section: str = "") -> dict[str, Any]:
    """What the base template needs whatever the page, without a query."""
    return {
        "site_name": SITE_NAME,
        "navigation": [
            NavigationItem(link.label, link.url, link.url == section, major)
            for links, major in ((MAJOR, True), (MINOR, False))
            for link in links
        ],
        "site_map": SITE_MAP,
        "disclaimer": settings.DISCLAIMER,
        "content_licence_url": settings.CONTENT_LICENCE_URL,
    }
