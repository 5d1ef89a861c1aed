"""What moved between two sets of facts."""

import dataclasses
import datetime

from hypothesis import given

from regulatory.comparison.changes import what_moved
from tests.regulatory.comparison import builders as make
from tests.regulatory.comparison.builders import JP, SG


def moves(before, after) -> list[tuple[str, str, list[str]]]:
    return [(move.what, move.fact.key, [each.field for each in move.fields]) for move in what_moved(before, after)]


def test_a_fact_that_was_not_there_is_added_and_one_that_is_gone_has_ended():
    old, new = make.follow_up(SG, 15, key="sg-old"), make.follow_up(JP, 15, key="jp-new")
    assert moves([old], [new]) == [("added", "jp-new", []), ("ended", "sg-old", [])]


def test_a_change_names_its_fields_with_both_values():
    before = make.follow_up(SG, 15, key="sg-ltfu", classes=["gene-modified-cells"])
    after = make.follow_up(SG, 30, key="sg-ltfu", classes=["gene-modified-cells", "xenogeneic"], summary="Longer.")
    (move,) = what_moved([before], [after])
    assert move.what == "changed"
    assert {(each.field, each.before, each.after) for each in move.fields} == {
        ("duration_years_min", 15, 30),
        ("product_classes", ("gene-modified-cells",), ("gene-modified-cells", "xenogeneic")),
        ("summary", "", "Longer."),
    }


def test_a_rule_that_ended_since_is_told_as_ended():
    before = make.follow_up(SG, 15, key="sg-ltfu")
    after = dataclasses.replace(before, legal_status="ended")
    assert moves([before], [after]) == [("ended", "sg-ltfu", ["legal_status"])]
    assert moves([after], [before]) == [("changed", "sg-ltfu", ["legal_status"])]


def test_another_word_on_a_rule_that_had_ended_is_a_change():
    before = make.follow_up(SG, 15, key="sg-ltfu", legal_status="ended")
    assert moves([before], [dataclasses.replace(before, note="Since 2025.")]) == [("changed", "sg-ltfu", ["note"])]


def test_a_citation_that_changed_is_told():
    before = make.follow_up(SG, 15, key="sg-ltfu", forces=["guidance"])
    after = dataclasses.replace(before, citations=make.follow_up(SG, 15, forces=["statute"]).citations)
    (move,) = what_moved([before], [after])
    assert [(each.field, each.before, each.after) for each in move.fields] == [
        ("citations", ("src-guidance: Art. 1",), ("src-statute: Art. 1",))
    ]


def test_a_new_version_a_check_or_another_order_of_citations_moves_nothing():
    before = make.follow_up(SG, 15, forces=["guidance", "statute"])
    after = dataclasses.replace(
        before,
        version=2,
        checked_on=datetime.date(2027, 1, 1),
        published_at=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC),
        citations=before.citations[::-1],
    )
    assert what_moved([before], [after]) == ()


def test_moves_come_in_lifecycle_order():
    after = [make.follow_up(SG, 1, key="b"), make.duty(SG, "registry", key="c"), make.follow_up(JP, 1, key="a")]
    assert [move.fact.key for move in what_moved([], after)] == ["c", "a", "b"]


@given(make.facts, make.facts)
def test_both_directions_move_the_same_facts(before, after):
    forth, back = what_moved(before, after), what_moved(after, before)
    assert {move.fact.key for move in forth} == {move.fact.key for move in back}
    assert what_moved(before, before) == ()
    assert {move.fact.key for move in forth if move.before is None} == {each.key for each in after} - {
        each.key for each in before
    }
