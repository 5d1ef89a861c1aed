"""What one query parameter may hold, and the error that says what would be right. Which parameters there are stands beside.

Several values are written `a,b` or by repeating the parameter. Nothing is ever dropped: an unknown value is an error.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from regulatory.choices import Vocabulary
from regulatory.models.fields import is_partial_date

LookUp = Callable[[list[str]], Mapping[str, object]]
"""Given values -> what each of them stands for; a value that is not there is unknown."""

Complaint = Callable[[str], str]
"""An unknown value -> the sentence that names it and says what would be right."""


class Known(NamedTuple):
    """What a parameter may name. `values` where the list is closed, `vocabulary` where that list is one of `choices`."""

    look_up: LookUp
    complaint: Complaint
    values: tuple[str, ...] = ()
    vocabulary: type[Vocabulary] | None = None


LARGEST = 2_147_483_647


def shown(value: str) -> str:
    """A user's value as it may stand in a message: quoted, and cut where it is long."""
    return f"'{value}'" if len(value) <= 80 else f"'{value[:80]}…'"


class ValuesWidget(forms.Widget):
    """Reads every occurrence of a parameter, and splits each at its commas."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[str]:
        given = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return [part.strip() for text in given for part in str(text).split(",")]


class ValuesField(forms.Field):
    """One or more values, cleaned to what `look_up` gives for them (each once); none given: an empty list."""

    widget = ValuesWidget

    def __init__(self, *, look_up: LookUp, complaint: Complaint, **options: Any) -> None:
        super().__init__(**options)
        self.look_up = look_up
        self.complaint = complaint

    def clean(self, value: list[str]) -> list[object]:
        if not value:
            return []
        if "" in value:
            raise ValidationError("A value is missing: write them as a,b.")
        # A text with a zero byte is in no table, and PostgreSQL refuses to look for it.
        found = self.look_up([each for each in dict.fromkeys(value) if "\x00" not in each])
        if unknown := [each for each in dict.fromkeys(value) if each not in found]:
            raise ValidationError([self.complaint(each) for each in unknown])
        return list(dict.fromkeys(found[each] for each in value))


def among(allowed: Iterable[str]) -> Known:
    """For a closed list: each value stands for itself."""
    known = {str(value): str(value) for value in allowed}
    return Known(lambda given: known, lambda value: f"{shown(value)} is not one of: {', '.join(known)}.", tuple(known))


def members(vocabulary: type[Vocabulary]) -> Known:
    """For a closed vocabulary."""
    return among(vocabulary.values)._replace(vocabulary=vocabulary)


def keys_of(
    rows: Callable[[], QuerySet[Any]], noun: str, *, key: str = "key", fold: Callable[[str], str] = str
) -> Known:
    """For records by key: a value stands for the record's primary key. A complaint lists all keys, so this suits short lists."""

    def look_up(given: list[str]) -> dict[str, object]:
        folded = {value: fold(value) for value in given}
        found = dict(rows().filter(**{f"{key}__in": set(folded.values())}).values_list(key, "pk"))
        return {value: found[each] for value, each in folded.items() if each in found}

    def complaint(value: str) -> str:
        allowed = ", ".join(rows().order_by(key).values_list(key, flat=True))
        return f"There is no {noun} {shown(value)}. Known: {allowed}."

    return Known(look_up, complaint)


class WholeNumberField(forms.IntegerField):
    default_error_messages = {
        "invalid": "Give a whole number.",
        "min_value": "Give a whole number from 0.",
        "max_value": f"Give a whole number up to {LARGEST}.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST, **options})


class DayField(forms.DateField):
    default_error_messages = {"invalid": "Give a day as YYYY-MM-DD."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"input_formats": ["%Y-%m-%d"], **options})


class PastDayField(DayField):
    """A day up to today (UTC)."""

    def clean(self, value: Any) -> datetime.date | None:
        day = super().clean(value)
        today = datetime.datetime.now(datetime.UTC).date()
        if day and day > today:
            raise ValidationError(f"{day} lies in the future. Give a day up to {today}.")
        return day


class PartialDateTextField(forms.CharField):
    """A year, a month or a day; cleaned to the text itself."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and not is_partial_date(text):
            raise ValidationError("Give a date as YYYY, YYYY-MM or YYYY-MM-DD.")
        return text


def first_text_of(date: str) -> str:
    """The first of the texts for the begin of a partial date: 2024 for 2024-01-01, since a stored 2024 begins on that day too."""
    return date.removesuffix("-01").removesuffix("-01") if len(date) == 10 else date.removesuffix("-01")


def last_day_of(date: str) -> str:
    """The last day of a year, a month or a day, in ISO form."""
    if len(date) == 4:
        return f"{date}-12-31"
    year, month = int(date[:4]), int(date[5:7])
    return date if len(date) == 10 else f"{date}-{calendar.monthrange(year, month)[1]}"


class TrueFalseField(forms.Field):
    """true or false, in any case; nothing given: None."""

    def clean(self, value: Any) -> bool | None:
        if value in (None, ""):
            return None
        known = {"true": True, "false": False}
        if str(value).lower() not in known:
            raise ValidationError(f"{shown(str(value))} is neither true nor false.")
        return known[str(value).lower()]


class WordsField(forms.CharField):
    """Words to look for, cleaned to their list; at most 200 characters."""

    default_error_messages = {"max_length": "Give at most 200 characters."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, **options})

    def clean(self, value: Any) -> list[str]:
        return super().clean(value).split()
