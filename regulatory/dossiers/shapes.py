"""The shape of each record in the content files: its fields, in the order in which they are written, and what each may hold.

One class a noun. Field names are those of the models; a link is the key of what it points at. A field that is missing is not known.
Here stand what all shapes share and the nouns that facts rest on; facts are in fact_shapes.py, what facts are filed under and point
at in catalogue_shapes.py. Which files hold them stands in layout.py, what they become in the database in binding.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from regulatory import choices
from regulatory.models.fields import KEY_PATTERN, is_partial_date

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\u3164\ud800-\uf8ff\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""Characters that a reader cannot see or tell from others: controls, every space but the ordinary one, marks of direction, fillers,
private use. The two joiners (U+200C, U+200D) are not among them: scripts and emoji need them."""


def visible(text: str) -> str:
    """Refuse what would make a text look like another one, or change how its neighbours are read."""
    if found := UNSEEN.search(text):
        character = found.group()
        name = unicodedata.name(character, "a character without a name")
        right = "write an ordinary space" if unicodedata.category(character) == "Zs" else "take it out"
        raise ValueError(f"has {name} (U+{ord(character):04X}) at character {found.start() + 1}; {right}")
    return text


def one_line(text: str) -> str:
    if re.search(r"[\n\r\t]|  |^ | $", text):
        raise ValueError("has line breaks, tabs, doubled spaces or a space at an end; write it as one paragraph")
    return visible(text)


def is_written_as_date(text: str) -> bool:
    """Whether it is a year, month or day of the calendar, in the digits of ASCII and nothing else."""
    return is_partial_date(text) and re.fullmatch("[0-9-]+", text) is not None


def partial_date(text: str) -> str:
    if not is_written_as_date(text):
        raise ValueError(
            f"'{text:.30}' is not a date; give 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', as exactly as the source does"
        )
    return text


def whole_day(text: str) -> str:
    if len(text) != len("YYYY-MM-DD") or not is_written_as_date(text):
        raise ValueError(f"'{text:.30}' is not a day; give 'YYYY-MM-DD'")
    return text


def sorted_keys(keys: list[str]) -> list[str]:
    """Keys of links have no order of their own: they are kept sorted, so that a file has one form only."""
    if len(set(keys)) != len(keys):
        raise ValueError("names the same key twice")
    return sorted(keys)


CODE_PATTERN = r"^[A-Z]{2,8}$"
ADDRESS_PATTERN = r"^https?://\S+$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z]+)?$"
PARTIAL_DATE_FORM = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PATTERNS_IN_WORDS = {
    KEY_PATTERN: "a key is lower-case letters, digits and single hyphens",
    CODE_PATTERN: "a code is two to eight capital letters, such as SG",
    ADDRESS_PATTERN: "an address begins with https:// or http:// and has no spaces",
    LANGUAGE_PATTERN: "a language is a code such as en or zh-Hant",
}

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=80)]
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000), AfterValidator(one_line)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=600), AfterValidator(one_line)]
Keys = Annotated[list[Key], AfterValidator(sorted_keys)]
Codes = Annotated[list[Code], AfterValidator(sorted_keys)]
Url = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN, max_length=600), AfterValidator(visible)]
PartialDate = Annotated[str, AfterValidator(partial_date), Field(json_schema_extra={"pattern": PARTIAL_DATE_FORM})]
Day = Annotated[str, AfterValidator(whole_day), Field(json_schema_extra={"format": "date"})]
Days = Annotated[StrictInt, Field(ge=0, le=10_000)]
Hours = Annotated[StrictInt, Field(ge=1, le=10_000)]
Years = Annotated[StrictInt, Field(ge=0, le=200)]
Order = Annotated[StrictInt, Field(ge=1, le=10_000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def row_shape(shape: type[Shape], name: str) -> type[Shape] | None:
    """The shape of the small mappings that a field holds, one or a list of them; None for any other field."""
    annotation = shape.model_fields[name].annotation
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, Shape):
            return each
    return None


class Record(Shape):
    """A record of its own, with a key under which the database and the files know it."""

    noun: ClassVar[str]

    @property
    def record_key(self) -> str:
        return self.key  # type: ignore[attr-defined]

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
    authority: Key | None = None
    issued: PartialDate = ""
    effective: PartialDate = ""
    status: choices.SourceStatus | Literal[""] = ""
    binding: StrictBool | None = None
    primary: StrictBool
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
    url: Url = ""
    seen_at: list[Url] = []
    format: Line = ""
    authors: list[AuthorShape] = []
    supersedes: Key | None = None
    note: Text = ""
