"""What is known: one noun a file."""

from regulatory.models.change import ChangeEntry, ChangeNote, FileRecord, ReviewEvent
from regulatory.models.conflict import FileConflict
from regulatory.models.correction import Correction
from regulatory.models.fact import Citation, Confirmation, Fact, FactClass, Withdrawal
from regulatory.models.fact_types import (
    FACT_MODELS,
    Absence,
    AuthorisedProduct,
    Classification,
    PharmacovigilanceRequirement,
    QualityExpectation,
    RegulatoryPathway,
    RelianceArrangement,
    Requirement,
    as_type,
    own_fields,
    type_of,
)
from regulatory.models.jurisdiction import Authority, Jurisdiction
from regulatory.models.pending import PendingChange
from regulatory.models.quality import (
    AcceptanceCriterion,
    AcceptanceCriterionCitation,
    CriticalQualityAttribute,
    CriticalQualityAttributeCitation,
    QualityFramework,
    QualityFrameworkCitation,
)
from regulatory.models.reliance import (
    InitiativeComponent,
    InitiativeComponentCitation,
    Participation,
    ParticipationCitation,
    RelianceInitiative,
    RelianceInitiativeCitation,
)
from regulatory.models.search import Posting, SearchDocument, SearchWord
from regulatory.models.source import ENDED_SOURCES, Source, SourceLink
from regulatory.models.source_review import SourceReview
from regulatory.models.vocabulary import (
    ClassDriver,
    ClassDriverCitation,
    FollowUpRule,
    FollowUpRuleCitation,
    GlossarySynonym,
    GlossaryTerm,
    GlossaryTermCitation,
    ProductClass,
    ProductClassCitation,
    Topic,
)

__all__ = [
    "ENDED_SOURCES",
    "FACT_MODELS",
    "Absence",
    "AcceptanceCriterion",
    "AcceptanceCriterionCitation",
    "AuthorisedProduct",
    "Authority",
    "ChangeEntry",
    "ChangeNote",
    "Citation",
    "ClassDriver",
    "ClassDriverCitation",
    "Classification",
    "Confirmation",
    "Correction",
    "CriticalQualityAttribute",
    "CriticalQualityAttributeCitation",
    "Fact",
    "FactClass",
    "FileConflict",
    "FileRecord",
    "FollowUpRule",
    "FollowUpRuleCitation",
    "GlossarySynonym",
    "GlossaryTerm",
    "GlossaryTermCitation",
    "InitiativeComponent",
    "InitiativeComponentCitation",
    "Jurisdiction",
    "Participation",
    "ParticipationCitation",
    "PendingChange",
    "PharmacovigilanceRequirement",
    "Posting",
    "ProductClass",
    "ProductClassCitation",
    "QualityExpectation",
    "QualityFramework",
    "QualityFrameworkCitation",
    "RegulatoryPathway",
    "RelianceArrangement",
    "RelianceInitiative",
    "RelianceInitiativeCitation",
    "Requirement",
    "ReviewEvent",
    "SearchDocument",
    "SearchWord",
    "Source",
    "SourceLink",
    "SourceReview",
    "Topic",
    "Withdrawal",
    "as_type",
    "own_fields",
    "type_of",
]
