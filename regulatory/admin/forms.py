"""The forms of the curators' desk: of a version of a fact and of an identity record, and their fields.

What a form stores goes through curation/actions.py: see facts.py and records.py. What steps ask for stands in step_forms.py.
"""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from regulatory.choices import KINDS, FactType
from regulatory.curation import versions
from regulatory.models import Fact, type_of

OF_THE_FORM = {"reason", "stamp", "carry"}
"""What forms ask beside the values of the record."""
ISO_DATE = "%Y-%m-%d"
"""Day and month change places between economies; year-month-day is read alike by all."""
LONGEST_PROSE = 5000
"""Characters; the content files hold no longer text."""
SAYS_OF_DAYS = (
    ("review_days_basis", "review_days"),
    ("review_days_measure", "review_days"),
    ("review_days_limit", "review_days"),
    ("deadline_basis", "deadline_days"),
)
"""Fields that say something of a number of days, and mean nothing without it."""
MOVED = (
    "'{what}' was changed after you opened this form{by}, so it was not saved. Nothing that you typed is lost: both texts stand side by "
    "side, and the form holds yours. Save again to put it in place of the other."
)
CLOSED = (
    "'{what}' was {state} after you opened this form{by}, so it cannot be changed any more. Nothing that you typed is lost: save again to "
    "start a new version with it."
)
BEGUN = (
    "'{what}' is {state}, and {author} has begun a new version of it meanwhile. Nothing that you typed is lost: carry over there what is "
    "missing, or have that version discarded and save again."
)


class ProseField(forms.CharField):
    """A text of several lines. Browsers send line ends that no stored text has; kept, they would count as a change."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"max_length": options.get("max_length") or LONGEST_PROSE})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = AdminTextareaWidget

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **options: Any) -> None:
        super().__init__(**options | {"widget": self.widget(attrs={"rows": 3}), "show_hidden_initial": False})
        self.help_text = f"{self.help_text} (one a line)".strip()

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(item) for item in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class JsonListField(forms.JSONField):
    """A list as JSON; left empty it is the empty list, for the column is never null."""

    def __init__(self, **options: Any) -> None:
        # What it said before is read from the database, not from a hidden twin in the form.
        super().__init__(**options | {"show_hidden_initial": False})

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return [] if found is None else found


def choice_options(db_field: models.Field[Any, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What a choice field is made with: an open choice is called by its meaning, not by a row of dashes."""
    if not db_field.blank or "choices" in given:
        return given
    return {**given, "choices": db_field.get_choices(blank_choice=[("", "not stated")])}


def date_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=AdminDateWidget(format=ISO_DATE), **options)


def text_field(*, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(widget=AdminTextareaWidget(attrs={"rows": rows}), **options)


def today() -> datetime.date:
    return timezone.now().date()


class FactForm(forms.ModelForm):
    """One version of one fact. A new one is a draft of version 1 of a new key; a stored one must be as its editor read it."""

    is_overtaken = False
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    carry = forms.CharField(required=False, widget=forms.HiddenInput)
    """Set once the form was refused because its version was closed meanwhile: sent again, its text goes into a new version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["stamp"] = self.instance.updated_at.isoformat()
        else:
            self.instance.type = type_of(type(self.instance))

    def clean_key(self) -> str:
        """On the form of a new fact only: a key names one fact for ever."""
        key = str(self.cleaned_data["key"])
        taken = Fact.objects.filter(key=key).select_related("jurisdiction").order_by("-version").first()
        if taken:
            raise ValidationError(
                f"'{key}' is taken by '{taken.title}' ({taken.jurisdiction}). Choose another key, "
                "or open that fact and start a new version of it."
            )
        return key

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for said, days in SAYS_OF_DAYS:
            if cleaned.get(said) and cleaned.get(days) is None and days in self.fields and days not in self.errors:
                self.add_error(said, "Give the number of days too, or leave this open.")
        if cleaned.get("deadline_days") is not None and cleaned.get("deadline_hours") is not None:
            self.add_error("deadline_hours", "Give days or hours, whichever the source counts.")
        low, high = cleaned.get("duration_years_min"), cleaned.get("duration_years_max")
        if low is not None and high is not None and high < low:
            self.add_error("duration_years_max", f"It is less than the shortest duration, {low}.")
        if self.instance.pk:
            self.refuse_moved()
        return cleaned

    def refuse_moved(self) -> None:
        """Refuse to write over what somebody else did since the form was opened. The row stays locked until it is written.

        A version that was closed meanwhile is refused once; sent again with the new stamp, the text goes into a new version.
        """
        siblings = versions.lock(self.instance.key)
        stored = next((each for each in siblings if each.pk == self.instance.pk), None)
        if stored is None:
            raise ValidationError(f"'{self.instance}' is no longer there.")
        last = stored.published_by or stored.author
        about = {"what": self.instance, "by": f" by {last}", "state": stored.get_state_display().lower()}
        opened = next((each for each in siblings if each.is_open and each.pk != stored.pk), None)
        if not stored.is_open and opened:
            raise ValidationError(BEGUN.format(author=opened.author, **about))
        if stored.updated_at.isoformat() != self.cleaned_data.get("stamp"):
            again = {"stamp": stored.updated_at.isoformat(), "carry": "" if stored.is_open else "yes"}
            refuse_overtaken(self, **again)
            raise ValidationError((MOVED if stored.is_open else CLOSED).format(**about))

    def _get_validation_exclusions(self) -> set[str]:
        # Django skips each constraint that names a field which isn't on the form, and the database would answer with an error page.
        skipped: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return skipped - ({"key", "version", "type", "state"} - set(self.errors))


def refuse_overtaken(form: Any, **again: str) -> None:
    """Have the form ready to be sent again, with these hidden values: by then its reader has seen the present text, whose stamp it is."""
    form.is_overtaken = True
    form.data = form.data.copy()
    for name, value in again.items():
        form.data[form.add_prefix(name)] = value


def kind_field(fact_type: FactType) -> forms.ChoiceField | None:
    """The choice of kind for a type of fact that has kinds."""
    kinds = KINDS.get(fact_type)
    return forms.ChoiceField(choices=[("", "---------"), *kinds.choices]) if kinds else None
