"""Reading from a replica of PostgreSQL (REPLICA_URL): who reads there, and who always reads where is written.

Public reading goes to the replica, the revision of the content included, so that an answer and its validators are of one state. Whoever is
signed in or shows a token reads what he wrote himself at once, from the primary; so does every command.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PRIMARY = "default"
REPLICA = "replica"
WRITING = ("/admin/", "/corrections/")
"""Where what was written a moment ago is read."""

reading_of = ContextVar("reading_of", default=PRIMARY)
"""The database that this request reads."""


class ReplicaRouter:
    """Django's database router: reads as the request says, everything else on the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return reading_of.get()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class PublicReadsFromReplica:
    """Middleware, outside of the caching one: public reading of this request goes to the replica."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public_reading(request):
            return self.get_response(request)
        before = reading_of.set(REPLICA)
        try:
            return self.get_response(request)
        finally:
            reading_of.reset(before)


def is_public_reading(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD", "OPTIONS")
        and not request.path_info.startswith(WRITING)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
    )
