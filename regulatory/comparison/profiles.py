"""The product that a reader asks about, as it stands in a web address: what was said of it, and what follows for its classes.

Whether a fact applies to it is decided in applicability.py. An empty field is "not said", never "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regulatory.choices import CharacteristicAnswer

YES, NO = CharacteristicAnswer.YES.value, CharacteristicAnswer.NO.value
FIRST_IN_HUMAN, PIVOTAL, POST_APPROVAL = "first-in-human", "pivotal", "post-approval"
STAGES = {
    FIRST_IN_HUMAN: "first-in-human trial",
    PIVOTAL: "pivotal trial and application",
    POST_APPROVAL: "after approval",
}
SOURCES = ("autologous", "allogeneic")
TRAITS = ("integrating_vector", "genome_editing", "viable_cells")
ALLOWED: dict[str, tuple[str, ...]] = {
    "source": SOURCES,
    **dict.fromkeys(TRAITS, (YES, NO)),
    "stage": tuple(STAGES),
    "orphan": (YES, NO),
}
PARAMETERS = ("class", *ALLOWED)
"""The parameters of a profile in an address; every other parameter is somebody else's."""


class ProfileError(ValueError):
    """A profile that cannot be: which field, what it said and what would be right."""

    def __init__(self, field: str, value: str, allowed: Sequence[str], why: str = "") -> None:
        self.field = field
        self.value = value
        self.allowed = tuple(allowed)
        shown = value if len(value) <= 60 else f"{value[:60]}..."
        message = why or f"'{shown}' is not known."
        super().__init__(f"{field}: {message} Allowed: {', '.join(self.allowed)}.")


@dataclass(frozen=True, slots=True)
class ClassTraits:
    """A product class as far as a profile needs it; each trait is a CharacteristicAnswer, empty where not stated."""

    key: str
    name: str
    parent: str | None = None
    selectable: bool = True
    integrating_vector: str = ""
    genome_editing: str = ""
    viable_cells: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A product, as it was described; made by `parse`.

    `settled` are the traits that follow from its classes. `meant` is every class key by which a fact means this product: its classes,
    what they are under, and the class named after a trait that it has (genome-editing); `perhaps` is such a class where the trait is
    not known.
    """

    classes: tuple[str, ...] = ()
    source: str = ""
    integrating_vector: str = ""
    genome_editing: str = ""
    viable_cells: str = ""
    stage: str = ""
    orphan: str = ""
    settled: tuple[tuple[str, str], ...] = ()
    meant: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()

    def has(self, trait: str) -> str:
        """Yes, no, or empty where neither the description nor the classes say."""
        return getattr(self, trait) or dict(self.settled).get(trait, "")

    @property
    def empty(self) -> bool:
        return not as_query(self)


def parse(query: Mapping[str, str | Sequence[str]], known: Mapping[str, ClassTraits]) -> Profile:
    """The profile of a query: `class` holds class keys, several with commas; the other PARAMETERS one word each, as ALLOWED says.

    `known` holds every product class by key. A parameter that is missing or empty says nothing. ProfileError names the first field that
    is not a known value, is given twice, or contradicts the classes.
    """
    values = {field: one_value(query, field) for field in ALLOWED}
    for field, value in values.items():
        if value and value not in ALLOWED[field]:
            raise ProfileError(field, value, ALLOWED[field])
    selectable = tuple(key for key, each in known.items() if each.selectable)
    given = query.get("class", "")
    keys = tuple(
        dict.fromkeys(key for part in ([given] if isinstance(given, str) else given) for key in part.split(",") if key)
    )
    for key in keys:
        if key not in selectable:
            raise ProfileError("class", key, selectable)
    classes = [known[key] for key in keys]
    traits = {name: trait(name, values[name], classes) for name in TRAITS}
    meant = {ancestor for each in classes for ancestor in lineage(each, known)} | defined_by(traits, YES, known)
    perhaps = defined_by(traits, "", known) - meant
    return Profile(
        keys,
        **values,
        settled=tuple((name, value) for name, value in traits.items() if value and not values[name]),
        meant=frozenset(meant),
        perhaps=frozenset(perhaps),
    )


def as_query(profile: Profile) -> dict[str, str]:
    """The parameters that make this profile again; those that say nothing are left out."""
    values = {"class": ",".join(profile.classes)} | {field: getattr(profile, field) for field in ALLOWED}
    return {field: value for field, value in values.items() if value}


def one_value(query: Mapping[str, str | Sequence[str]], field: str) -> str:
    given = query.get(field, "")
    values = {given} if isinstance(given, str) else set(given)
    values.discard("")
    if len(values) > 1:
        raise ProfileError(field, ", ".join(sorted(values)), ALLOWED[field], "It is given twice.")
    return values.pop() if values else ""


def trait(name: str, said: str, classes: Iterable[ClassTraits]) -> str:
    """What was said of a trait, or what the classes settle: yes if one has it, no if none can have it, else not said.

    ProfileError where what was said contradicts them.
    """
    answers = {getattr(each, name): each for each in classes}
    settled = YES if YES in answers else NO if set(answers) == {NO} else ""
    if said and settled and said != settled:
        why = f"'{said}' contradicts the class {answers[settled].key}, of which it is known to be '{settled}'."
        raise ProfileError(name, said, [settled], why)
    return said or settled


def lineage(one: ClassTraits, known: Mapping[str, ClassTraits]) -> list[str]:
    """The key of a class and of all that it is under."""
    keys = [one.key]
    while one.parent and one.parent in known and one.parent not in keys:
        one = known[one.parent]
        keys.append(one.key)
    return keys


def defined_by(traits: Mapping[str, str], said: str, known: Mapping[str, ClassTraits]) -> set[str]:
    """The classes that are named after a trait, such as genome-editing, for each trait whose value is `said`."""
    return {key for name, value in traits.items() if value == said and (key := name.replace("_", "-")) in known}
