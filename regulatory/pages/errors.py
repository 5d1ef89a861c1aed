"""The pages for what goes wrong: named as handlers in atmp_kb/urls.py. None of them touches the database."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from regulatory.pages.shell import frame
from regulatory.pages.wording import counted

API = "/api/"
AGAIN_IN = 30
"""Seconds after which a reader is asked to come back while the database does not answer."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that could not be read at all; a page's own refusals come from asking.py."""
    return error_page(request, 400, "Bad request", "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403, "Forbidden", "This address needs an account with the right to it.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says what a view said was missing; an address that no view answers has nothing to add."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return error_page(request, 404, "Not found", said or "Nothing stands at this address.", reason=said)


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Says after how many seconds (one at least) it will be answered again, in words and in Retry-After."""
    wait = counted(max(seconds, 1), "second")
    detail = f"Too much was asked at once; ask again in {wait}."
    response = error_page(request, 429, "Too many requests", detail, wait=wait)
    response["Retry-After"] = str(max(seconds, 1))
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """For an error that nothing caught. A database that does not answer is no fault of the software, and passes: 503 with Retry-After."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return unavailable(request)
    return error_page(request, 500, "Server error", "Something broke here; it was not the request.")


def unavailable(request: HttpRequest) -> HttpResponse:
    detail = f"The database does not answer; ask again in {AGAIN_IN} seconds."
    response = error_page(request, 503, "Service unavailable", detail)
    response["Retry-After"] = str(AGAIN_IN)
    return response


def error_page(request: HttpRequest, status: int, title: str, detail: str, **values: str) -> HttpResponse:
    """The page, or, for programs, the same as a problem document (RFC 9457)."""
    if request.path.startswith(API):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    return render(request, f"{status}.html", {**frame(), **values}, status=status)
