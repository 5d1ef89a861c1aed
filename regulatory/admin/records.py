"""How an identity record (jurisdiction, source, topic, ...) is kept: edited with a reason, logged, never written over unseen.

A part that is verified by itself (a participant, a criterion) is a record and gets an entry of its own in the change note; plain
links (citations, many-to-many) are told in the entry of the record that they belong to.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from regulatory.admin import refusals
from regulatory.admin.forms import MOVED, OF_THE_FORM, refuse_overtaken, text_field
from regulatory.admin.snapshots import is_record, key_of, name_of, said, stamp_of
from regulatory.admin.writing import WritingAdmin
from regulatory.curation import actions
from regulatory.curation.changes import ChangeLog, change, queue_for_writing
from regulatory.models import ChangeEntry

SHOWN = 30
"""How many of the records that stand in the way of a removal are listed."""


class RecordForm(forms.ModelForm):
    """An identity record, with the reason for the edit."""

    is_overtaken = False
    shown_parts: frozenset[type[models.Model]] = frozenset()
    """The models of the rows that are edited with the record."""
    reason = text_field(rows=2, help_text="Why this is added or changed; kept with the change, for good")
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["stamp"] = stamp_of(self.instance, self.shown_parts)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self.refuse_moved()
        return cleaned

    def refuse_moved(self) -> None:
        """Refuse to write over what somebody else did since the form was opened. The row stays locked until it is written."""
        queue_for_writing()
        rows = type(self.instance)._default_manager.select_for_update(of=("self",)).order_by("pk")
        stored = rows.filter(pk=self.instance.pk).first()
        if stored is None or stamp_of(stored, self.shown_parts) != self.cleaned_data.get("stamp"):
            if stored is not None:
                refuse_overtaken(self, stamp=stamp_of(stored, self.shown_parts))
            raise ValidationError(MOVED.format(what=name_of(self.instance), by=last_editor(self.instance)))


def last_editor(record: models.Model) -> str:
    """Who wrote the record last, in the words of a sentence; nothing where no change note tells."""
    entries = ChangeEntry.objects.filter(noun=str(record._meta.verbose_name), key=key_of(record))
    last = entries.select_related("change__by").order_by("-pk").first()
    return f" by {last.change.by}" if last else ""


class RecordAdmin(WritingAdmin):
    """The desk of one identity noun."""

    form = RecordForm
    change_form_template = "admin/regulatory/record.html"
    delete_confirmation_template = "admin/regulatory/remove_record.html"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.shown_parts = frozenset(inline.model for inline in self.inlines)  # type: ignore[attr-defined]
        return form

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """All values, the key first and the reason last; no reason is asked from who only looks."""
        names = [name for name in super().get_fields(request, obj) if name not in OF_THE_FORM]
        names.sort(key=lambda name: name not in ("key", "code"))
        return names if obj and not self.has_change_permission(request, obj) else [*names, "reason", "stamp"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """Keys and codes are for ever: they stand in public addresses."""
        fixed = [name for name in ("key", "code") if obj and hasattr(obj, name)]
        return [*fixed, *super().get_readonly_fields(request, obj)]

    def write(self, request: HttpRequest, form: Any, formsets: Any, *, change: bool) -> None:
        store(form, formsets, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]

    def told(self, request: HttpRequest, form: Any, formsets: Any, add: bool) -> Any:
        return form.cleaned_data["reason"]

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        actions.remove_record(obj, key=key_of(obj), by=request.user, reason=request.POST["reason"])  # type: ignore[arg-type]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go too, or what stands in the way; then no list of rights, for nothing is removed."""
        going, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if not protected:
            return going, counts, lacking, protected
        more = [f"and {len(protected) - SHOWN} more"] if len(protected) > SHOWN else []
        return going, counts, set(), [*protected[:SHOWN], *more]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.POST.get("reason", "").strip():
            messages.error(request, "Say why: the reason stays with the change.")
            return HttpResponseRedirect(request.get_full_path())
        return refusals.answer(request, lambda: super(RecordAdmin, self).delete_view(request, *args, **kwargs))


def store(form: Any, formsets: Any, *, by: User, reason: str) -> None:
    """Store the record of a valid form with its links and parts: one change, with an entry for each record that it touched."""
    record = form.instance
    with change(by=by, reason=reason) as log:
        before = said(type(record)._default_manager.get(pk=record.pk)) if record.pk else None
        actions.save_record(record, key=key_of(record), by=by, reason=reason, log=log)
        entry = log.entries[-1]
        form.save_m2m()
        for formset in formsets:
            store_parts(formset, by=by, reason=reason, log=log)
        # Only now is it known what the record says with its links.
        entry.before, entry.after = before, said(record)
        if entry.before == entry.after:
            log.entries.remove(entry)


def store_parts(formset: Any, *, by: User, reason: str, log: ChangeLog) -> None:
    """Store what a valid formset adds, changes and removes."""
    formset.save(commit=False)
    own = is_record(formset.model)
    for part in formset.deleted_objects:
        if own:
            actions.remove_record(part, key=key_of(part), by=by, reason=reason, log=log)
        else:
            part.delete()
    for part in [*formset.new_objects, *(changed for changed, _fields in formset.changed_objects)]:
        if own:
            actions.save_record(part, key=key_of(part), by=by, reason=reason, log=log)
        else:
            part.save()
    formset.save_m2m()
