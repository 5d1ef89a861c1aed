"""Pages of reliance: initiatives x economies, and one initiative each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.catalogue.reliance import (
    InitiativePage,
    ParticipationReading,
    initiative_for_page,
    initiatives_for_matrix,
)
from regulatory.choices import ComponentKind
from regulatory.pages import voices
from regulatory.pages.cards import Cite, cards_of, cites_of
from regulatory.pages.shell import Link, Page, show
from regulatory.pages.wording import partial_date

TRAIL = (Link("Reliance", "/reliance/"),)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    part: str
    since: str


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """A row of the matrix: a cell or None a column, and the participants from elsewhere."""

    initiative: InitiativePage
    cells: tuple[MatrixCell | None, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    part: object
    since: str
    cites: tuple[Cite, ...]


def initiatives(request: HttpRequest) -> HttpResponse:
    """The matrix, to be read in both directions: who takes part in what, and in what an economy takes part."""
    found = initiatives_for_matrix()
    known = {each.jurisdiction.code for one in found for each in one.participants if each.jurisdiction}
    places = [place for place in jurisdictions_for_choice() if place.code in known]
    lines = []
    for initiative in found:
        by_code = {
            each.jurisdiction.code: MatrixCell(each.part, partial_date(each.since))
            for each in initiative.participants
            if each.jurisdiction
        }
        others = tuple(each.name for each in initiative.participants if not each.jurisdiction)
        lines.append(InitiativeLine(initiative, tuple(by_code.get(place.code) for place in places), others))
    page = Page(
        "Reliance and convergence",
        "Initiatives in which authorities use or share each other's work, and which economies take part.",
        "/reliance/",
        (),
        "/reliance/",
    )
    return show(request, "reliance/list.html", page, {"places": places, "lines": lines})


def initiative(request: HttpRequest, key: str) -> HttpResponse:
    """One initiative: what it does, who takes part, its parts, what economies do under it."""
    found = initiative_for_page(key)
    if found is None:
        raise Http404(f"There is no initiative '{key}'.")
    rows = querysets.published_facts().filter(reliancearrangement__initiative__key=key)
    cards = cards_of(querysets.read_facts(querysets.in_display_order(rows)))
    parts: defaultdict[ComponentKind, list[PartLine]] = defaultdict(list)
    for each in found.components:
        parts[each.kind].append(PartLine(each, partial_date(each.since), cites_of(each.citations)))
    page = Page(found.name, found.what_it_does, f"/reliance/{key}/", TRAIL, "/reliance/")
    values = {
        "initiative": found,
        "since": partial_date(found.since),
        "stages": [stage.replace("-", " ") for stage in found.stages],
        "cites": cites_of(found.citations),
        "participants": [
            PartLine(each, " · ".join(filter(None, [since_of(each), as_of(each)])), cites_of(each.citations))
            for each in found.participants
        ],
        "parts": [(kind, parts[kind]) for kind in ComponentKind if parts[kind]],
        "cards": cards,
        "statements": voices.about_initiative(key),
    }
    return show(request, "reliance/page.html", page, values)


def since_of(each: ParticipationReading) -> str:
    return f"since {partial_date(each.since)}" if each.since else ""


def as_of(each: ParticipationReading) -> str:
    return f"as of {partial_date(each.as_of)}" if each.as_of else ""
