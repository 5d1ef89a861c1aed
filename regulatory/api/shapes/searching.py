"""The shapes of search and of its suggestions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from regulatory.api.shapes.parts import ApiUrl, Count, Meta, Page, Place, Shape, Url

SearchedKey = Annotated[
    str, Field(max_length=160, description="The permanent name of the record; of an economy, its code.")
]
SearchedNoun = Annotated[str, Field(description="What the record is, as in the addresses of the API.")]


class Segment(Shape):
    """A part of a text, and whether it matches what was asked for."""

    text: str
    match: bool


class Marked(Shape):
    """The texts of a hit cut where matches begin and end; joined they are the texts. Not escaped."""

    title: list[Segment]
    title_original: list[Segment]
    snippet: list[Segment]


class SearchSuggestion(Shape):
    """A record whose name holds what was typed."""

    noun: SearchedNoun
    key: SearchedKey
    title: str
    title_original: str | None
    jurisdiction: Place | None
    """The one that it belongs to."""
    url: Page
    api_url: ApiUrl


class SearchHit(SearchSuggestion):
    """A record that answers."""

    snippet: str | None
    """The place in its text with most matches."""
    score: float
    """Orders the hits of one answer and means nothing beyond it."""
    marked: Marked


class SearchCorrection(Shape):
    """A word that stands in no text, and the words that were looked for instead."""

    typed: str
    used: list[str]
    is_completion: bool
    """They begin with it; otherwise they are one letter away from it."""


class SearchGroup(Shape):
    """How many records of a noun answer."""

    noun: SearchedNoun
    label: str
    count: Count


class Search(Shape):
    """One page of what answers, best first, and how the question was read."""

    count: Count
    """How many records answer, on all pages."""
    next: Url | None
    previous: Url | None
    meta: Meta
    query: dict[str, str]
    """The question as it was understood, ready to be asked again."""
    corrections: list[SearchCorrection]
    unknown: list[str]
    """Words that stand in no text."""
    economies: list[Place]
    """Economies that the question names; their records come first."""
    groups: list[SearchGroup]
    """In the order of the best hit of each."""
    results: list[SearchHit]


class Suggestions(Shape):
    """Records whose names hold what was typed so far."""

    meta: Meta
    results: list[SearchSuggestion]
