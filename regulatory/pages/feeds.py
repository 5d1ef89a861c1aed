"""Atom feeds (RFC 4287) of what changed: all of it, of one economy, of one topic. The notes themselves stand on the pages of changes.py.

An entry is a public change note, told with what it did to the records that the feed is about. Its id holds for good, and differs from
feed to feed: the same note says something else in another. Who made a change is the curators' own, so a feed's author is the site.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from regulatory.catalogue.changes import (
    EntryReading,
    NoteReading,
    entries_about_jurisdiction,
    entries_about_topics,
    public_notes,
    read_notes,
)
from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.catalogue.topics import find_topic, topics_for_list
from regulatory.choices import ChangeVerb
from regulatory.filtersets.base import parameter_problems
from regulatory.models import ChangeEntry
from regulatory.pages.asking import RefusedError, asked_strictly
from regulatory.pages.entries import entry_of
from regulatory.pages.shell import SITE_NAME, Link

NOTES = 50
TITLE_LENGTH = 160
ALL = Link("All changes", "/changes.atom")
BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def feed_of_economy(code: str, name: str) -> Link:
    return Link(f"Changes: {name}", f"/economies/{code}/changes.atom")


def feed_of_topic(key: str, name: str) -> Link:
    return Link(f"Changes: {name}", f"/topics/{key}/changes.atom")


def feeds_of_economies() -> list[Link]:
    """One query."""
    return [Link(each.name, feed_of_economy(each.code, each.name).url) for each in jurisdictions_for_choice()]


def feeds_of_topics() -> list[Link]:
    """Of both levels, in the order of a product's life: two queries."""
    nodes = (each for node in topics_for_list() for each in (node, *node.subtopics))
    return [Link(node.name, feed_of_topic(node.key, node.name).url) for node in nodes]


@dataclass(frozen=True, slots=True)
class About:
    """What a feed tells: `entries` are those of its subject, None for all; `page` is where a reader finds the subject."""

    link: Link
    page: str
    entries: QuerySet[ChangeEntry] | None = None


class FactsFeed(Atom1Feed):
    """Atom with a link from each entry to every version of a fact that it is about."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for title, url in item["versions"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": url, "title": title})

    def latest_post_date(self) -> datetime.datetime:
        """An empty feed is as old as anything: the moment of asking, which Django gives, would make it new each time."""
        return super().latest_post_date() if self.items else BEGINNING


@asked_strictly
def all_changes(request: HttpRequest) -> HttpResponse:
    return feed(request, About(ALL, "/changes/"))


@asked_strictly
def of_economy(request: HttpRequest, code: str) -> HttpResponse:
    if code != code.upper():
        return HttpResponsePermanentRedirect(f"/economies/{code.upper()}/changes.atom")
    place = next((each for each in jurisdictions_for_choice() if each.code == code), None)
    if place is None:
        raise Http404(f"There is no economy with the code {code} here.")
    about = About(feed_of_economy(code, place.name), f"/economies/{code}/", entries_about_jurisdiction(code))
    return feed(request, about)


@asked_strictly
def of_topic(request: HttpRequest, key: str) -> HttpResponse:
    """Of a topic and its subtopics."""
    node, _ = find_topic(topics_for_list(), key)
    if node is None:
        raise Http404(f"There is no topic '{key}'.")
    return feed(request, About(feed_of_topic(key, node.name), f"/topics/{key}/", entries_about_topics(node.keys)))


def feed(request: HttpRequest, about: About) -> HttpResponse:
    """The newest fifty notes: three queries."""
    if problems := parameter_problems(request.GET, known=[]):
        raise RefusedError(problems)
    whole = request.build_absolute_uri
    told = FactsFeed(
        title=f"{SITE_NAME} · {about.link.label}",
        subtitle="What was added, corrected, confirmed or withdrawn, when and why.",
        link=whole(about.page),
        feed_url=whole(about.link.url),
        feed_guid=whole(about.link.url),
        description="",
        language="en-GB",
        author_name=SITE_NAME,
        author_link=whole("/"),
        feed_copyright=f"{settings.CONTENT_LICENCE} {settings.CONTENT_LICENCE_URL}",
    )
    for note in read_notes(public_notes(about.entries)[:NOTES], about.entries):
        url = whole(f"/changes/{note.revision}/")
        told.add_item(
            title=shortened(readable(note.reason)),
            link=url,
            unique_id=f"{whole(about.link.url)}#{note.revision}",
            description=readable(content_of(request, note, url)),
            pubdate=note.at,
            updateddate=note.at,
            versions=list(versions_of(request, note.entries)),
        )
    return HttpResponse(told.writeString("utf-8"), content_type=FactsFeed.content_type)


def content_of(request: HttpRequest, note: NoteReading, url: str) -> SafeString:
    """Why, and what was done to which record, as HTML."""
    lines = format_html_join("", "<li>{}</li>", ((line_of(request, each),) for each in note.entries))
    more = format_html('<li><a href="{}">and {} more</a></li>', url, note.more) if note.more else ""
    return format_html(
        '<p>{}</p><ul>{}{}</ul><p><a href="{}">Revision {}</a></p>', note.reason, lines, more, url, note.revision
    )


def line_of(request: HttpRequest, reading: EntryReading) -> SafeString:
    entry = entry_of(reading)
    what = f"{entry.verb.label} {entry.noun}{f' (version {entry.version})' if entry.version else ''}"
    place = f" ({entry.place})" if entry.place else ""
    url = version_page(reading) or entry.url
    if not url:
        return format_html("{}: {}{}", what, entry.title, place)
    return format_html('{}: <a href="{}">{}</a>{}', what, request.build_absolute_uri(url), entry.title, place)


def versions_of(request: HttpRequest, entries: Iterable[EntryReading]) -> Iterable[tuple[str, str]]:
    """Title and whole address of each version of a fact, once each."""
    found = {version_page(each): each.title for each in entries}
    return ((readable(title), request.build_absolute_uri(url)) for url, title in found.items() if url)


def version_page(entry: EntryReading) -> str:
    """The page of the version of a fact, empty for other records."""
    if entry.noun != "fact" or entry.version is None or entry.verb == ChangeVerb.REMOVED:
        return ""
    return f"/facts/{entry.key}/v{entry.version}/"


def shortened(reason: str) -> str:
    line = " ".join(reason.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"


def readable(text: str) -> str:
    """Without the characters that no XML may hold, which would make the whole feed unreadable."""
    return NOT_IN_XML.sub("", text)
