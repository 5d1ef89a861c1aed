"""Whether a fact applies to a product: applies, does not apply, or cannot be told, each with its reason in words.

Closed fields decide (classes, scope, legal status, kind against stage). Words in a title or trigger, such as "autologous", can only make
it doubtful: then it is "cannot tell", and the reader is told which words to look at. One reason against outweighs a doubt, and a doubt
outweighs all that speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regulatory.choices import (
    EventPhase,
    FactType,
    LegalStatus,
    PathwayKind,
    PharmacovigilanceKind,
    RequirementKind,
    Scope,
)
from regulatory.comparison.answers import SCOPE_WORDS
from regulatory.comparison.profiles import FIRST_IN_HUMAN, NO, PIVOTAL, POST_APPROVAL, STAGES, YES, Profile
from regulatory.readings import FactReading, PharmacovigilanceOwn

APPLIES, DOES_NOT_APPLY, CANNOT_TELL = "applies", "does-not-apply", "cannot-tell"
VERDICTS = {APPLIES: "Applies", DOES_NOT_APPLY: "Does not apply", CANNOT_TELL: "Cannot tell"}

TRIALS = frozenset({FIRST_IN_HUMAN, PIVOTAL})
APPLICATION = frozenset({PIVOTAL})
MARKET = frozenset({POST_APPROVAL})
ALWAYS = TRIALS | MARKET

STAGES_OF_KIND: dict[tuple[str, str], frozenset[str]] = {
    (FactType.PATHWAY, PathwayKind.CLINICAL_TRIAL): TRIALS,
    (FactType.PATHWAY, PathwayKind.DESIGNATION): TRIALS,
    (FactType.PATHWAY, PathwayKind.MARKETING_AUTHORISATION): APPLICATION,
    (FactType.PATHWAY, PathwayKind.EXPEDITED_REVIEW): APPLICATION,
    (FactType.PATHWAY, PathwayKind.RELIANCE): APPLICATION,
    (FactType.PATHWAY, PathwayKind.CONDITIONAL_APPROVAL): APPLICATION | MARKET,
    (FactType.PATHWAY, PathwayKind.LOT_RELEASE): MARKET,
    (FactType.PATHWAY, PathwayKind.CLINICAL_RESEARCH): TRIALS,
    (FactType.PHARMACOVIGILANCE, PharmacovigilanceKind.RISK_MANAGEMENT_PLAN): APPLICATION | MARKET,
    (FactType.PHARMACOVIGILANCE, PharmacovigilanceKind.POST_MARKET_STUDY): MARKET,
    (FactType.REQUIREMENT, RequirementKind.NON_CLINICAL): TRIALS,
    (FactType.REQUIREMENT, RequirementKind.CLINICAL_TRIAL): TRIALS,
    (FactType.REQUIREMENT, RequirementKind.ETHICS): TRIALS,
    (FactType.REQUIREMENT, RequirementKind.CLINICAL_EVIDENCE): APPLICATION,
    (FactType.REQUIREMENT, RequirementKind.LABELLING): APPLICATION | MARKET,
    (FactType.REQUIREMENT, RequirementKind.COMPANION_DIAGNOSTICS): APPLICATION | MARKET,
    (FactType.REQUIREMENT, RequirementKind.PRICING_ACCESS): MARKET,
}
"""The stages at which a kind of rule matters; a kind that is not here matters at every stage."""

BY_WORDS = (
    PharmacovigilanceKind.ADVERSE_EVENT_REPORTING,
    PharmacovigilanceKind.PERIODIC_REPORT,
    PharmacovigilanceKind.RISK_MINIMISATION,
    PharmacovigilanceKind.INSPECTION,
)
"""Safety duties that exist both in trials and on the market: which of the two, their phase says, else their trigger, title and bearer."""

IN_TRIALS = re.compile(r"\b(trials?|investigational|IND|SUSARs?|clinical (study|studies|research))\b", re.IGNORECASE)
ON_THE_MARKET = re.compile(
    r"\b(holder|holding|registrant|marketing|marketed|post-?market\w*|post-?approval|licen[cs]ed|licence|permit licence)\b",
    re.IGNORECASE,
)
AUTOLOGOUS = re.compile(r"\bautologous\b", re.IGNORECASE)
ALLOGENEIC = re.compile(r"\ballogeneic\b", re.IGNORECASE)
INTEGRATING = re.compile(r"(?<!non-)\bintegrating\b", re.IGNORECASE)
EDITING = re.compile(r"\bgenome[- ]editing\b", re.IGNORECASE)
AAV = re.compile(r"\b(adeno-associated|AAV)\b", re.IGNORECASE)
ORPHAN = re.compile(r"\borphan\b", re.IGNORECASE)
REACHES_EVERY_TRIAL = (RequirementKind.ETHICS, RequirementKind.CLINICAL_TRIAL)

Finding = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Applicability:
    """The verdict on one fact, with the reasons that carry it."""

    verdict: str
    reasons: tuple[str, ...]

    @property
    def label(self) -> str:
        return VERDICTS[self.verdict]

    @property
    def reason(self) -> str:
        return " ".join(self.reasons)


def applies(fact: FactReading, profile: Profile) -> Applicability:
    """Whether a fact applies to the product at its stage; a rule that is not in force applies to nothing."""
    return weigh([*status(fact), *fit(fact, profile)])


def fits(fact: FactReading, profile: Profile) -> Applicability:
    """The same, whatever the rule's legal status: what a proposed rule would mean."""
    return weigh(fit(fact, profile))


def weigh(findings: Iterable[Finding]) -> Applicability:
    findings = list(findings)
    for verdict in (DOES_NOT_APPLY, CANNOT_TELL, APPLIES):
        reasons = tuple(dict.fromkeys(reason for found, reason in findings if found == verdict))
        if reasons:
            return Applicability(verdict, reasons)
    return Applicability(CANNOT_TELL, ("Nothing is known by which to tell.",))


def status(fact: FactReading) -> Iterator[Finding]:
    if fact.legal_status == LegalStatus.ENDED:
        yield DOES_NOT_APPLY, "The rule has ended."
    elif fact.legal_status == LegalStatus.ADOPTED:
        yield DOES_NOT_APPLY, "The rule is adopted, but not yet in force."
    elif fact.legal_status == LegalStatus.PROPOSED:
        yield DOES_NOT_APPLY, "The rule is only proposed."


def fit(fact: FactReading, profile: Profile) -> Iterator[Finding]:
    if fact.type == FactType.ABSENCE:
        yield CANNOT_TELL, "No rule is known here, only an attested blank."
        return
    yield by_class(fact, profile)
    yield from by_words(fact, profile)
    if profile.stage:
        yield from by_stage(fact, profile.stage)


def by_class(fact: FactReading, profile: Profile) -> Finding:
    """Classes decide where the fact names any; else the scope for which the rule was written."""
    keys = {each.key for each in fact.product_classes}
    names = ", ".join(each.name for each in fact.product_classes)
    subject = "It is a product of" if fact.type == FactType.PRODUCT else "The rule is about"
    if not keys:
        return by_scope(fact, profile)
    if keys & profile.meant:
        own = ", ".join(each.name for each in fact.product_classes if each.key in profile.meant)
        return APPLIES, f"{subject} its class: {own}."
    if not profile.classes:
        return CANNOT_TELL, f"{subject} {names}; the class of the product is not said."
    if keys & profile.perhaps:
        return CANNOT_TELL, f"{subject} {names}; whether the product is one is not said."
    return DOES_NOT_APPLY, f"{subject} other classes: {names}."


def by_scope(fact: FactReading, profile: Profile) -> Finding:
    if fact.scope == Scope.ATMP:
        return APPLIES, "The rule is written for ATMPs of all classes."
    if fact.scope in (Scope.BIOLOGICAL, Scope.MEDICINE):
        return APPLIES, f"The rule is written for {SCOPE_WORDS[fact.scope]}, ATMPs among them; it is no ATMP rule."
    if fact.scope == Scope.CELLS_TISSUES:
        if profile.has("viable_cells") == YES:
            return APPLIES, "The rule is written for cells and tissues, and the product has viable cells."
        return (
            CANNOT_TELL,
            "The rule is written for cells and tissues; whether it reaches this product has to be read there.",
        )
    if fact.scope == Scope.CROSS_CUTTING:
        if fact.kind in REACHES_EVERY_TRIAL:
            return APPLIES, "The rule is about all research in people."
        return CANNOT_TELL, "The rule is written for another field (such as GMOs or data) that the product may touch."
    return CANNOT_TELL, "For whom the rule was written is not stated."


def by_words(fact: FactReading, profile: Profile) -> Iterator[Finding]:
    """Words of the title and trigger that speak of a product unlike this one, or of one that may be."""
    trigger = fact.own.trigger if isinstance(fact.own, PharmacovigilanceOwn) else ""
    words = f"{fact.title}; {trigger}"
    for here, elsewhere, source in ((AUTOLOGOUS, ALLOGENEIC, "autologous"), (ALLOGENEIC, AUTOLOGOUS, "allogeneic")):
        if here.search(words) and not elsewhere.search(words) and profile.source != source:
            yield (
                CANNOT_TELL,
                f"Its words name {source} products; the product is {profile.source or 'not said to be one'}.",
            )
    vector, editing = profile.has("integrating_vector"), profile.has("genome_editing")
    edited = EDITING.search(words) and editing == YES
    if INTEGRATING.search(words) and vector != YES and not edited:
        yield CANNOT_TELL, f"Its words name integrating vectors; the product {has(vector)} one."
    if AAV.search(words) and vector != NO:
        yield (
            CANNOT_TELL,
            f"Its words name AAV vectors; that the vector does not integrate is {'wrong' if vector else 'not said'}.",
        )
    if ORPHAN.search(fact.title) and profile.orphan != YES:
        if profile.orphan == NO and fact.kind == PathwayKind.DESIGNATION:
            yield DOES_NOT_APPLY, "It is for orphan products, which this is not."
        else:
            yield CANNOT_TELL, "Its title names orphan products; whether it is for these alone has to be read there."


def has(answer: str) -> str:
    return {YES: "has", NO: "does not have"}.get(answer, "is not said to have")


def by_stage(fact: FactReading, stage: str) -> Iterator[Finding]:
    stages, sure = stages_of(fact)
    if stage in stages:
        return
    when = ", ".join(name for key, name in STAGES.items() if key in stages)
    if sure:
        yield DOES_NOT_APPLY, f"It matters at another stage: {when}."
    else:
        yield CANNOT_TELL, f"It is not said whether it holds only at another stage: {when}."


def stages_of(fact: FactReading) -> tuple[frozenset[str], bool]:
    """The stages at which a rule matters, and whether that is sure."""
    own = fact.own
    if not isinstance(own, PharmacovigilanceOwn):
        return STAGES_OF_KIND.get((fact.type, fact.kind), ALWAYS), True
    if own.event_phase == EventPhase.TRIAL:
        return TRIALS, True
    if own.event_phase == EventPhase.AFTER_APPROVAL:
        return MARKET, True
    words = f"{fact.title}; {own.trigger}; {own.responsible}"
    in_trials, marketed = bool(IN_TRIALS.search(words)), bool(ON_THE_MARKET.search(words))
    if fact.kind in BY_WORDS:
        if in_trials:
            return (ALWAYS if marketed else TRIALS), True
        return MARKET, marketed
    stages = STAGES_OF_KIND.get((fact.type, fact.kind), ALWAYS)
    return (stages | TRIALS if in_trials else stages), True
