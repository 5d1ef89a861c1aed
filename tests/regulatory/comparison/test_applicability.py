"""Whether a fact applies to a product, and the reason in words."""

import pytest
from hypothesis import given

from regulatory.comparison.applicability import APPLIES, CANNOT_TELL, DOES_NOT_APPLY, VERDICTS, applies, fits
from regulatory.comparison.profiles import parse
from tests.regulatory.comparison import builders as make
from tests.regulatory.comparison.builders import SG
from tests.regulatory.comparison.test_profiles import KNOWN, queries


def product(**query):
    return parse({"class" if key == "of" else key: value for key, value in query.items()}, KNOWN)


CAR_T = product(of="gene-modified-cells", source="autologous", integrating_vector="yes", genome_editing="no")
AAV = product(of="gene-therapy-in-vivo", integrating_vector="no")


def rule(*classes, **values):
    return make.fact(SG, make.LABELS, classes=classes, **values)


@pytest.mark.parametrize(
    ("fact", "profile", "verdict", "reason"),
    [
        (rule(), CAR_T, APPLIES, "The rule is written for ATMPs of all classes."),
        (rule("gene-modified-cells"), CAR_T, APPLIES, "The rule is about its class: gene-modified-cells."),
        (rule("gene-therapy"), CAR_T, APPLIES, "The rule is about its class: gene-therapy."),
        (rule("somatic-cell"), CAR_T, DOES_NOT_APPLY, "The rule is about other classes: somatic-cell."),
        (rule("genome-editing"), CAR_T, DOES_NOT_APPLY, "The rule is about other classes: genome-editing."),
        (
            rule("genome-editing"),
            AAV,
            CANNOT_TELL,
            "The rule is about genome-editing; whether the product is one is not said.",
        ),
        (
            rule("somatic-cell"),
            product(),
            CANNOT_TELL,
            "The rule is about somatic-cell; the class of the product is not said.",
        ),
        (
            rule(scope="medicine"),
            CAR_T,
            APPLIES,
            "The rule is written for all medicines, ATMPs among them; it is no ATMP rule.",
        ),
        (
            rule(scope="cells-tissues"),
            CAR_T,
            APPLIES,
            "The rule is written for cells and tissues, and the product has viable cells.",
        ),
        (
            rule(scope="cells-tissues"),
            AAV,
            CANNOT_TELL,
            "The rule is written for cells and tissues; whether it reaches this product has to be read there.",
        ),
        (
            rule(scope="cross-cutting", kind="data-standards"),
            AAV,
            CANNOT_TELL,
            "The rule is written for another field (such as GMOs or data) that the product may touch.",
        ),
        (
            rule("gene-therapy-in-vivo", scope="cross-cutting"),
            AAV,
            APPLIES,
            "The rule is about its class: gene-therapy-in-vivo.",
        ),
        (rule(scope="cross-cutting", kind="ethics"), AAV, APPLIES, "The rule is about all research in people."),
        (rule(scope=""), AAV, CANNOT_TELL, "For whom the rule was written is not stated."),
        (rule(legal_status="proposed"), CAR_T, DOES_NOT_APPLY, "The rule is only proposed."),
        (rule(legal_status="ended"), CAR_T, DOES_NOT_APPLY, "The rule has ended."),
        (make.absence(SG, "not-found", make.RMP), CAR_T, CANNOT_TELL, "No rule is known here, only an attested blank."),
        (
            rule(title="Labels of autologous products"),
            AAV,
            CANNOT_TELL,
            "Its words name autologous products; the product is not said to be one.",
        ),
        (
            rule(title="Autologous and allogeneic products"),
            AAV,
            APPLIES,
            "The rule is written for ATMPs of all classes.",
        ),
        (
            make.follow_up(SG, 15, trigger="exposure to integrating vectors"),
            AAV,
            CANNOT_TELL,
            "Its words name integrating vectors; the product does not have one.",
        ),
        (
            make.follow_up(SG, 15, trigger="exposure to integrating vectors"),
            CAR_T,
            APPLIES,
            "The rule is written for ATMPs of all classes.",
        ),
        (
            make.follow_up(SG, 5, trigger="an AAV vector"),
            CAR_T,
            CANNOT_TELL,
            "Its words name AAV vectors; that the vector does not integrate is wrong.",
        ),
        (
            make.pathway(SG, "designation", make.CONDITIONAL, title="Orphan designation"),
            product(orphan="no"),
            DOES_NOT_APPLY,
            "It is for orphan products, which this is not.",
        ),
        (
            make.pathway(SG, "expedited-review", make.CONDITIONAL, title="Path for orphan medicines"),
            product(orphan="no"),
            CANNOT_TELL,
            "Its title names orphan products; whether it is for these alone has to be read there.",
        ),
    ],
)
def test_a_verdict_and_its_reason(fact, profile, verdict, reason):
    found = applies(fact, profile)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_an_edited_product_meets_a_rule_on_vectors_and_editing():
    fact = make.follow_up(SG, 15, trigger="an integrating vector, or a genome-editing product")
    assert applies(fact, product(of="gene-modified-cells", genome_editing="yes")).verdict == APPLIES


FATAL = "fatal adverse reaction"


@pytest.mark.parametrize(
    ("fact", "verdicts"),
    [
        (make.pathway(SG, "clinical-trial", make.TRIALS), (APPLIES, APPLIES, DOES_NOT_APPLY)),
        (make.pathway(SG, "marketing-authorisation", make.APPROVAL), (DOES_NOT_APPLY, APPLIES, DOES_NOT_APPLY)),
        (make.pathway(SG, "hospital-exemption", make.APPROVAL), (APPLIES, APPLIES, APPLIES)),
        (make.follow_up(SG, 15), (APPLIES, APPLIES, APPLIES)),
        (make.duty(SG, "post-market-study"), (DOES_NOT_APPLY, DOES_NOT_APPLY, APPLIES)),
        (make.duty(SG, "risk-management-plan"), (DOES_NOT_APPLY, APPLIES, APPLIES)),
        (make.duty(SG, "risk-management-plan", title="Plan from the IND stage"), (APPLIES, APPLIES, APPLIES)),
        (make.reporting(SG, 7, event_phase="", trigger=f"{FATAL} in a trial"), (APPLIES, APPLIES, DOES_NOT_APPLY)),
        (
            make.reporting(SG, 7, event_phase="", trigger=FATAL, responsible="licence holder"),
            (DOES_NOT_APPLY, DOES_NOT_APPLY, APPLIES),
        ),
        (
            make.reporting(SG, 7, event_phase="", trigger=FATAL, responsible="holder, trial sponsor"),
            (APPLIES, APPLIES, APPLIES),
        ),
        (
            make.reporting(SG, 7, event_phase="", trigger=FATAL, responsible="sponsor"),
            (CANNOT_TELL, CANNOT_TELL, APPLIES),
        ),
        (rule(kind="non-clinical"), (APPLIES, APPLIES, DOES_NOT_APPLY)),
        (rule(kind="gmp"), (APPLIES, APPLIES, APPLIES)),
    ],
)
def test_a_rule_matters_at_its_stages(fact, verdicts):
    stages = ("first-in-human", "pivotal", "post-approval")
    assert tuple(applies(fact, product(stage=stage)).verdict for stage in stages) == verdicts


def test_a_stage_reason_names_the_stages_at_which_it_matters():
    fact = make.duty(SG, "risk-management-plan")
    reason = applies(fact, product(stage="first-in-human")).reason
    assert reason == "It matters at another stage: pivotal trial and application, after approval."


def test_what_a_proposed_rule_would_mean_is_told_apart():
    fact = rule(legal_status="proposed")
    assert (applies(fact, CAR_T).verdict, fits(fact, CAR_T).verdict) == (DOES_NOT_APPLY, APPLIES)


def test_the_reason_for_a_verdict_leaves_weaker_findings_out():
    found = applies(rule("somatic-cell", title="Autologous products"), AAV)
    assert found.reasons == ("The rule is about other classes: somatic-cell.",)


@given(make.facts, queries)
def test_every_fact_has_one_verdict_with_a_reason_and_only_rules_in_force_apply(facts, query):
    try:
        profile = parse(query, KNOWN)
    except ValueError:
        return
    for fact in facts:
        found = applies(fact, profile)
        assert found.verdict in VERDICTS
        assert found.reason
        if found.verdict == APPLIES:
            assert fact.legal_status == "in-force"
            assert fact.type != "absence"
