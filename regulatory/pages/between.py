"""What changed between two days, as a page: in what this knowledge base said, or in the rules in force in the world."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from regulatory.comparison.changes import ADDED, CHANGED, ENDED, Moved, Value
from regulatory.curation.timeline import label_of, text_of
from regulatory.filtersets.between import AXES, KNOWLEDGE, WORLD, Span, ask_between, moved_between
from regulatory.pages.agreeing import names
from regulatory.pages.asking import address
from regulatory.pages.filterforms import Choice
from regulatory.pages.questionform import form_of
from regulatory.pages.questions import tidy
from regulatory.pages.shell import Link, Page, show
from regulatory.readings import JurisdictionReading

PATH = "/changes/between/"
WORDS = {
    KNOWLEDGE: {ADDED: "Added", CHANGED: "Changed", ENDED: "No longer stated"},
    WORLD: {ADDED: "Came into force", CHANGED: "Changed", ENDED: "Went out of force"},
}
LISTS = {"citations": "Citations", "product_classes": "Product classes", "pending_changes": "Changes to come"}
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field that is different, each side as text; empty is "not stated"."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownMove:
    what: str
    verb: str
    move: Moved
    dates: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class PlaceMoves:
    place: JurisdictionReading
    moves: tuple[ShownMove, ...]


@tidy
def between(request: HttpRequest) -> HttpResponse:
    """`from` and `to` are days, `axis` is knowledge (the default) or world; economies and topics left out mean all of them."""
    bare = not request.GET
    asked, span = ask_between(request.GET)
    problems = {} if bare else asked.problems
    today = datetime.datetime.now(datetime.UTC).date()
    values = {
        "form": form_of(asked, with_since=False),
        "axes": [Choice(key, label, key == span.axis) for key, label in AXES.items()],
        "span": span,
        "problems": problems,
        "action": PATH,
        "examples": [
            Link(
                "Rules that came into force or ended in the last twelve months, in all economies",
                address(PATH, [("axis", WORLD), ("from", str(today - YEAR)), ("to", str(today))]),
            ),
            Link(
                "The same since 2024 in Japan and Korea",
                address(
                    PATH,
                    [("axis", WORLD), ("from", "2023-12-31"), ("to", str(today)), ("jurisdictions", "JP,KR")],
                ),
            ),
        ],
    }
    trail = (Link("Changes", "/changes/"),)
    if bare or problems:
        page = Page("What changed between two days", "Rules added, changed and ended.", PATH, trail, "/changes/")
        return show(request, "changes_between.html", page, values, status=400 if problems else 200)
    moves = [shown_move(move, span) for move in moved_between(asked, span)]
    where = names(asked.places) or "all economies"
    page = Page(
        f"What changed from {span.start} to {span.end}: {where}",
        f"{AXES[span.axis]}, compared between two days, for {where}.",
        address(PATH, span.query(asked)),
        trail,
        "/changes/",
    )
    shown = {"found": True, "where": where, "axis": AXES[span.axis], "moves": len(moves), "groups": by_place(moves)}
    return show(request, "changes_between.html", page, {**values, **shown})


def shown_move(move: Moved, span: Span) -> ShownMove:
    fact = move.fact
    dates = " ".join(
        part
        for part in (
            f"from {fact.effective_from}" if fact.effective_from else "",
            f"until {fact.effective_until}" if fact.effective_until else "",
        )
        if part
    )
    fields = tuple(
        ShownField(
            label(fact.type, each.field), *(text(fact.type, each.field, value) for value in (each.before, each.after))
        )
        for each in move.fields
        # the name of what a field points at: its key says the same, and stands beside it
        if not each.field.endswith("_name")
    )
    return ShownMove(move.what, WORDS[span.axis][move.what], move, dates, fields)


def label(fact_type: str, field: str) -> str:
    return LISTS.get(field) or label_of(fact_type, field)


def text(fact_type: str, field: str, value: Value) -> str:
    """In the words of the form."""
    return "; ".join(value) if isinstance(value, tuple) else text_of(fact_type, field, value)


def by_place(moves: list[ShownMove]) -> list[PlaceMoves]:
    ordered = sorted(moves, key=lambda each: each.move.fact.jurisdiction.name)
    return [
        PlaceMoves(place, tuple(own)) for place, own in groupby(ordered, key=lambda each: each.move.fact.jurisdiction)
    ]
