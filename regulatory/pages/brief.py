"""The closed questions in brief, as the grid of the home page: a choice of them by economy, each answer in a word or a figure.

How questions are answered stands in comparison/indicators.py; all of them, with what each answer holds for, on /indicators/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from regulatory.choices import BlankKind, FactType, Force, JurisdictionKind, Scope
from regulatory.comparison.indicators import NOT_IN_FORCE, NOT_RESEARCHED, RULES_WITHOUT_ANSWER, IndicatorAnswer
from regulatory.filtersets.comparison import INDICATORS, ask
from regulatory.filtersets.indicated import indicated
from regulatory.readings import FactReading, JurisdictionReading

CHOSEN = {
    "framework": "Rules for ATMPs as such",
    "trial-review-days": "Review of a trial",
    "approval-review-days": "Review of an application",
    "conditional-approval": "Conditional approval",
    "hospital-exemption": "Route for one institution",
    "gmp-standard": "GMP rules",
    "risk-management-plan": "Risk management plan",
    "follow-up-duty": "Long-term follow-up",
    "follow-up-years": "Longest follow-up",
    "deadline-market-serious": "Serious reaction, approved product",
    "traceability-years": "Donor to patient records kept",
}
"""The questions by key, with their heads: those that a closed answer settles and that most economies are asked about."""

TYPES = (
    FactType.CLASSIFICATION,
    FactType.PATHWAY,
    FactType.PHARMACOVIGILANCE,
    FactType.REQUIREMENT,
    FactType.ABSENCE,
)
"""The types of facts that the chosen questions rest on; a test holds that no other type answers one of them."""

FORCES = {
    Force.STATUTE: "an act",
    Force.BINDING_RULE: "binding rules",
    Force.GUIDANCE: "guidance",
    Force.AUTHORITY_PAGE: "authority's page",
    Force.SECONDARY: "literature",
    Force.WORKSHOP: "workshop",
}
SCOPES = {
    Scope.BIOLOGICAL: "biologicals",
    Scope.MEDICINE: "all medicines",
    Scope.CELLS_TISSUES: "cells, tissues",
    Scope.CROSS_CUTTING: "another field",
}
WORDS = {
    "general GMP rules": "general",
    "GMP rules written for ATMPs": "for ATMPs",
}
STATES = {
    RULES_WITHOUT_ANSWER: "not stated",
    NOT_IN_FORCE: "planned or ended",
    BlankKind.NOT_FOUND.value: "none found",
    BlankKind.NOT_APPLICABLE.value: "not applicable",
    BlankKind.NOT_STATED.value: "not stated",
    NOT_RESEARCHED: "–",
}
"""Why there is no answer, in brief; never "no"."""

FIGURE = re.compile(r"(?P<number>\d+(?:, \d+)*(?: or \d+)?) (?P<unit>[^;]+)")
BASIS_NOT_STATED = "(calendar or working not stated)"


@dataclass(frozen=True, slots=True)
class BriefHead:
    """A question: its head in the grid, the whole of it, and where it is answered at length."""

    label: str
    question: str
    url: str


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """`text` is the answer or why there is none, `unit` what it is given in; `url` leads to the fact that it rests on.

    `rules_for` is set where its rules are not written for ATMPs as a whole: a general rule is never read as one for ATMPs.
    `whole` says it in full where `text` is a sign or shortened. `state` is that of the answer.
    """

    text: str
    unit: str
    rules_for: str
    whole: str
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class BriefRow:
    place: JurisdictionReading
    is_reference: bool
    answers: tuple[BriefAnswer, ...]


@dataclass(frozen=True, slots=True)
class BriefGrid:
    """`known` of `of` answers of the economies are known (those of references not counted)."""

    heads: tuple[BriefHead, ...]
    rows: tuple[BriefRow, ...]
    known: int
    of: int


def brief_grid() -> BriefGrid:
    """The chosen questions of all jurisdictions, now: ten queries."""
    grid = indicated(ask(QueryDict(f"indicators={','.join(CHOSEN)}"), INDICATORS, needs="nothing"), TYPES)
    rows = tuple(
        BriefRow(
            place,
            place.kind != JurisdictionKind.ECONOMY,
            tuple(map(brief, grid.answers[place.code])),
        )
        for place in grid.places
    )
    counted = [
        each for place in grid.places if place.kind == JurisdictionKind.ECONOMY for each in grid.answers[place.code]
    ]
    heads = tuple(
        BriefHead(CHOSEN[each.key], each.question, f"/indicators/?indicators={each.key}") for each in grid.questions
    )
    return BriefGrid(heads, rows, sum(each.known for each in counted), len(counted))


def brief(found: IndicatorAnswer) -> BriefAnswer:
    url = f"/facts/{found.facts[0].key}/" if found.facts else ""
    if not found.known:
        return BriefAnswer(STATES[found.state], "", "", found.label, url, found.state)
    text, unit = in_brief(found)
    whole = f"{found.label} ({found.detail})" if found.detail else found.label
    return BriefAnswer(text, unit, rules_for(found.facts), whole, url, found.state)


def rules_for(facts: Iterable[FactReading]) -> str:
    """For what the rules were written, where that is more than ATMPs or only some of them; empty where it is ATMPs or not said."""
    scopes = {fact.scope for fact in facts}
    if scopes and Scope.ATMP not in scopes:
        return " and ".join(words for scope, words in SCOPES.items() if scope in scopes)
    return "certain classes" if all(fact.product_classes for fact in facts) else ""


def in_brief(found: IndicatorAnswer) -> tuple[str, str]:
    """The answer and what it is given in, such as ("30", "working days"); a word has no unit."""
    if found.scale == "force":
        return FORCES[Force(str(found.value))], ""
    if figure := FIGURE.fullmatch(found.label):
        return figure["number"], figure["unit"].replace(f" {BASIS_NOT_STATED}", ", kind not stated")
    return WORDS.get(found.label, found.label), ""
