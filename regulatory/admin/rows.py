"""Rows in the form of the record that they belong to: their order, and keys that stay.

Which rows a noun has stands in its own module; citations are in citations.py.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from regulatory.admin import overtaken
from regulatory.admin.forms import ProseField
from regulatory.admin.snapshots import is_record

SHORT_PROSE = {"form_class": ProseField, "widget": forms.Textarea(attrs={"rows": 2, "cols": 50})}


class RowForm(forms.ModelForm):
    """A row with a place among its peers. Left empty, it comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            if not self.instance.pk:
                self.initial["position"] = None


class Rows(forms.BaseInlineFormSet):
    """Rows with places; those that were given none follow the others in the order of the form."""

    first = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk:
            self.data = overtaken.rows_as_they_stand(self)

    def clean(self) -> None:
        super().clean()
        filled = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        given = [place for form in filled if (place := form.cleaned_data.get("position")) is not None]
        last = max(given, default=self.first - 1)
        for form in filled:
            if "position" in form.fields and form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last


class RowInline(admin.TabularInline):
    """Rows that only add to their record: citations, synonyms, organisers."""

    form = RowForm
    formset = Rows
    extra = 0
    classes = ["rows-without-titles"]
    formfield_overrides = {models.TextField: SHORT_PROSE}


class PartForm(RowForm):
    """A record of its own in the form of the record that it is a part of. Its key, once given, is for ever."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True


class PartInline(admin.TabularInline):
    """Records of their own that belong to another: criteria, participants. Each has a form with all its values and citations."""

    form = PartForm
    formset = Rows
    extra = 0
    show_change_link = True
    formfield_overrides = {models.TextField: SHORT_PROSE}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **counted_from_one(db_field, kwargs))


def counted_from_one(db_field: Any, given: dict[str, Any]) -> dict[str, Any]:
    """The places of records begin with 1, in the content files too."""
    names = {"order", "number", "position"} if is_record(db_field.model) else {"order", "number"}
    is_place = isinstance(db_field, models.PositiveSmallIntegerField) and db_field.name in names
    return {**given, "min_value": 1} if is_place else given
