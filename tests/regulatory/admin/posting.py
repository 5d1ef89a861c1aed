"""Fills the admin's forms the way a browser does: every value that the page shows, then what the test changes."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxInput, MultiWidget, NullBooleanSelect
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def address(model: Any, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def put(data: dict[str, Any], form: Any) -> None:
    for field in form:
        value, widget = field.value(), field.field.widget
        if isinstance(widget, CheckboxInput):
            if value:
                data[field.html_name] = "on"
        elif isinstance(widget, NullBooleanSelect):
            data[field.html_name] = {True: "true", False: "false"}.get(value, "unknown")
        elif isinstance(widget, MultiWidget):
            for number, part in enumerate(widget.decompress(value)):
                data[f"{field.html_name}_{number}"] = str(part or "")
        elif isinstance(value, list):
            data[field.html_name] = [getattr(each, "pk", each) for each in value]
        elif value is not None:
            data[field.html_name] = str(getattr(value, "pk", value))


def filled(response: HttpResponse) -> dict[str, Any]:
    """The values that a browser would send back from the change form unchanged."""
    data: dict[str, Any] = {}
    put(data, response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        put(data, inline.formset.management_form)
        for form in inline.formset.forms:
            put(data, form)
    return data


def save(client: Client, url: str, **changes: Any) -> HttpResponse:
    """Open a form, change some of its values, save. None leaves a value out."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return client.post(url, without_nones(filled(response) | changes))


def without_nones(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


def told(response: HttpResponse) -> list[str]:
    """The messages on the page that the response leads to or is."""
    return [str(message) for message in response.context["messages"]]


def wrong(response: HttpResponse) -> list[str]:
    """The errors of the form and of its rows, with the names of their fields."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
    found = [f"{name}: {text}" for form in forms for name, texts in form.errors.items() for text in texts]
    for inline in response.context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
    return found
