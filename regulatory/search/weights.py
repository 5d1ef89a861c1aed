"""A document as tokens, each with what it says about the document. Pure.

A word weighs by the part of the document in which it stands; a second mention adds less than the first, a mention in a long part less
than one in a short part. What part is usually how long is a constant, not the running average of the index: so a change of one
record touches only its own rows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from regulatory.search.documents import Document, Part, Reference, Role
from regulatory.search.tokens import LONGEST, Word, is_stop_word, joined, pairs, words
from regulatory.search.variants import plain_form

SCALE = 100
"""Weights are stored as whole numbers, in hundredths."""
HEAVIEST = 32_000
SATURATION, LENGTH_COUNTS = 1.2, 0.55
NEIGHBOURS = 0.55
"""What two neighbouring words of a name weigh as one token, as a share of one word."""
VARIANT = 0.5
"""What another way of writing Han characters weighs."""
WHOLE_NAME, WHOLE_KEY = 1, 2
"""The weights of `=` tokens, which say by what a document is named, not how much."""
NAME_LENGTH = 110

NAMES = (Role.NAME, Role.OTHER_NAME, Role.NUMBER)


def key_token(key: str) -> str:
    return f"={key.lower()}"


def name_token(told: Iterable[Word]) -> str:
    """Carried by documents of which these words are a whole name; written as one, so that spaces and hyphens make no difference."""
    return f"={''.join(word.text if word.paired else word.token for word in told)}"[:NAME_LENGTH]


def place_token(code: str) -> str:
    """Carried by documents about a jurisdiction; the weight says how much they are."""
    return f"@{code}"


def topic_token(key: str) -> str:
    return f"#{key}"


def reference_token(reference: Reference) -> str:
    """Carried by documents that borrow words of another record."""
    return f"&{reference[0]}:{reference[1]}"


def weigh(document: Document) -> dict[str, int]:
    """Each token by which the document is found, with its weight in hundredths: 1 to 32,000, references 0."""
    found: defaultdict[str, float] = defaultdict(float)
    for part in document.parts:
        for token, weight in weigh_part(part).items():
            found[token] += weight * document.standing
    for token, weight in [*found.items()]:
        if plain := plain_form(token):
            found[plain] = weight * VARIANT
    stored = {token: min(max(round(weight * SCALE), 1), HEAVIEST) for token, weight in found.items()}
    stored |= dict.fromkeys(name_tokens(document), WHOLE_NAME)
    stored |= {key_token(key): WHOLE_KEY for key in (document.key, *document.former_keys)}
    stored |= {place_token(code): share for code, share in document.places.items()}
    stored |= {topic_token(key): 1 for key in document.topics}
    stored |= {reference_token(each): 0 for each in document.drawn_from}
    return stored


IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")
NAME_IN_BRACKETS = re.compile(r"[(（]([^()（）0-9]+)[)）](?!\s*(?:No\.?\s*)?\d)")
YEAR = re.compile(r"\s+(?:of|s\.)\s+\d{4}\b|,?\s+\d{4}$")
PART = re.compile(r"\bparts?\b", re.IGNORECASE)


def name_tokens(document: Document) -> set[str]:
    """For each name of a document: as it is, without what stands in brackets, and what stands in them.

    A number is also called by its end (Decree No. 818, 180-FZ) and without its year and its parts (21 CFR 1271).
    """
    found: set[str] = set()
    for part in document.parts:
        if part.role not in NAMES:
            continue
        for name in part.text.split(";"):
            for form in (name, IN_BRACKETS.sub(" ", name), *NAME_IN_BRACKETS.findall(name)):
                told = indexed_words(form)
                found.add(name_token(told))
                if part.role is Role.NUMBER:
                    for cut in (form, YEAR.sub("", form), PART.sub("", form)):
                        found |= {name_token(told[at:]) for told in [indexed_words(cut)] for at in range(len(told))}
    return found - {name_token(())}


def weigh_part(part: Part) -> dict[str, float]:
    found = indexed_words(part.text)
    counted = Counter(token for word in found for token in word.tokens)
    share = 1 - LENGTH_COUNTS + LENGTH_COUNTS * sum(counted.values()) / part.role.usual_length
    weights = {
        token: part.role.weight * count * (SATURATION + 1) / (count + SATURATION * share)
        for token, count in counted.items()
    }
    neighbours = part.role.weight * NEIGHBOURS / share
    for token in neighbour_tokens(found, everywhere=part.role in NAMES):
        weights.setdefault(token, neighbours)
    return weights


@lru_cache(maxsize=4_000)
def all_words(text: str) -> tuple[Word, ...]:
    """Kept, because a document's texts are read several times, and titles and names stand in many documents."""
    return tuple(words(text))


@lru_cache(maxsize=4_000)
def indexed_words(text: str) -> tuple[Word, ...]:
    return tuple(word for word in all_words(text) if not is_stop_word(word, text))


def neighbour_tokens(found: Sequence[Word], *, everywhere: bool) -> set[str]:
    """Neighbouring words as one: those that a hyphen or the like binds, and in names all; three characters where words are pairs."""
    tokens = {
        joined(before, word)
        for before, word in pairwise(found)
        if (everywhere or word.glued) and not (before.paired or word.paired)
    }
    if everywhere:
        tokens |= {triple for word in found if word.paired and len(word.text) > 2 for triple in pairs(word.text, 3)}
    return tokens


def vocabulary(document: Document) -> dict[str, str]:
    """The words of a document that can be completed or mistyped -> the token of each."""
    found: dict[str, str] = {}
    for part in document.parts:
        for word in indexed_words(part.text):
            if word.paired:
                found |= {pair: pair for pair in word.tokens}
            elif len(word.text) > 2:
                found[word.text[:LONGEST]] = word.token
    return found


def heading(document: Document) -> str:
    """The words that name a document, each after a space: what suggestions look into."""
    names = [part.text for part in document.parts if part.role in NAMES]
    beside = [document.title, document.key.replace("-", " ")]
    seen = dict.fromkeys(word.text for text in (*beside, *names) for word in all_words(text))
    return "".join(f" {word}" for word in seen)
