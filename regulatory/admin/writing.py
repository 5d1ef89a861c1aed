"""What the desks of facts and of identity records share: one write a form, refusals told in words, nothing noted where nothing changed.

What is written, and how, is theirs: facts.py, records.py.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminDateWidget
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from regulatory.admin import overtaken, refusals
from regulatory.admin.addresses import page_of
from regulatory.admin.forms import ISO_DATE, OF_THE_FORM, JsonListField, LinesField, ProseField, choice_options
from regulatory.admin.rows import counted_from_one
from regulatory.curation.changes import queue_for_writing
from regulatory.models.fields import TextListField


class WritingAdmin(admin.ModelAdmin):
    """A form whose record, links and parts are written together, by `write`, through curation/actions.py."""

    # Many records at once would leave no room for a reason, and let text through that nobody read.
    actions = None
    list_per_page = 50
    formfield_overrides = {
        models.TextField: {
            "form_class": ProseField,
            "widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        },
        models.DateField: {"widget": AdminDateWidget(format=ISO_DATE)},
        models.URLField: {"assume_scheme": "https"},
        models.JSONField: {"form_class": JsonListField},
        TextListField: {"form_class": LinesField},
    }

    class Media:
        css = {"all": ["css/desk.css"]}

    def write(self, request: HttpRequest, form: Any, formsets: Any, *, change: bool) -> None:
        """Store what a valid form and its valid rows say."""
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: see save_related."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        asked = set(form.changed_data) - OF_THE_FORM or any(formset.has_changed() for formset in formsets)
        if asked or not change:
            self.write(request, form, formsets, change=change)
        else:
            request.is_unchanged = True  # type: ignore[attr-defined]

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return "" if hasattr(request, "is_unchanged") else self.told(request, form, formsets, add)

    def told(self, request: HttpRequest, form: Any, formsets: Any, add: bool) -> Any:
        """What the history of the form says of a change."""
        return super().construct_change_message(request, form, formsets, add)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if hasattr(request, "is_unchanged") else super().log_change(request, obj, message)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if hasattr(request, "is_unchanged"):
            messages.info(request, f"Nothing was changed on '{obj}', so nothing was stored.")
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **counted_from_one(db_field, kwargs))
        if field is not None and hasattr(field.widget, "can_delete_related"):
            # What a record points at is removed on its own form, where the reason is asked for.
            field.widget.can_delete_related = False
        return field

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_choice_field(db_field, request, **choice_options(db_field, kwargs))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        form = context["adminform"].form
        if getattr(form, "is_overtaken", False):
            formsets = [each.formset for each in context["inline_admin_formsets"]]
            context["differences"] = overtaken.differences(form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        view = super().changeform_view

        def answer() -> HttpResponse:
            if request.method != "POST" or object_id is None:
                return view(request, object_id, *args, **kwargs)
            # In the queue from the start: what the form is compared with is then what it would be written over.
            with transaction.atomic():
                queue_for_writing()
                if self.has_change_permission(request) and self.get_object(request, unquote(object_id)) is None:
                    return overtaken.gone_page(self, request, page_of(self.model, "changelist"))
                return view(request, object_id, *args, **kwargs)

        return refusals.answer(request, answer)
