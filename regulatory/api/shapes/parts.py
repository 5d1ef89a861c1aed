"""Parts that many answers share: the base of all shapes, texts of a certain form, records as they are named in others, citations."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from regulatory.choices import Force, SourceKind, SourceStatus

Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="The permanent name of the record; never reused.",
    ),
]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2,8}$", description="The code of a jurisdiction: ISO 3166, or EU.")]
PartialDate = Annotated[
    str,
    Field(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        description="A year, a month or a day, as exactly as the source gives it: YYYY, YYYY-MM or YYYY-MM-DD.",
    ),
]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
"""An address of ours."""
Iri = Annotated[str, Field(json_schema_extra={"format": "iri"})]
"""An address elsewhere; it may hold letters of any script."""
Page = Annotated[Url, Field(description="The page for people about this record.")]
ApiUrl = Annotated[Url, Field(description="This record in the API.")]
Count = Annotated[int, Field(ge=0)]
FactsCount = Annotated[int, Field(ge=0, description="How many published facts point here.")]


def may_be_missing(description: str) -> Any:
    """A field that may be missing; it is never null, so the schema tells no default."""
    return Field(default=None, description=description)


class Shape(BaseModel):
    """Every field stands in every answer, null where nothing is stated, unless it says when it is missing."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Meta(Shape):
    """What every answer says of itself."""

    api_version: str
    data_revision: Count
    """The revision of the content: counts up by one with every change that is published."""
    data_date: datetime.date | None
    """The day (UTC) of that revision; null where nothing was ever published."""
    licence: str
    """The licence of the content, as an SPDX identifier."""
    disclaimer: str
    note: str = may_be_missing(
        "How the list is to be read, where it holds a selection only; in a table the column `meta.note`."
    )


class MetaOfFields(Meta):
    """What an answer says of itself where `fields` were asked for."""

    fields: list[str]
    """Those that were asked for, in the order of the record."""


class SomeFields(BaseModel):
    """A record with the fields that were asked for, each as in the whole record."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)

    meta: MetaOfFields


class FieldsOfRow(BaseModel):
    """The fields that were asked for of one record of a list, each as in the whole record."""

    model_config = ConfigDict(extra="allow")


class SomeFieldsList(Shape):
    """One page of a list, each record with the fields that were asked for."""

    count: Count
    next: Url | None
    previous: Url | None
    meta: MetaOfFields
    results: list[FieldsOfRow]


class Record(Shape):
    """What a record has beside its own when it stands alone."""

    meta: Meta = may_be_missing(
        "What the answer says of itself. In a list it stands in the envelope, not in each record."
    )


class Problem(Shape):
    """An error as a problem document (RFC 9457)."""

    type: Literal["about:blank"]
    title: str
    """The status in words."""
    status: int
    detail: str
    """What is wrong, and what would be right."""
    errors: dict[str, list[str]] = may_be_missing(
        "For a bad request: each parameter at fault, with what is wrong with it and what is allowed."
    )


class Place(Shape):
    """A jurisdiction as it is named in other records."""

    code: Code
    name: str


class Named(Shape):
    """A record as it is named in others."""

    key: Key
    name: str


class Titled(Shape):
    """A record that has a title, as it is named in others."""

    key: Key
    title: str


class CitedSource(Shape):
    """A source as it stands in a citation: enough to quote it and to weigh it."""

    key: Key
    title: str
    """In English; a translation where the original is in another language."""
    title_original: str | None
    number: str | None
    """As the issuer writes it, such as S 104/2021."""
    issuer: str | None
    kind: SourceKind
    binding: bool | None
    """Does it bind; null: not known."""
    primary: bool
    """The official text, and not literature about it."""
    status: SourceStatus | None
    issued: PartialDate | None
    language: str | None
    url: Iri | None
    """The document itself."""
    force: Force


class RecordCitation(Shape):
    """The place in a source that carries a record."""

    source: CitedSource
    locator: str | None
    """Article, section or page."""


class Citation(RecordCitation):
    """The place in a source that carries a fact."""

    supports: str | None
    """One line in our own words: what the text says that carries the fact."""


class TopicInQuestion(Shape):
    """A topic with the question that it asks."""

    key: Key
    name: str
    question: str
    parent: Key | None
    """The first-level topic that it is under."""
