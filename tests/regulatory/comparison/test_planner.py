"""The checklist of a programme: its lines, who drives them, what is open, its durations, and what one more economy adds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulatory.choices import BlankKind
from regulatory.comparison.applicability import APPLIES, CANNOT_TELL, applies
from regulatory.comparison.margin import marginal
from regulatory.comparison.planner import Plan, plan
from regulatory.comparison.profiles import ProfileError, parse
from regulatory.comparison.timeline import durations
from tests.regulatory.comparison import builders as make
from tests.regulatory.comparison.builders import AU, ECONOMIES, JP, KR, RU, SG, TOPICS, US
from tests.regulatory.comparison.test_profiles import KNOWN, queries

CAR_T = parse({"class": "gene-modified-cells", "integrating_vector": "yes"}, KNOWN)
IN_TRIALS = parse({"class": "gene-modified-cells", "stage": "first-in-human"}, KNOWN)


def names(programme: Plan) -> list[tuple[str, str]]:
    return [(line.topic.key, line.name) for line in programme.lines]


def codes(jurisdictions) -> list[str]:
    return [each.code for each in jurisdictions]


def test_lines_come_in_lifecycle_order_with_the_economies_that_ask():
    facts = [
        make.follow_up(SG, 15),
        make.duty(SG, "risk-management-plan"),
        make.duty(JP, "risk-management-plan"),
        make.pathway(JP, "clinical-trial", make.TRIAL_APPLICATION),
        make.fact(JP, make.TRIAL_APPLICATION, kind="clinical-trial"),
    ]
    programme = plan(facts, CAR_T, [SG, JP], TOPICS)
    assert names(programme) == [
        ("trial-application", "Clinical trial"),
        ("trial-application", "Clinical trial requirements"),
        ("risk-management-plan", "Risk management plan"),
        ("follow-up-duration", "Long-term follow-up"),
    ]
    assert [codes(line.economies) for line in programme.lines] == [["JP"], ["JP"], ["SG", "JP"], ["SG"]]


def test_a_line_names_who_drives_it_where_answers_have_an_order():
    facts = [make.follow_up(SG, 15), make.follow_up(KR, 30), make.follow_up(JP, 50, classes=["xenogeneic"])]
    (line,) = plan(facts, CAR_T, [SG, KR, JP], [make.FOLLOW_UP]).lines
    (driver,) = line.strictest
    assert (driver.label, codes(driver.jurisdictions)) == ("30 years", ["KR"])  # Japan's rule is for other products
    assert [(economy.code, answer.label) for economy, answer in line.answers] == [
        ("SG", "15 years"),
        ("KR", "30 years"),
    ]


def test_nobody_drives_a_line_without_an_order():
    on = make.TRIAL_APPLICATION
    facts = [
        make.pathway(each, "clinical-trial", on, review_days=days, review_days_basis="working")
        for each, days in [(SG, 60), (KR, 30)]
    ]
    (line,) = plan(facts, CAR_T, [SG, KR], [on]).lines
    assert (line.measure, line.answers, line.strictest) == (None, (), ())


def test_reporting_deadlines_have_a_line_for_each_clock():
    facts = [
        make.reporting(SG, 7, "fatal", event_phase="trial"),
        make.reporting(SG, 15, "serious", event_phase="trial"),
        make.reporting(AU, 3, "safety-issue", event_phase="trial"),
        make.reporting(AU, 5, "fatal", event_phase="trial"),
        make.reporting(AU, 15, "serious", responsible="licence holder"),
    ]
    programme = plan(facts, IN_TRIALS, [SG, AU], [make.REPORTING])
    assert [line.name for line in programme.lines] == [
        "Adverse event reporting",
        "Fatal or life-threatening unexpected reactions in trials",
        "Other serious unexpected reactions in trials",
    ]
    assert programme.lines[0].measure is None
    (driver,) = programme.lines[1].strictest
    assert (driver.label, codes(driver.jurisdictions)) == ("5 calendar days", ["AU"])


def test_what_cannot_be_told_is_to_check_and_does_not_make_an_economy_ask():
    facts = [
        make.fact(SG, make.LABELS, kind="labelling", scope="cells-tissues"),
        make.fact(JP, make.LABELS, kind="labelling"),
    ]
    profile = parse({"class": "gene-therapy-in-vivo"}, KNOWN)
    (line,) = plan(facts, profile, [SG, JP], [make.LABELS]).lines
    assert (codes(line.economies), [each.jurisdiction.code for each in line.to_check]) == (["JP"], ["SG"])


def test_the_sources_of_a_line_stand_once_the_strongest_first():
    facts = [make.follow_up(SG, 15, forces=["guidance", "statute"]), make.follow_up(JP, 15, forces=["guidance"])]
    (line,) = plan(facts, CAR_T, [SG, JP], [make.FOLLOW_UP]).lines
    assert [source.force for source in line.sources] == ["statute", "guidance"]


def test_rules_to_come_and_products_stand_beside_the_lines():
    facts = [
        make.follow_up(SG, 15, legal_status="adopted", key="sg-coming"),
        make.follow_up(SG, 15, legal_status="ended"),
        make.follow_up(SG, 15, legal_status="proposed", classes=["xenogeneic"]),
        make.fact(SG, make.APPROVAL, "authorised-product", classes=["gene-modified-cells"], key="sg-product"),
        make.fact(SG, make.APPROVAL, "authorised-product", classes=["somatic-cell"]),
    ]
    programme = plan(facts, CAR_T, [SG], TOPICS)
    assert programme.lines == ()
    assert [each.key for each in programme.coming] == ["sg-coming"]
    assert [each.key for each in programme.precedents] == ["sg-product"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([], "not-researched"),
        ([make.absence(SG, "not-found", make.FOLLOW_UP)], "not-found"),
        ([make.absence(SG, "not-stated", make.FOLLOW_UP)], "not-stated"),
        ([make.absence(SG, "not-applicable", make.FOLLOW_UP)], None),
        ([make.follow_up(SG, 15)], None),
        ([make.follow_up(SG, 15), make.absence(SG, "not-found", make.FOLLOW_UP)], None),
        ([make.follow_up(SG, 15, classes=["xenogeneic"])], "other-products"),
        ([make.follow_up(SG, 15, classes=["xenogeneic"]), make.absence(SG, "not-found", make.FOLLOW_UP)], "not-found"),
        ([make.follow_up(SG, 15, legal_status="proposed")], "not-in-force"),
        ([make.follow_up(SG, 15, classes=["genome-editing"])], "doubtful"),
    ],
)
def test_what_is_not_known_is_a_question_to_the_authority(facts, reason):
    questions = plan(facts, CAR_T, [SG], [make.FOLLOW_UP]).questions
    assert [each.reason for each in questions] == ([reason] if reason else [])
    assert all(each.why and each.topic.question.endswith("?") for each in questions)


def test_questions_are_asked_on_second_level_topics_where_these_were_asked_for():
    questions = plan([], CAR_T, [SG], [make.PV, make.RMP]).questions
    assert [each.topic.key for each in questions] == ["risk-management-plan"]
    assert [each.topic.key for each in plan([], CAR_T, [SG], [make.PV]).questions] == ["pharmacovigilance-rmp"]


def test_no_question_on_a_topic_that_is_known_to_come_up_at_another_stage():
    facts = [make.pathway(US, "marketing-authorisation", make.APPROVAL)]
    assert plan(facts, IN_TRIALS, [SG], [make.APPROVAL]).questions == ()
    assert len(plan(facts, CAR_T, [SG], [make.APPROVAL]).questions) == 1


def test_no_question_on_a_topic_that_holds_only_products():
    facts = [make.fact(US, make.APPROVAL, "authorised-product")]
    assert plan(facts, CAR_T, [SG], [make.APPROVAL]).questions == ()


def test_durations_are_told_as_they_are_stated():
    facts = [
        make.pathway(
            SG, "conditional-approval", make.CONDITIONAL, review_days=60, review_days_basis="working", validity_years=5
        ),
        make.follow_up(SG, 15, title="Follow-up"),
        make.follow_up(SG, None, 5, title="Short follow-up"),
        make.duty(
            SG, "record-retention", make.RETENTION, duration_years_min=10, duration_years_max=30, title="Records"
        ),
        make.reporting(SG, 7, "fatal"),
        make.duty(SG, "registry", make.RMP, deadline_days=7, deadline_basis="calendar", title="Entry in the registry"),
        make.duty(SG, "periodic-report", make.RMP, duration_years_min=5, title="Reports"),
        make.fact(SG, make.LABELS, kind="labelling"),
    ]
    found = durations(plan(facts, parse({}, KNOWN), [SG], TOPICS))
    assert [(each.sort, each.name, each.low, each.high, each.unit, each.basis) for each in found] == [
        ("review", facts[0].title, 60, 60, "days", "working"),
        ("validity", facts[0].title, 5, 5, "years", ""),
        ("reporting", "Fatal or life-threatening reactions after approval", 7, 7, "days", "calendar"),
        ("deadline", "Entry in the registry", 7, 7, "days", "calendar"),
        ("follow-up", "Follow-up", 15, None, "years", ""),
        ("follow-up", "Short follow-up", None, 5, "years", ""),
        ("retention", "Records", 10, 30, "years", ""),
        ("duration", "Reports", 5, None, "years", ""),
    ]


def korea(*added):
    """What Korea adds to a plan for Singapore and Japan."""
    facts = [
        make.follow_up(SG, 15),
        make.follow_up(JP, 5),
        make.duty(SG, "risk-management-plan"),
        make.fact(JP, make.LABELS, kind="labelling"),
        *added,
    ]
    return marginal(plan(facts, CAR_T, [SG, JP], TOPICS), KR, facts)


def test_one_more_economy_adds_changes_and_joins_lines():
    margin = korea(
        make.follow_up(KR, 30),
        make.duty(KR, "risk-management-plan", obligation="recommended"),
        make.fact(KR, make.LABELS, kind="labelling"),
        make.duty(KR, "record-retention", make.RETENTION, duration_years_min=30),
    )
    assert [(line.topic.key, codes(line.economies)) for line in margin.added] == [("record-retention", ["KR"])]
    assert [(each.after.topic.key, each.was, each.becomes) for each in margin.changed] == [
        ("follow-up-duration", "15 years", "30 years")
    ]
    assert [line.topic.key for line in margin.joined] == ["labelling-and-diagnostics", "risk-management-plan"]


def test_the_first_figure_of_a_line_changes_it():
    facts = [make.duty(SG, "long-term-follow-up", make.FOLLOW_UP), make.follow_up(KR, 15)]
    (changed,) = marginal(plan(facts, CAR_T, [SG], TOPICS), KR, facts).changed
    assert (changed.was, changed.becomes) == ("", "15 years")


def test_the_same_answer_again_changes_nothing():
    margin = korea(make.follow_up(KR, 15))
    assert (margin.changed, [line.topic.key for line in margin.joined]) == ((), ["follow-up-duration"])


def test_a_line_that_was_only_to_check_is_added_once_somebody_surely_asks():
    facts = [make.fact(SG, make.LABELS, kind="labelling", scope=""), make.fact(KR, make.LABELS, kind="labelling")]
    margin = marginal(plan(facts, CAR_T, [SG], TOPICS), KR, facts)
    assert ([line.topic.key for line in margin.added], margin.joined) == (["labelling-and-diagnostics"], ())


def test_an_answer_on_another_scale_is_not_called_stricter():
    facts = [make.reporting(SG, 15, "serious"), make.reporting(RU, 3, "serious", "working")]
    margin = marginal(plan(facts, CAR_T, [SG], TOPICS), RU, facts)
    assert (margin.changed, len(margin.joined)) == ((), 1)


def test_what_of_the_new_economy_cannot_be_told_is_to_check():
    margin = korea(make.fact(KR, make.TRIAL_APPLICATION, kind="clinical-trial", scope=""))
    assert (margin.added, [line.topic.key for line in margin.to_check]) == ((), ["trial-application"])


def test_the_questions_to_the_new_authority_come_with_it():
    margin = korea(make.absence(KR, BlankKind.NOT_FOUND.value, make.FOLLOW_UP))
    assert {each.jurisdiction for each in margin.questions} == {KR}
    assert "not-found" in {each.reason for each in margin.questions}


def test_an_economy_in_the_plan_cannot_be_added():
    with pytest.raises(ValueError, match="Singapore is in the plan already"):
        marginal(plan([], CAR_T, [SG], TOPICS), SG, [])


economies = st.sets(st.sampled_from(ECONOMIES), min_size=1).map(list)


@given(make.facts, queries, economies)
def test_lines_and_precedents_hold_every_fact_that_applies_exactly_once(facts, query, chosen):
    try:
        profile = parse(query, KNOWN)
    except ProfileError:
        return
    programme = plan(facts, profile, chosen, TOPICS)
    held = [each.key for line in programme.lines for each in line.facts] + [each.key for each in programme.precedents]
    to_check = [each.key for line in programme.lines for each in line.to_check]
    verdicts = {each.key: applies(each, profile).verdict for each in facts if each.jurisdiction in chosen}
    rules = {each.key for each in facts if each.type != "absence"}
    assert sorted(held) == sorted(key for key, verdict in verdicts.items() if verdict == APPLIES)
    assert sorted(to_check) == sorted(
        key for key, verdict in verdicts.items() if verdict == CANNOT_TELL and key in rules
    )
    assert all(line.facts or line.to_check for line in programme.lines)


@given(make.facts, st.permutations(ECONOMIES))
def test_the_order_of_economies_changes_no_line(facts, order):
    def essence(programme):
        return [
            (line.key, line.facts, set(line.economies), {(each.scale, each.value) for each in line.strictest})
            for line in programme.lines
        ]

    assert essence(plan(facts, CAR_T, ECONOMIES, TOPICS)) == essence(plan(facts[::-1], CAR_T, order, TOPICS))


@given(make.facts, st.permutations(ECONOMIES), st.integers(0, 4))
def test_a_margin_accounts_for_every_line_of_the_new_economy(facts, order, size):
    without = plan(facts, CAR_T, order[:size], TOPICS)
    margin = marginal(without, order[size], facts)
    keys = [line.key for line in (*margin.added, *(each.after for each in margin.changed), *margin.joined)]
    full = plan(facts, CAR_T, order[: size + 1], TOPICS)
    assert sorted(map(str, keys)) == sorted(str(line.key) for line in full.lines if order[size] in line.economies)
    assert {line.key for line in full.lines} == {line.key for line in without.lines} | set(keys) | {
        line.key for line in margin.to_check
    }
