"""Of when the facts are asked: `as_of` and `revision` (what was said here), `in_force_on` (what held in the world). Never mixed.

Shared by the filter sets of facts and by the comparison. Which versions a moment shows is decided in querysets.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters import Filter

from regulatory.filtersets.fields import LARGEST, PastDayField
from regulatory.models import Fact
from regulatory.querysets import content_span
from regulatory.readings import Moment

NAMES = ("as_of", "in_force_on", "revision")
TOGETHER = "Give as_of or revision, not both: each says which state of this knowledge base is asked for."


class KnownDayField(PastDayField):
    """A day of which this knowledge base can say what it said: from that of its first revision up to today."""

    def clean(self, value: Any) -> datetime.date | None:
        day = super().clean(value)
        if day is None:
            return None
        first = content_span().first_day
        if first is None:
            raise ValidationError("Nothing has been published here yet, so there is no day to ask of.")
        if day < first:
            today = datetime.datetime.now(datetime.UTC).date()
            raise ValidationError(f"Nothing was published here before {first}. Give a day from {first} to {today}.")
        return day


class WorldDayField(PastDayField):
    """A day in the world, up to today: which rules will be in force on a later one is not known."""


class RevisionField(forms.IntegerField):
    """The number of a revision that there was."""

    default_error_messages = {"invalid": "Give the number of a revision, such as 1."}

    def clean(self, value: Any) -> int | None:
        number = super().clean(value)
        if number is None:
            return None
        newest = content_span().newest
        if not newest:
            raise ValidationError("Nothing has been published here yet, so there is no revision.")
        if not 1 <= number <= min(newest, LARGEST):
            raise ValidationError(f"There is no revision {str(number)[:20]}. Give one from 1 to {newest}.")
        return number


class MomentFilter(Filter):
    """One part of the moment; the set itself turns the whole moment into rows."""

    def __init__(self, field: type[forms.Field], **options: Any) -> None:
        self.field_class = field
        super().__init__(**options)

    def filter(self, qs: QuerySet[Fact], value: object) -> QuerySet[Fact]:
        return qs


def moment_of(values: Mapping[str, Any]) -> Moment:
    """The moment of cleaned values; a name that is missing says nothing."""
    return Moment(**{name: values.get(name) for name in NAMES})
