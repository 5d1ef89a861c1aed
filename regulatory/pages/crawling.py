"""What crawlers ask for: the list of all addresses (sitemap.xml) and what is not theirs to read (robots.txt)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse

from regulatory import nouns, querysets
from regulatory.pages.shell import SITE_MAP

NOT_PAGES = "/api/"
MOST = 50_000
"""So many addresses may stand in one file by the protocol of sitemaps."""


@dataclass(frozen=True, slots=True)
class Address:
    """A path of this site, and the day on which what stands there last changed where that is known."""

    path: str
    changed: datetime.date | None = None


Addresses = Callable[[], Iterable[Address]]


def addresses() -> Iterable[Address]:
    """Every page of this app that readers may find: six queries, however many there are."""
    yield Address("/")
    yield from (Address(link.url) for _, links in SITE_MAP for link in links if not link.url.startswith(NOT_PAGES))
    codes = nouns.public_jurisdictions().prefetch_related(None).order_by("code").values_list("code", flat=True)
    yield from (Address(f"/economies/{code}/") for code in codes)
    yield from (Address(f"/topics/{key}/") for key in nouns.topics_in_order().values_list("key", flat=True))
    facts = querysets.published_facts().order_by("key").values_list("key", "published_at")
    yield from (Address(f"/facts/{key}/", at.date() if at else None) for key, at in facts)
    for path, rows in (
        ("/sources/{}/", nouns.public_sources()),
        ("/quality/{}/", nouns.public_attributes()),
        ("/reliance/{}/", nouns.public_initiatives()),
    ):
        keys = rows.select_related(None).prefetch_related(None).order_by("key").values_list("key", flat=True)
        yield from (Address(path.format(key)) for key in keys)


def sitemap(request: HttpRequest, more: Sequence[Addresses] = ()) -> HttpResponse:
    """All addresses; `more` are those of other apps."""
    found = list(dict.fromkeys(each for part in (addresses, *more) for each in part()))
    lines = "\n".join(line(request, each) for each in found[:MOST])
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def line(request: HttpRequest, found: Address) -> str:
    changed = f"<lastmod>{found.changed.isoformat()}</lastmod>" if found.changed else ""
    return f"<url><loc>{escape(request.build_absolute_uri(found.path))}</loc>{changed}</url>"


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the curators' desk is not public."""
    text = f"User-agent: *\nDisallow: /admin/\n\nSitemap: {request.build_absolute_uri('/sitemap.xml')}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
