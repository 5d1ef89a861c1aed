"""Which reporting question a trigger fits; the triggers are those of the content."""

import pytest

from regulatory.comparison.clocks import CLOCKS, clock_of
from tests.regulatory.comparison import builders as make

TRIGGERS = {
    "trial-fatal": [
        "fatal or life-threatening suspected unexpected serious adverse reaction in a trial",
        "Suspected unexpected serious adverse reaction in a trial; fatal or life-threatening",
        "suspected unexpected serious adverse reaction that is fatal or life-threatening, in a clinical trial",
        "Unexpected death or life-threatening case suspected to be caused by the investigational processed cells",
    ],
    "trial-serious": [
        "serious unexpected adverse drug reaction in a clinical trial, neither fatal nor life-threatening",
        "serious unexpected adverse drug reaction in a clinical trial, not fatal or life-threatening",
        "other suspected unexpected serious adverse reaction in a trial",
    ],
    "market-fatal": [
        "serious, lethal adverse reaction or event",
        "local spontaneous report that is life-threatening or fatal",
        "fatal or life-threatening adverse reaction to a medicine",
    ],
    "market-serious": [
        "serious, non-lethal adverse reaction or event",
        "other serious local spontaneous report, expected or unexpected",
        "serious adverse event (death or serious deterioration in health)",
        "serious suspected adverse reaction in the Union or elsewhere",
        "serious adverse reaction, transmission of an infectious agent, or lack of efficacy of medicines for "
        "life-threatening disease",
    ],
    None: [
        "",
        "near serious adverse event",
        "non-serious suspected adverse reaction in the Union",
        "event that is a serious threat to public health",
        "significant safety issue",
        "urgent safety measure in a clinical trial",
        "two or more similar serious cases in the same place with the same product and batch",
        "serious adverse drug reaction documented in a hospital",
        "Serious adverse event in a patient given a product under long-term follow-up",
        "serious adverse reaction in the performance of a regenerative technique",
        "Other deaths or serious cases suspected to be caused by the product; malfunctions that could lead to them",
        "any suspected adverse reaction that occurred in Chile and became known to the holder",
    ],
}


@pytest.mark.parametrize(("key", "trigger"), [(key, trigger) for key, many in TRIGGERS.items() for trigger in many])
def test_a_trigger_fits_its_question(key, trigger):
    clock = clock_of(make.reporting(make.SG, 7, trigger, title="Report"))
    assert (clock.key if clock else None) == key


def test_a_title_may_place_a_deadline_in_trials():
    clock = clock_of(make.reporting(make.SG, 7, "fatal unexpected reaction", title="SUSARs, 7-day report"))
    assert clock is not None
    assert clock.in_trials


def test_rules_for_cells_and_tissues_and_other_duties_have_no_clock():
    assert clock_of(make.reporting(make.SG, 15, "serious adverse reaction", scope="cells-tissues")) is None
    assert clock_of(make.duty(make.SG, "inspection", trigger="serious adverse reaction")) is None
    assert clock_of(make.fact(make.SG, make.REPORTING)) is None


def test_the_deadline_of_a_hospital_is_not_that_of_a_company():
    trigger = "fatal adverse reaction"
    assert clock_of(make.reporting(make.SG, 3, trigger, responsible="medical organisation")) is None
    assert (
        clock_of(make.reporting(make.SG, 3, trigger, responsible="holder, distributor, medical institution"))
        is not None
    )


def test_clocks_have_keys_of_their_own():
    assert len({clock.key for clock in CLOCKS}) == len(CLOCKS)
