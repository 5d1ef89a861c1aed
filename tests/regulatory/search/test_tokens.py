"""Texts become the same tokens however they are written, in every script, and nothing that is typed breaks it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulatory.search.tokens import fold, is_stop_word, pairs, stem, tokens, words
from regulatory.search.variants import plain_form


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_of_the_words_are_the_words(text: str):
    once = texts(text)
    assert texts(" ".join(once)) == once


@given(st.text())
def test_words_stand_in_order_where_they_say(text: str):
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text) or (
            word.start < word.end <= at
        )  # a sign may fold into two words
        at = word.end


@given(st.text(alphabet=st.characters(categories=["L", "M", "N"])))
def test_tokens_never_raise_and_are_short(text: str):
    assert all(0 < len(token) <= 60 for token in tokens(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz-/ ", max_size=60))
def test_letters_and_capitals_are_the_same(text: str):
    assert tokens(text.upper()) == tokens(text)


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("autorización", "autorizacion"),
        ("Vía regulatoria", "via regulatoria"),
        ("tế bào", "te bao"),
        ("Đào tạo", "dao tao"),
        ("ＲＭＡＴ", "rmat"),
        ("ﾊﾟｲﾌﾟ", "パイプ"),
        ("therapies", "therapy"),
        ("authorizations", "authorisation"),
        ("tumour", "tumor"),
        ("labelling", "labeling"),
        ("paediatric", "pediatric"),
        ("haemophilia", "hemophilia"),
        ("centre", "center"),
        ("клеточных продуктов", "клеточный продукт"),
        ("учёт", "учет"),
        ("No. 0145", "no 145"),
    ],
)
def test_written_in_two_ways_it_is_found_by_both(written: str, also: str):
    assert tokens(written) == tokens(also)


@pytest.mark.parametrize("text", ["첨단재생의료", "プログラム", "ผลิตภัณฑ์การแพทย์ขั้นสูง", "й", "สำนักงาน"])
def test_folding_keeps_the_marks_that_are_letters(text: str):
    assert fold(text) == text


def test_korean_taken_apart_is_put_together():
    assert fold(unicodedata.normalize("NFD", "재생의료")) == "재생의료"


def test_authority_and_authorisation_are_two_words():
    assert stem("authority") != stem("authorization") == stem("authorisation")


def test_a_hyphen_may_be_left_out():
    assert {"follow", "up", "followup"} <= tokens("follow-up")
    assert "followup" in tokens("followup")
    assert tokens("PICS") <= tokens("PIC/S")
    assert "13942007" in tokens("Regulation (EC) No 1394/2007")


def test_a_space_does_not_join():
    assert "followup" not in tokens("follow up")


def test_a_run_of_han_is_cut_into_pairs():
    assert tokens("再生医療等製品") == {"再生", "生医", "医療", "療等", "等製", "製品"}
    assert pairs("法") == ["法"]


def test_scripts_part_where_they_meet():
    assert [(word.text, word.paired) for word in words("CAR-T細胞")] == [("car", False), ("t", False), ("細胞", True)]


def test_a_possessive_leaves_no_letter():
    assert texts("Vanessa's Law, Vanessa’s law") == ["vanessa", "law", "vanessa", "law"]


def test_a_very_long_word_is_cut():
    assert tokens("x" * 5000) == {"x" * 60}


def test_small_words_are_names_in_capitals():
    text = "CAN is an acronym"
    assert [word.text for word in words(text) if is_stop_word(word, text)] == ["is", "an"]
    shouted = "CAN IT BE"
    assert all(is_stop_word(word, shouted) for word in words(shouted))


def test_ways_of_writing_han_come_together():
    assert plain_form("醫療") == plain_form("医療") == plain_form("医疗") != ""
    assert plain_form("再生") == plain_form("gene") == ""
