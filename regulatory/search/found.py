"""What search gives back: plain values, ready to be shown. Made by find.py."""

from __future__ import annotations

from dataclasses import dataclass

from regulatory.readings import JurisdictionReading
from regulatory.search.highlight import Segments


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that answers. `title`, `original` and `snippet` are in segments (text, whether it matches), not yet escaped.

    `noun` is as in the addresses of the API. `score` orders the hits of one answer and means nothing beyond it.
    """

    noun: str
    key: str
    title: Segments
    original: Segments
    snippet: Segments
    url: str
    jurisdiction: JurisdictionReading | None
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one noun: how many there are, and the best of them."""

    noun: str
    label: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that stands in no text, and the words that were looked for instead.

    `is_completion`: they begin with it; otherwise they are one letter away from it.
    """

    typed: str
    used: tuple[str, ...]
    is_completion: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question.

    `hits` are the page asked for, best first, over all nouns or of the one asked for; `total` counts all. `groups` hold the best of each
    noun, in the order of the best hit, whatever page was asked for. What was understood otherwise than typed is told: `corrections`;
    `unknown`, words that stand in no text; `economies`, to which the hits were turned because `economy_words` name them (the others
    come behind; ask again with `read_economies=False` to have the words taken as words); `was_cut`, only the beginning was read.
    """

    text: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    groups: tuple[Group, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    economies: tuple[JurisdictionReading, ...] = ()
    economy_words: str = ""
    was_cut: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record whose name holds what was typed so far."""

    noun: str
    key: str
    title: str
    original: str
    url: str
    jurisdiction: JurisdictionReading | None
