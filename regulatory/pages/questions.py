"""What the pages that answer questions (comparison, plan, indicators, what moved) share: a tidy address, a refusal as a page, and what can
be taken away: files, the address for good, a citation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from regulatory.filtersets.comparison import PLACES, TOPICS, Asked
from regulatory.pages.asking import RefusedError, address, refused
from regulatory.pages.references import comparison_reference
from regulatory.pages.shell import Link
from regulatory.querysets import ContentRevision
from regulatory.readings import Moment

View = Callable[[HttpRequest], HttpResponse]
LISTS = (PLACES, TOPICS, "class", "add", "indicators")
"""Parameters that a form repeats, and an address writes as a,b."""


def tidy(view: View) -> View:
    """A page with a form: what the form left empty is taken out of the address, what it repeats is written as a,b.

    An empty list stays, to be refused: without it the question would be about all of them.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        given: list[tuple[str, str]] = []
        for name in request.GET:
            values = request.GET.getlist(name)
            if name in LISTS and len(values) > 1:
                values = [",".join(values)]
            given += [(name, value) for value in values if value or name in LISTS]
        if given != [(name, value) for name in request.GET for value in request.GET.getlist(name)]:
            return HttpResponseRedirect(address(request.path, given))
        return refusing(view)(request)

    return answer


def refusing(view: View) -> View:
    """A view whose refusals become a page with status 400."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except RefusedError as refusal:
            return refused(request, refusal.problems)

    return answer


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What can be taken away of an answer: files, the address for good, and a citation that names it."""

    files: tuple[Link, ...]
    permalink: str
    citation: str


def takeaway(
    request: HttpRequest, path: str, asked: Asked, revision: ContentRevision, title: str, without: Iterable[str] = ()
) -> Takeaway:
    """`title` says what the answer is about; `without` are parameters that the page does not have."""
    given = asked.query(without=without)
    stem = path.strip("/")
    permalink = request.build_absolute_uri(
        address(path, asked.query(revision=revision.number or None, without=without))
    )
    return Takeaway(
        tuple(Link(kind.upper(), address(f"/{stem}.{kind}", given)) for kind in ("csv", "xlsx", "json")),
        permalink,
        comparison_reference(title, revision, permalink).text,
    )


def moment_notes(asked: Asked, revision: ContentRevision) -> list[str]:
    return notes_on(asked.moment, revision)


def notes_on(moment: Moment, revision: ContentRevision) -> list[str]:
    """What a reader has to know of the moment that a page shows; nothing for now."""
    notes = []
    if moment.as_of:
        notes.append(
            f"What this knowledge base said at the end of {moment.as_of:%-d %B %Y}, revision {revision.number}."
        )
    if moment.revision and revision.at:
        notes.append(f"What this knowledge base said at revision {revision.number}, of {revision.at:%-d %B %Y}.")
    if notes:
        notes.append("Names of economies, topics and sources are those of today.")
    if moment.in_force_on:
        notes.append(
            f"Rules in force in the world on {moment.in_force_on:%-d %B %Y}. Rules whose dates do not tell are kept and say so."
        )
    return notes
