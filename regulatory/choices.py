"""Every closed vocabulary of the knowledge base, with a line on what each member means.

Append-only: a member may be added, never renamed, redefined or removed, because members stand in public addresses, in the
API and in the content files. Nothing else lives here; what follows from a word is decided where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models


class Vocabulary(models.TextChoices):
    """Text choices whose members carry, beside value and label, the sentence shown on the method page and in the API.

    A member is written `NAME = "value", "what it means", "Label"`.
    """

    meaning: str

    if not TYPE_CHECKING:  # a type checker would ask for the meaning at each look-up by value

        def __new__(cls, value: str, meaning: str) -> Vocabulary:
            member = str.__new__(cls, value)
            member._value_ = value
            member.meaning = meaning
            return member


class FactType(Vocabulary):
    CLASSIFICATION = "classification", "What the rules count as an ATMP and how they tier it", "Classification"
    PATHWAY = "pathway", "A way to a trial, to approval or to a patient", "Regulatory pathway"
    PHARMACOVIGILANCE = (
        "pharmacovigilance-requirement",
        "A safety duty during trials or after approval",
        "Pharmacovigilance requirement",
    )
    QUALITY_EXPECTATION = (
        "quality-expectation",
        "What an authority expects for one critical quality attribute",
        "Quality expectation",
    )
    REQUIREMENT = "requirement", "Any other rule: GMP, donors, ethics, evidence, import, pricing", "Requirement"
    RELIANCE = "reliance-arrangement", "How one authority uses or shares the work of another", "Reliance arrangement"
    PRODUCT = "authorised-product", "An ATMP that an authority has authorised", "Authorised product"
    ABSENCE = "absence", "An attested blank: looked for and not found, not applicable, or not stated", "Absence"


class State(Vocabulary):
    DRAFT = "draft", "Being written; seen by curators only", "Draft"
    IN_REVIEW = "in-review", "Waiting for a second person; seen by curators only", "In review"
    PUBLISHED = "published", "The version that readers see", "Published"
    SUPERSEDED = "superseded", "Replaced by a later version", "Superseded"
    WITHDRAWN = "withdrawn", "Taken back with a reason; no longer shown as knowledge", "Withdrawn"


OPEN_STATES = (State.DRAFT, State.IN_REVIEW)
CLOSED_STATES = (State.SUPERSEDED, State.WITHDRAWN)


class Obligation(Vocabulary):
    MANDATORY = "mandatory", "Has to be done", "Mandatory"
    CONDITIONAL = "conditional", "Has to be done where a stated condition holds", "Conditional"
    RECOMMENDED = "recommended", "Expected or advised, not required", "Recommended"


class Scope(Vocabulary):
    ATMP = "atmp", "Written for advanced therapies", "ATMPs"
    BIOLOGICAL = "biological", "Written for biological medicines, ATMPs among them", "Biologicals"
    MEDICINE = "medicine", "Written for all medicines, ATMPs among them", "All medicines"
    CELLS_TISSUES = "cells-tissues", "Written for cells and tissues of human origin", "Cells and tissues"
    CROSS_CUTTING = "cross-cutting", "Written for something else that ATMPs meet, such as GMOs or data", "Cross-cutting"


class LegalStatus(Vocabulary):
    IN_FORCE = "in-force", "Applies today", "In force"
    ADOPTED = "adopted", "Made, but not yet in force", "Adopted, not yet in force"
    PROPOSED = "proposed", "A bill, draft or plan", "Proposed"
    ENDED = "ended", "No longer applies", "Ended"


class PathwayKind(Vocabulary):
    CLASSIFICATION_REQUEST = "classification-request", "Asking how a product is classified", "Classification request"
    SCIENTIFIC_ADVICE = "scientific-advice", "Dialogue with the authority during development", "Scientific advice"
    CLINICAL_TRIAL = "clinical-trial", "Permission or notification to start a trial", "Clinical trial"
    MARKETING_AUTHORISATION = "marketing-authorisation", "The standard way to market", "Marketing authorisation"
    CONDITIONAL_APPROVAL = (
        "conditional-approval",
        "Approval on earlier evidence, with conditions or a time limit",
        "Conditional approval",
    )
    EXPEDITED_REVIEW = "expedited-review", "A shorter review clock", "Expedited review"
    DESIGNATION = "designation", "A status that opens advice, fees or faster review", "Designation"
    HOSPITAL_EXEMPTION = "hospital-exemption", "Use made in or for one institution", "Hospital exemption"
    COMPASSIONATE_USE = "compassionate-use", "Use of an unapproved product for patients in need", "Compassionate use"
    POINT_OF_CARE = "point-of-care", "Manufacture at or near the bedside", "Point of care"
    RELIANCE = "reliance", "A route that rests on another authority's decision", "Reliance route"
    LOT_RELEASE = "lot-release", "Release of each batch by the authority", "Lot release"


class PharmacovigilanceKind(Vocabulary):
    RISK_MANAGEMENT_PLAN = (
        "risk-management-plan",
        "Plan of safety concerns and what is done about them",
        "Risk management plan",
    )
    LONG_TERM_FOLLOW_UP = "long-term-follow-up", "Following treated people for years", "Long-term follow-up"
    ADVERSE_EVENT_REPORTING = "adverse-event-reporting", "Reporting single cases and signals", "Adverse event reporting"
    PERIODIC_REPORT = "periodic-report", "Safety reports at fixed intervals", "Periodic report"
    TRACEABILITY = "traceability", "From donor to product to patient and back", "Traceability"
    REGISTRY = "registry", "Entering patients into a registry", "Registry"
    RISK_MINIMISATION = "risk-minimisation", "Measures beyond routine, such as restricted use", "Risk minimisation"
    INSPECTION = "inspection", "Inspection of pharmacovigilance", "Inspection"
    RECORD_RETENTION = "record-retention", "How long records are kept", "Record retention"
    POST_MARKET_STUDY = "post-market-study", "Studies after approval", "Post-market study"


class RequirementKind(Vocabulary):
    CLASSIFICATION = "classification", "The regime and its borders", "Classification"
    QUALITY = "quality", "Quality data and control", "Quality"
    NON_CLINICAL = "non-clinical", "Data before treating people", "Non-clinical"
    CLINICAL_TRIAL = "clinical-trial", "Conduct of trials", "Clinical trial"
    CLINICAL_EVIDENCE = "clinical-evidence", "Evidence for approval", "Clinical evidence"
    ETHICS = "ethics", "Ethics review and consent", "Ethics"
    ENVIRONMENTAL_RISK = "environmental-risk", "GMO and environmental rules", "Environmental risk"
    GMP = "gmp", "Good manufacturing practice", "GMP"
    DONOR_ELIGIBILITY = "donor-eligibility", "Donation, testing and selection of donors", "Donor eligibility"
    IMPORT_EXPORT = "import-export", "Crossing borders", "Import and export"
    LABELLING = "labelling", "Labels and product information", "Labelling"
    COMPANION_DIAGNOSTICS = "companion-diagnostics", "Tests that go with a product", "Companion diagnostics"
    DATA_STANDARDS = "data-standards", "Formats and electronic submission", "Data standards"
    AI_DIGITAL = "ai-digital", "Artificial intelligence and digital tools", "AI and digital tools"
    PRICING_ACCESS = "pricing-access", "Price, reimbursement and coverage", "Pricing and access"


class BlankKind(Vocabulary):
    NOT_FOUND = "not-found", "Looked for in the places named, not found", "Looked for, not found"
    NOT_APPLICABLE = "not-applicable", "The question does not arise here", "Not applicable"
    NOT_STATED = "not-stated", "The source is there and is silent on this", "Not stated by the source"


KINDS: dict[FactType, type[Vocabulary]] = {
    FactType.PATHWAY: PathwayKind,
    FactType.PHARMACOVIGILANCE: PharmacovigilanceKind,
    FactType.REQUIREMENT: RequirementKind,
    FactType.ABSENCE: BlankKind,
}
"""The vocabulary of `kind` for each type of fact that has one; the other types leave `kind` empty."""


class DayBasis(Vocabulary):
    CALENDAR = "calendar", "Every day counts", "Calendar days"
    WORKING = "working", "Days on which the authority works", "Working days"


class Direction(Vocabulary):
    UNILATERAL = "unilateral", "One authority uses the work of another", "Unilateral"
    MUTUAL = "mutual", "Authorities use or share each other's work", "Mutual"
    CONVERGENCE = "convergence", "Rules and practice are brought closer; no decision is shared", "Convergence"


class ApprovalRoute(Vocabulary):
    FULL = "full", "Standard authorisation", "Full"
    CONDITIONAL = "conditional", "Authorised with conditions to fulfil", "Conditional"
    TIME_LIMITED = "time-limited", "Authorised for a stated term", "Time-limited"
    OTHER = "other", "Another route, named in the text", "Other"


class JurisdictionKind(Vocabulary):
    ECONOMY = "economy", "An APEC member economy", "Economy"
    UNION = "union", "A union of states, kept as a reference", "Union"
    INTERNATIONAL = "international", "An international body, kept as a reference", "International body"


class SourceKind(Vocabulary):
    ACT = "act", "Made by a legislature", "Act"
    REGULATION = "regulation", "Binding rules under an act", "Regulation"
    GUIDELINE = "guideline", "Guidance of an authority or a standard-setting body", "Guideline"
    NOTICE = "notice", "Notice, circular or announcement of an authority", "Notice"
    WEB_PAGE = "web-page", "A page of a site", "Web page"
    REPORT = "report", "Report, book, judgment or paper of an institution", "Report"
    ARTICLE = "article", "Journal, trade or news article", "Article"
    WORKSHOP_REPORT = "workshop-report", "An account of a workshop", "Workshop report"


class SourceStatus(Vocabulary):
    IN_FORCE = "in-force", "Current", "In force"
    DRAFT = "draft", "Not final", "Draft"
    SUPERSEDED = "superseded", "Replaced by a later document", "Superseded"
    REPEALED = "repealed", "Taken out of force without replacement", "Repealed"


class Force(Vocabulary):
    """The force of law of a source, strongest first. Derived from its kind, `binding` and `primary`; never entered."""

    STATUTE = "statute", "The text of an act", "Statute"
    BINDING_RULE = "binding-rule", "Another binding text of an authority", "Binding rule"
    GUIDANCE = "guidance", "Guidance, notice or report of an authority that does not bind", "Guidance"
    AUTHORITY_PAGE = "authority-page", "A page of the authority's own site", "Authority's page"
    SECONDARY = "secondary", "Literature about the rule, not the rule", "Secondary literature"
    WORKSHOP = "workshop", "A statement reported from a workshop", "Workshop statement"

    @property
    def rank(self) -> int:
        """1 for the strongest."""
        return RANKS[self]


RANKS = {force: number for number, force in enumerate(Force, 1)}


class MembershipStatus(Vocabulary):
    MEMBER = "member", "Member", "Member"
    OBSERVER = "observer", "Observer", "Observer"
    APPLICANT = "applicant", "Has applied for membership", "Applicant"
    PARTNER = "partner", "Associated partner", "Partner"
    LISTED = "listed", "Listed by WHO", "Listed"


class CharacteristicAnswer(Vocabulary):
    YES = "yes", "Products of the class have it", "Yes"
    NO = "no", "Products of the class do not have it", "No"
    DEPENDS = "depends", "Differs between products of the class", "Depends on the product"


class AttributeCategory(Vocabulary):
    IDENTITY = "identity", "Is it the right thing", "Identity"
    POTENCY = "potency", "Does it act", "Potency"
    PURITY = "purity", "What else is in it", "Purity"
    QUANTITY = "quantity", "How much of it", "Quantity"
    SAFETY = "safety", "Can it harm", "Safety"
    STABILITY = "stability", "Does it keep", "Stability"


class CriterionKind(Vocabulary):
    REGULATION = "regulation", "Set by a binding rule", "Regulation"
    COMPENDIAL = "compendial", "Set by a pharmacopoeia", "Pharmacopoeia"
    GUIDANCE = "guidance", "Advised by an authority", "Guidance"
    REVIEW = "review", "Reported by a review article", "Review article"
    PUBLISHED_SPECIFICATION = (
        "published-specification",
        "What one named product or trial used: an example, not a rule",
        "Published specification",
    )


class ComponentKind(Vocabulary):
    STATEMENT = "statement", "A statement about the initiative", "Statement"
    PRIORITY_WORK_AREA = "priority-work-area", "A work area that the initiative set itself", "Priority work area"
    CENTER_OF_EXCELLENCE = "center-of-excellence", "A training centre of the initiative", "Center of Excellence"


class InsightKind(Vocabulary):
    HIGHLIGHT = "highlight", "What the workshop brought out", "Highlight"
    REGULATOR = "regulator-perspective", "What regulators said or heard", "Regulators' perspective"
    INDUSTRY = "industry-perspective", "What it means for industry", "Industry perspective"
    OUTLOOK = "outlook", "What is expected to come", "Outlook"
    TAKEAWAY = "takeaway", "One of the workshop's key takeaways", "Takeaway"
    CLOSING = "closing", "The closing statement", "Closing"


class OrganisationKind(Vocabulary):
    INTERNATIONAL = "international", "International body", "International body"
    REGULATOR = "regulator", "Regulatory authority", "Regulator"
    GOVERNMENT = "government", "Government body other than a regulator", "Government"
    ACADEMIC = "academic", "University or institute", "Academic"
    COMMITTEE = "committee", "Committee", "Committee"


class ChangeVerb(Vocabulary):
    """What a change did to one record."""

    ADDED = "added", "A record of an identity noun was added", "Added"
    EDITED = "edited", "A record of an identity noun was edited", "Edited"
    REMOVED = "removed", "A record of an identity noun was removed", "Removed"
    PUBLISHED = "published", "A version of a fact was published", "Published"
    WITHDRAWN = "withdrawn", "A published version was withdrawn", "Withdrawn"
    CONFIRMED = "confirmed", "A published version was confirmed as still true", "Confirmed"
    ANNOUNCED = "announced", "A change of a published fact that is still to come was noted", "Coming change noted"
    LIFTED = "lifted", "The note of a coming change was taken off a fact", "Coming change lifted"


class PendingOutcome(Vocabulary):
    APPLIED = "applied", "The change came, and the fact says so now", "Applied"
    WITHDRAWN = "withdrawn", "The note was taken back: the change won't come", "Taken back"
    DECLINED = "declined", "The note was proposed and never shown to readers", "Declined"


class ReviewVerb(Vocabulary):
    """What happened to an open version on its way; readers never see it."""

    STARTED = "started", "An open version was begun", "Started"
    EDITED = "edited", "Its text, classes or citations were changed", "Edited"
    SUBMITTED = "submitted", "It was put up for review", "Submitted"
    RETURNED = "returned", "It was sent back to its author", "Sent back"
    DISCARDED = "discarded", "It was thrown away", "Discarded"
