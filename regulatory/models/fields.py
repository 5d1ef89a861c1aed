"""Field types that the models share: keys and dates that may lack their month or day.

A partial date is an ISO 8601 date cut after its year or month ("2019", "2019-06", "2019-06-28"). Sources often give no more, and
filling in a day would invent one. It is stored as that text: ISO text sorts as time does, and a prefix sorts before what it begins.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

KEY_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
PARTIAL_DATE_PATTERN = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


class KeyField(models.CharField):
    """The permanent, public name of a record: lower-case words, digits and hyphens, at most 80 characters."""

    default_validators = [RegexValidator(KEY_PATTERN, "Use lower-case letters, digits and single hyphens.")]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 80, **options})


def is_partial_date(text: str) -> bool:
    """Whether the text is a year, a month or a day of the calendar, in ISO form."""
    found = PARTIAL_DATE_PATTERN.match(text)
    if not found:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def validate_partial_date(text: str) -> None:
    if not is_partial_date(text):
        raise ValidationError("Give a date as YYYY, YYYY-MM or YYYY-MM-DD, as exactly as the source does.")


class PartialDateField(models.CharField):
    """A year, a month or a day; empty when no source gives one."""

    default_validators = [validate_partial_date]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 10, "blank": True, **options})


def validate_list_of_texts(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValidationError("Give a list of texts, none of them empty.")


class TextListField(models.JSONField):
    """A short ordered list of texts that nothing else points at, such as synonyms or methods."""

    default_validators = [validate_list_of_texts]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"default": list, "blank": True, **options})
