"""The page of figures, and the rows of each as CSV. What they are drawn of stands in filtersets/figured.py, how in figures.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse

from regulatory.comparison.timeline import Duration
from regulatory.filtersets.comparison import FIGURES, Asked, ask
from regulatory.filtersets.figured import TITLES, figured
from regulatory.pages.asking import RefusedError, address
from regulatory.pages.exports import named, site
from regulatory.pages.figures import charts_by_scale, text_of
from regulatory.pages.questionform import form_of
from regulatory.pages.questions import moment_notes, refusing, tidy
from regulatory.pages.shell import Page, show
from regulatory.spreadsheets import Row, csv_response

PATH = "/figures/"
LEAD = "How long patients are followed, how long reviews take, how soon reactions are reported: by economy, each bar with its rule."
HEAD = (
    "jurisdiction",
    "jurisdiction_name",
    "what",
    "classes",
    "stated",
    "least",
    "most",
    "unit",
    "basis",
    "fact",
    "address",
)


@tidy
def figures(request: HttpRequest) -> HttpResponse:
    """All figures, of all economies unless `jurisdictions` names some."""
    asked = ask(request.GET, FIGURES, needs="nothing")
    values = {"form": form_of(asked, with_since=False), "problems": asked.problems, "lead": LEAD, "action": PATH}
    if asked.problems:
        return show(request, "figures.html", Page("Figures", LEAD, PATH, (), PATH), values, status=400)
    found = figured(asked)
    query = asked.query(without=("topics",))
    charts = [
        chart
        for key, durations in found.durations.items()
        for chart in charts_by_scale(key, TITLES[key], durations, address(f"/figures/{key}.csv", query))
    ]
    page = Page("Figures", LEAD, address(PATH, query) if request.GET else PATH, (), PATH)
    shown = {"charts": charts, "revision": found.revision, "notes": moment_notes(asked, found.revision)}
    return show(request, "figures.html", page, {**values, **shown})


def figure_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind one figure."""
    if key not in TITLES:
        raise Http404(f"There is no figure '{key[:80]}'. There are: {', '.join(TITLES)}.")

    @refusing
    def answer(request: HttpRequest) -> HttpResponse:
        asked: Asked = ask(request.GET, FIGURES, needs="nothing")
        if asked.problems:
            raise RefusedError(asked.problems)
        found = figured(asked)
        return csv_response(named(key, found.revision), HEAD, rows_of(found.durations[key], request))

    return answer(request)


def rows_of(durations: Iterable[Duration], request: HttpRequest) -> Iterator[Row]:
    absolute = site(request)
    for each in durations:
        yield (
            each.jurisdiction.code,
            each.jurisdiction.name,
            each.name,
            ", ".join(one.key for one in each.fact.product_classes),
            text_of(each),
            each.low,
            each.high,
            each.unit,
            each.basis,
            each.fact.key,
            absolute(f"/facts/{each.fact.key}/"),
        )
