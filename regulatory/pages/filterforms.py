"""Plain GET forms for the filters of lists: what can be chosen, and what was. Which filters there are is decided by the filter sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.choices import Vocabulary


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One filter: a list to choose from, or, without choices, a line of text."""

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The fields with what was asked; `beside` are parameters that stand in the address and in no field."""

    action: str
    fields: tuple[ChoiceField, ...]
    beside: tuple[tuple[str, str], ...]
    filtered: bool


def words_field(name: str, label: str) -> ChoiceField:
    return ChoiceField(name, label)


def place_field() -> ChoiceField:
    """One query."""
    places = jurisdictions_for_choice()
    return ChoiceField("jurisdiction", "Economy", tuple(Choice(each.code, each.name) for each in places))


def vocabulary_field(name: str, label: str, vocabulary: type[Vocabulary]) -> ChoiceField:
    return ChoiceField(name, label, tuple(Choice(each.value, each.label) for each in vocabulary))


def form_of(request: HttpRequest, fields: Sequence[ChoiceField]) -> FilterForm:
    """The form with what the address asks filled in.

    A value that no field can show, such as several at once, is kept as a hidden one.
    """
    shown: list[ChoiceField] = []
    beside: list[tuple[str, str]] = []
    names = {field.name for field in fields}
    for field in fields:
        given = request.GET.getlist(field.name)
        value = given[0] if len(given) == 1 else ""
        choices = tuple(Choice(each.value, each.label, fold(each.value) == fold(value)) for each in field.choices)
        known = not field.choices or any(each.chosen for each in choices)
        if given and not (known and len(given) == 1):
            beside += [(field.name, each) for each in given]
        shown.append(ChoiceField(field.name, field.label, choices, "" if field.choices else value))
    for name in request.GET:
        if name not in names and name != "page":
            beside += [(name, each) for each in request.GET.getlist(name)]
    asked = [name for name in request.GET if name != "page"]
    return FilterForm(request.path, tuple(shown), tuple(beside), bool(asked))


def fold(value: str) -> str:
    return value.casefold()
