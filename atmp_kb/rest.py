"""The manners of the API: strict query parameters, the envelope of lists, problem documents for errors.

What is served stands in the apps; the list of addresses in api.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions, status, views
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from regulatory.querysets import content_revision

PAGING = ("page", "page_size")
FORMAT = ("format",)


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise a 400 that names each unknown query parameter and lists the known ones."""
    allowed = sorted({*known, *FORMAT})
    if unknown := sorted(set(given) - set(allowed)):
        listed = ", ".join(allowed)
        raise exceptions.ValidationError(
            {name: [f"There is no parameter '{name}' here. Known parameters: {listed}."] for name in unknown}
        )


class StrictFilterBackend(DjangoFilterBackend):
    """Filters with the view's filterset. A parameter that the filterset doesn't know is an error, never ignored."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        names = filterset.filters if filterset else []
        refuse_unknown(request.query_params, [*names, *(PAGING if view.detail is False else ())])
        return super().filter_queryset(request, queryset, view)

    def to_html(self, request: Request, queryset: QuerySet[Any], view: Any) -> str:
        # A form would load every related row; the API is for programs.
        return ""


def meta() -> dict[str, object]:
    """What every answer of the API says about itself."""
    revision = content_revision()
    return {
        "api_version": settings.API_VERSION,
        "data_revision": revision.number,
        "data_date": revision.at.date().isoformat() if revision.at else None,
        "licence": settings.CONTENT_LICENCE,
        "disclaimer": settings.DISCLAIMER,
    }


class Pagination(PageNumberPagination):
    """Numbered pages of 50 (up to 200) in the envelope count, next, previous, meta, results."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get(self.page_size_query_param)
        if given is None:
            return self.page_size
        if not given.isdecimal() or not 1 <= int(given[:9]) <= self.max_page_size:
            raise exceptions.ValidationError({"page_size": [f"Give a whole number from 1 to {self.max_page_size}."]})
        return int(given)

    def get_paginated_response(self, data: Any) -> Response:
        assert self.page is not None
        return Response(
            {
                "count": self.page.paginator.count,
                "next": self.get_next_link(),
                "previous": self.get_previous_link(),
                "meta": meta(),
                "results": data,
            }
        )


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
        problem["detail"] = " ".join(text for texts in errors.values() for text in texts)
        problem["errors"] = errors
    else:
        detail = response.data.get("detail") if isinstance(response.data, dict) else response.data
        problem["detail"] = " ".join(map(str, detail)) if isinstance(detail, list) else str(detail)
    response.data = problem
    response.content_type = "application/problem+json"
    return response


def status_title(code: int) -> str:
    names = {
        status.HTTP_400_BAD_REQUEST: "Bad request",
        status.HTTP_404_NOT_FOUND: "Not found",
        status.HTTP_405_METHOD_NOT_ALLOWED: "Method not allowed",
        status.HTTP_406_NOT_ACCEPTABLE: "Not acceptable",
        status.HTTP_429_TOO_MANY_REQUESTS: "Too many requests",
    }
    return names.get(code, "Error")
