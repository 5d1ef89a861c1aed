"""What the steps of a version, a source and a coming change ask for before they are taken. The steps stand in review.py and beside it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

from regulatory.admin.forms import date_field, text_field, today
from regulatory.models import PendingChange, Source
from regulatory.models.fields import validate_partial_date


class SourceSelect(AutocompleteSelect):
    """Django's own, which fails on what is no number when it shows a refused form again."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if re.fullmatch(r"\d{0,18}", str(each))], attrs)


def source_field(**options: Any) -> forms.ModelChoiceField:
    """A document, found by typing."""
    widget = SourceSelect(PendingChange._meta.get_field("source"), admin.site)
    return forms.ModelChoiceField(Source.objects.all(), widget=widget, **options)


class ReasonForm(forms.Form):
    """A decision that readers may ask about."""

    reason = text_field(help_text="Kept with the change, for good")


class PublishForm(ReasonForm):
    """`stamp` is that of the version as it stands on the page above the form."""

    stamp = forms.CharField(widget=forms.HiddenInput)

    def clean_stamp(self) -> datetime.datetime:
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["stamp"])
        except ValueError as error:
            raise ValidationError("The form is damaged. Open the page again.") from error

    applies = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Applies the coming change",
        help_text="Readers are no longer told of what the new text says itself",
    )

    def offer(self, notes: Iterable[PendingChange]) -> None:
        """Ask which of these coming changes, which readers see, the version applies; where there is none, nothing is asked."""
        choices = [(str(each.pk), f"{each.changes_on}: {each.note}") for each in notes if each.is_shown]
        if choices:
            self.fields["applies"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["applies"]


class WithdrawForm(ReasonForm):
    day = date_field(initial=today, help_text="Day from which it no longer holds; today or earlier")


class SubmitForm(forms.Form):
    comment = text_field(label="Reason", help_text="For the reviewer: why this version, and what to look at")


class SendBackForm(forms.Form):
    comment = text_field(help_text="What is to be mended")


class ConfirmForm(forms.Form):
    day = date_field(initial=today, help_text="Day on which the text was seen again; today or earlier")
    how = text_field(help_text="What was looked at")


class DiscardForm(forms.Form):
    comment = text_field(required=False, help_text="Why; may be left empty")


class NoteChangeForm(forms.Form):
    """A change of a published fact that is still to come."""

    changes_on = forms.CharField(
        max_length=10,
        validators=[validate_partial_date],
        label="Changes on",
        help_text="YYYY, YYYY-MM or YYYY-MM-DD, as exactly as the source says",
    )
    note = text_field(help_text="What will change, in our own words")
    source = source_field(help_text="The text that makes the change")
    locator = forms.CharField(max_length=120, required=False, help_text="Article, section or page")


class SupersedeForm(ReasonForm):
    """What replaced a document, and why one knows."""

    successor = source_field(
        label="Superseded by", help_text="The document that replaced it; add it first where it is new"
    )
    field_order = ("successor", "reason")
