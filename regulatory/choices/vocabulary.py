"""What a closed vocabulary is: words with a label and a meaning. The words themselves stand beside this module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models


class Vocabulary(models.TextChoices):
    """Text choices whose members carry, beside value and label, the sentence shown on the method page and in the API.

    A member is written `NAME = "value", "what it means", "Label"`.
    """

    meaning: str

    if not TYPE_CHECKING:  # a type checker would ask for the meaning at each look-up by value

        def __new__(cls, value: str, meaning: str) -> Vocabulary:
            member = str.__new__(cls, value)
            member._value_ = value
            member.meaning = meaning
            return member
