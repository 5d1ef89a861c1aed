"""The word that was meant: which words of the index are one letter away from one that is in none of our texts. Pure.

One letter wrong, missing, too many, or two neighbours swapped. Candidates come from the index by halves of the word: one error
leaves either its beginning or its end as it is.
"""

from __future__ import annotations

SHORTEST = 5
"""Letters of the shortest word in which an error is looked for: shorter words are too near to each other."""


def halves(word: str) -> tuple[str, str]:
    """The beginning and the end of which at least one is untouched by any single error."""
    size = (len(word) - 1) // 2
    return word[:size], word[len(word) - size :]


def can_be_mistyped(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def is_one_error_away(typed: str, word: str) -> bool:
    """Whether one error turns `word` into `typed`."""
    if typed == word or abs(len(typed) - len(word)) > 1:
        return False
    shorter = min(len(typed), len(word))
    start = 0
    while start < shorter and typed[start] == word[start]:
        start += 1
    end = 0
    while end < shorter - start and typed[-1 - end] == word[-1 - end]:
        end += 1
    left, right = typed[start : len(typed) - end], word[start : len(word) - end]
    if len(left) <= 1 and len(right) <= 1:
        return True
    return len(left) == 2 and left == right[::-1]
