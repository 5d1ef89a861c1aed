"""Exports and templates as downloads, from the page of spreadsheets and from the lists of facts. Each leaves a line in the log."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from regulatory.choices import FactType
from regulatory.models import Fact, Jurisdiction, Topic
from regulatory.sheets import writing
from regulatory.spreadsheets import XLSX, download

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
FORMATS = [("xlsx", "XLSX, a sheet for each type"), ("csv", "CSV, one type only")]


class ExportForm(forms.Form):
    """Which facts, in which format; what is left open is all."""

    economy = forms.ModelChoiceField(
        Jurisdiction.objects.all(), required=False, to_field_name="code", empty_label="All economies"
    )
    topic = forms.ModelChoiceField(Topic.objects.all(), required=False, to_field_name="key", empty_label="All topics")
    fact_type = forms.ChoiceField(choices=[("", "All types"), *FactType.choices], required=False, label="Type")
    format = forms.ChoiceField(choices=FORMATS, initial="xlsx")

    def facts(self) -> QuerySet[Fact]:
        """A topic stands for those below it, too."""
        found = Fact.objects.all()
        if place := self.cleaned_data["economy"]:
            found = found.filter(jurisdiction=place)
        if topic := self.cleaned_data["topic"]:
            found = found.filter(topic__in=Topic.objects.filter(pk=topic.pk) | Topic.objects.filter(parent=topic))
        if fact_type := self.cleaned_data["fact_type"]:
            found = found.filter(type=fact_type)
        return found

    @property
    def asked(self) -> str:
        said = (self.cleaned_data[name] for name in ("economy", "topic", "fact_type"))
        return ", ".join(str(each) for each in said if each) or "all facts"


def template(request: HttpRequest, fact_type: str, extension: str) -> HttpResponse:
    if fact_type not in FactType.values or extension not in CONTENT_TYPES:
        raise Http404(f"There are templates of {', '.join(FactType.values)}, as csv and xlsx.")
    body = writing.template(FactType(fact_type), extension)
    return download(body, CONTENT_TYPES[extension], f"atmp-facts-{fact_type}-template.{extension}")


def export(request: HttpRequest, keys: Collection[str], extension: str, asked: str) -> HttpResponse | None:
    """The file; None where nothing was made of it, and the person is told why."""
    user: Any = request.user
    if not keys:
        messages.warning(request, f"There is no fact to export: {asked}.")
        return None
    try:
        body, count = writing.export(keys, user, extension)
    except (ValueError, writing.TooLongError) as error:
        messages.error(request, f"Nothing was exported: {error}.")
        return None
    name = f"atmp-facts-{timezone.now():%Y-%m-%dT%H%M}Z.{extension}"
    note(user, name, f"Exported {count} fact{'' if count == 1 else 's'}: {asked}.")
    return download(body, CONTENT_TYPES[extension], name)


def note(user: Any, name: str, what: str) -> None:
    """A line in the log of the admin: who, when, which file, how many."""
    LogEntry.objects.create(
        user_id=user.pk,
        content_type_id=ContentType.objects.get_for_model(Fact).pk,
        object_repr=name[:200],
        action_flag=CHANGE,
        change_message=what,
    )


def lately() -> list[tuple[datetime.datetime, str, str, str]]:
    """(when, who, file, what) of the last exports and imports."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Fact), object_id=None)
    return [
        (each.action_time, str(each.user), each.object_repr, each.change_message)
        for each in entries.select_related("user").order_by("-action_time", "-pk")[:20]
    ]


@admin.action(description="Export the chosen facts as XLSX", permissions=["view"])
def export_xlsx(model_admin: Any, request: HttpRequest, queryset: QuerySet[Fact]) -> HttpResponse | None:
    return export(request, chosen_keys(queryset), "xlsx", "chosen in the list")


@admin.action(description="Export the chosen facts as CSV", permissions=["view"])
def export_csv(model_admin: Any, request: HttpRequest, queryset: QuerySet[Fact]) -> HttpResponse | None:
    return export(request, chosen_keys(queryset), "csv", "chosen in the list")


def chosen_keys(queryset: QuerySet[Any]) -> set[str]:
    return set(queryset.order_by().values_list("key", flat=True))
