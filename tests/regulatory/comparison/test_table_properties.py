"""What holds for every grid, whatever the facts: order changes nothing, the strictest never falls, every fact stands once."""

from hypothesis import given
from hypothesis import strategies as st

from regulatory.comparison.table import Comparison, compare, difference
from tests.regulatory.comparison import builders as make
from tests.regulatory.comparison.builders import ECONOMIES, TOPICS


def essence(comparison: Comparison) -> list[object]:
    """All that a comparison says, whatever the order of its columns."""
    return [
        (
            each.topic.key,
            {cell.jurisdiction.code: cell for cell in each.cells},
            each.agreement.majority and (each.agreement.majority.label, set(each.agreement.majority.jurisdictions)),
            set(each.agreement.departs),
            set(each.agreement.apart),
            each.agreement.unknown,
            {(one.scale, one.value, frozenset(one.jurisdictions)) for one in each.strictest},
            each.differs,
        )
        for each in comparison.rows
    ]


@given(make.facts, st.permutations(ECONOMIES), st.randoms())
def test_the_order_of_economies_and_facts_changes_no_answer(facts, order, random):
    shuffled = random.sample(facts, len(facts))
    assert essence(compare(facts, ECONOMIES, TOPICS)) == essence(compare(shuffled, order, TOPICS[::-1]))


@given(make.facts, st.permutations(ECONOMIES), st.integers(1, 5))
def test_one_more_economy_never_lowers_the_strictest(facts, order, size):
    fewer = {each.topic.key: each for each in compare(facts, order[:size], TOPICS).rows}
    more = {each.topic.key: each for each in compare(facts, order[: size + 1], TOPICS).rows}
    for key, before in fewer.items():
        after = {each.scale: each for each in more[key].strictest}
        for one in before.strictest:
            assert before.measure.rank(after[one.scale]) >= before.measure.rank(one)


@given(make.facts, st.sets(st.sampled_from(ECONOMIES), min_size=1), st.sets(st.sampled_from(TOPICS), min_size=1))
def test_every_fact_in_scope_stands_in_exactly_one_cell(facts, jurisdictions, topics):
    comparison = compare(facts, list(jurisdictions), list(topics))
    shown = [each.key for one in comparison.rows for cell in one.cells for each in cell.facts]
    assert sorted(shown) == sorted(
        each.key for each in facts if each.jurisdiction in jurisdictions and each.topic in topics
    )


@given(make.facts)
def test_a_pairwise_figure_is_symmetric_and_accounts_for_every_row(facts):
    comparison = compare(facts, ECONOMIES, TOPICS)
    for one, other in [("SG", "JP"), ("KR", "RU"), ("US", "US")]:
        found = difference(comparison, one, other)
        assert found == difference(comparison, other, one)
        assert found.differ <= found.comparable
        assert found.comparable + found.unknown + found.not_comparable == len(comparison.rows)
    assert difference(comparison, "US", "US").differ == 0


@given(make.facts)
def test_an_answer_rests_on_facts_of_its_own_cell_that_are_in_force(facts):
    for one in compare(facts, ECONOMIES, TOPICS).rows:
        for cell in one.cells:
            if cell.answer:
                assert cell.answer.facts
                assert set(cell.answer.facts) <= set(cell.facts)
                assert {each.legal_status for each in cell.answer.facts} == {"in-force"}
