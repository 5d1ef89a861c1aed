"""The closed questions about one jurisdiction: what answers them, and that nothing known is never "no"."""

import pytest
from hypothesis import given

from regulatory.choices import BlankKind
from regulatory.comparison.closed_questions import INDICATORS
from regulatory.comparison.indicators import IndicatorAnswer, Standing, Stated, quick_facts
from tests.regulatory.comparison import builders as make
from tests.regulatory.comparison.builders import ECONOMIES, SG


def answer(key, facts, standing=None) -> IndicatorAnswer:
    (only,) = quick_facts([each for each in INDICATORS if each.key == key], facts, standing)
    return only


def test_there_are_at_least_25_questions_with_keys_of_their_own():
    assert len({each.key for each in INDICATORS}) == len(INDICATORS) >= 25
    assert all(each.question.endswith("?") and each.unit for each in INDICATORS)
    assert all((each.derive is None) == bool(each.standing) for each in INDICATORS)


def test_without_facts_every_answer_is_not_researched():
    assert {(each.state, each.label) for each in quick_facts(INDICATORS, [])} == {("not-researched", "Not researched")}


def test_the_longest_follow_up_names_the_fact_that_it_rests_on():
    found = answer("follow-up-years", [make.follow_up(SG, 5), make.follow_up(SG, 15, key="sg-15")])
    assert (found.state, found.value, found.label, found.further) == ("answered", 15, "15 years", ("5 years",))
    assert [each.key for each in found.facts] == ["sg-15"]


def test_deadlines_in_trials_and_after_approval_are_questions_of_their_own():
    facts = [
        make.reporting(SG, 7, "fatal", event_phase="trial"),
        make.reporting(SG, 15, "serious", event_phase="trial"),
        make.reporting(SG, 10, "serious"),
    ]
    keys = ("deadline-trial-fatal", "deadline-trial-serious", "deadline-market-serious", "deadline-market-fatal")
    assert [answer(key, facts).value for key in keys] == [7, 15, 10, None]


def test_rules_without_the_figure_say_so():
    found = answer("follow-up-years", [make.duty(SG, "long-term-follow-up", make.FOLLOW_UP, key="sg-some")])
    assert (found.state, found.value) == ("rules-without-answer", None)
    assert [each.key for each in found.facts] == ["sg-some"]


def test_planned_rules_alone_answer_nothing():
    found = answer(
        "conditional-approval", [make.pathway(SG, "conditional-approval", make.CONDITIONAL, legal_status="proposed")]
    )
    assert (found.state, found.known) == ("not-in-force", False)


@pytest.mark.parametrize("kind", BlankKind)
def test_an_attested_blank_shows_as_such_with_its_fact(kind):
    found = answer("risk-management-plan", [make.absence(SG, kind.value, make.RMP, key="sg-blank")])
    assert (found.state, found.label) == (kind, kind.label)
    assert [each.key for each in found.facts] == ["sg-blank"]


def test_a_blank_on_another_topic_says_nothing():
    assert answer("risk-management-plan", [make.absence(SG, "not-found", make.FOLLOW_UP)]).state == "not-researched"


@pytest.mark.parametrize(
    ("force", "label"),
    [
        ("statute", "yes, in an act"),
        ("guidance", "yes, in guidance"),
        ("secondary", "yes, according to secondary literature"),
    ],
)
def test_the_framework_is_told_with_its_force(force, label):
    facts = [
        make.fact(SG, make.LABELS, "classification", forces=[force]),
        make.fact(SG, make.LABELS, "classification", forces=["statute"], scope="medicine"),
    ]
    assert answer("framework", facts).label == label


def test_classifications_not_written_for_atmps_are_no_framework():
    found = answer("framework", [make.fact(SG, make.LABELS, "classification", scope="medicine")])
    assert found.state == "rules-without-answer"


def test_tiers_are_named_once():
    facts = [make.fact(SG, make.LABELS, "classification", tier=tier) for tier in ("Class 1", "Class 2", "Class 1", "")]
    assert answer("risk-tiers", facts).label == "Class 1; Class 2"


def test_gmp_rules_for_atmps_are_told_from_general_ones():
    general = make.fact(SG, make.LABELS, kind="gmp", scope="medicine")
    assert answer("gmp-standard", [general]).value == "general"
    assert answer("gmp-standard", [general, make.fact(SG, make.LABELS, kind="gmp", key="own")]).value == "atmp"


def test_designations_are_listed_and_counted():
    facts = [make.pathway(SG, "designation", make.CONDITIONAL, title=title) for title in ("Orphan", "Breakthrough")]
    found = answer("designations", facts)
    assert (found.value, found.label, found.scale) == (2, "Breakthrough; Orphan", "")


def test_recorded_products_never_pass_for_a_register():
    found = answer("authorised-products", [make.fact(SG, make.LABELS, "authorised-product")])
    assert (found.value, found.label) == (1, "1 product recorded here; this is no register")


def test_years_of_linking_records_leave_other_records_out():
    facts = [
        make.duty(
            SG, "record-retention", make.RETENTION, duration_years_min=15, title="Clinical trial records, 15 years"
        ),
        make.duty(SG, "record-retention", make.RETENTION, duration_years_min=10, title="Supply records, 10 years"),
        make.duty(SG, "traceability", make.RETENTION, duration_years_min=5),
    ]
    assert answer("traceability-years", facts).value == 10
    assert answer("retention-years", facts).value == 15


def test_a_gene_technology_licence_is_no_trial_review():
    facts = [
        make.pathway(
            SG, "clinical-trial", make.TRIALS, review_days=90, review_days_basis="working", scope="cross-cutting"
        )
    ]
    assert answer("trial-review-days", facts).state == "rules-without-answer"


def test_reliance_lists_routes_and_arrangements_but_no_membership():
    facts = [
        make.pathway(SG, "reliance", make.APPROVAL, title="Verification route"),
        make.fact(SG, make.topic("unilateral-reliance"), "reliance-arrangement", title="Reference agencies"),
        make.fact(SG, make.topic("convergence-initiatives"), "reliance-arrangement", title="ICH member"),
    ]
    assert answer("reliance", facts).label == "Reference agencies; Verification route"


def test_membership_comes_from_the_standing_and_names_its_records():
    standing = Standing(ich=Stated("Member", ("sg-hsa", "ich")), local_term=Stated("CTGTP", ("SG",)))
    assert (answer("ich", [], standing).label, answer("ich", [], standing).rests_on) == ("Member", ("sg-hsa", "ich"))
    assert answer("local-term", [], standing).value == "CTGTP"
    assert answer("pics", [], standing).state == answer("who-listed", [], Standing(who_listed=Stated("", ()))).state
    assert answer("pics", [], standing).label == "Not researched"


@given(make.facts)
def test_no_answer_without_a_fact_in_force_and_never_a_no(facts):
    for economy in ECONOMIES:
        own = [each for each in facts if each.jurisdiction == economy]
        for found in quick_facts(INDICATORS, own):
            assert found.label.lower() != "no"
            assert found.known == (found.value is not None)
            assert set(found.facts) <= set(own)
            if found.known:
                assert found.facts
                assert {each.legal_status for each in found.facts} == {"in-force"}
            assert (found.state == "not-researched") == (not found.facts)


@given(make.facts)
def test_the_order_of_facts_changes_no_answer(facts):
    assert quick_facts(INDICATORS, facts) == quick_facts(INDICATORS, facts[::-1])
