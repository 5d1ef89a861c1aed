"""How a text becomes tokens: folded words, their stems, and pairs of characters in scripts that leave no space between words.

Pure: no database, no settings. The same functions read what is indexed, what is asked, and what is highlighted, so that the three
cannot disagree. Weights stand in weights.py, what a question means in questions.py.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

LONGEST = 60
"""Characters of a token that are kept: the longest real word is shorter."""

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
)
"""Marks that belong to the letter before them; Python's `\\w` leaves them out and would cut Thai words at each vowel sign."""

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U000323af"
)
"""Chinese characters and kana."""
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer."""

RUN = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
SEGMENT = re.compile(rf"(?P<paired>[{HAN}]+|[{HANGUL}]+|[{SPACELESS}]+)|[^{HAN}{HANGUL}{SPACELESS}]+")
LATIN_WITH_MARKS = re.compile(r"([a-z])[\u0300-\u036f]+")
LETTERS_APART = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "ё": "е", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a letter and a mark, and ё, which Russians mostly write as е."""
GLUE = frozenset("-\u2010\u2011\u2012\u2013/.&+")
"""What may stand between two words that are also written as one: follow-up, PIC/S, 1394/2007."""
APOSTROPHES = frozenset("'\u2019\u02bc")


def fold(text: str) -> str:
    """The text without what readers do not see as a difference: case, width, accents on Latin letters. Folding twice changes nothing."""
    for _ in range(4):  # one round nearly always; a few letters fold into what folds again
        folded = fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def fold_once(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(LETTERS_APART)
    # Only after Latin letters: Korean would fall apart, kana lose their voicing, Thai its vowels, and й become и.
    text = unicodedata.normalize("NFC", LATIN_WITH_MARKS.sub(r"\1", unicodedata.normalize("NFD", text)))
    # Thai sara am, which NFKC takes apart: kept whole, so that positions in the folded text are those of the text.
    return text.replace("\u0e4d\u0e32", "\u0e33")


class Word(NamedTuple):
    """A word, or a run of characters of a script without spaces, where it stands in its text.

    `paired`: its tokens are pairs of neighbouring characters. `glued`: nothing but a hyphen or the like parts it from the word before.
    """

    text: str
    start: int
    end: int
    paired: bool = False
    glued: bool = False

    @property
    def token(self) -> str:
        """The one token of a word that is not paired."""
        return stem(self.text)

    @property
    def tokens(self) -> list[str]:
        """The tokens by which it is found, in order."""
        return pairs(self.text) if self.paired else [self.token]


def words(text: str) -> Iterator[Word]:
    """The words of a text, folded, with their places in the text as it was given. Never raises."""
    end_before = -2  # of a word to which the next may be glued
    for run in RUN.finditer(text):
        start, end = run.span()
        written = run.group()
        if written.isascii():  # nearly all: what follows would come to the same
            glued = end_before + 1 == start and text[end_before] in GLUE
            if not (written in "sS" and start and text[start - 1] in APOSTROPHES):  # the s of a possessive
                yield Word(written.lower(), start, end, False, glued)
            end_before = end
            continue
        for segment in SEGMENT.finditer(written):
            begins, ends = start + segment.start(), start + segment.end()
            paired = segment.lastgroup == "paired"
            folded = fold(segment.group())
            if RUN.fullmatch(folded):
                glued = not paired and end_before + 1 == begins and text[end_before] in GLUE
                yield Word(folded, begins, ends, paired, glued)
            else:  # a few signs, such as a bracketed number, fold into more than letters
                for part in RUN.finditer(folded):
                    yield Word(part.group(), begins, ends, bool(paired_only(part.group())))
            end_before = -2 if paired else ends


def paired_only(folded: str) -> bool:
    found = SEGMENT.fullmatch(folded)
    return bool(found and found.lastgroup)


def pairs(run: str, size: int = 2) -> list[str]:
    """Each `size` neighbouring characters; a shorter run is its own token."""
    return [run[at : at + size] for at in range(max(len(run) - size + 1, 1))]


def joined(first: Word, second: Word) -> str:
    """The token of two words written as one: `follow-up` is found by `followup` too."""
    return stem(first.text + second.text)


RESPELLED = (
    (re.compile(r"([iy])z(e[drs]?|ing|ations?|ers?)$"), r"\1s\2"),
    (re.compile(r"ou(rs?|red|ring|rous|rable|rably|ral|rism|ri.*)$"), r"o\1"),
    (re.compile(r"tre(s|d)?$"), r"ter\1"),
    (re.compile(r"ogrammes?$"), "ogram"),
    (re.compile(r"([aeio])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"(?:ae|oe)(?=[a-z]{3})"), "e"),
)
"""American and British spellings brought together, so that authorization, tumor, center and pediatric find our texts."""


_lock = threading.Lock()
_english = snowballstemmer.stemmer("english")
_russian = snowballstemmer.stemmer("russian")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The token of one folded word: its stem where it is English or Russian, a number without leading zeros, else itself."""
    if word.isdigit():
        token = word.lstrip("0") or "0"
    elif word.isascii():
        token = english_stem(word) if word.isalpha() and len(word) > 2 else word
    elif "\u0430" <= word[0] <= "\u044f":
        with _lock:  # a stemmer keeps its word in itself
            token = _russian.stemWord(word)
    else:
        token = word
    return token[:LONGEST]


def english_stem(word: str) -> str:
    if len(word) > 5:
        for pattern, by in RESPELLED:
            word = pattern.sub(by, word)
    with _lock:
        return str(_english.stemWord(word))


def tokens(text: str) -> set[str]:
    """All tokens by which the text is found: those of its words, and those of glued words written as one."""
    found: set[str] = set()
    before: Word | None = None
    for word in words(text):
        found.update(word.tokens)
        if word.glued and before:
            found.add(joined(before, word))
        before = word
    return found


SMALL_WORDS = """
    a about an and any are as at be been but by can could did do does for from get had has have how i if in into is it its
    may me must my near no nor not of on or our shall should so than that the their them then there these they this to
    under was we were what when where which while whose why will with within would you your
"""
STOP_WORDS = frozenset(SMALL_WORDS.split())
OPERATORS = frozenset({"and", "or", "not", "near"})
"""Small words that some write in capitals."""


def is_stop_word(word: Word, text: str) -> bool:
    """A word that says nothing about a text; one that is written in capitals amid small letters is a name (WHO, CAN)."""
    if word.text not in STOP_WORDS:
        return False
    in_capitals = word.end - word.start > 1 and text[word.start : word.end].isupper()
    return word.text in OPERATORS or not in_capitals or text.isupper()
