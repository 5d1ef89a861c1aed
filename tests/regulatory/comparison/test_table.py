"""The grid: every fact in one cell, the kinds of blank, agreement, departures and who is strictest."""

import pytest

from regulatory.choices import BlankKind, Force
from regulatory.comparison.table import Comparison, Row, compare, difference, only_differences
from tests.regulatory.comparison import builders as make
from tests.regulatory.comparison.builders import AU, ECONOMIES, JP, KR, RU, SG, US


def row(facts, jurisdictions=ECONOMIES, on=make.FOLLOW_UP) -> Row:
    (only,) = compare(facts, jurisdictions, [on]).rows
    return only


def codes(jurisdictions) -> list[str]:
    return [each.code for each in jurisdictions]


def test_agreement_names_the_majority_who_departs_and_how_many_are_unknown():
    facts = [make.follow_up(SG, 15), make.follow_up(JP, 15, 15), make.follow_up(US, None, 15), make.follow_up(KR, 30)]
    found = row(facts).agreement
    assert found.majority is not None
    assert found.majority.label == "15 years"
    assert codes(found.majority.jurisdictions) == ["SG", "JP", "US"]
    assert codes(found.departs) == ["KR"]
    assert (found.unknown, found.of, found.known) == (2, 6, 4)


def test_a_tie_has_no_majority_and_nobody_departs():
    found = row([make.follow_up(SG, 15), make.follow_up(JP, 5)]).agreement
    assert found.majority is None
    assert found.departs == ()


def test_half_of_the_answers_is_no_majority():
    facts = [make.follow_up(SG, 15), make.follow_up(JP, 15), make.follow_up(KR, 30), make.follow_up(US, 5)]
    assert row(facts).agreement.majority is None


def test_one_answer_alone_is_no_majority_and_not_strictest():
    found = row([make.follow_up(SG, 15)])
    assert found.agreement.majority is None
    assert found.strictest == ()


def test_strictest_is_the_longest_follow_up_and_names_all_who_drive_it():
    facts = [make.follow_up(SG, 15), make.follow_up(JP, 30), make.follow_up(KR, 30, 30, key="kr-30")]
    (found,) = row(facts).strictest
    assert (found.superlative, found.label, codes(found.jurisdictions)) == ("longest", "30 years", ["JP", "KR"])
    assert "kr-30" in {each.key for each in found.facts}


def test_an_answer_says_what_it_holds_for_and_what_else_the_economy_has():
    facts = [
        make.follow_up(KR, 15, classes=["gene-therapy-in-vivo"]),
        make.follow_up(KR, 30, classes=["xenogeneic"], key="kr-30"),
    ]
    answer = row(facts, [KR]).cells[0].answer
    assert answer is not None
    assert (answer.label, answer.further) == ("30 years", ("15 years",))
    assert answer.detail == "at least; mandatory; written for ATMPs; xenogeneic"
    assert [each.key for each in answer.facts] == ["kr-30"]


def test_strictest_deadline_is_told_for_calendar_and_working_days_apart():
    facts = [
        make.reporting(SG, 15),
        make.reporting(JP, 10),
        make.reporting(RU, 3, basis="working"),
        make.reporting(KR, 5, basis="working"),
    ]
    found = row(facts, on=make.REPORTING)
    assert [(each.scale, each.label, codes(each.jurisdictions)) for each in found.strictest] == [
        ("calendar days", "10 calendar days", ["JP"]),
        ("working days", "3 working days", ["RU"]),
    ]


def test_an_answer_on_another_scale_stands_apart_and_does_not_depart():
    facts = [*(make.reporting(each, 15) for each in (SG, JP, US)), make.reporting(RU, 3, basis="working")]
    found = row(facts, on=make.REPORTING).agreement
    assert (codes(found.departs), codes(found.apart)) == ([], ["RU"])


def test_days_without_a_stated_basis_compare_with_nothing():
    comparison = compare(
        [make.reporting(SG, 15, basis=""), make.reporting(JP, 3, basis="")], ECONOMIES, [make.REPORTING]
    )
    assert comparison.rows[0].strictest == ()
    assert comparison.rows[0].cells[0].answer.label == "15 days (calendar or working not stated)"
    assert difference(comparison, "SG", "JP").not_comparable == 1


def test_figures_of_one_economy_on_two_scales_are_all_shown_and_compare_with_nothing():
    facts = [
        make.reporting(SG, 15),
        make.reporting(SG, 3, basis="working"),
        make.reporting(JP, 15),
    ]
    found = row(facts, on=make.REPORTING)
    assert (found.cells[0].answer.label, found.cells[0].answer.comparable) == (
        "15 calendar days; 3 working days",
        False,
    )
    assert codes(found.agreement.apart) == ["SG"]


def test_figures_without_a_basis_are_all_shown():
    found = row([make.reporting(SG, each, basis="") for each in (15, 3)], on=make.REPORTING)
    assert found.cells[0].answer.label == (
        "3 days (calendar or working not stated); 15 days (calendar or working not stated)"
    )


def test_a_range_of_years_counts_by_its_upper_end():
    answer = row([make.follow_up(SG, 5, 15)]).cells[0].answer
    assert (answer.label, answer.detail) == ("15 years", "from 5 years; mandatory; written for ATMPs")


def test_a_deadline_for_another_event_is_not_compared():
    facts = [
        make.reporting(SG, 15, "serious"),
        make.reporting(JP, 7, "fatal"),
        make.reporting(KR, 2, "other"),
        make.reporting(US, 7, "serious", event_phase="trial"),
    ]
    found = row(facts, on=make.REPORTING)
    assert [cell.answer and cell.answer.label for cell in found.cells] == ["15 calendar days", *[None] * 5]
    assert found.strictest == ()


def test_mandatory_is_stricter_than_conditional_and_recommended():
    facts = [
        make.duty(SG, "risk-management-plan", obligation="recommended"),
        make.duty(JP, "risk-management-plan"),
        make.duty(KR, "risk-management-plan", obligation="conditional"),
    ]
    (found,) = row(facts, on=make.RMP).strictest
    assert (found.label, codes(found.jurisdictions)) == ("mandatory", ["JP"])


def trial(place, number, basis="working", **values):
    values = {"review_days_measure": "trial-decision", "review_days_basis": basis} | values
    return make.pathway(place, "clinical-trial", make.TRIAL_APPLICATION, review_days=number, **values)


def test_review_days_have_no_strictest_and_two_clocks_of_one_economy_no_answer_to_compare():
    facts = [
        trial(SG, 60),
        trial(SG, 5),
        trial(JP, 30, "calendar"),
        trial(US, 30, "calendar"),
        trial(AU, 90, scope="cross-cutting"),
    ]
    found = row(facts, on=make.TRIAL_APPLICATION)
    assert found.strictest == ()
    assert found.cells[0].answer.label == "5 or 60 working days"
    assert not found.cells[0].answer.comparable
    assert found.cells[4].answer is None  # a gene technology licence is no trial review
    assert codes(found.agreement.majority.jurisdictions) == ["JP", "US"]


def test_days_compare_only_where_they_count_the_same():
    facts = [
        trial(SG, 60, review_days_limit="target"),
        trial(JP, 30, review_days_measure="screening"),
        trial(US, 30, review_days_measure=""),
    ]
    sg, jp, us = row(facts, [SG, JP, US], on=make.TRIAL_APPLICATION).cells
    assert (sg.answer.label, sg.answer.detail) == ("60 working days", "target; written for ATMPs")
    assert jp.answer is None
    assert us.answer.label == "30 working days; what they count is not stated"
    assert not us.answer.comparable


@pytest.mark.parametrize(
    ("forces", "words"),
    [
        ([("guidance",)], "as described by guidance"),
        ([("secondary", "authority-page")], "as described on the authority's page"),
        ([("guidance",), ("statute",)], ""),
        ([("binding-rule", "secondary")], ""),
    ],
)
def test_mandatory_says_what_describes_it_where_nothing_binding_carries_it(forces, words):
    facts = [make.duty(SG, "risk-management-plan", forces=each) for each in forces]
    (cell,) = row(facts, [SG], on=make.RMP).cells
    assert cell.answer.value == "mandatory"
    assert cell.answer.detail == "; ".join(filter(None, [words, "written for ATMPs"]))
    assert make.duty(SG, "risk-management-plan", obligation="recommended", forces=("secondary",)).carried_by is None


@pytest.mark.parametrize("status", ["proposed", "adopted", "ended"])
def test_a_rule_that_is_not_in_force_stands_in_the_cell_and_never_counts(status):
    facts = [make.follow_up(SG, 15), make.follow_up(SG, 30, legal_status=status, key="sg-other"), make.follow_up(JP, 5)]
    found = row(facts)
    assert [each.key for each in found.cells[0].facts][-1] == "sg-other"
    assert found.cells[0].answer.value == 15
    (strictest,) = found.strictest
    assert strictest.value == 15


def test_a_cell_with_nothing_is_not_researched():
    cell = row([], [SG]).cells[0]
    assert (cell.blank.kind, cell.answer, cell.facts) == ("not-researched", None, ())


@pytest.mark.parametrize("kind", BlankKind)
def test_an_attested_blank_is_shown_with_its_fact(kind):
    cell = row([make.absence(SG, kind.value, make.FOLLOW_UP, key="sg-blank")], [SG]).cells[0]
    assert (cell.blank.kind, cell.answer) == (kind, None)
    assert [each.key for each in cell.blank.facts] == [each.key for each in cell.facts] == ["sg-blank"]
    assert cell.rules == ()


def test_a_blank_gives_way_to_a_rule_in_force_but_not_to_a_proposal():
    blank = make.absence(SG, "not-found", make.FOLLOW_UP)
    assert row([blank, make.follow_up(SG, 15)], [SG]).cells[0].blank is None
    assert row([blank, make.follow_up(SG, 15, legal_status="proposed")], [SG]).cells[0].blank.kind == "not-found"


def test_a_proposal_alone_is_neither_blank_nor_an_answer():
    cell = row([make.follow_up(SG, 15, legal_status="proposed")], [SG]).cells[0]
    assert (cell.blank, cell.answer) == (None, None)


def test_a_cell_bears_the_force_of_its_best_citation_and_its_scopes():
    facts = [
        make.follow_up(SG, 15, forces=["secondary", "guidance"], scope="medicine"),
        make.follow_up(SG, 5, forces=["authority-page"], scope="atmp"),
        make.follow_up(SG, 30, forces=["statute"], scope="biological", legal_status="proposed"),
    ]
    cell = row(facts, [SG]).cells[0]
    assert (cell.force, cell.scopes) == (Force.GUIDANCE, ("atmp", "medicine"))


def test_an_answer_bears_the_force_of_the_facts_that_it_rests_on():
    facts = [make.follow_up(SG, 15, forces=["guidance"]), make.follow_up(SG, 5, forces=["statute"])]
    cell = row(facts, [SG]).cells[0]
    assert (cell.force, cell.answer.force) == (Force.STATUTE, Force.GUIDANCE)


def test_rows_come_in_lifecycle_order_and_an_empty_first_level_row_is_left_out():
    comparison = compare([make.follow_up(SG, 15)], [SG], [make.RMP, make.FOLLOW_UP, make.PV, make.TRIAL_APPLICATION])
    assert [each.topic.key for each in comparison.rows] == [
        "trial-application",
        "risk-management-plan",
        "follow-up-duration",
    ]


def test_a_first_level_topic_has_a_row_for_what_is_filed_directly_under_it():
    comparison = compare([make.duty(SG, "inspection", make.PV)], [SG], [make.PV, make.RMP])
    assert [each.topic.key for each in comparison.rows] == ["pharmacovigilance-rmp", "risk-management-plan"]


def test_a_first_level_topic_asked_alone_keeps_its_row():
    assert [each.topic.key for each in compare([], [SG], [make.PV]).rows] == ["pharmacovigilance-rmp"]


def test_what_was_asked_twice_is_answered_once():
    comparison = compare([], [SG, JP, SG], [make.RMP, make.RMP])
    assert (codes(comparison.jurisdictions), len(comparison.rows)) == (["SG", "JP"], 1)


def test_having_a_rule_is_agreed_on_but_is_no_comparable_answer():
    comparison = compare([make.fact(SG, make.LABELS), make.fact(JP, make.LABELS)], [SG, JP, KR], [make.LABELS])
    found = comparison.rows[0].agreement
    assert (found.majority.label, found.unknown) == ("has a rule", 1)
    assert difference(comparison, "SG", "JP").not_comparable == 1
    assert difference(comparison, "SG", "KR").unknown == 1


def world() -> Comparison:
    facts = [
        make.follow_up(SG, 15),
        make.follow_up(JP, 15),
        make.duty(SG, "risk-management-plan"),
        make.duty(JP, "risk-management-plan", obligation="recommended"),
        make.fact(SG, make.LABELS),
        make.duty(SG, "record-retention", make.RETENTION, duration_years_min=30),
    ]
    return compare(facts, [SG, JP, KR], [make.FOLLOW_UP, make.RMP, make.LABELS, make.RETENTION])


def test_difference_counts_what_can_be_compared_and_what_is_unknown():
    found = difference(world(), "SG", "JP")
    assert (found.differ, found.comparable, found.unknown, found.not_comparable) == (1, 2, 2, 0)


def test_difference_refuses_an_economy_that_is_not_compared():
    with pytest.raises(ValueError, match="'US' is not in this comparison, which holds SG, JP, KR"):
        difference(world(), "SG", "US")


def test_only_differences_keeps_the_rows_that_differ():
    assert [each.topic.key for each in only_differences(world()).rows] == ["risk-management-plan"]
