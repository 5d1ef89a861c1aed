"""The shapes of the workshop's nouns in the API, as the schema tells them. The answers are made in api.py."""

from __future__ import annotations

from pydantic import Field

from regulatory.api.shapes.parts import (
    ApiUrl,
    Code,
    Count,
    Iri,
    Key,
    Named,
    Page,
    PartialDate,
    Place,
    Record,
    Shape,
    Titled,
)
from regulatory.choices import InsightKind, OrganisationKind


class Organiser(Shape):
    """The part that an organisation had in a workshop."""

    organisation: Named
    role: str


class SessionInWorkshop(Titled):
    number: int


class Workshop(Record):
    """One workshop, as one source reports it."""

    key: Key
    title: str
    title_note: str | None
    focus: str
    host: str | None
    """Given only where the source says outright who hosted."""
    host_verified: bool
    host_note: str | None
    month: PartialDate | None
    date_note: str | None
    duration_days: int | None
    format: str | None
    registrants: int | None
    economies: int | None = Field(description="How many economies took part.")
    economies_note: str | None
    participants: list[str]
    """Groups that took part."""
    purpose: str
    complements: list[str]
    """What it adds to."""
    organisers: list[Organiser]
    sessions: list[SessionInWorkshop]
    source: Key
    """The source that reports it."""
    url: Page
    api_url: ApiUrl


class Session(Record):
    """One session of a workshop."""

    key: Key
    workshop: Titled
    number: Count
    title: str
    focus: str
    insights: list[Key]
    url: Page
    api_url: ApiUrl


class Insight(Record):
    """One statement reported from a workshop. Its links are the editors' reading of it."""

    key: Key
    workshop: Key
    session: Key | None
    kind: InsightKind
    number: int | None
    """Of a takeaway."""
    title: str | None
    """Of a takeaway."""
    statement: str
    note: str | None
    source: Key
    """The one source that reports it."""
    topics: list[Key]
    jurisdictions: list[Code]
    product_classes: list[Key]
    attributes: list[Key]
    initiatives: list[Key]
    organisations: list[Key]
    glossary_terms: list[Key]
    rests_on: list[Key]
    """Other insights that it takes up."""
    url: Page
    api_url: ApiUrl


class Organisation(Record):
    """A body that the account of a workshop names."""

    key: Key
    name: str
    name_original: str | None
    name_note: str | None
    abbreviation: str | None
    kind: OrganisationKind
    jurisdiction: Place | None
    parent: Named | None
    parts: list[Named]
    role: str
    """Its part in the workshop, as reported."""
    named_in_article: bool
    url: Iri | None
    """The body's own site."""
    api_url: ApiUrl
