"""The list of closed questions (indicators): one line or a few for each, in lifecycle order. How they are answered: indicators.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regulatory.choices import (
    FactType,
    Force,
    PathwayKind,
    PharmacovigilanceKind,
    RequirementKind,
    ReviewMeasure,
    Scope,
)
from regulatory.comparison import measures
from regulatory.comparison.answers import PRESENCE, Answer, Figure, Measure, amount
from regulatory.comparison.clocks import MARKET_FATAL, MARKET_SERIOUS, TRIAL_FATAL, TRIAL_SERIOUS, Clock, clock_of
from regulatory.comparison.indicators import About, Indicator, by_measure, by_names
from regulatory.readings import ClassificationOwn, FactReading, PharmacovigilanceOwn

LINKING_RECORDS = re.compile(
    r"\b(traceab\w+|traced?|tracing|donors?|source and destination|(sales|supply|distribution|recipient) records)\b",
    re.IGNORECASE,
)
FRAMEWORK_LABELS = {
    Force.STATUTE: "yes, in an act",
    Force.BINDING_RULE: "yes, in binding rules",
    Force.GUIDANCE: "yes, in guidance",
    Force.AUTHORITY_PAGE: "yes, according to the authority's page",
    Force.SECONDARY: "yes, according to secondary literature",
    Force.WORKSHOP: "yes, according to a workshop statement",
}


def of(fact_type: str, *kinds: str) -> About:
    """Facts of a type and, if kinds are given, of one of these."""
    return lambda fact: fact.type == fact_type and (not kinds or fact.kind in kinds)


def classifies(fact: FactReading) -> bool:
    in_requirements = fact.type == FactType.REQUIREMENT and fact.kind == RequirementKind.CLASSIFICATION
    return fact.type == FactType.CLASSIFICATION or in_requirements


def framework(facts: Sequence[FactReading]) -> Answer | None:
    """Whether rules define or classify ATMPs as such, and with what force at best."""
    own = [fact for fact in facts if fact.scope == Scope.ATMP and fact.force is not None]
    if not own:
        return None
    best = min((force for fact in own if (force := fact.force)), key=lambda force: force.rank)
    return Answer(
        best.value, "force", FRAMEWORK_LABELS[best], "", (), tuple(fact for fact in own if fact.force is best)
    )


def tiers(facts: Sequence[FactReading]) -> Answer | None:
    tiered = [fact for fact in facts if isinstance(fact.own, ClassificationOwn) and fact.own.tier]
    if not tiered:
        return None
    names = "; ".join(dict.fromkeys(fact.own.tier for fact in tiered if isinstance(fact.own, ClassificationOwn)))
    return Answer(names, "", names, "", (), tuple(tiered))


def gmp(facts: Sequence[FactReading]) -> Answer | None:
    """Whether a GMP rule is written for ATMPs; general rules for medicines otherwise."""
    own = [fact for fact in facts if fact.scope == Scope.ATMP]
    general = [fact for fact in facts if fact.scope in (Scope.BIOLOGICAL, Scope.MEDICINE)]
    if own:
        return Answer("atmp", "GMP", "GMP rules written for ATMPs", "", (), tuple(own))
    return Answer("general", "GMP", "general GMP rules", "", (), tuple(general)) if general else None


def products(facts: Sequence[FactReading]) -> Answer | None:
    label = f"{amount(len(facts), 'product')} recorded here; this is no register"
    return Answer(len(facts), "", label, "", (), tuple(facts)) if facts else None


def linked_years(fact: FactReading) -> Figure | None:
    """Years for which records that link donor, product and recipient are kept: all of kind traceability, others by their words."""
    own = fact.own
    if not isinstance(own, PharmacovigilanceOwn):
        return None
    if not LINKING_RECORDS.search(" ".join((fact.title, own.trigger, fact.summary))):
        return measures.years(PharmacovigilanceKind.TRACEABILITY)(fact)
    return measures.years(fact.kind)(fact)


def expedited_days(fact: FactReading) -> Figure | None:
    return measures.review_days(PathwayKind.EXPEDITED_REVIEW, ReviewMeasure.REVIEW)(fact)


def exists(key: str, question: str, about: About, *topics: str) -> Indicator:
    """Whether there is a rule of the kind at all: "yes", or nothing known."""
    measure = Measure(PRESENCE, question, lambda fact: Figure("yes", PRESENCE, "yes"))
    return Indicator(key, question, "yes", topics, about, by_measure(measure))


def named(key: str, question: str, about: About, *topics: str) -> Indicator:
    return Indicator(key, question, "names", topics, about, by_names)


def figure(key: str, question: str, unit: str, about: About, measure: Measure, *topics: str) -> Indicator:
    return Indicator(key, question, unit, topics, about, by_measure(measure), ordered=measure.rank is not None)


def duty(key: str, question: str, kind: PharmacovigilanceKind, *topics: str) -> Indicator:
    about = of(FactType.PHARMACOVIGILANCE, kind)
    return figure(key, question, "obligation", about, measures.strongest(kind, question), *topics)


def requirement(key: str, question: str, kind: RequirementKind, *topics: str) -> Indicator:
    about = of(FactType.REQUIREMENT, kind)
    return figure(key, question, "obligation", about, measures.strongest(kind, question, FactType.REQUIREMENT), *topics)


def clock(key: str, question: str, which: Clock) -> Indicator:
    return figure(
        key, question, "days", lambda fact: clock_of(fact) is which, measures.shortest(which), "adverse-event-reporting"
    )


def pathway(kind: PathwayKind) -> About:
    return of(FactType.PATHWAY, kind)


def relied_on(fact: FactReading) -> bool:
    route = fact.type == FactType.PATHWAY and fact.kind == PathwayKind.RELIANCE
    return route or (fact.type == FactType.RELIANCE and fact.topic.key == "unilateral-reliance")


def shared(fact: FactReading) -> bool:
    return fact.type == FactType.RELIANCE and fact.topic.key == "mutual-reliance-and-work-sharing"


def retained(fact: FactReading) -> bool:
    return fact.kind in (PharmacovigilanceKind.RECORD_RETENTION, PharmacovigilanceKind.TRACEABILITY)


def standing(key: str, question: str, unit: str, field: str) -> Indicator:
    return Indicator(key, question, unit, (), lambda fact: False, standing=field)


PV, RULE = PharmacovigilanceKind, RequirementKind
LINKED = Measure(
    "traceability-years", "Longest retention of linking records", linked_years, measures.by_most, "longest"
)
EXPEDITED = Measure("expedited-review-days", "Days of an expedited review", expedited_days)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "framework", "Do rules define or classify ATMPs as such?", "force", ("what-is-an-atmp",), classifies, framework
    ),
    standing("local-term", "What are ATMPs called here?", "term", "local_term"),
    Indicator("risk-tiers", "Which risk tiers are there?", "tiers", ("risk-tiers",), classifies, tiers),
    exists(
        "classification-request",
        "Can one ask how a product is classified?",
        pathway(PathwayKind.CLASSIFICATION_REQUEST),
        "classification-procedure",
    ),
    exists(
        "scientific-advice",
        "Does the authority advise during development?",
        pathway(PathwayKind.SCIENTIFIC_ADVICE),
        "advice-procedures",
        "scientific-advice",
    ),
    figure(
        "trial-review-days",
        "Within how many days is a trial decided on?",
        "days",
        pathway(PathwayKind.CLINICAL_TRIAL),
        measures.TRIAL_REVIEW,
        "trial-application",
    ),
    requirement("ethics-review", "Is ethics review required?", RULE.ETHICS, "ethics-and-consent"),
    requirement(
        "environment", "Is a GMO or environmental approval required?", RULE.ENVIRONMENTAL_RISK, "gmo-and-environment"
    ),
    Indicator(
        "gmp-standard", "Which GMP rules apply?", "scope", ("gmp-standards",), of(FactType.REQUIREMENT, RULE.GMP), gmp
    ),
    requirement(
        "donor-eligibility", "Are donors screened and tested by rule?", RULE.DONOR_ELIGIBILITY, "donor-eligibility"
    ),
    figure(
        "approval-review-days",
        "How many days does the standard review of an application take?",
        "days",
        pathway(PathwayKind.MARKETING_AUTHORISATION),
        measures.APPROVAL_REVIEW,
        "standard-approval",
    ),
    exists(
        "conditional-approval",
        "Is there conditional or time-limited approval?",
        pathway(PathwayKind.CONDITIONAL_APPROVAL),
        "conditional-approval",
    ),
    figure(
        "conditional-validity-years",
        "For how many years is a conditional approval valid?",
        "years",
        pathway(PathwayKind.CONDITIONAL_APPROVAL),
        measures.CONDITIONAL_VALIDITY,
        "conditional-approval",
    ),
    exists("expedited-review", "Is there a faster review?", pathway(PathwayKind.EXPEDITED_REVIEW), "expedited-review"),
    figure(
        "expedited-review-days",
        "How many days does an expedited review take?",
        "days",
        pathway(PathwayKind.EXPEDITED_REVIEW),
        EXPEDITED,
        "expedited-review",
    ),
    named("designations", "Which designations can a product get?", pathway(PathwayKind.DESIGNATION), "designations"),
    exists(
        "hospital-exemption",
        "Are there routes for products made in or for one institution?",
        pathway(PathwayKind.HOSPITAL_EXEMPTION),
        "hospital-exemption",
    ),
    named(
        "compassionate-use",
        "How can patients get a product before approval?",
        pathway(PathwayKind.COMPASSIONATE_USE),
        "compassionate-use",
    ),
    named("reliance", "On whose work does the authority rely?", relied_on, "unilateral-reliance"),
    named("work-sharing", "Which joint reviews does it take part in?", shared, "mutual-reliance-and-work-sharing"),
    duty("risk-management-plan", "Is a risk management plan a duty?", PV.RISK_MANAGEMENT_PLAN, "risk-management-plan"),
    duty("follow-up-duty", "Is long-term follow-up a duty?", PV.LONG_TERM_FOLLOW_UP, "long-term-follow-up"),
    figure(
        "follow-up-years",
        "What is the longest follow-up, in years?",
        "years",
        of(FactType.PHARMACOVIGILANCE, PV.LONG_TERM_FOLLOW_UP),
        measures.FOLLOW_UP,
        "follow-up-duration",
        "long-term-follow-up",
    ),
    clock("deadline-trial-fatal", "In trials: how soon is a fatal unexpected reaction reported?", TRIAL_FATAL),
    clock(
        "deadline-trial-serious",
        "In trials: how soon are other serious unexpected reactions reported?",
        TRIAL_SERIOUS,
    ),
    clock("deadline-market-fatal", "After approval: how soon is a fatal reaction reported?", MARKET_FATAL),
    clock(
        "deadline-market-serious",
        "After approval: how soon is a serious reaction reported?",
        MARKET_SERIOUS,
    ),
    duty("periodic-reports", "Are periodic safety reports a duty?", PV.PERIODIC_REPORT, "periodic-reports"),
    duty("post-market-studies", "Are studies after approval a duty?", PV.POST_MARKET_STUDY, "post-market-studies"),
    duty("traceability", "Is traceability a duty?", PV.TRACEABILITY, "traceability", "donor-product-patient"),
    figure(
        "traceability-years",
        "For how many years are records that link donor, product and recipient kept, at the longest?",
        "years",
        retained,
        LINKED,
        "record-retention",
        "traceability",
    ),
    figure(
        "retention-years",
        "What is the longest retention of any safety or product record, in years?",
        "years",
        of(FactType.PHARMACOVIGILANCE, PV.RECORD_RETENTION),
        measures.RETENTION,
        "record-retention",
    ),
    duty("registries", "Is entry in a registry a duty?", PV.REGISTRY, "registries"),
    exists("lot-release", "Does the authority release each lot?", pathway(PathwayKind.LOT_RELEASE), "lot-release"),
    Indicator(
        "authorised-products",
        "How many authorised ATMPs are recorded here?",
        "products",
        ("approved-products",),
        of(FactType.PRODUCT),
        products,
    ),
    standing("ich", "What is the authority's standing in ICH?", "membership", "ich"),
    standing("pics", "What is the authority's standing in PIC/S?", "membership", "pics"),
    standing("who-listed", "Is the authority a WHO Listed Authority?", "membership", "who_listed"),
)
"""All closed questions, in the order in which they are shown."""
