"""The shapes of quality attributes with their criteria, of quality frameworks, and of reliance initiatives with who takes part."""

from __future__ import annotations

from regulatory.api.shapes.parts import (
    ApiUrl,
    FactsCount,
    Key,
    Named,
    Page,
    PartialDate,
    Place,
    Record,
    RecordCitation,
    Shape,
)
from regulatory.choices import AttributeCategory, ComponentKind, CriterionKind, Direction, MembershipStatus


class AcceptanceCriterion(Shape):
    """A limit or criterion for an attribute. Of the kind `published-specification` it is an example, not a rule."""

    key: Key
    kind: CriterionKind
    criterion: str
    document: str
    """What states it, in words."""
    note: str | None
    citations: list[RecordCitation]


class QualityAttribute(Record):
    """A critical quality attribute: a property that must be within limits for the product to be safe and to work."""

    key: Key
    name: str
    category: AttributeCategory
    definition: str
    why_it_matters: str
    analytical_methods: list[str]
    synonyms: list[str]
    in_workshop: bool
    """Named at the workshop."""
    filed_under: list[Named]
    """The attributes under which economies state expectations for it; often itself."""
    members: list[Named]
    umbrellas: list[Named]
    """The attributes of which it is a member."""
    product_classes: list[Named]
    note: str | None
    criteria: list[AcceptanceCriterion]
    citations: list[RecordCitation]
    facts_count: FactsCount
    url: Page
    api_url: ApiUrl


class QualityFramework(Record):
    """A document that sets quality expectations across attributes."""

    key: Key
    title: str
    jurisdiction: Place
    product_classes: list[Named]
    summary: str
    citations: list[RecordCitation]
    api_url: ApiUrl


class Participant(Shape):
    """One participant of an initiative: a jurisdiction of this knowledge base, or another by name."""

    jurisdiction: Place | None
    name: str
    authority: str | None
    role: str | None
    """In the source's words."""
    status: MembershipStatus | None
    membership_kind: str | None
    scope: str | None
    since: PartialDate | None
    as_of: PartialDate | None
    """The date of the text that says so."""
    note: str | None
    citations: list[RecordCitation]


class InitiativeComponent(Shape):
    """A part of an initiative with a name of its own: a work area, a training centre, a statement."""

    key: Key
    kind: ComponentKind
    name: str | None
    text: str | None
    jurisdiction: Place | None
    champions: list[Place]
    areas: list[str]
    role: str | None
    since: PartialDate | None
    citations: list[RecordCitation]


class RelianceInitiative(Record):
    """A scheme in which authorities use or share each other's work, or bring their rules closer."""

    key: Key
    name: str
    also_known_as: list[str]
    lead: str
    direction: Direction
    direction_note: str | None
    what_it_does: str
    since: PartialDate | None
    since_note: str | None
    stages: list[str]
    """Regulatory steps that it covers."""
    products: str | None
    atmp_relevance: str | None
    count_note: str | None
    participants_note: str | None
    participants: list[Participant]
    """A participant that is missing here does not mean that it takes no part."""
    components: list[InitiativeComponent]
    citations: list[RecordCitation]
    facts_count: FactsCount
    url: Page
    api_url: ApiUrl
