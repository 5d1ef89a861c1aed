"""The form of the search page: the words, and what can be chosen beside them, with what was asked already chosen."""

from __future__ import annotations

from dataclasses import dataclass

from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.filtersets.searched import LONGEST, Searched
from regulatory.pages.filterforms import Choice
from regulatory.pages.questionform import TopicChoice, place_choices, topic_choices
from regulatory.querysets import topics_by_id
from regulatory.search.documents import NOUNS


@dataclass(frozen=True, slots=True)
class SearchForm:
    text: str
    places: tuple[Choice, ...]
    topics: tuple[TopicChoice, ...]
    nouns: tuple[Choice, ...]
    literal: bool
    longest: int = LONGEST


def form_of(asked: Searched) -> SearchForm:
    """Two queries."""
    places = jurisdictions_for_choice()
    topics = sorted(topics_by_id().values(), key=lambda each: (each.place, each.key))
    return SearchForm(
        asked.text,
        tuple(place_choices(places, [each for each in places if each.code == asked.jurisdiction])),
        tuple(topic_choices(topics, [each for each in topics if each.key == asked.topic])),
        tuple(Choice(each.name, each.label, each.name == asked.noun) for each in NOUNS.values()),
        asked.literal,
    )
