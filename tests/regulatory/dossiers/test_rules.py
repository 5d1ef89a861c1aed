"""The rules on weak content: each with facts that break it, and the same facts mended."""

from __future__ import annotations

from typing import Any

import pytest

from regulatory.dossiers import rules
from regulatory.dossiers.content import Content
from regulatory.dossiers.fact_shapes import PathwayShape, PharmacovigilanceShape, ProductShape, RequirementShape
from regulatory.dossiers.rules import baseline, figures
from regulatory.dossiers.shapes import CitationShape, JurisdictionShape, SourceShape

ACT = {"key": "sg-act", "kind": "act", "title": "Act No. 5", "binding": True, "primary": True, "language": "en"}
PAGE = {"key": "sg-news", "kind": "article", "title": "A report", "binding": False, "primary": False, "language": "en"}
CITED = {"source": "sg-act", "locator": "Art. 1", "supports": "Says so."}
TYPES = {
    "requirement": RequirementShape,
    "pathway": PathwayShape,
    "safety": PharmacovigilanceShape,
    "product": ProductShape,
}
KINDS = {"requirement": "gmp", "pathway": "clinical-trial", "safety": "adverse-event-reporting"}


def fact(what: str = "requirement", key: str = "sg-req-rule", **values: Any) -> Any:
    """A published fact without any weakness, but for `values`."""
    given: dict[str, Any] = {
        "key": key,
        "jurisdiction": "SG",
        "title": "A rule",
        "topic": "gmp-standards",
        "summary": "It holds.",
        "effective_from": "2020",
        "checked_on": "2999-01-01",
        "verified": True,
        "citations": [CITED],
    }
    given |= {"kind": KINDS[what]} if what in KINDS else {}
    given |= values
    return TYPES[what].model_validate({name: value for name, value in given.items() if value != ""})


def content(*facts: Any, act: dict[str, Any] | None = None) -> Content:
    found = Content()
    place = {"code": "SG", "name": "Singapore", "kind": "economy", "apec_member": True}
    found.add(JurisdictionShape.model_validate(place))
    found.add(SourceShape.model_validate({**ACT, **(act or {})}))
    found.add(SourceShape.model_validate(PAGE))
    for each in facts:
        found.add(each)
    return found


def broken(*facts: Any, act: dict[str, Any] | None = None) -> list[str]:
    """The rules that these facts break, errors first."""
    found = content(*facts, act=act)
    return [rule.key for rule in (*rules.ERRORS, *rules.WARNINGS) for _ in rule.find(found)]


NEWS = [{"source": "sg-news", "supports": "Tells so."}]
WEAK: dict[str, tuple[Any, dict[str, Any]]] = {
    "not-primary": (fact(citations=NEWS), {}),
    "no-pinpoint": (fact(citations=[{"source": "sg-act", "supports": "Says so."}]), {}),
    "no-support": (fact(citations=[{"source": "sg-act", "locator": "Art. 1"}]), {}),
    "not-current": (fact(), {"status": "repealed"}),
    "undated": (fact(effective_from=""), {}),
    "before-its-document": (fact(), {"issued": "2021-05"}),
    "economies-misnamed": (fact(summary="The country decides."), {}),
    "dead-reference": (fact(summary="See sg-req-nothing."), {}),
    "ends-unmarked": (fact(effective_until="2021"), {}),
    "begins-later": (fact(effective_from="2999"), {}),
    "overdue": (fact(checked_on="2020-01-01"), {}),
    "event-unsaid": (fact("safety", deadline_days=15, deadline_basis="calendar", event="serious"), {}),
    "days-unexplained": (fact("safety", deadline_days=15, event="other", event_phase="trial", reporter="company"), {}),
}


@pytest.mark.parametrize("rule", sorted(WEAK))
def test_a_weakness_breaks_its_rule_and_no_other(rule):
    weak, act = WEAK[rule]
    assert broken(weak, act=act) == [rule]


def test_a_fact_without_weakness_breaks_no_rule():
    assert broken(fact()) == []
    assert broken(fact(obligation="mandatory")) == []
    assert {*WEAK, "uncited", "mandatory-without-law", "overlapping"} == {
        rule.key for rule in (*rules.ERRORS, *rules.WARNINGS)
    }


def test_mandatory_without_a_binding_source():
    assert broken(fact(obligation="mandatory", citations=NEWS)) == ["not-primary", "mandatory-without-law"]
    assert broken(fact(obligation="mandatory"), act={"binding": False}) == ["mandatory-without-law"]


def test_days_say_which_they_are_and_what_they_count():
    assert broken(fact("pathway", review_days=30)) == ["days-unexplained", "days-unexplained"]
    whole = fact("pathway", review_days=30, review_days_basis="working", review_days_measure="trial-decision")
    assert broken(whole) == []


def test_two_facts_that_say_nearly_the_same():
    text = "Manufacturers of cell products comply with the guide on good practice of the authority"
    assert broken(fact(summary=text), fact(key="sg-req-other", summary=f"{text}.")) == ["overlapping"]
    assert broken(fact(summary=text), fact(key="sg-req-other", summary="Donors are tested.")) == []


def test_a_fact_without_citations():
    bare = fact().model_copy(update={"citations": []})
    assert broken(bare) == ["uncited", "not-primary"]


def test_what_was_taken_back_is_not_pointed_at_and_breaks_no_rule():
    taken = fact(key="sg-req-gone", citations=NEWS, withdrawn={"day": "2026-01-01", "reason": "Now sg-req-nothing."})
    assert broken(taken) == []
    assert broken(taken, fact(summary="See sg-req-gone.")) == ["dead-reference"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42,500 patients in 07 trials", {"42500", "7"}),
        ("3.50 % of 1271.10(a)", {"3.5", "1271.1"}),
        ("5 to 15 years", {"5", "15"}),
        ("none", set()),
    ],
)
def test_numbers_however_they_are_written(text, found):
    assert figures.numbers(text) == found


def test_a_figure_has_to_stand_in_a_citation():
    told = fact("safety", kind="record-retention", summary="Kept for 15 years.", duration_years_min=15)
    found = content(told)
    assert figures.uncarried(found) == {"sg-req-rule": ["15"]}
    assert [str(each) for each in figures.new_uncarried(found, {})] == [
        "sg-req-rule: citations: no `supports` carries 15; say there what the document says, figures included"
    ]
    assert list(figures.new_uncarried(found, {"sg-req-rule": ["15"]})) == []
    for supports in ("Kept for 15 years.", "Fifteen years from use."):
        carried = [CitationShape(**{**CITED, "supports": supports})]
        assert figures.uncarried(content(told.model_copy(update={"citations": carried}))) == {}


def test_numbers_that_name_a_document_are_no_figures():
    assert figures.uncarried(content(fact(summary="Act No. 5 says so in article 1."))) == {}


def test_counts_may_only_go_down():
    counts = rules.counts(content(fact(citations=NEWS)))
    assert counts["not-primary"] == 1
    assert rules.risen(counts, counts) == []
    (sentence,) = rules.risen(counts, {**counts, "not-primary": 0})
    assert sentence.startswith("not-primary: 1 times a published fact that cites no primary source; 0 are allowed.")


def test_a_check_that_falls_due_is_told_and_not_held():
    counts = rules.counts(content(fact(checked_on="2020-01-01")))
    assert counts["overdue"] == 1
    assert rules.risen(counts, {}) == []


def test_a_baseline_is_only_lowered(tmp_path):
    before = baseline.Baseline({"not-primary": 5, "undated": 2}, {"sg-one": ["15", "30"], "sg-two": ["7"]})
    after = before.lowered({"not-primary": 3, "undated": 9}, {"sg-one": ["30", "99"], "sg-three": ["1"]})
    assert after == baseline.Baseline({"not-primary": 3, "undated": 2}, {"sg-one": ["30"]})
    baseline.write(tmp_path / "b.json", after)
    assert baseline.read(tmp_path / "b.json") == after
    (tmp_path / "b.json").write_text("[]")
    with pytest.raises(ValueError, match="is no baseline"):
        baseline.read(tmp_path / "b.json")
