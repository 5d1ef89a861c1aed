"""The manners of the API: strict query parameters, the envelope of lists, problem documents for errors, what OPTIONS tells.

What is served stands in the apps; the list of addresses in api.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework import exceptions, metadata, views
from rest_framework.filters import BaseFilterBackend
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from regulatory.filtersets.base import StrictFilterSet, parameter_problems
from regulatory.filtersets.fields import ValuesField, ValuesWidget, among
from regulatory.querysets import ContentRevision, content_revision

PAGING = ("page", "page_size")
FORMAT = ("format",)
FIELDS = ("fields",)


def refuse_unknown(given: QueryDict, known: Iterable[str], *, several: Iterable[str] = ()) -> None:
    """Raise a 400 that names each query parameter that is unknown (listing the known), empty, or repeated and not in `several`.

    `format` is known everywhere.
    """
    if problems := parameter_problems(given, known=[*known, *FORMAT], several=several):
        raise exceptions.ValidationError(problems)


class StrictFilterBackend(BaseFilterBackend):
    """Filters a list with the view's `filterset_class`. What that set doesn't understand is an error, never ignored."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset: StrictFilterSet = view.filterset_class(request.query_params, queryset)
        if problems := filterset.problems(beside=[*view.paginator.parameters, *FORMAT, *FIELDS], several=FIELDS):
            raise exceptions.ValidationError(problems)
        return filterset.qs


def asked_fields(request: Request, there: Iterable[str]) -> tuple[str, ...] | None:
    """The fields of each record that are asked for, in the order of those that are there; None: all of them.

    Raises a 400 that names each one that is not there.
    """
    (name,) = FIELDS
    if name not in request.query_params:
        return None
    known = among(there)
    field = ValuesField(look_up=known.look_up, complaint=known.complaint)
    try:
        chosen = field.clean(ValuesWidget().value_from_datadict(request.query_params, {}, name))
    except DjangoValidationError as error:
        raise exceptions.ValidationError({name: error.messages}) from error
    return tuple(each for each in known.values if each in chosen)


class FormatNegotiation(DefaultContentNegotiation):
    """Content negotiation in which `format` decides alone, and an unknown one is a bad request that lists those there are."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        asked = format_suffix or request.query_params.get("format")
        if not asked:
            try:
                return super().select_renderer(request, renderers, format_suffix)
            except exceptions.NotAcceptable as error:
                there = ", ".join(str(renderer.media_type) for renderer in renderers)
                raise exceptions.NotAcceptable(f"None of what Accept asks for is here. Formats: {there}.") from error
        for renderer in renderers:
            if renderer.format == asked:
                return renderer, str(renderer.media_type)
        known = ", ".join(sorted({str(renderer.format) for renderer in renderers}))
        raise exceptions.ValidationError({"format": [f"There is no format '{asked[:80]}' here. Formats: {known}."]})


class ParameterMetadata(metadata.BaseMetadata):
    """What OPTIONS answers: what the address is and which query parameters it takes, with the values of closed ones."""

    def determine_metadata(self, request: Request, view: Any) -> dict[str, object]:
        filterset = getattr(view, "filterset_class", None)
        of_records = hasattr(view, "writers")
        if of_records and not view.detail:
            names = [*(filterset.base_filters if filterset else ()), *view.paginator.parameters]
        else:
            names = [*getattr(view, "beside", ())]
        if of_records:
            names += FIELDS
        return {
            "name": view.get_view_name(),
            "description": view.get_view_description(),
            "methods": view.allowed_methods,
            "formats": [renderer.media_type for renderer in view.renderer_classes],
            "parameters": sorted([*names, *FORMAT]),
        }


def meta(
    revision: ContentRevision | None = None, *, fields: Iterable[str] | None = None, note: str = ""
) -> dict[str, object]:
    """What every answer of the API says about itself; `revision` is the one that it shows, where that is not the newest.

    `fields` are those that were asked for, where not all of them are there; `note` is how the answer is to be read.
    """
    revision = revision or content_revision()
    return {
        "api_version": settings.API_VERSION,
        "data_revision": revision.number,
        "data_date": revision.at.date().isoformat() if revision.at else None,
        "licence": settings.CONTENT_LICENCE,
        "disclaimer": settings.DISCLAIMER,
        **({"note": note} if note else {}),
        **({} if fields is None else {"fields": list(fields)}),
    }


class Pagination(PageNumberPagination):
    """Numbered pages of 50 (up to 200) in the envelope count, next, previous, meta, results."""

    parameters: tuple[str, ...] = PAGING
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    last_page_strings = ()
    invalid_page_message = "There is no page {page_number} of these results."

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get(self.page_size_query_param)
        return self.page_size if given is None else whole_number("page_size", given, self.max_page_size)

    def get_page_number(self, request: Request, paginator: Any) -> int:
        return whole_number("page", request.query_params.get(self.page_query_param, "1"))

    def get_paginated_response(self, data: Any, about: Mapping[str, object] | None = None) -> Response:
        """The page in its envelope; `about` is its `meta`, where it says more than usual."""
        return Response(
            {
                "count": self.total(),
                "next": self.get_next_link(),
                "previous": self.get_previous_link(),
                "meta": meta() if about is None else about,
                "results": data,
            },
            headers={"Link": link_header(self.links())},
        )

    def total(self) -> int:
        """How many records there are on all pages."""
        page: Any = self.page
        return int(page.paginator.count)

    def links(self) -> dict[str, str | None]:
        """To the other pages, by relation."""
        page: Any = self.page
        request: Any = self.request
        here = request.build_absolute_uri()
        return {
            "first": replace_query_param(here, self.page_query_param, 1),
            "prev": self.get_previous_link(),
            "next": self.get_next_link(),
            "last": replace_query_param(here, self.page_query_param, page.paginator.num_pages),
        }


def link_header(links: Mapping[str, str | None]) -> str:
    """Relation -> address, as one header; relations without an address are left out."""
    return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links.items() if address)


def whole_number(name: str, given: str, most: int | None = None) -> int:
    """The number of a paging parameter. Raises a 400 where it is none from 1 (to `most`)."""
    number = int(given[:18]) if given.isascii() and given.isdecimal() else 0
    if number < 1 or (most and number > most):
        raise exceptions.ValidationError({name: [f"Give a whole number from 1{f' to {most}' if most else ''}."]})
    return number


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """The error as an RFC 9457 problem document."""
    if isinstance(error, DjangoValidationError):
        error = exceptions.ValidationError(error.messages)
    response = views.exception_handler(error, context)
    if response is None:
        return None
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": status_title(response.status_code),
        "status": response.status_code,
    }
    if isinstance(error, exceptions.ValidationError) and isinstance(response.data, dict):
        errors = {name: [str(text) for text in texts] for name, texts in response.data.items()}
        problem["detail"] = " ".join(f"{name}: {text}" for name, texts in errors.items() for text in texts)
        problem["errors"] = errors
    else:
        detail = response.data.get("detail") if isinstance(response.data, dict) else response.data
        problem["detail"] = " ".join(map(str, detail)) if isinstance(detail, list) else str(detail)
    if challenge := getattr(error, "challenge", None):
        response.headers["WWW-Authenticate"] = challenge
    response.data = problem
    response.content_type = "application/problem+json"
    return response


def status_title(code: int) -> str:
    """The name of a status, in the register's words of today (Python's table follows it with a few versions' delay)."""
    named = {413: "Content Too Large", 422: "Unprocessable Content"}
    return (named.get(code) or HTTPStatus(code).phrase).capitalize()
