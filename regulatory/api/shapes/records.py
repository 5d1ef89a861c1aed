"""The shapes of what facts point at (jurisdictions, sources, topics, classes, terms), of changes and of vocabularies."""

from __future__ import annotations

import datetime

from pydantic import Field

from regulatory.api.shapes.parts import (
    ApiUrl,
    Code,
    Count,
    FactsCount,
    Iri,
    Key,
    Meta,
    Named,
    Page,
    PartialDate,
    Place,
    Record,
    RecordCitation,
    Shape,
    Titled,
    Url,
    may_be_missing,
)
from regulatory.choices import (
    ApprovalRoute,
    ChangeVerb,
    CharacteristicAnswer,
    FactType,
    Force,
    JurisdictionKind,
    MembershipStatus,
    SourceKind,
    SourceStatus,
)


class AuthorityInJurisdiction(Named):
    abbreviation: str | None


class Jurisdiction(Record):
    """An economy of APEC, or a union or body kept as a reference beside them."""

    code: Code
    name: str
    """As APEC writes it."""
    kind: JurisdictionKind
    apec_member: bool
    local_term: str | None
    """What ATMPs are called there, in English."""
    local_term_original: str | None
    overview: str | None
    authorities: list[AuthorityInJurisdiction]
    facts_count: FactsCount
    url: Page
    api_url: ApiUrl


class Authority(Record):
    """A body that decides, advises or inspects in one jurisdiction."""

    key: Key
    jurisdiction: Place
    name: str
    name_original: str | None
    abbreviation: str | None
    role: str | None
    """What it does for ATMPs."""
    ich_status: MembershipStatus | None
    pics_status: MembershipStatus | None
    who_listed: bool | None
    """WHO Listed Authority; null: not known."""
    url: Iri | None
    """The authority's own site."""
    api_url: ApiUrl


class Author(Shape):
    """A person who wrote a source. What is not stated is missing."""

    name: str
    role: str = may_be_missing("Of the author.")
    affiliation: str = may_be_missing("Where the author works.")
    profile: str = may_be_missing("Who the author is.")


class Source(Record):
    """One version of one document that facts rest on."""

    key: Key
    former_keys: list[Key]
    """Earlier keys of the same document; they go on answering."""
    jurisdiction: Place | None
    kind: SourceKind
    title: str
    title_original: str | None
    number: str | None
    """As the issuer writes it, such as S 104/2021."""
    issuer: str | None
    authority: Named | None
    """The issuer, where it is one of the authorities of this knowledge base."""
    issued: PartialDate | None
    effective: PartialDate | None
    """When it took or takes effect."""
    status: SourceStatus | None
    binding: bool | None
    """Does it bind; null: not known."""
    primary: bool
    """The official text, and not literature about it."""
    force: Force
    language: str | None
    format: str | None
    authors: list[Author]
    note: str | None
    url: Iri | None
    """The document itself."""
    seen_at: list[str]
    """Third parties' pages where its content was seen."""
    supersedes: Key | None
    superseded_by: list[Key]
    facts_count: FactsCount
    page_url: Page
    api_url: ApiUrl


class AnsweredBy(Shape):
    """Which facts answer a topic: those of a type, narrowed by values of their fields; an empty list narrows nothing."""

    type: FactType
    kind: list[str] = may_be_missing("Kinds of these facts.")
    attribute: list[Key] = may_be_missing("Keys of quality attributes.")
    initiative: list[Key] = may_be_missing("Keys of reliance initiatives.")
    route: list[ApprovalRoute] = may_be_missing("Kinds of authorisation.")


class Topic(Record):
    """A question that every economy can be asked."""

    key: Key
    name: str
    parent: Named | None
    subtopics: list[Named]
    question: str
    description: str
    order: Count
    """Within its parent, in the order of a product's life."""
    answered_by: list[AnsweredBy]
    facts_count: FactsCount
    url: Page
    api_url: ApiUrl


class Characteristics(Shape):
    """What drives the requirements of a class; null: not stated."""

    integrating_vector: CharacteristicAnswer | None
    genome_editing: CharacteristicAnswer | None
    viable_cells: CharacteristicAnswer | None
    replication_competent: CharacteristicAnswer | None
    cell_sources: list[str]


class Driver(Shape):
    """A characteristic of a product class and the requirement that it brings about."""

    key: Key
    characteristic: str
    effect: str
    citations: list[RecordCitation]


class ClassFollowUpRule(Shape):
    """What a document says about how long people are followed."""

    key: Key
    statement: str
    years_min: int | None
    years_max: int | None
    document: Titled | None
    """The source that states it."""
    note: str | None
    citations: list[RecordCitation]


class FollowUpRule(ClassFollowUpRule, Record):
    """What a document says about how long people are followed: in general, or for one class."""

    product_class: Named | None
    """Null: in general."""
    api_url: ApiUrl


class ProductClass(Record):
    """A class of therapies, with what drives its requirements."""

    key: Key
    name: str
    parent: Named | None
    subclasses: list[Named]
    selectable: bool
    """Whether facts can name it; a group only gathers others."""
    order: Count
    outside_atmp: bool
    """Outside the ATMP rules in many economies."""
    definition: str | None
    definition_in_review: bool
    """The definition waits until a text that carries it was seen."""
    note: str | None
    citations: list[RecordCitation]
    examples: list[str]
    characteristics: Characteristics
    drivers: list[Driver]
    follow_up: list[ClassFollowUpRule]
    facts_count: FactsCount
    api_url: ApiUrl


class Synonym(Shape):
    """Another word for a term; with a jurisdiction, the word used there."""

    term: str
    jurisdiction: Place | None


class GlossaryTerm(Record):
    """A term of the field, with a definition in our own words."""

    key: Key
    term: str
    abbreviation: str | None
    definition: str
    synonyms: list[Synonym]
    topics: list[Named]
    citations: list[RecordCitation]
    url: Page
    api_url: ApiUrl


class ChangeOfRecord(Shape):
    """What a change did to one record."""

    verb: ChangeVerb
    noun: str
    """What the record is, such as fact or source."""
    key: str
    version: int | None
    """Of a fact."""
    title: str | None
    jurisdiction: Place | None
    topic: Named | None


class ChangeEntry(ChangeOfRecord):
    """What a change did to one record, with the revision that it belongs to."""

    revision: Count
    at: datetime.datetime
    reason: str
    api_url: ApiUrl


class Change(Record):
    """One change of the content with all that it did."""

    revision: Count
    at: datetime.datetime
    reason: str
    entries: list[ChangeOfRecord]
    api_url: ApiUrl


class Member(Shape):
    """One member of a closed vocabulary."""

    value: str
    """As it stands in answers and parameters; never renamed or redefined."""
    label: str
    meaning: str


class ClosedVocabulary(Record):
    """A closed vocabulary with the label and the meaning of each member. Members are added, never removed."""

    key: Key
    members: list[Member]
    api_url: ApiUrl


class Status(Meta):
    """Versions, dates, terms of use, and how many records there are."""

    licence_url: Url
    counts: dict[str, Count] = Field(description="Noun -> how many records its list has.")
