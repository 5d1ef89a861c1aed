"""The words of the records that facts point at: jurisdictions, sources, memberships, attributes, workshops."""

from __future__ import annotations

from regulatory.choices.vocabulary import Vocabulary


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
    REPORT = "report", "Report, book or paper of an institution", "Report"
    ARTICLE = "article", "Journal, trade or news article", "Article"
    WORKSHOP_REPORT = "workshop-report", "An account of a workshop", "Workshop report"
    JUDGMENT = "judgment", "Decision of a court", "Judgment"


class SourceStatus(Vocabulary):
    IN_FORCE = "in-force", "Current", "In force"
    DRAFT = "draft", "Not final", "Draft"
    SUPERSEDED = "superseded", "Replaced by a later document", "Superseded"
    REPEALED = "repealed", "Taken out of force without replacement", "Repealed"


class Force(Vocabulary):
    """The force of law of a source, strongest first. Derived from its kind, `binding` and `primary`; never entered."""

    STATUTE = "statute", "The text of an act", "Statute"
    BINDING_RULE = "binding-rule", "Another binding text of an authority or a court", "Binding rule"
    GUIDANCE = "guidance", "Guidance, notice or report of an authority that does not bind", "Guidance"
    AUTHORITY_PAGE = "authority-page", "A page of the authority's own site", "Authority's page"
    SECONDARY = "secondary", "Literature about the rule, not the rule", "Secondary literature"
    WORKSHOP = "workshop", "A statement reported from a workshop", "Workshop statement"

    @property
    def rank(self) -> int:
        """1 for the strongest."""
        return RANKS[self]

    @property
    def binds(self) -> bool:
        """Whether a text of this force can carry a duty by itself."""
        return self in (Force.STATUTE, Force.BINDING_RULE)


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
