"""Every closed vocabulary of the knowledge base, with a line on what each member means.

Append-only: a member may be added, never renamed, redefined or removed, because members stand in public addresses, in the
API and in the content files. Nothing else lives here; what follows from a word is decided where it is used.
"""

from regulatory.choices.changes import (
    CLOSED_STATES,
    OPEN_STATES,
    ChangeVerb,
    CorrectionState,
    PendingOutcome,
    ReviewVerb,
    State,
)
from regulatory.choices.facts import (
    KINDS,
    BlankKind,
    FactType,
    LegalStatus,
    Obligation,
    PathwayKind,
    PharmacovigilanceKind,
    RequirementKind,
    Scope,
)
from regulatory.choices.figures import (
    ApprovalRoute,
    DayBasis,
    DaysLimit,
    Direction,
    EventPhase,
    ReportedEvent,
    Reporter,
    ReviewMeasure,
    TermBound,
)
from regulatory.choices.records import (
    AttributeCategory,
    CharacteristicAnswer,
    ComponentKind,
    CriterionKind,
    Force,
    InsightKind,
    JurisdictionKind,
    MembershipStatus,
    OrganisationKind,
    SourceKind,
    SourceStatus,
)
from regulatory.choices.vocabulary import (
    Vocabulary,
)

__all__ = [
    "CLOSED_STATES",
    "KINDS",
    "OPEN_STATES",
    "ApprovalRoute",
    "AttributeCategory",
    "BlankKind",
    "ChangeVerb",
    "CharacteristicAnswer",
    "ComponentKind",
    "CorrectionState",
    "CriterionKind",
    "DayBasis",
    "DaysLimit",
    "Direction",
    "EventPhase",
    "FactType",
    "Force",
    "InsightKind",
    "JurisdictionKind",
    "LegalStatus",
    "MembershipStatus",
    "Obligation",
    "OrganisationKind",
    "PathwayKind",
    "PendingOutcome",
    "PharmacovigilanceKind",
    "ReportedEvent",
    "Reporter",
    "RequirementKind",
    "ReviewMeasure",
    "ReviewVerb",
    "Scope",
    "SourceKind",
    "SourceStatus",
    "State",
    "TermBound",
    "Vocabulary",
]
