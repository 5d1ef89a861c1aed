"""The shape of each record in the content files: its fields, in the order in which they are written, and what each may hold.

One class a noun. Field names are those of the models; a link is the key of what it points at. A field that is missing is not known.
How shapes are read and written stands in yaml_files.py, which files hold them in layout.py, what they become in the database in binding.py.
"""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from regulatory import choices
from regulatory.models.fields import KEY_PATTERN, is_partial_date


def partial_date(text: str) -> str:
    if not is_partial_date(text):
        raise ValueError(f'"{text}" is not a date; give "YYYY", "YYYY-MM" or "YYYY-MM-DD", as exactly as the source does')
    return text


def one_line(text: str) -> str:
    if text != " ".join(text.split()):
        raise ValueError("has line breaks or doubled spaces; write it as one paragraph")
    return text


def sorted_keys(keys: list[str]) -> list[str]:
    """Keys of links have no order of their own: they are kept sorted, so that a file has one form only."""
    if len(set(keys)) != len(keys):
        raise ValueError("names the same key twice")
    return sorted(keys)


def whole_day(text: str) -> str:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is not a day; give "YYYY-MM-DD"') from None
    return text


Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=80)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000), AfterValidator(one_line)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=600), AfterValidator(one_line)]
Keys = Annotated[list[Key], AfterValidator(sorted_keys)]
Codes = Annotated[list[Code], AfterValidator(sorted_keys)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=600)]
PartialDate = Annotated[str, AfterValidator(partial_date)]
Day = Annotated[str, AfterValidator(whole_day)]
Days = Annotated[StrictInt, Field(ge=0, le=10_000)]
Years = Annotated[StrictInt, Field(ge=0, le=200)]
Order = Annotated[StrictInt, Field(ge=1, le=10_000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Record(Shape):
    """A record of its own, with a key under which the database and the files know it."""

    noun: ClassVar[str]

    @property
    def record_key(self) -> str:
        return self.key  # type: ignore[attr-defined, no-any-return]


class CitationShape(Shape):
    source: Key
    locator: Line = ""
    supports: Text = ""


class SourceLinkShape(Shape):
    source: Key
    locator: Line = ""


Citations = Annotated[list[SourceLinkShape], Field(min_length=1)]


class JurisdictionShape(Record):
    noun = "jurisdiction"
    code: Code
    name: Line
    kind: choices.JurisdictionKind
    apec_member: StrictBool
    local_term: Line = ""
    local_term_original: Line = ""
    overview: Text = ""

    @property
    def record_key(self) -> str:
        return self.code


class AuthorityShape(Record):
    noun = "authority"
    key: Key
    jurisdiction: Code
    name: Line
    name_original: Line = ""
    abbreviation: Line = ""
    role: Text = ""
    url: Url = ""
    ich_status: choices.MembershipStatus | Literal[""] = ""
    pics_status: choices.MembershipStatus | Literal[""] = ""
    who_listed: StrictBool | None = None


class AuthorShape(Shape):
    name: Line
    role: Line = ""
    affiliation: Line = ""
    profile: Text = ""


class SourceShape(Record):
    noun = "source"
    key: Key
    former_keys: list[Key] = []
    jurisdiction: Code | None = None
    kind: choices.SourceKind
    title: Line
    title_original: Line = ""
    number: Line = ""
    issuer: Line = ""
    issued: PartialDate = ""
    effective: PartialDate = ""
    status: choices.SourceStatus | Literal[""] = ""
    binding: StrictBool | None = None
    primary: StrictBool
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]+)?$")]
    url: Url = ""
    seen_at: list[Url] = []
    format: Line = ""
    authors: list[AuthorShape] = []
    supersedes: Key | None = None
    note: Text = ""


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


class ClassDriverShape(Record):
    noun = "class driver"
    key: Key
    product_class: Key
    order: Order
    characteristic: Line
    effect: Text
    citations: Citations
    verified: StrictBool


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


class AttributeShape(Record):
    noun = "critical quality attribute"
    key: Key
    name: Line
    category: choices.AttributeCategory
    filed_under: Keys
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

