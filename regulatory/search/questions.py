"""What somebody who types something asks for: its words, the economies that it names, the neighbours in it. Pure.

Quotes, operators and wildcards are marks like any other: there is no query language, so there is nothing to get wrong in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from regulatory.search.economies import NICKNAMES, UNSPACED, economy_at
from regulatory.search.tokens import Word, fold, is_stop_word, joined, pairs, words
from regulatory.search.variants import plain_form

LONGEST_QUESTION = 200
"""Characters; what comes after them is not read."""
VARIANT = 0.9
"""How much another way of writing Han characters counts; it weighs less in the index already."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for. Any of its tokens answers it, each with how much it counts.

    `typed` is the word as it was typed, or the run of which a `paired` unit is two characters.
    """

    typed: str
    tokens: tuple[tuple[str, float], ...]
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as search understands it.

    `neighbours` answer nothing by themselves, they speak for a document that has the words side by side. `economies` are codes, in
    the order in which they are named by `economy_words`. `names`: the words that may be the whole name of a record.
    """

    text: str
    units: tuple[Unit, ...]
    neighbours: tuple[Unit, ...] = ()
    economies: tuple[str, ...] = ()
    economy_words: str = ""
    key: str = ""
    names: tuple[tuple[Word, ...], ...] = ()
    reads_economies: bool = True

    @property
    def tokens(self) -> set[str]:
        """All tokens asked for: those that are highlighted."""
        return {token for unit in (*self.units, *self.neighbours) for token, _ in unit.tokens}

    def with_words(self, meant: Mapping[str, str]) -> Question:
        """The same question with other words in place of some of its own."""
        text = self.text
        for typed, word in meant.items():
            text = text.replace(typed, word)
        return ask(text, read_economies=self.reads_economies)


KEY = re.compile(r"[a-z0-9]+(?:[-/][A-Za-z0-9]+)*\Z", re.IGNORECASE)


def ask(text: str, *, read_economies: bool = True) -> Question:
    """Read what somebody typed. Never raises."""
    cut = text[:LONGEST_QUESTION]
    spoken = with_full_names(cut)
    found = list(words(spoken))
    rest, economies, named = without_economies(found, spoken) if read_economies else (found, [], [])
    told = [word for word in rest if not is_stop_word(word, spoken)]
    if not told and not economies:  # nothing but small words: they may stand in a name
        told = rest
    stripped = cut.strip()
    whole = [word for word in found if not is_stop_word(word, spoken)]
    return Question(
        text=cut,
        units=tuple(units_of(told, spoken)),
        neighbours=tuple(neighbours_of(whole)),
        economies=tuple(dict.fromkeys(economies)),
        economy_words=" ".join(named),
        names=tuple(dict.fromkeys(tuple(words) for words in (whole, told) if words)),
        key=stripped.lower() if KEY.match(stripped) else "",
        reads_economies=read_economies,
    )


def with_full_names(text: str) -> str:
    """The text with colloquial names replaced by those that stand in the texts."""
    folded = fold(text)
    for nickname, name in FOLDED_NICKNAMES.items():
        if nickname in folded:
            text = folded = folded.replace(nickname, f" {name} ")
    return text


FOLDED_NICKNAMES = {
    fold(nickname): name for nickname, name in sorted(NICKNAMES.items(), key=lambda each: -len(each[0]))
}


def without_economies(found: list[Word], text: str) -> tuple[list[Word], list[str], list[str]]:
    """The words that name no economy, the codes of those named, and the words that name them."""
    rest: list[Word] = []
    codes: list[str] = []
    named: list[str] = []
    at = 0
    while at < len(found):
        word = found[at]
        if word.paired:
            left, more, names = without_unspaced_names(word)
            rest += left
            codes += more
            named += names
            at += 1
        elif match := economy_at(found, at, text):
            codes.append(match[0])
            named.append(text[word.start : found[at + match[1] - 1].end])
            at += match[1]
        else:
            rest.append(word)
            at += 1
    return rest, codes, named


NAMES_BY_LENGTH = sorted(UNSPACED, key=len, reverse=True)


def without_unspaced_names(word: Word) -> tuple[list[Word], list[str], list[str]]:
    """The same inside a run of a script without spaces."""
    for name in NAMES_BY_LENGTH:
        before, is_there, after = word.text.partition(name)
        if is_there:
            rest, codes, names = [], [UNSPACED[name]], [name]
            for part in filter(None, (before, after)):
                left, more, more_names = without_unspaced_names(word._replace(text=part))
                rest += left
                codes += more
                names += more_names
            return rest, codes, names
    return [word], [], []


def units_of(told: list[Word], text: str) -> Iterator[Unit]:
    """One unit for each different word; the pairs of a run are a unit each."""
    seen: set[str] = set()
    for word in told:
        for token in word.tokens:
            if token not in seen:
                seen.add(token)
                typed = word.text if word.paired else text[word.start : word.end]
                yield Unit(typed, in_all_forms(token), word.paired)


def neighbours_of(told: list[Word]) -> Iterator[Unit]:
    seen: set[str] = set()
    for before, word in pairwise(told):
        if not (before.paired or word.paired):
            seen.add(joined(before, word))
    for word in told:
        if word.paired and len(word.text) > 2:
            seen.update(pairs(word.text, 3))
    for token in sorted(seen):
        yield Unit(token, in_all_forms(token))


def in_all_forms(token: str) -> tuple[tuple[str, float], ...]:
    plain = plain_form(token)
    return ((token, 1.0), (plain, VARIANT)) if plain else ((token, 1.0),)
