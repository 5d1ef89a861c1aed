"""The shapes of the workshop's records and the file that holds them; registered with the content files when the app is set up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt

from regulatory import choices
from regulatory.dossiers.layout import FileKind, Section
from regulatory.dossiers.shapes import Code, Codes, Key, Keys, Line, Order, PartialDate, Record, Shape, Text, Url

Count = Annotated[StrictInt, Field(ge=0, le=1_000_000)]


class OrganisationShape(Record):
    noun = "organisation"
    key: Key
    name: Line
    name_original: Line = ""
    name_note: Text = ""
    abbreviation: Line = ""
    kind: choices.OrganisationKind
    jurisdiction: Code | None = None
    parent: Key | None = None
    role: Text
    url: Url = ""
    named_in_article: StrictBool


class OrganiserShape(Shape):
    organisation: Key
    role: Text


class WorkshopShape(Record):
    noun = "workshop"
    key: Key
    title: Line
    title_note: Text = ""
    focus: Line
    host: Line = ""
    host_note: Text = ""
    host_verified: StrictBool
    month: PartialDate = ""
    date_note: Text = ""
    duration_days: Count | None = None
    format: Line = ""
    registrants: Count | None = None
    economies: Count | None = None
    economies_note: Text = ""
    participants: list[Line] = []
    organisers: list[OrganiserShape] = []
    purpose: Text
    complements: list[Line] = []
    source: Key
    verified: StrictBool


class SessionShape(Record):
    noun = "session"
    key: Key
    workshop: Key
    number: Order
    title: Line
    focus: Text

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.workshop, self.number)


class InsightShape(Record):
    noun = "insight"
    key: Key
    workshop: Key
    session: Key | None = None
    order: Order
    kind: choices.InsightKind
    number: Order | None = None
    title: Line = ""
    statement: Text
    note: Text = ""
    topics: Keys = []
    jurisdictions: Codes = []
    product_classes: Keys = []
    attributes: Keys = []
    initiatives: Keys = []
    organisations: Keys = []
    glossary_terms: Keys = []
    rests_on: Keys = []
    verified: StrictBool

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        return (self.workshop, self.order, self.key)


WORKSHOP_FILE = FileKind(
    "workshop.yaml",
    "Workshops as one source each reports them. Every statement is in our own words and attributed to that source;\n"
    "links to topics, economies, terms and the rest are the editors' reading of the statement.",
    (
        Section("organisations", OrganisationShape),
        Section("workshops", WorkshopShape),
        Section("sessions", SessionShape),
        Section("insights", InsightShape),
    ),
)
