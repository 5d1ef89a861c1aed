"""The numbers that Prometheus reads: requests, answers and durations by view, from all workers. Only for whoever shows METRICS_TOKEN."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """404 without the right bearer token, so that nobody learns whether there are metrics."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not secrets.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    # Imported here: on import it takes up its place in the folder of all workers' numbers.
    from django_prometheus.exports import ExportToDjangoView

    exported: HttpResponse = ExportToDjangoView(request)
    return exported
