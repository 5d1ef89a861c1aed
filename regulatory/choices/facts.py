"""What a fact is and how it binds: its type, kind, obligation, scope and legal status."""

from __future__ import annotations

from regulatory.choices.vocabulary import Vocabulary


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
    RELIANCE = (
        "reliance-arrangement",
        "How one authority uses or shares the work of another",
        "Reliance arrangement",
    )
    PRODUCT = "authorised-product", "An ATMP that an authority has authorised", "Authorised product"
    ABSENCE = "absence", "An attested blank: looked for and not found, not applicable, or not stated", "Absence"


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
    CLINICAL_RESEARCH = (
        "clinical-research",
        "Research in people outside the trials that lead to an authorisation",
        "Clinical research",
    )
    SANDBOX = "sandbox", "A trial space with rules of its own, for a time or in a place", "Regulatory sandbox"


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
    SYSTEM = (
        "pharmacovigilance-system",
        "The safety system that is kept, its good practice and the person responsible for it",
        "Pharmacovigilance system",
    )


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
