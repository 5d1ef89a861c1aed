"""The columns of each type of fact: their exact headers, what a cell holds, which have to be filled, which words are allowed.

Made from the shapes of the content files and from the models, so that sheets, files and database never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any

from django.db import models

from regulatory.choices import KINDS, FactType, Vocabulary
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape
from regulatory.models import FACT_MODELS
from regulatory.models.fields import PartialDateField

NOT_IN_SHEETS = {"confirmations", "pending_changes", "withdrawn", "verified"}
"""What befalls a published fact: it is done on the desk, with its reason."""
VERSION = "version"
FIRST = ("key", "jurisdiction", "topic", "kind", "title", "title_original", "summary")


class Holds(Enum):
    """What a cell of a column holds, as the help says it."""

    KEY = "a key: lower-case letters, digits and single hyphens; it begins with the economy's code and stays for ever"
    VERSION = "the version that the row was exported from; left blank for a new fact"
    TEXT = "one paragraph of text"
    WORD = "one of the words on the sheet of codes"
    LINK = "a key from the sheet of codes"
    NUMBER = "a whole number, in digits"
    DAY = "a day, YYYY-MM-DD"
    PARTIAL_DATE = "YYYY, YYYY-MM or YYYY-MM-DD, as exactly as the source gives it"
    CLASSES = "keys of product classes with commas between them; blank: all classes"
    CITATIONS = "one citation a line: source-key | locator | what it supports (the last two may be left out)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `allowed` are the words of a closed vocabulary with what each means; `links` is the model of a link."""

    name: str
    holds: Holds
    required: bool
    allowed: dict[str, str] = field(default_factory=dict)
    links: type[models.Model] | None = None

    @property
    def help(self) -> str:
        return f"{'Required' if self.required else 'May be blank'}: {self.holds.value}."


@cache
def columns_of(fact_type: FactType) -> dict[str, Column]:
    """The columns of a type of fact by header, in the order in which templates and exports have them."""
    shape = FACT_SHAPES[fact_type]
    names = [name for name in shape.model_fields if name not in NOT_IN_SHEETS]
    own = [name for name in names if name not in FactShape.model_fields and name not in FIRST]
    first = [name for name in FIRST if name in names]
    rest = [name for name in names if name not in first and name not in own]
    found = {name: column_of(fact_type, shape, name) for name in [*first, *own, *rest]}
    key, *others = found.values()
    version = Column(VERSION, Holds.VERSION, required=False)
    return {column.name: column for column in (key, version, *others)}


def column_of(fact_type: FactType, shape: type[FactShape], name: str) -> Column:
    found: Any = FACT_MODELS[fact_type]._meta.get_field(name)
    # A blank legal status would silently become "in force".
    required = shape.model_fields[name].is_required() or name == "legal_status"
    required |= name == "summary" and fact_type != FactType.PRODUCT
    if name == "key":
        return Column(name, Holds.KEY, required)
    if name == "citations":
        return Column(name, Holds.CITATIONS, required)
    if name == "product_classes":
        return Column(name, Holds.CLASSES, required, links=found.related_model)
    if found.many_to_one:
        return Column(name, Holds.LINK, required, links=found.related_model)
    if name == "kind":
        return Column(name, Holds.WORD, required, meanings(KINDS[fact_type]))
    if found.choices:
        vocabulary: dict[str, str] = {value: str(label) for value, label in found.flatchoices if value}
        return Column(name, Holds.WORD, required, vocabulary)
    return Column(name, holds(found), required)


def meanings(vocabulary: type[Vocabulary]) -> dict[str, str]:
    return {member.value: member.meaning for member in vocabulary}


def holds(found: Any) -> Holds:
    match found:
        case PartialDateField():
            return Holds.PARTIAL_DATE
        case models.IntegerField():
            return Holds.NUMBER
        case models.DateField():
            return Holds.DAY
        case _:
            return Holds.TEXT


def likeliest_type(headers: set[str]) -> FactType:
    """The type whose columns the headers are, or are nearest to: what a CSV, which has no name of a sheet, is about."""
    return min(FACT_SHAPES, key=lambda fact_type: len(headers ^ set(columns_of(fact_type))))
