"""How documents are ordered: rows in, scores out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regulatory.search import ranking
from regulatory.search.questions import Unit
from regulatory.search.ranking import Asked, by_place, rarity, scores, worth_reading


def asked(token: str, rare: float = 1.0, *others: tuple[str, float]) -> Asked:
    unit = Unit(token, ((token, 1.0), *others))
    return Asked(unit, unit.tokens, rare)


GENE, THERAPY = asked("gene", 2.0), asked("therapi", 1.0)


def test_who_answers_more_comes_first():
    found = scores([GENE, THERAPY], [], [("gene", 1, 100), ("therapi", 1, 100), ("gene", 2, 180)])
    assert found[1] > found[2]


def test_who_answers_too_little_is_no_hit():
    found = scores([GENE, THERAPY], [], [("gene", 1, 100), ("therapi", 1, 100), ("therapi", 2, 900)])
    assert set(found) == {1}


def test_the_best_of_several_forms_counts_once():
    word = asked("approval", 1.0, ("approv", 0.5))
    found = scores([word], [], [("approval", 1, 100), ("approv", 1, 100), ("approv", 2, 100)])
    assert found == {1: 100.0, 2: 50.0}


def test_neighbours_speak_for_a_document_and_find_none():
    rows = [("gene", 1, 100), ("gene", 2, 100), ("genetherapi", 2, 50), ("genetherapi", 3, 50)]
    found = scores([GENE], [asked("genetherapi")], rows)
    assert found[2] > found[1]
    assert set(found) == {1, 2}


def test_the_record_of_a_key_is_before_all():
    found = scores([GENE], [], [("gene", 1, 30_000)], exact={2})
    assert found[2] > found[1]


def test_a_whole_name_is_before_a_mention():
    found = scores([GENE], [], [("gene", 1, 100), ("gene", 2, 120)], named={1})
    assert found[1] > found[2]


def test_without_units_nothing_is_found():
    assert scores([], [], []) == {}


@given(st.permutations([("gene", 1, 10), ("gene", 2, 7), ("therapi", 1, 3), ("therapi", 2, 9), ("gene", 3, 10)]))
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, int, int]]):
    assert scores([GENE, THERAPY], [], rows) == scores([GENE, THERAPY], [], sorted(rows))


def test_rare_words_tell_more():
    assert rarity(1, 1000) > rarity(500, 1000) > 0.0 == rarity(0, 1000)


def test_common_words_are_left_out_beyond_the_three_rarest():
    units = [asked(token) for token in ("a", "b", "c", "d", "e")]
    counts = {"a": 900, "b": 800, "c": 10, "d": 700, "e": 600}
    assert [each.unit.typed for each in worth_reading(units, counts, 1000)] == ["c", "d", "e"]
    assert len(worth_reading(units[:3], counts, 1000)) == 3


def test_an_economy_turns_the_order_and_hides_nothing():
    here, there, nowhere = (
        by_place(100, 100, is_placed=True),
        by_place(100, None, is_placed=True),
        by_place(100, None, is_placed=False),
    )
    assert here == 100 > nowhere > there > 0
    assert here > by_place(100, 60, is_placed=False) > nowhere
    assert ranking.ELSEWHERE < ranking.NOWHERE < 1
