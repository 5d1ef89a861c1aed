"""The audit, for administrators: who did what, when and why, by day and person, as a page and as CSV. It is read and never edited."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from regulatory.admin.audit import Asked, Write, write_of, writes
from regulatory.spreadsheets import neutral

ON_A_PAGE = 100
AT_ONCE = 500
"""Rows that are in memory while a file is sent."""
HEAD = ("At (UTC)", "Who", "Program", "Where", "What was done", "Record", "Key", "Version", "Title", "Why")
KNOWN = {"since", "until", "person", "p"}


def may_audit(user: Any) -> bool:
    """Those who look after the accounts."""
    return bool(user.has_perm("auth.change_user"))


class AuditForm(forms.Form):
    """What is asked; left empty, everything."""

    since = forms.DateField(required=False, label="From", widget=AdminDateWidget, help_text="Day (UTC), included")
    until = forms.DateField(required=False, label="Until", widget=AdminDateWidget, help_text="Day (UTC), included")
    person = forms.ModelChoiceField(
        User.objects.order_by("username"), required=False, to_field_name="username", empty_label="Everybody"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            raise forms.ValidationError("The first day lies after the last one.")
        return given

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given["since"], given["until"], given["person"].username if given["person"] else "")


def form_of(request: HttpRequest) -> AuditForm:
    """Refuses who may not see it, and parameters that nobody knows."""
    if not may_audit(request.user):
        raise PermissionDenied
    form = AuditForm(request.GET)
    for name in sorted(set(request.GET) - KNOWN):
        form.add_error(None, f"There is no filter '{name}'; there are since, until and person.")
    return form


@require_safe
def audit_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Newest first, a hundred a page. A wrong filter shows nothing, never everything."""
    form = form_of(request)
    pages: Paginator[Any] = Paginator(writes(form.asked()) if form.is_valid() else [], ON_A_PAGE)
    page = pages.get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        **site.each_context(request),
        "title": "Audit: who did what",
        "form": form,
        "page": page,
        "total": pages.count,
        "writes": [write_of(row) for row in page],
        "query": query.urlencode(),
        "media": form.media,
    }
    return TemplateResponse(request, "admin/desk/audit.html", context, status=200 if form.is_valid() else 400)


@require_safe
def audit_csv(request: HttpRequest, site: AdminSite) -> HttpResponse | StreamingHttpResponse:
    """All rows that the filter leaves, sent while they are read."""
    form = form_of(request)
    if not form.is_valid():
        return audit_page(request, site)
    response = StreamingHttpResponse(lines(form.asked()), content_type="text/csv; charset=utf-8")
    name = f"audit-{timezone.now():%Y-%m-%dT%H%M}Z.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


class Line:
    """A file for csv.writer that gives back what it is told to write."""

    def write(self, text: str) -> str:
        return text


def lines(asked: Asked) -> Iterator[str]:
    """The byte order mark tells spreadsheets that it is UTF-8."""
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(HEAD)
    for row in writes(asked).iterator(chunk_size=AT_ONCE):
        yield writer.writerow([neutral(value) for value in cells_of(write_of(row))])


def cells_of(write: Write) -> tuple[str | int | None, ...]:
    at = write.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        at,
        write.person,
        write.token,
        write.where,
        write.did,
        write.noun,
        write.key,
        write.version,
        write.title,
        write.why,
    )
