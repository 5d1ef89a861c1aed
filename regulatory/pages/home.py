"""The home page: what this is, the doors into it, how much there is, what is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from regulatory import querysets
from regulatory.catalogue.changes import public_notes, read_notes
from regulatory.catalogue.coverage import coverage
from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.catalogue.topics import topics_for_list
from regulatory.choices import JurisdictionKind
from regulatory.curation import freshness
from regulatory.models import Source
from regulatory.pages import linked_data, voices
from regulatory.pages.brief import brief_grid
from regulatory.pages.covered import gaps_of, rows_of
from regulatory.pages.entries import notes_of
from regulatory.pages.feeds import ALL
from regulatory.pages.glance import glances_of
from regulatory.pages.shell import SITE_NAME, Page, show

SENTENCE = "How the 21 APEC economies regulate advanced therapies: side by side, cited to the article, dated."
EXAMPLE = "/compare/?jurisdictions=SG,JP,US&topics=conditional-approval,follow-up-duration,adverse-event-reporting"
LATEST = 4
SHOWCASE = "record-retention"
"""The topic whose answers stand on the home page as an example."""


def home(request: HttpRequest) -> HttpResponse:
    grid = coverage(timezone.now().date(), due_on=freshness.due_on)
    topics = topics_for_list()
    shown = querysets.read_facts(querysets.published_facts().filter(topic__key=SHOWCASE).order_by("key"))
    revision = querysets.content_revision()
    data = linked_data.dataset(request, SITE_NAME, SENTENCE, "/", revision, [("json", "/api/v1/facts/")])
    page = Page(SITE_NAME, SENTENCE, "/", section="/", linked=(data,), feeds=(ALL,))
    values = {
        "revision": revision,
        "sentence": SENTENCE,
        "economies": sum(each.place.kind == JurisdictionKind.ECONOMY for each in grid.rows),
        "brief": brief_grid(),
        "columns": grid.topics,
        "rows": rows_of(grid),
        "gaps": gaps_of(grid),
        "topics": topics,
        "facts": sum(each.facts for each in grid.rows),
        "sources": Source.objects.count(),
        "glances": glances_of(shown, jurisdictions_for_choice()),
        "notes": notes_of(read_notes(public_notes()[:LATEST])),
        "takeaways": voices.takeaways(),
        "example": EXAMPLE,
    }
    return show(request, "home.html", page, values)
