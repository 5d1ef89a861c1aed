"""Small readers of single parameters that note what is wrong instead of raising. Which parameters there are stands in comparison.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from regulatory.filtersets.fields import shown

Problems = dict[str, list[str]]
"""Parameter -> sentences that say what is wrong with it and what would be right."""

ALL = "all"
SHORT = 40
"""A list of known values up to this length stands whole in a message."""

Noun = TypeVar("Noun")


def chosen(
    given: QueryDict,
    name: str,
    known: Mapping[str, Noun],
    noun: str,
    problems: Problems,
    *,
    fold: Callable[[str], str] = str,
    most: int | None = None,
) -> list[Noun]:
    """The records that a parameter names, in its order: `a,b` or repeated. `all`, or no parameter: an empty list.

    Unknown, double and empty values, and more than `most`, are problems; the known ones are given all the same.
    """
    parts = [part.strip() for text in given.getlist(name) for part in text.split(",")]
    if parts == [ALL]:
        return []
    folded = [fold(part) for part in parts if part]
    found = [known[part] for part in dict.fromkeys(folded) if part in known]
    said = []
    if most is not None and len(parts) > most:
        problems[name] = [f"{len(parts)} are asked for. Ask for {most} at most, or for {name}={ALL}."]
        return found[:most]
    if "" in parts:
        said.append(f"A value is empty. Write {name}=a,b, or {name}={ALL} for all of them.")
    said += [unknown(noun, part, known) for part in dict.fromkeys(folded) if part not in known]
    said += [f"{shown(part)} stands there more than once." for part in dict.fromkeys(folded) if folded.count(part) > 1]
    if said:
        problems.setdefault(name, said[:10])
    return found


def unknown(noun: str, value: str, known: Iterable[str]) -> str:
    """What is wrong with one value, and what would be right: near ones, else the whole of a short list."""
    allowed = list(known)
    if value.lower() == ALL:
        return f"{ALL!r} stands alone, without other values."
    near = get_close_matches(value[:80], allowed, n=3) or (allowed if len(allowed) <= SHORT else [])
    hint = f" Known: {', '.join(near)}." if near else f" There are {len(allowed)}; the API lists them."
    return f"There is no {noun} {shown(value)}.{hint}"


def cleaned(given: QueryDict, name: str, field: forms.Field, problems: Problems) -> Any:
    """The one value of a parameter as its field cleans it; None where there is none, or none that is right."""
    try:
        return field.clean(given.get(name))
    except ValidationError as error:
        problems.setdefault(name, list(error.messages))
        return None


def switch(given: QueryDict, name: str, problems: Problems) -> bool:
    """Whether a parameter that only says "1" is there."""
    value = given.get(name)
    if value not in (None, "1"):
        problems.setdefault(name, [f"{shown(str(value))} is not 1. Write {name}=1, or leave it out."])
    return value == "1"
