"""Whether this process lives, and whether it is ready to answer; for load balancers and for people on call. Nothing about the content."""

from __future__ import annotations

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from regulatory.querysets import content_revision

PROBE = "health-probe"


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else: a database that is away is no reason to restart it."""
    return JsonResponse({"live": True})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 if requests can be answered in full, else 503; each check by its name with what was seen.

    The shared cache is told and not required: without it answers are slower and still right.
    """
    database = database_state()
    checks = {"database": database, "cache": cache_state()}
    is_ready = database == "ok"
    return JsonResponse({"ready": is_ready, "checks": checks}, status=200 if is_ready else 503)


def database_state() -> str:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are missing: run migrate"
        return "ok" if content_revision().number else "no content: run load_kb"
    except DatabaseError:
        return "does not answer"


def cache_state() -> str:
    cache.set(PROBE, 1, 10)
    return "ok" if cache.get(PROBE) == 1 else "does not answer"
