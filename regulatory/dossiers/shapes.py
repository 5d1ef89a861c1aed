"""The shape of each record in the content files: its fields, in the order in which they are written, and what each may hold.

One class a noun. Field names are those of the models; a link is the key of what it points at. A field that is missing is not known.
Here stand what all shapes share and the nouns that facts rest on; facts are in fact_shapes.py, what facts are filed under and point at in
catalogue_shapes.py. How shapes are read and written stands in yaml_files.py, which files hold them in layout.py, what they become in binding.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from regulatory import choices
from regulatory.models.fields import KEY_PATTERN, is_partial_date


def partial_date(text: str) -> str:
    if not is_partial_date(text):
        raise ValueError(
            f'"{text}" is not a date; give "YYYY", "YYYY-MM" or "YYYY-MM-DD", as exactly as the source does'
        )
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

    def place(self, peers: Mapping[str, Record]) -> tuple[Any, ...]:
        """What the records of a section are sorted by; `peers` are all of them, by key."""
        return (self.record_key,)


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
