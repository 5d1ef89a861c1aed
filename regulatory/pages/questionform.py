"""The form of a question (comparison, plan): every choice, with what was understood of the address already chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.comparison import profiles
from regulatory.comparison.profiles import Profile
from regulatory.filtersets.comparison import Asked
from regulatory.pages.filterforms import Choice, ChoiceField
from regulatory.readings import JurisdictionReading, TopicReading

TRAIT_LABELS = {
    "integrating_vector": "Integrating vector",
    "genome_editing": "Genome editing",
    "viable_cells": "Viable cells",
    "orphan": "Orphan product",
}


@dataclass(frozen=True, slots=True)
class TopicChoice:
    choice: Choice
    subtopics: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A field for a day (or a number, with `kind` number), with what it means."""

    name: str
    label: str
    hint: str
    value: str
    kind: str = "date"


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """`product` and `days` are in words what is chosen there; empty where nothing is."""

    places: tuple[Choice, ...]
    topics: tuple[TopicChoice, ...]
    classes: tuple[Choice, ...]
    traits: tuple[ChoiceField, ...]
    days: tuple[DayChoice, ...]
    differences: bool
    chosen_places: int
    chosen_topics: int
    product: str
    chosen_days: int


def form_of(asked: Asked, *, with_since: bool = True) -> QuestionForm:
    days = tuple(day_choices(asked, with_since=with_since))
    return QuestionForm(
        tuple(place_choices(asked.catalogue.ordered_places, asked.places)),
        tuple(topic_choices(asked.catalogue.ordered_topics, asked.topics)),
        tuple(
            Choice(each.key, each.name, each.key in asked.profile.classes)
            for each in asked.catalogue.classes.values()
            if each.selectable
        ),
        tuple(trait_fields(asked.profile)),
        days,
        asked.differences,
        len(asked.places),
        len(asked.topics),
        product_in_words(asked),
        sum(bool(each.value) for each in days),
    )


def place_choices(places: Iterable[JurisdictionReading], chosen: Iterable[JurisdictionReading]) -> Iterable[Choice]:
    codes = {each.code for each in chosen}
    return (Choice(each.code, each.name, each.code in codes) for each in places)


def topic_choices(topics: Iterable[TopicReading], asked: Iterable[TopicReading]) -> Iterable[TopicChoice]:
    chosen, every = {each.key for each in asked}, list(topics)
    for each in every:
        if each.parent is None:
            subtopics = (Choice(sub.key, sub.name, sub.key in chosen) for sub in every if sub.parent == each.key)
            yield TopicChoice(Choice(each.key, each.name, each.key in chosen), tuple(subtopics))


def trait_fields(profile: Profile) -> Iterable[ChoiceField]:
    def field(name: str, label: str, values: Iterable[tuple[str, str]]) -> ChoiceField:
        said = getattr(profile, name)
        return ChoiceField(name, label, tuple(Choice(value, text, value == said) for value, text in values))

    yield field("stage", "Stage", ((key, name.capitalize()) for key, name in profiles.STAGES.items()))
    yield field(
        "source", "Cells from", (("autologous", "The patient (autologous)"), ("allogeneic", "A donor (allogeneic)"))
    )
    for name, label in TRAIT_LABELS.items():
        yield field(name, label, (("yes", "Yes"), ("no", "No")))


def day_choices(asked: Asked, *, with_since: bool) -> Iterable[DayChoice]:
    def text(value: object) -> str:
        return str(value or "")

    moment = asked.moment
    yield DayChoice("in_force_on", "In force on", "Rules in force in the world on that day", text(moment.in_force_on))
    yield DayChoice("as_of", "As of", "What this knowledge base said at the end of that day", text(moment.as_of))
    yield DayChoice("revision", "Revision", "What it said at that revision", text(moment.revision), "number")
    if with_since:
        yield DayChoice("since", "Mark changes since", "What moved here after that day", text(asked.since))


def product_in_words(asked: Asked) -> str:
    """Such as "Gene-modified cells; autologous; integrating vector: yes"; what follows from the class is said as such."""
    profile, classes = asked.profile, asked.catalogue.classes
    parts = [", ".join(classes[key].name for key in profile.classes)] if profile.classes else []
    parts += [profile.source] if profile.source else []
    for name, label in TRAIT_LABELS.items():
        if said := getattr(profile, name):
            parts.append(f"{label.lower()}: {said}")
    parts += [f"{name.replace('_', ' ')}: {value}, by its class" for name, value in profile.settled]
    parts += [profiles.STAGES[profile.stage]] if profile.stage else []
    return "; ".join(parts)
