"""The endpoint of the Model Context Protocol: one request, one answer, in the thread and on the connection of an ordinary request.

The SDK's streamable HTTP without sessions and with plain JSON needs no server of its own: it is handed one exchange at a time.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from regulatory.api.base import Links

LONGEST = 100_000
"""Bytes of a request."""
HOP_BY_HOP = {"content-length", "connection", "transfer-encoding"}


class AsSent(BaseContentNegotiation):
    """The protocol has rules of its own for the headers Accept and Content-Type, which the SDK holds."""

    def select_parser(self, request: Request, parsers: Any) -> BaseParser | None:
        return None

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return JSONRenderer(), "application/json"


class McpView(APIView):
    """Answers POST; there is nothing to listen to, so GET is not allowed. Counted and limited like the API."""

    schema = None
    content_negotiation_class = AsSent

    def post(self, request: Request) -> HttpResponse:
        if not settings.MCP:
            raise NotFound("The Model Context Protocol is not served here.")
        from regulatory.assistants.server import LINKS

        reset = LINKS.set(Links.of(request))
        try:
            return async_to_sync(exchange)(request)
        finally:
            LINKS.reset(reset)


async def exchange(request: Request) -> HttpResponse:
    """Hand one request to the SDK and collect its answer."""
    from regulatory.assistants.server import PATH, application

    served = application(LONGEST)
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": request._request.body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async with served.router.lifespan_context(served):
        await served(scope_of(request, PATH), receive, send)
    begin = next(message for message in sent if message["type"] == "http.response.start")
    response = HttpResponse(b"".join(message.get("body", b"") for message in sent), status=begin["status"])
    for name, value in begin.get("headers", ()):
        if name.decode().lower() not in HOP_BY_HOP:
            response.headers[name.decode()] = value.decode()
    response.headers["Cache-Control"] = "no-store"
    return response


def scope_of(request: Request, path: str) -> dict[str, Any]:
    """The request as the ASGI application that answers at `path` gets it."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in request.headers.items()],
        "server": None,
        "client": None,
    }
