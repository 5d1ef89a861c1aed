"""Pages of workshops and their sessions. Every statement is attributed to the article that reports it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from regulatory.choices import InsightKind
from regulatory.pages.cards import cite_of
from regulatory.pages.shell import Link, Page, show
from regulatory.pages.wording import language_of, partial_date
from workshop.catalogue import (
    InsightReading,
    insights_of_workshop,
    organisations_for_page,
    workshop_for_page,
    workshop_of_session,
    workshops_for_list,
)

SECTION = "/workshops/"
TRAIL = (Link("Workshops", SECTION),)
OF_SESSIONS = (InsightKind.HIGHLIGHT, InsightKind.REGULATOR, InsightKind.INDUSTRY, InsightKind.OUTLOOK)


@dataclass(frozen=True, slots=True)
class Said:
    """The statements of a workshop, told apart by their place in it."""

    framing: tuple[InsightReading, ...]
    takeaways: tuple[InsightReading, ...]
    closing: tuple[InsightReading, ...]
    of_session: tuple[InsightReading, ...]


def workshops(request: HttpRequest) -> HttpResponse:
    """All workshops with their sessions."""
    found = workshops_for_list()
    page = Page(
        "Workshop", "What workshops of regulators and industry said about ATMPs, as reported.", SECTION, (), SECTION
    )
    return show(
        request, "workshop/list.html", page, {"workshops": [(each, partial_date(each.month)) for each in found]}
    )


def workshop(request: HttpRequest, key: str) -> HttpResponse:
    """One workshop: its frame, its sessions, its takeaways, who took part."""
    found = workshop_for_page(key)
    if found is None:
        raise Http404(f"There is no workshop '{key}'.")
    page = Page(found.title, found.purpose, f"/workshops/{key}/", TRAIL, SECTION)
    values = {
        "workshop": found,
        "month": partial_date(found.month),
        "said": said_at(insights_of_workshop(key)),
        "cite": cite_of(found.source),
        "organisations": [
            (each, language_of(each.jurisdiction.code) if each.jurisdiction else "")
            for each in organisations_for_page()
        ],
    }
    return show(request, "workshop/workshop.html", page, values)


def session(request: HttpRequest, key: str) -> HttpResponse:
    """One session: what was said by kind, the takeaways that rest on it, and the frame of the whole workshop as context."""
    workshop_key = workshop_of_session(key)
    found = workshop_for_page(workshop_key) if workshop_key else None
    if found is None:
        raise Http404(f"There is no session '{key}'.")
    this = next(each for each in found.sessions if each.key == key)
    said = said_at(insights_of_workshop(found.key), session=key)
    page = Page(
        this.title,
        this.focus,
        f"/sessions/{key}/",
        (*TRAIL, Link(found.title, f"/workshops/{found.key}/")),
        SECTION,
    )
    values = {
        "workshop": found,
        "session": this,
        "others": [each for each in found.sessions if each.key != key],
        "groups": [
            (kind, insights)
            for kind in InsightKind
            if (insights := [each for each in said.of_session if each.kind == kind])
        ],
        "resting": [each for each in said.takeaways if any(other.session == key for other in each.rests_on)],
        "said": said,
        "cite": cite_of(found.source),
    }
    return show(request, "workshop/session.html", page, values)


def said_at(insights: list[InsightReading], *, session: str = "") -> Said:
    """The framing, takeaways and closing of the workshop, and what was said in one session."""
    whole = [each for each in insights if each.session is None]
    return Said(
        framing=tuple(each for each in whole if each.kind in OF_SESSIONS),
        takeaways=tuple(each for each in whole if each.kind == InsightKind.TAKEAWAY),
        closing=tuple(each for each in whole if each.kind == InsightKind.CLOSING),
        of_session=tuple(each for each in insights if each.session and each.session.key == session),
    )
