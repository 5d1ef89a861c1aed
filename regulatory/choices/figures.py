"""What the closed values of one type of fact mean: days and their limits, reported events, terms, directions, routes."""

from __future__ import annotations

from regulatory.choices.vocabulary import Vocabulary


class DayBasis(Vocabulary):
    CALENDAR = "calendar", "Every day counts", "Calendar days"
    WORKING = "working", "Days on which the authority works", "Working days"


class ReviewMeasure(Vocabulary):
    """What a number of days on a pathway counts. Days that measure different things are never compared."""

    TRIAL_DECISION = "trial-decision", "Until a trial is decided on, or may start unless refused", "Decision on a trial"
    REVIEW = "review", "The review of an application for authorisation or registration", "Review of an application"
    SCREENING = "screening", "The check whether an application is complete, before its review", "Screening"
    DESIGNATION_DECISION = (
        "designation-decision",
        "Until a designation, or a status for faster review, is decided on",
        "Decision on a designation",
    )
    CLASSIFICATION_DECISION = (
        "classification-decision",
        "Until a product's classification is decided on",
        "Decision on a classification",
    )
    ADVICE = "advice", "Until a meeting is held or advice is given", "Meeting or advice"
    USE_DECISION = (
        "use-decision",
        "Until treatment or research outside trials and authorisation is decided on",
        "Decision on a use",
    )
    LICENCE_DECISION = "licence-decision", "Until a licence under other law is decided on", "Decision on a licence"
    EXTENSION = "extension", "Days that come on top of another period", "Extension"


class DaysLimit(Vocabulary):
    TARGET = "target", "What the authority aims at; it may take longer", "Target"
    STATUTORY = "statutory", "A limit set by law or a binding rule", "Statutory limit"


class ReportedEvent(Vocabulary):
    """What a reporting deadline is about. Deadlines for different events answer different questions."""

    FATAL = (
        "fatal",
        "Deaths and threats to life, or a rule for these among the serious cases",
        "Fatal or threatening life",
    )
    SERIOUS = "serious", "Serious cases; where fatal ones have a deadline of their own, the other ones", "Serious"
    NON_SERIOUS = "non-serious", "Cases that are not serious", "Not serious"
    SAFETY_ISSUE = (
        "safety-issue",
        "New information on risk, a significant safety issue, or an urgent or foreign safety measure",
        "Safety issue or measure",
    )
    OTHER = "other", "Another event, which the trigger names", "Another event"


class EventPhase(Vocabulary):
    TRIAL = "trial", "During clinical trials", "In clinical trials"
    AFTER_APPROVAL = "after-approval", "With an authorised product on the market", "After approval"
    OTHER_USE = "other-use", "In treatment or research outside trials and authorisation", "In other use"


class Reporter(Vocabulary):
    COMPANY = "company", "The sponsor, holder or other firm that answers for the product", "Sponsor or holder"
    CARE_PROVIDER = "care-provider", "The institution or professional that treats", "Hospital or professional"


class TermBound(Vocabulary):
    """How a term of years is to be read. Derived from its two ends; never entered."""

    FIXED = "fixed", "That many years, no less and no more", "Fixed term"
    MINIMUM = "minimum", "At least that many years", "Minimum"
    MAXIMUM = "maximum", "Up to that many years", "Maximum"
    RANGE = "range", "Between the two ends, by product, class or record", "Range"


class Direction(Vocabulary):
    UNILATERAL = "unilateral", "One authority uses the work of another", "Unilateral"
    MUTUAL = "mutual", "Authorities use or share each other's work", "Mutual"
    CONVERGENCE = "convergence", "Rules and practice are brought closer; no decision is shared", "Convergence"


class ApprovalRoute(Vocabulary):
    FULL = "full", "Standard authorisation", "Full"
    CONDITIONAL = "conditional", "Authorised with conditions to fulfil", "Conditional"
    TIME_LIMITED = "time-limited", "Authorised for a stated term", "Time-limited"
    OTHER = "other", "Another route, named in the text", "Other"
