"""When somebody else was quicker: a form that was opened before another's change is refused with both texts, and can be sent again.

What was typed stays in the form, row by row, and the stamp becomes that of the present text: who sends it again has seen what he writes
over. That a form is overtaken is found by the forms themselves (forms.py, records.py), under the lock of all writers.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict

from regulatory.admin.forms import OF_THE_FORM
from regulatory.curation import actions
from regulatory.models import Citation, Fact, FactClass, as_type

NOT_COMPARED = {*OF_THE_FORM, "DELETE", "position"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or the rows of one kind: what was typed, and what stands there now; an empty text is no value."""

    label: str
    mine: str
    theirs: str


def differences(form: Any, formsets: Iterable[Any]) -> list[Difference]:
    """What a refused form says otherwise than the record does now, in the order of the form."""
    found = [
        Difference(
            str(form[name].label),
            in_words(form.fields[name], form[name].data),
            in_words(form.fields[name], form.initial.get(name)),
        )
        for name in form.changed_data
        if name not in NOT_COMPARED
    ]
    for formset in formsets:
        mine, theirs = "\n".join(rows_typed(formset)), "\n".join(rows_stored(formset))
        if mine != theirs:
            found.append(Difference(str(formset.model._meta.verbose_name_plural).capitalize(), mine, theirs))
    return found


def rows_typed(formset: Any) -> Iterator[str]:
    for form in formset.forms:
        is_gone = formset.can_delete and formset._should_delete_form(form)
        if not is_gone and (form.instance.pk or form.has_changed()):
            yield row_in_words(form, {name: form[name].data for name in form.fields})


def rows_stored(formset: Any) -> Iterator[str]:
    fields = formset.empty_form
    # Asked anew: the rows of the formset carry what was typed by now.
    for row in formset.get_queryset().all():
        yield row_in_words(fields, forms.model_to_dict(row))


def row_in_words(form: Any, values: dict[str, Any]) -> str:
    kept = [
        name
        for name, field in form.fields.items()
        if name not in NOT_COMPARED and not isinstance(field, forms.models.InlineForeignKeyField) and name != "id"
    ]
    return " · ".join(filter(None, (in_words(form.fields[name], values.get(name)) for name in kept)))


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a form or of a record as one reads it."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = [getattr(each, "pk", each) for each in value]
        return ", ".join(str(each) for each in all_of(field).filter(pk__in=[key for key in keys if is_number(key)]))
    if isinstance(field, forms.ModelChoiceField):
        key = getattr(value, "pk", value)
        found = all_of(field).filter(pk=key).first() if is_number(key) else None
        return str(found or value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(flat(field.choices)).get(str(value), value))
    if isinstance(field, forms.BooleanField):
        return "yes" if field.to_python(value) else "no"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(field.prepare_value(value)).replace("\r\n", "\n")


def all_of(field: forms.ModelChoiceField) -> QuerySet[Any]:
    if field.queryset is None:
        raise LookupError(f"{field.label} has nothing to choose from.")
    return field.queryset


def is_number(key: Any) -> bool:
    return str(key).isdigit()


def flat(choices: Any) -> Iterator[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(inner), name) for inner, name in label)
        else:
            yield str(value), label


# ---- rows that came or went meanwhile


def rows_as_they_stand(formset: Any) -> Any:
    """The data of a bound formset, brought to the rows that there are now; the very same where nobody added or removed one.

    A row that was removed meanwhile becomes a new one, so that what was typed in it is not lost; one that was added is taken along.
    """
    data, prefix, key = formset.data, formset.prefix, formset.model._meta.pk.name
    try:
        total, initial = int(data[f"{prefix}-TOTAL_FORMS"]), int(data[f"{prefix}-INITIAL_FORMS"])
    except (KeyError, ValueError):
        return data
    stored = {str(row.pk): row for row in formset.get_queryset()}
    typed = [data.get(f"{prefix}-{number}-{key}", "") for number in range(initial)]
    if set(typed) == set(stored) or initial > total or total > formset.absolute_max:
        return data
    rows: list[tuple[bool, dict[str, list[str]]]] = []
    for number in range(total):
        row = values_of_row(data, f"{prefix}-{number}-")
        is_kept = number < initial and typed[number] in stored
        if number < initial and not is_kept:
            row[key] = [""]
            if row.get("DELETE"):
                continue
        rows.append((is_kept, row))
    rows += [(True, data_of_row(formset, stored[pk]) | {key: [pk]}) for pk in stored if pk not in typed]
    rows.sort(key=lambda each: not each[0])
    return with_rows(data, prefix, rows)


def values_of_row(data: Any, start: str) -> dict[str, list[str]]:
    return {name.removeprefix(start): data.getlist(name) for name in data if name.startswith(start)}


def data_of_row(formset: Any, row: Any) -> dict[str, list[str]]:
    """A stored row as a browser would send it."""
    found: dict[str, list[str]] = {}
    for bound in formset.form(instance=row):
        value, widget = bound.value(), bound.field.widget
        if isinstance(widget, forms.CheckboxInput):
            if value:
                found[bound.name] = ["on"]
        elif isinstance(widget, forms.NullBooleanSelect):
            found[bound.name] = [{True: "true", False: "false"}.get(value, "unknown")]
        elif isinstance(value, list | tuple):
            found[bound.name] = [str(getattr(each, "pk", each)) for each in value]
        elif value is not None:
            found[bound.name] = [str(getattr(value, "pk", value))]
    return found


def with_rows(data: Any, prefix: str, rows: list[tuple[bool, dict[str, list[str]]]]) -> Any:
    """The data with these rows in place of its own; those of stored records come first."""
    is_row = re.compile(rf"{re.escape(prefix)}-\d+-")
    found = data.copy() if hasattr(data, "copy") else MultiValueDict(data)
    for name in [name for name in found if is_row.match(name)]:
        del found[name]
    for number, (_, row) in enumerate(rows):
        for name, values in row.items():
            found.setlist(f"{prefix}-{number}-{name}", values)
    found[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    found[f"{prefix}-INITIAL_FORMS"] = str(sum(is_kept for is_kept, _ in rows))
    return found


# ---- records that are gone


def gone_page(desk: Any, request: HttpRequest, back: str) -> HttpResponse:
    """For a form whose record was removed or thrown away meanwhile: what was typed, to be carried elsewhere."""
    typed = [
        (name, "\n".join(values))
        for name, values in request.POST.lists()
        if any(values) and not re.search(r"^csrf|^_|stamp$|_FORMS$|-id$", name)
    ]
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "This record is no longer there",
        "typed": typed,
        "back": back,
    }
    return TemplateResponse(request, "admin/regulatory/gone.html", context, status=410)


# ---- versions that were closed


def was_open_to(request: HttpRequest, fact: Fact) -> bool:
    """Whether a form is sent that was filled in while the version was open and somebody else closed it before it came in; or sent again
    after it was refused for that.
    """
    if request.method != "POST":
        return False
    stamp = request.POST.get("stamp", "")
    return bool(request.POST.get("carry")) or stamp not in ("", fact.updated_at.isoformat())


def carry_over(form: Any, formsets: Any, *, by: User) -> Fact:
    """The text of a form whose version was closed meanwhile, as a new version, with the classes and citations of the form."""
    draft = as_type(actions.start_draft(form.instance.key, by=by))
    for name in form.cleaned_data:
        if name in {field.name for field in draft._meta.concrete_fields}:
            setattr(draft, name, form.cleaned_data[name])
    rows = {formset.model: [row for row in formset.forms if row.cleaned_data] for formset in formsets}
    kept = {
        model: sorted(
            (row for row in each if not row.cleaned_data.get("DELETE")),
            key=lambda row: getattr(row.instance, "position", 0),
        )
        for model, each in rows.items()
    }
    said = [row.cleaned_data for row in kept.get(Citation, [])]
    return actions.edit_draft(
        draft,
        by=by,
        stamp=draft.updated_at,
        classes=[row.cleaned_data["product_class"] for row in kept.get(FactClass, [])],
        citations=[actions.CitationDraft(each["source"], each["locator"], each["supports"]) for each in said],
    )
