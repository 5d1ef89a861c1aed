"""What is typed is read as words, economies and neighbours; there is nothing in it to get wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulatory.search.questions import LONGEST_QUESTION, ask


def told(text: str) -> list[str]:
    return [unit.tokens[0][0] for unit in ask(text).units]


@given(st.text())
def test_anything_can_be_asked(text: str):
    question = ask(text)
    assert len({unit.tokens for unit in question.units}) == len(question.units)


def test_a_long_text_is_cut():
    assert len(ask("gene " * 1000).text) == LONGEST_QUESTION


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korean conditional approval", "KR"),
        ("conditional approval in South Korea", "KR"),
        ("Taiwan conditional approval", "TW"),
        ("conditional approval Chinese Taipei", "TW"),
        ("Papua New Guinea trials", "PG"),
        ("Viet Nam", "VN"),
        ("việt nam", "VN"),
        ("US conditional approval", "US"),
        ("México registro", "MX"),
        ("日本の条件付承認", "JP"),
        ("한국 조건부 허가", "KR"),
        ("中华人民共和国药品管理法", "CN"),
        ("в России", "RU"),
    ],
)
def test_an_economy_is_read_from_its_names(text: str, code: str):
    assert ask(text).economies == (code,)


@pytest.mark.parametrize(
    "text", ["tell us", "in vivo", "id card", "can my gene", "trials IN patients", "chin", "peruse"]
)
def test_words_are_not_taken_for_economies(text: str):
    assert ask(text).economies == ()


def test_two_economies_are_both_read():
    question = ask("traceability Japan and Korea")
    assert question.economies == ("JP", "KR")
    assert question.economy_words == "Japan Korea"
    assert ask("日本と韓国の承認").economies == ("JP", "KR")


def test_the_words_of_an_economy_are_no_units_unless_wished():
    assert told("Japanese hospital") == ["hospit"]
    question = ask("Japanese hospital", read_economies=False)
    assert [unit.typed for unit in question.units] == ["Japanese", "hospital"]
    assert question.economies == ()


def test_operators_are_words_and_marks_are_nothing():
    assert told('"hospital" AND (exemption*) NOT %') == ["hospit", "exempt"]
    assert told("NEAR(potency, assay)") == ["potenc", "assay"]


def test_small_words_alone_are_asked_for():
    assert told("how is it") == ["how", "is", "it"]
    assert ask("  ?! ").units == ()


def test_neighbours_are_asked_for_as_one():
    assert "longterm" in {unit.tokens[0][0] for unit in ask("long term").neighbours}
    assert {unit.tokens[0][0] for unit in ask("再生医療").neighbours} == {"再生医", "生医療"}


def test_other_ways_of_writing_han_are_asked_for_too():
    (unit,) = ask("醫療").units
    assert [token for token, _ in unit.tokens] == ["醫療", "~医疗"]


def test_a_nickname_stands_for_the_name():
    assert told("식약처") == told("식품의약품안전처")
    assert told("Росздравнадзор") == told("Roszdravnadzor")


def test_a_key_is_seen():
    assert ask(" jp-sakigake ").key == "jp-sakigake"
    assert ask("JP").key == "jp"
    assert ask("two words").key == ""
