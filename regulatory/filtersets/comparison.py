"""What a comparison, a plan, a grid of indicators or a list of moves can be asked: one parser for pages, API and downloads.

It never raises: what was understood stands in `Asked` beside the `problems`, so that a form can keep the rest. `jurisdictions` and
`topics` are written `a,b`, or `all`; one of them left out means all of it, both left out is a problem unless the caller says otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django import forms
from django.http import QueryDict

from regulatory import querysets
from regulatory.comparison import profiles
from regulatory.comparison.closed_questions import INDICATORS as QUESTIONS
from regulatory.comparison.profiles import ClassTraits, Profile, ProfileError
from regulatory.filtersets.base import parameter_problems
from regulatory.filtersets.listed import Problems, chosen, cleaned, switch
from regulatory.filtersets.moments import TOGETHER, KnownDayField, RevisionField, WorldDayField
from regulatory.models import ProductClass
from regulatory.readings import JurisdictionReading, Moment, TopicReading

PLACES, TOPICS, ALL = "jurisdictions", "topics", "all"
MOST_PLACES = 22
LONGEST = 10_240
"""Characters of a query string."""

MOMENT: dict[str, type[forms.Field]] = {
    "as_of": KnownDayField,
    "in_force_on": WorldDayField,
    "revision": RevisionField,
}
COMPARE = (PLACES, TOPICS, *profiles.PARAMETERS, "differences", *MOMENT, "since")
PLAN = (PLACES, TOPICS, *profiles.PARAMETERS, "add", *MOMENT)
INDICATORS = (PLACES, "indicators", *MOMENT)
FIGURES = (PLACES, *MOMENT)
BETWEEN = (PLACES, TOPICS)
Needs = Literal["either", "places", "nothing"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be named: jurisdictions and topics by primary key, product classes by key."""

    places: Mapping[int, JurisdictionReading]
    topics: Mapping[int, TopicReading]
    classes: Mapping[str, ClassTraits]

    @property
    def ordered_topics(self) -> list[TopicReading]:
        return sorted(self.topics.values(), key=lambda topic: (topic.place, topic.key))

    @property
    def ordered_places(self) -> list[JurisdictionReading]:
        """The economies first, then by name without a leading article."""
        return sorted(
            self.places.values(),
            key=lambda place: (place.kind != "economy", place.name.removeprefix("the ").casefold(), place.code),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood. Empty `places` or `topics`: all of them. `add` are economies to weigh beside those of a plan."""

    catalogue: Catalogue
    places: tuple[JurisdictionReading, ...] = ()
    topics: tuple[TopicReading, ...] = ()
    profile: Profile = field(default_factory=Profile)
    moment: Moment = field(default_factory=Moment)
    differences: bool = False
    since: datetime.date | None = None
    add: tuple[JurisdictionReading, ...] = ()
    indicators: tuple[str, ...] = ()
    problems: Problems = field(default_factory=dict)

    @property
    def columns(self) -> tuple[JurisdictionReading, ...]:
        return self.places or tuple(self.catalogue.ordered_places)

    @property
    def rows(self) -> tuple[TopicReading, ...]:
        """The topics asked for with those under them; all where none was asked for. In lifecycle order."""
        keys = {each.key for each in self.topics}
        every = self.catalogue.ordered_topics
        return tuple(each for each in every if not keys or each.key in keys or each.parent in keys)

    def query(self, *, revision: int | None = None, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """The parameters that ask this again, in one order; with `revision`, pinned to it for good."""
        moment = self.moment if revision is None else Moment(None, revision, self.moment.in_force_on)
        found = {
            PLACES: ",".join(each.code for each in self.places) or ALL,
            TOPICS: ",".join(each.key for each in self.topics) or ALL,
            **profiles.as_query(self.profile),
            "differences": "1" if self.differences else "",
            "add": ",".join(each.code for each in self.add),
            "indicators": ",".join(self.indicators),
            **{name: str(value or "") for name in MOMENT if (value := getattr(moment, name))},
            "since": str(self.since or ""),
        }
        return [(name, value) for name, value in found.items() if value and name not in without]


def catalogue(*, with_classes: bool) -> Catalogue:
    """Two queries; three with the product classes."""
    return Catalogue(querysets.jurisdictions_by_id(), querysets.topics_by_id(), known_classes() if with_classes else {})


def known_classes() -> dict[str, ClassTraits]:
    """The product classes; what characterises one is said only where a text that carries it was seen."""
    rows = ProductClass.objects.order_by("order", "key").values_list(
        "key", "name", "parent__key", "selectable", "verified", *profiles.TRAITS
    )
    return {
        key: ClassTraits(key, name, parent, selectable, *(traits if verified else ()))
        for key, name, parent, selectable, verified, *traits in rows
    }


def ask(
    given: QueryDict,
    known: Sequence[str],
    *,
    beside: Iterable[str] = (),
    with_classes: bool | None = None,
    needs: Needs = "either",
) -> Asked:
    """What a query string asks. `known` are its parameters (COMPARE, PLAN, INDICATORS), `beside` those that others read.

    The product classes are read when the query speaks of a product, or always with `with_classes` (a form needs them). `needs` says
    what must be named: economies or topics ("either"), economies ("places"), or nothing.
    """
    if len(given.urlencode()) > LONGEST:
        said = f"The query string is longer than {LONGEST:,} characters. Ask for less, or for {PLACES}={ALL}."
        return Asked(catalogue(with_classes=bool(with_classes)), problems={"query": [said]})
    speaks_of_product = any(name in given for name in profiles.PARAMETERS)
    found = catalogue(with_classes=speaks_of_product if with_classes is None else with_classes)
    problems = parameter_problems(
        given, known=[*known, *beside], several=(PLACES, TOPICS, "class", "add", "indicators")
    )
    codes = {place.code: place for place in found.ordered_places}
    keys = {topic.key: topic for topic in found.ordered_topics}
    places = chosen(given, PLACES, codes, "economy", problems, fold=str.upper, most=MOST_PLACES)
    topics = chosen(given, TOPICS, keys, "topic", problems)
    add = chosen(given, "add", codes, "economy", problems, fold=str.upper, most=MOST_PLACES)
    if PLACES not in given and (needs == "places" or (needs == "either" and TOPICS not in given)):
        named = f"{PLACES}=SG,JP" if needs == "places" else f"{PLACES}=SG,JP or {TOPICS}={next(iter(keys), 'key')}"
        problems.setdefault(PLACES, [f"Say what to look at: {named}; {PLACES}={ALL} for all of them."])
    if twice := {place.code for place in places} & {place.code for place in add}:
        problems.setdefault("add", [f"{', '.join(sorted(twice))} stands in {PLACES} already."])
    return Asked(
        found,
        tuple(places),
        tuple(topics),
        profile_of(given, found.classes, problems) if speaks_of_product else Profile(),
        moment_of(given, problems),
        switch(given, "differences", problems),
        since_of(given, problems),
        tuple(add),
        tuple(chosen(given, "indicators", {each.key: each.key for each in QUESTIONS}, "indicator", problems)),
        problems,
    )


def profile_of(given: QueryDict, classes: Mapping[str, ClassTraits], problems: Problems) -> Profile:
    """The product described; without the field at fault where one is wrong, so that a form keeps the rest."""
    query = {name: given.getlist(name) for name in profiles.PARAMETERS if name in given}
    while True:
        try:
            return profiles.parse(query, classes)
        except ProfileError as error:
            problems.setdefault(error.field, [str(error).removeprefix(f"{error.field}: ")])
            del query[error.field]


def moment_of(given: QueryDict, problems: Problems) -> Moment:
    values = {name: cleaned(given, name, field(required=False), problems) for name, field in MOMENT.items()}
    if values["as_of"] and values["revision"]:
        problems.setdefault("revision", [TOGETHER])
        values["revision"] = None
    return Moment(**values)


def since_of(given: QueryDict, problems: Problems) -> datetime.date | None:
    day: datetime.date | None = cleaned(given, "since", KnownDayField(required=False), problems)
    return day
