"""A word with one error is recognised, wherever the error is, and its candidates share a half with it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regulatory.search.spelling import can_be_mistyped, halves, is_one_error_away

LETTERS = "abcdefgh"
WORDS = st.text(alphabet=LETTERS, min_size=5, max_size=12)


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with one error."""
    word = draw(WORDS)
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    error = draw(st.sampled_from(["wrong", "missing", "extra", "swapped"]))
    match error:
        case "wrong":
            typed = word[:at] + letter + word[at + 1 :]
        case "missing":
            typed = word[:at] + word[at + 1 :]
        case "extra":
            typed = word[:at] + letter + word[at:]
        case _:
            typed = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return word, typed


@given(mistyped())
def test_one_error_is_recognised(pair: tuple[str, str]):
    word, typed = pair
    assume(word != typed)
    assert is_one_error_away(typed, word)
    assert is_one_error_away(word, typed)


@given(mistyped())
def test_one_error_leaves_a_half_as_it_was(pair: tuple[str, str]):
    word, typed = pair
    assume(can_be_mistyped(typed))
    beginning, end = halves(typed)
    assert word.startswith(beginning) or word.endswith(end)


@pytest.mark.parametrize(
    ("typed", "word"), [("approval", "approval"), ("aproovl", "approval"), ("pathway", "gateway"), ("ab", "abcd")]
)
def test_more_or_less_than_one_error_is_not(typed: str, word: str):
    assert not is_one_error_away(typed, word)


def test_short_words_and_figures_are_never_mistyped():
    assert not can_be_mistyped("gene")
    assert not can_be_mistyped("1394200")
    assert can_be_mistyped("genes")
