"""Which documents answer a question, and in what order. Pure: the database finds rows, this adds them up.

So the order is the same on every database, and a test needs none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from regulatory.search.questions import Unit

Rows = Iterable[tuple[str, int, int]]
"""(token, document, weight), as the index has them."""

COVERAGE_FLOOR = 0.3
"""What is left of the score of a document that answers nearly nothing of the question."""
NEIGHBOURS_COUNT = 0.6
ANSWERS_ENOUGH = 0.5
"""Documents that answer less than this share of what the best one answers are no hits."""
ELSEWHERE, NOWHERE = 0.2, 0.45
"""What the score of a document counts when the question names an economy and it is about another one, or about none."""
EXACT = 1_000_000.0
"""The score of the record whose very key was typed: before all others."""
NAMED = 3.5
"""How often the score of a document counts of which the question is the whole name."""
ALWAYS_READ, COMMON = 3, 1 / 8
"""Beyond the three rarest, words that stand in more than an eighth of all documents are left out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit of the question with its tokens as the index has them, and how rare they are."""

    unit: Unit
    tokens: tuple[tuple[str, float], ...]
    rarity: float


def rarity(documents: int, total: int) -> float:
    """How much a word tells that stands in so many of all documents."""
    return math.log(1 + total / documents) if documents else 0.0


def worth_reading(asked: Sequence[Asked], counts: Mapping[str, int], total: int) -> list[Asked]:
    """The units that decide, in the order of the question: common words add rows, not order."""

    def documents(each: Asked) -> int:
        return max((counts.get(token, 0) for token, _ in each.tokens), default=0)

    rarest = sorted(range(len(asked)), key=lambda at: (documents(asked[at]), at))
    kept = {at for rank, at in enumerate(rarest) if rank < ALWAYS_READ or documents(asked[at]) <= total * COMMON}
    return [each for at, each in enumerate(asked) if at in kept]


def scores(
    asked: Sequence[Asked],
    neighbours: Sequence[Asked],
    rows: Rows,
    *,
    exact: Collection[int] = (),
    named: Collection[int] = (),
    placed: Collection[int] = (),
) -> dict[int, float]:
    """Document -> how well it answers; only documents that answer enough.

    `exact`: those whose very key was typed; `named`: those of which the whole question is a name; `placed`: those about an economy that
    the question names, with which the others are compared (a rare word that only others have does not hide them).
    """
    weights: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for token, document, weight in rows:
        weights[document][token] = weight
    whole = sum(each.rarity for each in asked)
    found: dict[int, tuple[float, float]] = dict.fromkeys(exact, (1.0, EXACT))
    for document, its in weights.items():
        told = score = 0.0
        for each in asked:
            best = best_weight(each, its)
            if best:
                told += each.rarity
                score += each.rarity * best
        if told:
            score += NEIGHBOURS_COUNT * sum(each.rarity * best_weight(each, its) for each in neighbours)
            share, surplus = found.get(document, (told / whole, 0.0))
            if document in named:
                share, score = 1.0, score * NAMED
            found[document] = (share, surplus + score * (COVERAGE_FLOOR + (1 - COVERAGE_FLOOR) * share * share))
    compared = [found[document] for document in placed if document in found] or found.values()
    enough = ANSWERS_ENOUGH * max((share for share, _ in compared), default=0.0)
    return {document: score for document, (share, score) in found.items() if share >= enough}


def best_weight(asked: Asked, weights: Mapping[str, int]) -> float:
    return max((weights[token] * counts for token, counts in asked.tokens if token in weights), default=0.0)


def by_place(score: float, share: int | None, *, is_placed: bool) -> float:
    """The score where the question names an economy: `share` is how much the document is about it, 1 to 100 or more."""
    if share:
        return score * (ELSEWHERE + (1 - ELSEWHERE) * min(share, 100) / 100)
    return score * (ELSEWHERE if is_placed else NOWHERE)
