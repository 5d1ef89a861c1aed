"""How many requests a minute an address, or a token, may make of the API, and the headers that tell it so.

Counted in Django's cache, per process unless CACHES names a shared one. Answers that a reader still holds (304 of caching.py) do not
count.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an address or a token stands in its minute; `reset` is in seconds from now."""

    limit: int
    remaining: int
    reset: int


class MinuteThrottle(BaseThrottle):
    """Allows so many requests in each minute of the clock: of a token, wherever it is sent from, or of an address without one.

    API_REQUESTS_PER_MINUTE_WITH_TOKEN and API_REQUESTS_PER_MINUTE; 0 allows everything.
    """

    standing: Standing | None = None
    window = WINDOW
    """Seconds."""
    counted = "api-requests"

    def allow_request(self, request: Request, view: Any) -> bool:
        if request.auth is None:
            return self.allow_address(request)
        limit: int = settings.API_REQUESTS_PER_MINUTE_WITH_TOKEN
        return self.allow(request, f"token-{request.auth.pk}", limit)

    def allow_address(self, request: Request | HttpRequest) -> bool:
        """As for a request without a token, whatever it sends; also for an answer that is kept ready, which no view gives (caching.py)."""
        return self.allow(request, self.neighbourhood(request), settings.API_REQUESTS_PER_MINUTE)

    def allow(self, request: Request | HttpRequest, who: str, limit: int) -> bool:
        if not limit:
            return True
        now = time.time()
        key = f"{self.counted}:{who}:{int(now // self.window)}"
        # To add and to count up are one step each in every cache, so that requests at the same moment are all counted.
        made = 1 if cache.add(key, 1, self.window) else self.count_up(key)
        self.standing = Standing(limit, max(0, limit - made), self.window - int(now % self.window))
        below: Any = getattr(request, "_request", request)
        below.standing = self.standing
        return made <= limit

    def count_up(self, key: str) -> int:
        try:
            return int(cache.incr(key) or 1)  # None where a shared cache is gone
        except ValueError:  # it ran out in between
            return 1

    def neighbourhood(self, request: Request | HttpRequest) -> str:
        """The address; of IPv6 the network that one customer has, for its addresses cost nothing."""
        given = self.get_ident(request)  # type: ignore[arg-type]
        try:
            address = ipaddress.ip_address(given)
        except ValueError:
            return "unknown"
        if address.version == 6:
            return str(ipaddress.ip_network((address, 64), strict=False).network_address)
        return str(address)

    def wait(self) -> float | None:
        return self.standing.reset if self.standing else None


class ToldLimits:
    """Middleware: the limit, what remains of it and when it begins anew, in the headers of every answer that was counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        standing: Standing | None = getattr(request, "standing", None)
        if standing:
            response.headers["RateLimit-Limit"] = str(standing.limit)
            response.headers["RateLimit-Remaining"] = str(standing.remaining)
            response.headers["RateLimit-Reset"] = str(standing.reset)
        return response
