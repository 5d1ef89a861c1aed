"""Every query parameter with its meaning and what it may hold, read from the filter sets. The words stand in prose.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django_filters import Filter
from drf_spectacular.drainage import warn

from atmp_kb.rest import FIELDS, FORMAT, Pagination
from atmp_kb.schema.components import Json, reference
from atmp_kb.schema.prose import meaning
from regulatory.comparison import profiles
from regulatory.comparison.closed_questions import INDICATORS
from regulatory.filtersets import fields
from regulatory.filtersets.between import AXES, KNOWLEDGE
from regulatory.filtersets.comparison import ALL, MOMENT, MOST_PLACES
from regulatory.filtersets.moments import RevisionField
from regulatory.models.fields import KEY_PATTERN
from regulatory.search.documents import NOUNS
from regulatory.search.find import MOST

CODE: Json = {"type": "string", "pattern": "^[A-Za-z]{2,8}$"}
KEY: Json = {"type": "string", "pattern": KEY_PATTERN, "maxLength": 80}
DAY: Json = {"type": "string", "format": "date"}
NUMBER: Json = {"type": "integer", "minimum": 0, "maximum": fields.LARGEST}
WORDS: Json = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"}
PARTIAL_DATE: Json = {
    "type": "string",
    "pattern": r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$",
}
BY_FIELD: list[tuple[type[forms.Field], Json]] = [
    (fields.DayField, DAY),
    (RevisionField, {**NUMBER, "minimum": 1}),
    (fields.WholeNumberField, NUMBER),
    (fields.TrueFalseField, {"type": "boolean"}),
    (fields.PartialDateTextField, PARTIAL_DATE),
    (fields.WordsField, WORDS),
]
"""What a parameter of one value may hold, by the field that reads it."""


def several(item: Json, **more: Any) -> Json:
    return {"type": "array", "items": item, "minItems": 1, **more}


def key_or_all(key: Json, **more: Any) -> Json:
    """Keys, or the word for all of them (which any pattern of keys takes too)."""
    return several(key, uniqueItems=True, **more)


QUESTIONS: dict[str, Json] = {
    "jurisdictions": key_or_all(CODE, maxItems=MOST_PLACES),
    "topics": key_or_all(KEY),
    "class": several(KEY),
    **{name: {"type": "string", "enum": list(values)} for name, values in profiles.ALLOWED.items()},
    "differences": {"type": "string", "enum": ["1"]},
    "since": DAY,
    "add": key_or_all(CODE, maxItems=MOST_PLACES),
    "from": DAY,
    "to": DAY,
    "axis": {"type": "string", "enum": list(AXES), "default": KNOWLEDGE},
    "indicators": key_or_all({"type": "string", "enum": [*(each.key for each in INDICATORS), ALL]}),
}
"""What the parameters of compare, plan, indicators and the changes between two days may hold."""


SEARCH: dict[str, Json] = {
    "q": WORDS,
    "jurisdiction": CODE,
    "topic": KEY,
    "noun": {"type": "string", "enum": list(NOUNS)},
    "literal": {"type": "string", "enum": ["1"]},
    "page_size": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 20},
}
"""What the parameters of search may hold; each takes one value."""


def by_field(field: type[forms.Field]) -> Json | None:
    return next((schema for known, schema in BY_FIELD if issubclass(field, known)), None)


def of_filter(name: str, filter_: Filter) -> Json | None:
    """What a filter's parameter may hold; None where nobody said."""
    if filter_.field_class is not fields.ValuesField:
        return by_field(filter_.field_class)
    known: fields.Known = filter_.known
    if known.vocabulary:
        return several(reference(known.vocabulary))
    if known.values:
        return several({"type": "string", "enum": list(known.values)})
    return several(CODE if name == "jurisdiction" else KEY)


def of_name(name: str, formats: Iterable[str]) -> Json | None:
    """What a parameter that is no filter may hold."""
    if name == "page":
        return {"type": "integer", "minimum": 1, "default": 1}
    if name == "page_size":
        return {"type": "integer", "minimum": 1, "maximum": Pagination.max_page_size, "default": Pagination.page_size}
    if name == "cursor":
        return {"type": "string", "pattern": r"^(\*|[0-9]{1,9}\.[0-9]{1,18})$"}
    if name in FORMAT:
        return {"type": "string", "enum": list(formats)}
    return by_field(MOMENT[name]) if name in MOMENT else QUESTIONS.get(name)


def takes_fields(view: Any) -> bool:
    """Whether of the records of this address some fields can be asked for."""
    return hasattr(view, "writers")


def query_parameters(view: Any, tag: str, *, of_list: bool) -> list[Json]:
    """The query parameters of a list or of a single answer, in the order of their names."""
    filters = view.filterset_class.base_filters if of_list and hasattr(view, "filterset_class") else {}
    paging = view.paginator.parameters if of_list else ()
    beside = () if of_list else getattr(view, "beside", ())
    formats = [renderer.format for renderer in view.renderer_classes]
    narrowing = FIELDS if takes_fields(view) else ()
    found = []
    for name in sorted({*filters, *paging, *beside, *narrowing, *FORMAT}):
        if name in narrowing:
            schema: Json | None = several({"type": "string", "enum": [*view.writers()]})
        elif name in filters:
            schema = of_filter(name, filters[name])
        else:
            schema = (SEARCH.get(name) if tag.startswith("search") else None) or of_name(name, formats)
        said = meaning(tag, name)
        if schema is None or said is None:
            warn(f"Parameter '{name}' of {tag} lacks {'its meaning' if schema else 'what it may hold'}.")
            continue
        found.append({"name": name, "in": "query", "description": said, "schema": schema})
    for parameter in found:
        if parameter["name"] in getattr(view, "needed", ()):
            parameter["required"] = True
    return found
