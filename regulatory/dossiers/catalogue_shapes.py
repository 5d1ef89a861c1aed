"""The shapes of what facts are filed under and point at: topics, product classes, quality attributes, initiatives, terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt

from regulatory import choices
from regulatory.dossiers.shapes import (
    Citations,
    Code,
    Codes,
    Key,
    Keys,
    Line,
    Order,
    PartialDate,
    Record,
    Shape,
    Text,
    Years,
)


class AnsweredByShape(Shape):
    """Which facts answer a topic: a type, narrowed by values of one of its fields."""

    type: choices.FactType
    kind: list[str] = []
    attribute: list[Key] = []
    initiative: list[Key] = []
    route: list[choices.ApprovalRoute] = []


class TopicShape(Record):
    noun = "topic"
    key: Key
    parent: Key | None = None
    name: Line
    description: Text
    order: Order
    question: Line
    answered_by: list[AnsweredByShape] = []

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        parent = peers.get(self.parent) if self.parent else None
        return (
            (parent.order, 1, self.order, self.key) if isinstance(parent, TopicShape) else (self.order, 0, 0, self.key)
        )


class ProductClassShape(Record):
    noun = "product class"
    key: Key
    parent: Key | None = None
    name: Line
    selectable: StrictBool
    order: Order
    definition: Text
    examples: list[Line] = []
    outside_atmp: StrictBool = False
    integrating_vector: choices.CharacteristicAnswer | Literal[""] = ""
    genome_editing: choices.CharacteristicAnswer | Literal[""] = ""
    viable_cells: choices.CharacteristicAnswer | Literal[""] = ""
    replication_competent: choices.CharacteristicAnswer | Literal[""] = ""
    cell_sources: list[Literal["autologous", "allogeneic", "xenogeneic", "not applicable"]] = []
    note: Text = ""
    citations: Citations
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.order, self.key)


class ClassDriverShape(Record):
    noun = "class driver"
    key: Key
    product_class: Key
    order: Order
    characteristic: Line
    effect: Text
    citations: Citations
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.product_class, self.order, self.key)


class FollowUpRuleShape(Record):
    noun = "follow up rule"
    key: Key
    product_class: Key | None = None
    order: Order
    document: Key | None = None
    years_min: Years | None = None
    years_max: Years | None = None
    statement: Text
    note: Text = ""
    citations: Citations
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.product_class or "~", self.order, self.key)


class AttributeShape(Record):
    noun = "critical quality attribute"
    key: Key
    name: Line
    category: choices.AttributeCategory
    filed_under: Keys = []
    in_workshop: StrictBool
    definition: Text
    why_it_matters: Text
    product_classes: Keys = []
    analytical_methods: list[Line] = []
    members: Keys = []
    synonyms: list[Line] = []
    note: Text = ""
    citations: Citations
    verified: StrictBool


class CriterionShape(Record):
    noun = "acceptance criterion"
    key: Key
    attribute: Key
    order: Order
    kind: choices.CriterionKind
    criterion: Text
    document: Line
    note: Text = ""
    citations: Citations
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.attribute, self.order, self.key)


class FrameworkShape(Record):
    noun = "quality framework"
    key: Key
    title: Line
    jurisdiction: Code
    product_classes: Keys = []
    summary: Text
    citations: Citations
    verified: StrictBool


class InitiativeShape(Record):
    noun = "reliance initiative"
    key: Key
    name: Line
    also_known_as: list[Line] = []
    order: Order
    lead: Line
    direction: choices.Direction
    direction_note: Text = ""
    what_it_does: Text
    since: PartialDate = ""
    since_note: Text = ""
    stages: list[Line] = []
    products: Line = ""
    atmp_relevance: Text = ""
    count_note: Text = ""
    participants_note: Text = ""
    citations: Citations
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.order, self.key)


class ParticipationShape(Record):
    noun = "participation"
    initiative: Key
    jurisdiction: Code | None = None
    name: Line = ""
    authority: Line = ""
    role: Line = ""
    status: choices.MembershipStatus | Literal[""] = ""
    membership_kind: Line = ""
    scope: Line = ""
    since: PartialDate = ""
    as_of: PartialDate = ""
    note: Text = ""
    position: Annotated[StrictInt, Field(ge=1, le=10_000)]
    citations: Citations
    verified: StrictBool

    @property
    def record_key(self) -> str:
        return f"{self.initiative}/{self.jurisdiction or self.name}"

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.initiative, self.position, self.record_key)


class ComponentShape(Record):
    noun = "initiative component"
    key: Key
    initiative: Key
    order: Order
    kind: choices.ComponentKind
    name: Line = ""
    text: Text = ""
    jurisdiction: Code | None = None
    champions: Codes = []
    areas: list[Line] = []
    role: Line = ""
    since: PartialDate = ""
    citations: Citations
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.initiative, self.order, self.key)


class SynonymShape(Shape):
    jurisdiction: Code | None = None
    term: Line
    verified: StrictBool | None = None


class GlossaryTermShape(Record):
    noun = "glossary term"
    key: Key
    term: Line
    abbreviation: Line = ""
    definition: Text
    synonyms: list[SynonymShape] = []
    topics: Keys = []
    citations: Citations
    verified: StrictBool
