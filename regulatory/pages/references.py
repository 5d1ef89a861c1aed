"""How a page is cited: one ready text a noun, with what was read, in which version or revision, of which day, where, on what terms.

One function a noun; none of them reads the database. Which address stays as it is while the content moves on is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from regulatory.pages.asking import address
from regulatory.pages.shell import SITE_NAME
from regulatory.pages.wording import partial_date
from regulatory.querysets import ContentRevision
from regulatory.readings import FactReading, SourceReading


@dataclass(frozen=True, slots=True)
class Reference:
    """`url` is the whole address that goes on showing what was cited, or the page's own where it has no such address."""

    text: str
    url: str


def fact_reference(request: HttpRequest, fact: FactReading, revision: ContentRevision) -> Reference:
    """A version of a fact, at the address of that version."""
    url = request.build_absolute_uri(f"/facts/{fact.key}/v{fact.version}/")
    published = f", published {fact.published_at:%-d %B %Y}" if fact.published_at else ""
    version = f"Version {fact.version}{published}"
    return Reference(written(f"{fact.title} ({fact.jurisdiction.name})", (version,), revision, url), url)


def economy_reference(
    request: HttpRequest, code: str, name: str, revision: ContentRevision, beside: Iterable[tuple[str, str]] = ()
) -> Reference:
    """A profile as at a revision; `beside` are parameters that the address keeps."""
    return at_revision(request, f"How {name} regulates advanced therapies", f"/economies/{code}/", revision, beside)


def topic_reference(
    request: HttpRequest, key: str, name: str, revision: ContentRevision, beside: Iterable[tuple[str, str]] = ()
) -> Reference:
    """A topic's answers as at a revision; `beside` are parameters that the address keeps."""
    return at_revision(request, f"{name}: answers by economy", f"/topics/{key}/", revision, beside)


def source_reference(request: HttpRequest, source: SourceReading, revision: ContentRevision) -> Reference:
    """What this knowledge base says of a document; the document itself is named with its number, issuer and date."""
    url = request.build_absolute_uri(f"/sources/{source.key}/")
    about = ", ".join(filter(None, (source.number, source.issuer, partial_date(source.issued))))
    return Reference(written(f"{source.title}{f' ({about})' if about else ''}", (), revision, url), url)


def comparison_reference(title: str, revision: ContentRevision, url: str) -> Reference:
    """A comparison, a plan or another answer to a question; `url` is its address with its revision."""
    return Reference(written(title, (), revision, url), url)


def at_revision(
    request: HttpRequest, title: str, path: str, revision: ContentRevision, beside: Iterable[tuple[str, str]]
) -> Reference:
    kept = [("revision", str(revision.number))] if revision.number else []
    url = request.build_absolute_uri(address(path, [*kept, *beside]))
    return Reference(written(title, (), revision, url), url)


def written(title: str, version: Iterable[str], revision: ContentRevision, url: str) -> str:
    """Title, name of the site, version, revision with its day, address, licence: each a sentence."""
    data = (f"Data of {revision.at:%-d %B %Y}, revision {revision.number}",) if revision.at else ()
    sentences = " ".join(sentence(each) for each in (title, SITE_NAME, *version, *data))
    return f"{sentences} {url} {settings.CONTENT_LICENCE}."


def sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "。")) else f"{text}."
