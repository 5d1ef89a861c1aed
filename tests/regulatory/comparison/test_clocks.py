"""Which reporting question the closed fields of a duty answer, and how deadlines in hours compare."""

import pytest

from regulatory.choices import EventPhase, ReportedEvent, Reporter
from regulatory.comparison.answers import answer
from regulatory.comparison.clocks import CLOCKS, clock_of
from regulatory.comparison.measures import SERIOUS_AFTER_APPROVAL
from tests.regulatory.comparison import builders as make

QUESTIONS = {
    ("trial", "fatal"): "trial-fatal",
    ("trial", "serious"): "trial-serious",
    ("after-approval", "fatal"): "market-fatal",
    ("after-approval", "serious"): "market-serious",
}


@pytest.mark.parametrize("phase", ["", *EventPhase.values])
@pytest.mark.parametrize("event", ["", *ReportedEvent.values])
def test_event_and_phase_name_the_question(event, phase):
    clock = clock_of(make.reporting(make.SG, 7, event=event, event_phase=phase))
    assert (clock.key if clock else None) == QUESTIONS.get((phase, event))


def test_words_name_no_question():
    told = "fatal or life-threatening suspected unexpected serious adverse reaction in a trial"
    assert clock_of(make.reporting(make.SG, 7, event="", trigger=told)) is None


def test_rules_for_cells_and_tissues_and_other_duties_have_no_clock():
    assert clock_of(make.reporting(make.SG, 15, scope="cells-tissues")) is None
    assert clock_of(make.duty(make.SG, "inspection", event="serious", event_phase="trial", reporter="company")) is None
    assert clock_of(make.fact(make.SG, make.REPORTING)) is None


@pytest.mark.parametrize(
    ("reporter", "asked"), [("", False), (Reporter.CARE_PROVIDER, False), (Reporter.COMPANY, True)]
)
def test_the_deadline_of_a_hospital_is_not_that_of_a_company(reporter, asked):
    assert (clock_of(make.reporting(make.SG, 3, reporter=reporter)) is not None) is asked


def test_clocks_have_keys_of_their_own():
    assert len({clock.key for clock in CLOCKS}) == len(CLOCKS)


@pytest.mark.parametrize(
    ("hours", "value", "scale", "label"),
    [(72, 3, "calendar days", "72 hours"), (24, 1, "calendar days", "24 hours"), (36, 36, "hours", "36 hours")],
)
def test_hours_run_on_every_day(hours, value, scale, label):
    found = answer(SERIOUS_AFTER_APPROVAL, [make.reporting(make.SG, None, deadline_hours=hours)])
    assert found is not None
    assert (found.value, found.scale, found.label) == (value, scale, label)
