"""How many forms an hour may be sent from one address without an account. Counted as requests of the API are (limits.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from atmp_kb.limits import MinuteThrottle
from regulatory.pages.errors import too_many_requests

FORMS = {"pages:fact-correct"}
"""Addresses at which anybody may send a form, by name."""


class FormThrottle(MinuteThrottle):
    """Allows so many forms an hour (FORMS_PER_HOUR; 0 for no limit) of an address without an account. The address is forgotten with it."""

    window = 60 * 60
    counted = "forms"

    def allow_address(self, request: Request | HttpRequest) -> bool:
        return self.allow(request, self.neighbourhood(request), settings.FORMS_PER_HOUR)


class LimitedForms:
    """Middleware: the forms that anybody may send, before anything in them is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], given: Any, named: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name not in FORMS:
            return None
        throttle = FormThrottle()
        return None if throttle.allow_address(request) else too_many_requests(request, int(throttle.wait() or 1))
