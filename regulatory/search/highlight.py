"""Where in a text the words of a question stand: the text in segments, each marked or not. Pure.

Segments are plain text; whoever shows them escapes them. Joined again they are the text, letter for letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from regulatory.search.tokens import Word, joined, pairs, words
from regulatory.search.variants import plain_form

Segments = tuple[tuple[str, bool], ...]
"""(text, whether it matches) from the first letter to the last."""

WIDTH = 260
"""Letters of a snippet."""
READ_FIRST = 600
"""Letters of a long text that are looked through first."""
ELLIPSIS = "\u2026"


def segments(text: str, tokens: Collection[str]) -> Segments:
    """The text cut where matches begin and end. `tokens` are those of the question, as documents are indexed by them."""
    return cut(text, spans(text, tokens), 0, len(text))


def cut(text: str, marked: list[tuple[int, int]], start: int, end: int) -> Segments:
    """The text from `start` to `end`, in segments."""
    found: list[tuple[str, bool]] = []
    at = start
    for first, last in marked:
        first, last = max(first, at), min(last, end)
        if first < last:
            if first > at:
                found.append((text[at:first], False))
            found.append((text[first:last], True))
            at = last
    if at < end:
        found.append((text[at:end], False))
    return tuple(found)


def spans(text: str, tokens: Collection[str]) -> list[tuple[int, int]]:
    """Where the matches are, in order, none touching another."""
    marked: list[tuple[int, int]] = []
    before: Word | None = None
    for word in words(text):
        if word.paired:
            marked += paired_spans(word, tokens)
        elif word.token in tokens:
            marked.append((word.start, word.end))
        elif before and word.glued and joined(before, word) in tokens:
            marked.append((before.start, word.end))
        before = word
    return merged(sorted(marked))


def paired_spans(word: Word, tokens: Collection[str]) -> list[tuple[int, int]]:
    """The matching characters of a run: three in a row where there are such, for two often meet by chance.

    The whole run where folding changed its length, so that places in it are not known.
    """
    for size in (3, 2):
        hits = [at for at, token in enumerate(pairs(word.text, size)) if token in tokens or plain_form(token) in tokens]
        if hits:
            if len(word.text) != word.end - word.start:
                return [(word.start, word.end)]
            return [(word.start + at, min(word.start + at + size, word.end)) for at in hits]
    return []


def merged(marked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in marked:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def snippet(text: str, tokens: Collection[str], width: int = WIDTH) -> Segments:
    """About `width` letters of the text around most of its matches, an ellipsis where something is left out.

    What stands first is shown rather than what comes later: only where there is no match in it, the whole text is read.
    """
    first = text if len(text) <= READ_FIRST else text[: text.rfind(" ", 0, READ_FIRST) + 1]
    marked = spans(first, tokens) or spans(text, tokens)
    start = word_start(text, window(marked, len(text), width))
    end = word_end(text, start + width)
    return (
        *(((ELLIPSIS, False),) if start else ()),
        *cut(text, marked, start, end),
        *(((ELLIPSIS, False),) if end < len(text) else ()),
    )


def window(marked: list[tuple[int, int]], length: int, width: int) -> int:
    """Where a window of that width begins that holds most matches; the first of those that hold as many."""
    lead = width // 5
    best, most = 0, sum(end <= width for _, end in marked)
    for start, _ in marked:
        begin = max(min(start - lead, length - width), 0)
        held = sum(begin <= first and last <= begin + width for first, last in marked)
        if held > most:
            best, most = begin, held
    return best


def word_start(text: str, at: int) -> int:
    """The beginning of a word near this place, not in the middle of a letter and its mark."""
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 25)
    at = space + 1 if space >= 0 else at
    return at_a_letter(text, at)


def word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(at - 25, 0), at)
    return at_a_letter(text, space if space >= 0 else at)


def at_a_letter(text: str, at: int) -> int:
    while 0 < at < len(text) and unicodedata.category(text[at]).startswith("M"):
        at += 1
    return at
