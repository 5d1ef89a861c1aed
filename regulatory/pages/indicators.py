"""The closed questions as pages: the grid of all economies, and the quick facts of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from regulatory.comparison.closed_questions import INDICATORS as QUESTIONS
from regulatory.comparison.indicators import Indicator, IndicatorAnswer
from regulatory.filtersets.comparison import INDICATORS, ask
from regulatory.filtersets.indicated import IndicatorGrid, indicated
from regulatory.pages.asking import address
from regulatory.pages.filterforms import Choice
from regulatory.pages.questionform import form_of
from regulatory.pages.questions import moment_notes, takeaway, tidy
from regulatory.pages.shell import Page, show
from regulatory.readings import JurisdictionReading

PATH = "/indicators/"
LEAD = "Closed questions, each answered from the facts and never entered by hand. Where nothing is known it says so; it never says no."


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """`url` is the page of the first fact that it rests on; `more` counts the others; `place` is set in a grid."""

    found: IndicatorAnswer
    url: str
    more: int
    place: JurisdictionReading | None = None


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    indicator: Indicator
    known: int
    answers: tuple[ShownAnswer, ...]


@tidy
def indicators(request: HttpRequest) -> HttpResponse:
    """`jurisdictions` and `indicators` as a,b; left out, all of them."""
    asked = ask(request.GET, INDICATORS, needs="nothing")
    form = form_of(asked, with_since=False)
    values = {
        "form": form,
        "questions": [Choice(each.key, each.question, each.key in asked.indicators) for each in QUESTIONS],
        "chosen_questions": len(asked.indicators),
        "problems": asked.problems,
        "lead": LEAD,
        "action": PATH,
    }
    if asked.problems:
        return show(request, "indicators/grid.html", Page("Indicators", LEAD, PATH, (), PATH), values, status=400)
    grid = indicated(asked)
    path = address(PATH, asked.query(without=("topics",))) if request.GET else PATH
    page = Page("Indicators", LEAD, path, (), PATH)
    shown = {
        "grid": grid,
        "rows": rows_of(grid),
        "revision": grid.revision,
        "notes": moment_notes(asked, grid.revision),
        "away": takeaway(request, PATH, asked, grid.revision, "Indicators", without=("topics",)),
    }
    return show(request, "indicators/grid.html", page, {**values, **shown})


def rows_of(grid: IndicatorGrid) -> list[ShownQuestion]:
    rows = []
    for number, question in enumerate(grid.questions):
        answers = tuple(shown_answer(grid.answers[place.code][number], place) for place in grid.places)
        rows.append(ShownQuestion(question, sum(each.found.known for each in answers), answers))
    return rows


def shown_answer(found: IndicatorAnswer, place: JurisdictionReading | None = None) -> ShownAnswer:
    url = f"/facts/{found.facts[0].key}/" if found.facts else ""
    return ShownAnswer(found, url, max(len(found.facts) - 1, 0), place)


@dataclass(frozen=True, slots=True)
class QuickFacts:
    """The answers of one economy: those that are known, and the questions without an answer."""

    known: tuple[ShownAnswer, ...]
    open: tuple[ShownAnswer, ...]


def quick_facts_of(answers: Iterable[IndicatorAnswer]) -> QuickFacts:
    shown = [shown_answer(each) for each in answers]
    return QuickFacts(
        tuple(each for each in shown if each.found.known), tuple(each for each in shown if not each.found.known)
    )
