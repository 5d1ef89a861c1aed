"""The Link header (RFC 8288) from every answer of the API to its description. Lists add theirs in rest.py."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from atmp_kb.rest import link_header

API = "/api/"


class DescribedApi:
    """Middleware: every answer below /api/ leads to the OpenAPI document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(API):
            described = link_header({"service-desc": request.build_absolute_uri(reverse("api-schema"))})
            response.headers["Link"] = ", ".join(filter(None, (response.headers.get("Link"), described)))
        return response
