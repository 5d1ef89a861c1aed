"""What a search asks, read strictly from a query string. What answers it stands in search/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from regulatory.filtersets.base import parameter_problems
from regulatory.filtersets.fields import Known, among
from regulatory.filtersets.known import JURISDICTIONS, TOPICS
from regulatory.search.documents import NOUNS
from regulatory.search.find import UnknownFilterError, find
from regulatory.search.found import Found

LONGEST = 200
"""Characters of a question; more are refused, not cut."""
WORDS = ("q",)
SEARCHED = ("q", "jurisdiction", "topic", "noun", "literal")


class NotAskedError(ValueError):
    """A search that cannot be answered: parameter -> sentences."""

    def __init__(self, problems: dict[str, list[str]]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Searched:
    """A search as understood; empty where nothing was asked. `literal`: names of economies are words like others."""

    text: str = ""
    jurisdiction: str = ""
    topic: str = ""
    noun: str = ""
    literal: bool = False

    @property
    def query(self) -> list[tuple[str, str]]:
        """The search as parameters, ready to be asked again."""
        given = zip(
            SEARCHED, (self.text, self.jurisdiction, self.topic, self.noun, "1" if self.literal else ""), strict=True
        )
        return [(name, value) for name, value in given if value]

    def answer(self, *, limit: int, offset: int = 0) -> Found:
        """What answers it. Raises NotAskedError for a topic under which nothing has ever been said."""
        try:
            return find(
                self.text,
                jurisdiction=self.jurisdiction,
                topic=self.topic,
                noun=self.noun,
                limit=limit,
                offset=offset,
                read_economies=not self.literal,
            )
        except UnknownFilterError as error:
            raise NotAskedError({"topic": [str(error)]}) from error


def searched(given: QueryDict, *, known: Iterable[str] = SEARCHED, beside: Iterable[str] = ()) -> Searched:
    """The search of a query string: at most one query for each filter.

    `known` are the parameters of search that are understood there, `beside` others. Raises NotAskedError for whatever else.
    """
    known = [*known]
    problems = parameter_problems(given, known=[*known, *beside])
    values = {name: str(given[name]) for name in known if name in given and name not in problems}
    text = ""
    if "q" in values:
        try:
            text = forms.CharField(max_length=LONGEST, error_messages={"max_length": too_long(values["q"])}).clean(
                values["q"]
            )
        except ValidationError as error:
            problems["q"] = error.messages
    one_of = {"jurisdiction": JURISDICTIONS, "topic": TOPICS, "noun": among(NOUNS), "literal": among(["1"])}
    for name, allowed in one_of.items():
        if name in values and (problem := unknown_in(allowed, values[name])):
            problems[name] = [problem]
    if problems:
        raise NotAskedError(problems)
    return Searched(
        text,
        values.get("jurisdiction", "").upper(),
        values.get("topic", ""),
        values.get("noun", ""),
        "literal" in values,
    )


def unknown_in(allowed: Known, value: str) -> str:
    """What is wrong with a value that has to be one of those allowed; empty: nothing."""
    if "\x00" not in value and value in allowed.look_up([value]):
        return ""
    return allowed.complaint(value)


def too_long(text: str) -> str:
    return f"These are {len(text)} characters. Give at most {LONGEST}: a few words are enough."
