"""Pages of what changed: the public notes, newest first, and one note with all that it touched."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from regulatory.catalogue.changes import entries_of, public_notes, read_entries, read_notes
from regulatory.filtersets.base import parameter_problems
from regulatory.pages import feeds
from regulatory.pages.asking import RefusedError, asked_strictly, paged
from regulatory.pages.entries import entry_of, notes_of
from regulatory.pages.shell import Link, Page, show

NOTES = 20
ENTRIES = 200


@asked_strictly
def changes(request: HttpRequest) -> HttpResponse:
    """Twenty notes a page."""
    only_page(request)
    pages = paged(request, public_notes(), NOTES)
    description = "What was added, corrected, confirmed or withdrawn, when and why."
    page = Page("Changes", description, pages.address, (), "/changes/", feeds=(feeds.ALL,))
    values = {
        "pages": pages,
        "notes": notes_of(read_notes(pages.items)),
        "economy_feeds": feeds.feeds_of_economies(),
        "topic_feeds": feeds.feeds_of_topics(),
    }
    return show(request, "changes.html", page, values)


@asked_strictly
def change(request: HttpRequest, revision: int) -> HttpResponse:
    """One note with its public entries, two hundred a page."""
    only_page(request)
    notes = read_notes(public_notes().filter(revision=revision))
    if not notes:
        raise Http404(f"There is no public change with the number {revision}.")
    pages = paged(request, entries_of(revision), ENTRIES)
    entries = [entry_of(each) for each in read_entries(pages.items)]
    trail = (Link("Changes", "/changes/"),)
    page = Page(f"Revision {revision}", notes[0].reason, pages.address, trail, "/changes/", feeds=(feeds.ALL,))
    return show(request, "change.html", page, {"note": notes[0], "pages": pages, "entries": entries})


def only_page(request: HttpRequest) -> None:
    if problems := parameter_problems(request.GET, known=["page"]):
        raise RefusedError(problems)
