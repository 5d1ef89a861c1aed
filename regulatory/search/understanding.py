"""A question in the words of the index: how rare each is, and what may have been meant by those that stand in no text.

Two queries; where a word is nowhere, up to five more. Only words that a public document still has are offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from regulatory.models import Posting, SearchDocument, SearchWord
from regulatory.search.found import Correction
from regulatory.search.questions import Question, Unit
from regulatory.search.ranking import Asked, rarity
from regulatory.search.spelling import can_be_mistyped, halves, is_one_error_away
from regulatory.search.tokens import STOP_WORDS, fold
from regulatory.search.weights import key_token

COMPLETION = 0.8
"""How much a word counts that begins with what was typed."""
SHORTEST_BEGINNING = 3
MOST_WORDS = 40
"""Words that are looked for in place of one."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question in the words of the index. `counts`: token -> number of documents that have it; `total`: of all documents.

    `question` is the one that is answered: with the words that were meant in place of misspelt ones.
    """

    question: Question
    asked: tuple[Asked, ...]
    neighbours: tuple[Asked, ...]
    counts: dict[str, int]
    total: int
    corrections: tuple[Correction, ...]
    unknown: tuple[str, ...]

    @property
    def tokens(self) -> set[str]:
        """The tokens of what is asked for, or of what was meant by it."""
        return {token for each in self.asked for token, _ in each.tokens}


def understand(question: Question, others: Iterable[str], corrected: tuple[Correction, ...] = ()) -> Understood:
    """`others` are further tokens that are to be counted; `corrected`, what was put right in the question already."""
    total = SearchDocument.objects.count()
    key = key_token(question.key) if question.key else ""
    counts = counts_of(question.tokens | {*others, key} - {""})
    known = [unit for unit in question.units if is_known(unit, counts)]
    nowhere = [unit for unit in question.units if not is_known(unit, counts)]
    if any(unit.paired for unit in known):  # a pair that is nowhere is only where two words of the run meet
        nowhere = [unit for unit in nowhere if not unit.paired]
    if counts.get(key):
        nowhere = []
    corrections: list[Correction] = []
    if meant := words_meant([word_of(unit) for unit in nowhere]):
        counts |= counts_of({token for each in meant.values() for token in each.words.values()})
        in_use = {unit.typed: meant[word_of(unit)].in_use(counts) for unit in nowhere if word_of(unit) in meant}
        misspelt = {
            unit.typed: most_frequent(words, counts)
            for unit in nowhere
            if (words := in_use.get(unit.typed)) and not meant[word_of(unit)].is_completion
        }
        if misspelt and not corrected:
            told = tuple(Correction(typed, (word,), is_completion=False) for typed, word in misspelt.items())
            return understand(question.with_words(misspelt), others, told)
        for unit in nowhere:
            if words := in_use.get(unit.typed):
                begun = tuple((token, COMPLETION) for token in dict.fromkeys(words.values()))
                known.append(Unit(unit.typed, begun, unit.paired))
                corrections.append(Correction(unit.typed, tuple(words), meant[word_of(unit)].is_completion))
    completed = {each.typed for each in corrections}
    return Understood(
        question=question,
        asked=tuple(asked(unit, counts, total) for unit in known),
        neighbours=tuple(asked(unit, counts, total) for unit in question.neighbours if is_known(unit, counts)),
        counts=counts,
        total=total,
        corrections=(*corrected, *corrections),
        unknown=tuple(dict.fromkeys(unit.typed for unit in nowhere if unit.typed not in completed)),
    )


def most_frequent(words: dict[str, str], counts: dict[str, int]) -> str:
    return max(words, key=lambda word: counts[words[word]])


def asked(unit: Unit, counts: dict[str, int], total: int) -> Asked:
    return Asked(unit, unit.tokens, rarity(max(counts.get(token, 0) for token, _ in unit.tokens), total))


def is_known(unit: Unit, counts: dict[str, int]) -> bool:
    return any(counts.get(token) for token, _ in unit.tokens)


def word_of(unit: Unit) -> str:
    """The folded word of a unit."""
    return unit.tokens[0][0] if unit.paired else fold(unit.typed)


def counts_of(tokens: set[str]) -> dict[str, int]:
    """Token -> number of documents that have it; tokens that none has are left out."""
    rows = Posting.objects.filter(token__in=tokens).order_by().values_list("token").annotate(number=Count("*"))
    return dict(rows) if tokens else {}


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of the index, nearest first, with their tokens."""

    words: dict[str, str]
    is_completion: bool

    def in_use(self, counts: dict[str, int]) -> dict[str, str]:
        """Those that a document has."""
        return {word: token for word, token in self.words.items() if counts.get(token)}


def words_meant(typed: list[str]) -> dict[str, Meant]:
    """Each folded word -> what it may mean: the words that begin so, else those one letter away. None: left out."""
    found: dict[str, Meant] = {}
    begun = [
        word for word in typed if word not in STOP_WORDS and (len(word) >= SHORTEST_BEGINNING or not word.isascii())
    ]
    for word, candidates in words_that([beginning_with(word) for word in begun], begun):
        near = sorted((len(each), each, token) for each, token in candidates if each.startswith(word))
        if near:
            found[word] = Meant({each: token for _, each, token in near[:MOST_WORDS]}, is_completion=True)
    mistyped = [word for word in typed if word not in found and can_be_mistyped(word)]
    for word, candidates in words_that([like(word) for word in mistyped], mistyped):
        misspelt = sorted((each, token) for each, token in candidates if is_one_error_away(word, each))
        if misspelt:
            found[word] = Meant(dict(misspelt), is_completion=False)
    return found


def words_that(conditions: list[Q], typed: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each typed word with all words (and their tokens) for which any of the conditions holds. One query, or none."""
    if not typed:
        return []
    condition = Q()
    for each in conditions:
        condition |= each
    rows = list(SearchWord.objects.filter(condition).order_by().values_list("word", "token"))
    return [(word, rows) for word in typed]


def beginning_with(word: str, column: str = "word") -> Q:
    # The first comparison is for SQLite, whose LIKE cannot use an index; it holds in every order of letters.
    return Q(**{f"{column}__gte": word, f"{column}__startswith": word})


def like(word: str) -> Q:
    """Words that share the beginning or the end that a single error has left as it was."""
    beginning, end = halves(word)
    return (beginning_with(beginning) & ~Q(backwards="")) | beginning_with(end[::-1], "backwards")
