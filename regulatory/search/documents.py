"""What search knows of a record, and the list of nouns that can be searched. What each noun says stands in sayings.py.

Another app adds its nouns with `register`; nothing here imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum

from django.db import models

Identity = tuple[str, str]
"""(noun, key), the noun as in the addresses of the API: ("facts", "jp-sakigake")."""

Reference = tuple[str, str]
"""(model name, key) of a record: ("source", "jp-asrm")."""


class Role(Enum):
    """What a part of a document is to it: how much its words weigh, and how many words such a part usually has."""

    NAME = (3.0, 7)
    OTHER_NAME = (2.4, 3)
    NUMBER = (2.4, 4)
    QUESTION = (1.8, 12)
    KEYWORD = (1.2, 6)
    BODY = (1.0, 45)
    BESIDE = (0.6, 45)

    @property
    def weight(self) -> float:
        return self.value[0]

    @property
    def usual_length(self) -> int:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a document. `shown`: it is a part of the text from which the snippet is cut."""

    text: str
    role: Role
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One public record in the words of search.

    `places`: codes of the jurisdictions that it is about, each with how much, 1 to 100; `jurisdiction` is the one that it belongs to.
    `topics`: keys, with those above them. `drawn_from`: the records whose words it borrows; when one of them changes, so does it.
    `standing`: how likely the noun is what somebody looks for, 1.0 for a fact.
    """

    noun: str
    key: str
    title: str
    url: str
    parts: tuple[Part, ...]
    original: str = ""
    jurisdiction: str = ""
    places: dict[str, int] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()
    drawn_from: frozenset[Reference] = frozenset()
    former_keys: tuple[str, ...] = ()
    standing: float = 1.0

    @property
    def text(self) -> str:
        """What is shown of it beside its title."""
        return " ".join(part.text.strip() for part in self.parts if part.shown and part.text.strip())


Say = Callable[[Collection[str] | None], Iterable[Document]]
"""The documents of the public records with these keys; None: of all. A constant number of queries."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can be searched. `label` is its name over a group of hits."""

    name: str
    label: str
    model: type[models.Model]
    say: Say


NOUNS: dict[str, Noun] = {}

Affected = Callable[[models.Model], Iterable[models.Model]]
AFFECTED: dict[type[models.Model], Affected] = {}
"""Models whose records other documents speak of as theirs -> the records that a change of one changes too."""


def register(noun: Noun) -> None:
    """Make a noun searchable; called while its app is being set up."""
    NOUNS[noun.name] = noun


def register_part(model: type[models.Model], affected: Affected) -> None:
    """Name the records whose documents speak of a record of another model as theirs."""
    AFFECTED[model] = affected


def touched_by(records: Iterable[models.Model]) -> tuple[set[Identity], set[Reference]]:
    """The documents of these records and of what they belong to, and the references by which others borrow from them.

    The records may have been removed.
    """
    identities: set[Identity] = set()
    references: set[Reference] = set()
    waiting = list(records)
    while waiting:
        record = waiting.pop()
        references.add(reference_to(record))
        identities.update((noun.name, key_of(record)) for noun in NOUNS.values() if isinstance(record, noun.model))
        for model, affected in AFFECTED.items():
            if isinstance(record, model):
                waiting += affected(record)
    return identities, references


def reference_to(record: models.Model) -> Reference:
    return str(record._meta.model_name), key_of(record)


def key_of(record: models.Model) -> str:
    return str(getattr(record, "key", None) or getattr(record, "code", ""))


def shown(*texts: str, role: Role = Role.BODY) -> tuple[Part, ...]:
    """Parts for each text that says something, shown with the document."""
    return tuple(Part(text, role, True) for text in texts if text.strip())


def silent(*texts: str, role: Role = Role.KEYWORD) -> tuple[Part, ...]:
    """Parts by which it is found, and which are not shown."""
    return tuple(Part(text, role) for text in texts if text.strip())
