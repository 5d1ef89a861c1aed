"""Matches are marked where they stand, and not a letter of the text is lost or doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regulatory.search.highlight import ELLIPSIS, segments, snippet
from regulatory.search.questions import ask
from regulatory.search.tokens import tokens

SCRIPTS = st.text(alphabet="abc -/.'éđЯй再生医療등의료ｶﾞผลิตภัณฑ์ำ ั ㈠½\u0301\u3099<>&\n\U0001f9ec", max_size=60)


@given(SCRIPTS | st.text(), SCRIPTS | st.text())
def test_segments_are_the_text(text: str, asked: str):
    found = segments(text, tokens(asked))
    assert "".join(part for part, _ in found) == text
    assert all(part for part, _ in found)


@given(SCRIPTS | st.text(), SCRIPTS, st.integers(min_value=1, max_value=80))
def test_a_snippet_is_a_piece_of_the_text(text: str, asked: str, width: int):
    found = snippet(text, tokens(asked), width)
    body = [part for at, (part, _) in enumerate(found) if not (part == ELLIPSIS and at in (0, len(found) - 1))]
    assert "".join(body) in text
    assert len("".join(body)) <= max(width + 30, 60)


@given(SCRIPTS)
def test_a_text_that_is_asked_for_is_marked(text: str):
    asked = tokens(text)
    assert any(is_match for _, is_match in segments(text, asked)) == bool(asked)


def marked(text: str, asked: str) -> list[str]:
    return [part for part, is_match in segments(text, ask(asked).tokens) if is_match]


def test_words_are_marked_whole_in_whatever_form():
    assert marked("Conditional approvals, once given.", "approval") == ["approvals"]
    assert marked("Autorización de ensayo clínico", "autorizacion") == ["Autorización"]
    assert marked("Long-term follow-up", "followup") == ["follow-up"]
    assert marked("клеточных продуктов", "клеточный продукт") == ["клеточных", "продуктов"]


def test_parts_of_compounds_are_marked():
    assert marked("再生医療等製品", "再生医療") == ["再生医療"]
    assert marked("첨단재생의료 연구", "재생의료") == ["재생의료"]
    assert marked("สำนักงานคณะกรรมการอาหารและยา", "อาหาร") == ["อาหาร"]


def test_two_characters_that_meet_by_chance_are_marked_only_alone():
    assert marked("医療法と再生医療等製品", "再生医療") == ["再生医療"]
    assert marked("医療法", "再生医療") == ["医療"]


def test_another_way_of_writing_is_marked():
    assert [part for part, is_match in segments("再生醫療法", {"~医疗"}) if is_match] == ["醫療"]


def test_markup_is_text_like_any_other():
    assert segments("<script>alert(1)</script>", tokens("script")) == (
        ("<", False),
        ("script", True),
        (">alert(1)</", False),
        ("script", True),
        (">", False),
    )


def test_a_snippet_is_cut_around_the_matches():
    text = "First words. " * 30 + "Here stands mycoplasma testing. " + "Last words. " * 30
    found = snippet(text, tokens("mycoplasma"), 120)
    assert found[0] == (ELLIPSIS, False)
    assert found[-1] == (ELLIPSIS, False)
    assert ("mycoplasma", True) in found
    assert sum(len(part) for part, _ in found) <= 125


def test_a_short_text_is_its_own_snippet():
    assert snippet("Short.", set()) == (("Short.", False),)
    assert snippet("", {"x"}) == ()
