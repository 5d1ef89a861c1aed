"""Query strings of pages, read strictly: what is unknown or wrong is refused by name, never passed over.

The rules and the messages are those of the API (filtersets/). What a page's own parameters mean is decided in its view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from regulatory.filtersets.base import StrictFilterSet
from regulatory.pages.shell import Page, show

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


class RefusedError(Exception):
    """A query string that cannot be answered: parameter -> what is wrong with it and what would be right."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        super().__init__(problems)
        self.problems = dict(problems)


def asked_strictly(view: View[Given]) -> View[Given]:
    """A view with a query string: an empty value (a form's "all") is taken out of the address, a refusal becomes a page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Given.args, **values: Given.kwargs) -> HttpResponse:
        if any(value == "" for name in request.GET for value in request.GET.getlist(name)):
            return HttpResponseRedirect(address(request.path, without_empty(request.GET)))
        try:
            return view(request, *args, **values)
        except RefusedError as refusal:
            return refused(request, refusal.problems)

    return answer


def refused(request: HttpRequest, problems: Mapping[str, Sequence[str]]) -> HttpResponse:
    """The page that says what is wrong with the address, with status 400."""
    page = Page(
        "This address asks for something unknown", "What is wrong with the address.", request.path, indexed=False
    )
    return show(request, "400.html", page, {"problems": problems, "clean_path": request.path}, status=400)


def without_empty(given: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name in given for value in given.getlist(name) if value != ""]


def address(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """A path with its query, commas left readable."""
    query = QueryDict(mutable=True)
    for name, value in parameters:
        query.appendlist(name, value)
    return f"{path}?{query.urlencode(safe=',')}" if query else path


def filtered(filterset: StrictFilterSet, rows: QuerySet[Any], *, beside: Iterable[str] = ("page",)) -> QuerySet[Any]:
    """The rows that a filter set leaves; raises RefusedError for what it does not understand."""
    if problems := filterset.problems(beside=beside):
        raise RefusedError(problems)
    return filterset.filter_queryset(rows)


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of a list, with the addresses of its neighbours (empty where there is none).

    `items` are rows still to be read where the list is a query.
    """

    items: Any
    number: int
    of: int
    total: int
    first: int
    last: int
    previous: str
    next: str
    address: str


def paged(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int) -> Pages:
    """The page that `page` asks for, 1 when it asks for none. Raises RefusedError for a page that is not there. Two queries on rows."""
    paginator = Paginator(rows, size)
    text = request.GET.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text[:9]) <= paginator.num_pages:
        raise RefusedError({"page": [f"Give a page from 1 to {paginator.num_pages}."]})
    number = int(text)
    found = paginator.page(number)
    others = [(name, value) for name in request.GET if name != "page" for value in request.GET.getlist(name)]

    def of_page(wanted: int) -> str:
        return address(request.path, [*others, *([("page", str(wanted))] if wanted > 1 else [])])

    return Pages(
        items=found.object_list,
        number=number,
        of=paginator.num_pages,
        total=paginator.count,
        first=found.start_index(),
        last=found.end_index(),
        previous=of_page(number - 1) if found.has_previous() else "",
        next=of_page(number + 1) if found.has_next() else "",
        address=of_page(number),
    )
