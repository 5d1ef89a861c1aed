"""What the desks of facts and of identity records share: one write a form, refusals told in words, nothing noted where nothing changed.

What is written, and how, is theirs: facts.py, records.py.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from regulatory.admin import refusals
from regulatory.admin.forms import OF_THE_FORM, choice_options


class WritingAdmin(admin.ModelAdmin):
    """A form whose record, links and parts are written together, by `write`, through curation/actions.py."""

    # Many records at once would leave no room for a reason, and let text through that nobody read.
    actions = None
    list_per_page = 50

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

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_choice_field(db_field, request, **choice_options(db_field, kwargs))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return refusals.answer(request, lambda: super(WritingAdmin, self).changeform_view(request, *args, **kwargs))
