"""The same questions as their pages, to take away: CSV and XLSX of comparison, plan and indicators.

JSON is the API's answer, at the same address with .json. What a row holds is decided in flat.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from regulatory.filtersets.compared import compared
from regulatory.filtersets.comparison import COMPARE, INDICATORS, PLAN, Asked, Needs, ask
from regulatory.filtersets.indicated import indicated
from regulatory.filtersets.planned import planned
from regulatory.pages import flat
from regulatory.pages.asking import RefusedError, address
from regulatory.pages.questions import refusing
from regulatory.pages.shell import SITE_NAME
from regulatory.querysets import ContentRevision
from regulatory.readings import FactReading, SourceReading
from regulatory.spreadsheets import Sheet, csv_response, xlsx_response


def understood(request: HttpRequest, known: Sequence[str], needs: Needs = "either") -> Asked:
    """The question of a download; raises RefusedError with what is wrong."""
    asked = ask(request.GET, known, needs=needs)
    if asked.problems:
        raise RefusedError(asked.problems)
    return asked


@refusing
def compare_csv(request: HttpRequest) -> HttpResponse:
    found = compared(understood(request, COMPARE))
    return csv_response(
        named("comparison", found.revision), flat.COMPARISON, flat.comparison_rows(found, site(request))
    )


@refusing
def compare_xlsx(request: HttpRequest) -> HttpResponse:
    """The grid, its facts one a row, the sources, and what was asked of when."""
    found = compared(understood(request, COMPARE))
    places = [place.name for place in found.table.jurisdictions]
    head = ["Topic", "Answers compare on", "Agreement", "Strictest", *places]
    facts = [fact for row in found.table.rows for cell in row.cells for fact in cell.facts]
    pairs = [(pair.one.name, pair.other.name, pair.text) for pair in found.pairs]
    sheets = [
        Sheet("Comparison", head, list(flat.grid_rows(found)), [26, 26, 36, 30, *[34] * len(places)], held=1),
        table("Facts", flat.COMPARISON, flat.comparison_rows(found, site(request))),
        Sheet("Pairs", ("Economy", "With", "In all rows asked for"), pairs, (24, 24, 70)),
        sources_sheet(facts, site(request)),
        about(request, "/compare/", found.asked, found.revision),
    ]
    return xlsx_response(named("comparison", found.revision), f"{SITE_NAME}: comparison", sheets)


@refusing
def plan_csv(request: HttpRequest) -> HttpResponse:
    found = planned(understood(request, PLAN, "places"))
    return csv_response(named("plan", found.revision), flat.PLAN, flat.plan_rows(found, site(request)))


@refusing
def plan_xlsx(request: HttpRequest) -> HttpResponse:
    """The checklist with its questions, what further economies add, the sources, and what was asked of when."""
    found = planned(understood(request, PLAN, "places"))
    margins = [
        (margin.economy.name, what, line.topic.name, line.name, was, becomes)
        for margin in found.margins
        for what, line, was, becomes in [
            *(("adds", line, "", "") for line in margin.added),
            *(("makes stricter", each.after, each.was or "not stated", each.becomes) for each in margin.changed),
            *(("to check", line, "", "") for line in margin.to_check),
        ]
    ]
    facts = [fact for line in found.plan.lines for fact in (*line.facts, *line.to_check)]
    margins_head = ("One more economy", "What it does", "Topic", "Line", "Was", "Becomes")
    sheets = [
        table("Plan", flat.PLAN, flat.plan_rows(found, site(request))),
        Sheet("One more economy", margins_head, margins, (24, 16, 30, 40, 20, 20)),
        sources_sheet(facts, site(request)),
        about(request, "/plan/", found.asked, found.revision),
    ]
    return xlsx_response(named("plan", found.revision), f"{SITE_NAME}: plan", sheets)


@refusing
def indicators_csv(request: HttpRequest) -> HttpResponse:
    grid = indicated(understood(request, INDICATORS, "nothing"))
    return csv_response(named("indicators", grid.revision), flat.INDICATORS, flat.indicator_rows(grid))


@refusing
def indicators_xlsx(request: HttpRequest) -> HttpResponse:
    grid = indicated(understood(request, INDICATORS, "nothing"))
    rows = [
        (question.question, *(grid.answers[place.code][number].label for place in grid.places))
        for number, question in enumerate(grid.questions)
    ]
    head = ["Question", *(place.name for place in grid.places)]
    sheets = [
        Sheet("Indicators", head, rows, [48, *[22] * len(grid.places)], held=1),
        table("Answers", flat.INDICATORS, flat.indicator_rows(grid)),
        about(request, "/indicators/", grid.asked, grid.revision, without=("topics",)),
    ]
    return xlsx_response(named("indicators", grid.revision), f"{SITE_NAME}: indicators", sheets)


def site(request: HttpRequest) -> Callable[[str], str]:
    """Absolute addresses of this site, made from its root once."""
    root = request.build_absolute_uri("/").rstrip("/")
    return lambda path: root + path


def named(what: str, revision: ContentRevision) -> str:
    """A name of a file that says which data it holds."""
    return f"atmp-{what}-revision-{revision.number}"


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Sheet:
    links = frozenset(number for number, each in enumerate(head) if each in ("address", "document"))
    return Sheet(name, head, list(rows), flat.widths(head), links)  # type: ignore[arg-type]


def sources_sheet(facts: Iterable[FactReading], absolute: Callable[[str], str]) -> Sheet:
    """Each document once, in the order in which it is first cited."""
    found: dict[SourceReading, None] = {each.source: None for fact in facts for each in fact.citations}
    return table("Sources", flat.SOURCES, flat.source_rows(found, absolute))


def about(
    request: HttpRequest, path: str, asked: Asked, revision: ContentRevision, without: Iterable[str] = ()
) -> Sheet:
    """What was asked, of which data, and on what terms it may be used."""
    query = asked.query(without=without)
    pinned = asked.query(revision=revision.number or None, without=without)
    rows: list[tuple[str, str | int]] = [
        ("Knowledge base", SITE_NAME),
        *((f"Asked: {name}", value) for name, value in query),
        ("This page", request.build_absolute_uri(address(path, query))),
        ("The same for good", request.build_absolute_uri(address(path, pinned))),
        ("Data of", revision.at.date().isoformat() if revision.at else "nothing published yet"),
        ("Revision", revision.number),
        ("Licence", f"{settings.CONTENT_LICENCE} {settings.CONTENT_LICENCE_URL}"),
        ("Disclaimer", settings.DISCLAIMER),
        ("Authorised products", "A selection, not a register: a product that is missing here may well be authorised."),
        ("Blanks", "not-researched: nobody has looked yet, which says nothing about the rules. It never means no."),
    ]
    return Sheet("About", ("What", "Value"), rows, (24, 100), frozenset({1}))
