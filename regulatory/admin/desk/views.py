"""The pages of the desk: the first one, each queue in full, and the grid of one topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from regulatory.admin.desk import grid
from regulatory.admin.desk.audit import may_audit
from regulatory.admin.desk.queues import BY_KEY, QUEUES
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.catalogue.curators_grid import grid as read_grid
from regulatory.curation import freshness

ON_THE_DESK = 5
"""So many rows of each queue stand on the first page."""
ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ShownQueue:
    queue: Queue
    url: str
    total: int
    rows: tuple[Row, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def asker_of(request: HttpRequest) -> Asker:
    user: Any = request.user
    return Asker(user, timezone.now().date())


def shown(queue: Queue, asker: Asker) -> ShownQueue:
    pages: Paginator[Any] = Paginator(queue.items(asker), ON_THE_DESK)
    rows = tuple(map(queue.row, pages.get_page(1))) if pages.count else ()
    return ShownQueue(queue, reverse("admin:desk_queue", args=[queue.key]), pages.count, rows)


def first_page(request: HttpRequest, site: AdminSite, extra: dict[str, Any] | None = None) -> TemplateResponse:
    """Queries do not grow with what there is."""
    asker = asker_of(request)
    found = read_grid(asker.today, due_on=freshness.due_on)
    queues = [shown(queue, asker) for queue in QUEUES if queue.may(asker.user)]
    context = {
        **site.each_context(request),
        "title": "Curators' desk",
        "grid": grid.shown(found, asker.user, asker.today, whole=True),
        "queues": queues,
        "may_audit": may_audit(request.user),
        "app_list": site.get_app_list(request),
        **(extra or {}),
    }
    return TemplateResponse(request, "admin/desk/index.html", context)


def queue_page(request: HttpRequest, site: AdminSite, key: str) -> HttpResponse:
    queue = BY_KEY.get(key)
    asker = asker_of(request)
    if queue is None or not queue.may(asker.user):
        raise Http404(f"There is no queue '{key}' on your desk; there are {', '.join(BY_KEY)}.")
    pages: Paginator[Any] = Paginator(queue.items(asker), ON_A_PAGE)
    page: Page[Any] = pages.get_page(request.GET.get("p"))
    context = {
        **site.each_context(request),
        "title": queue.title,
        "queue": queue,
        "page": page,
        "total": pages.count,
        "rows": [queue.row(item) for item in page],
    }
    return TemplateResponse(request, "admin/desk/queue.html", context)


def topic_page(request: HttpRequest, site: AdminSite, key: str) -> HttpResponse:
    asker = asker_of(request)
    found = read_grid(asker.today, due_on=freshness.due_on, under=key)
    if not found.topics or found.topics[0].reading.key != key:
        raise Http404(f"There is no first-level topic '{key}'.")
    context = {
        **site.each_context(request),
        "title": found.topics[0].reading.name,
        "grid": grid.shown(found, asker.user, asker.today, whole=False),
    }
    return TemplateResponse(request, "admin/desk/topic.html", context)
