"""Records of every shape with odd but allowed values, for property tests: what a text may look like to YAML and is not."""

from __future__ import annotations

import datetime
import enum
import types
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from regulatory.dossiers import shapes
from regulatory.dossiers.shapes import Shape

ODD_WORDS = [
    *(
        "yes",
        "no",
        "on",
        "null",
        "~",
        "true",
        "False",
        "1e3",
        "012",
        "0x1F",
        "1_000",
        "1:30",
        "2026-01-01",
        "2026-01",
        "-5",
        ".5",
    ),
    *(
        "-",
        "--",
        "---",
        "...",
        ":",
        "a:",
        ":a",
        "a:b",
        "#",
        "#a",
        "a#",
        "?",
        "!",
        "!a",
        "!!str",
        "&a",
        "*a",
        "@a",
        "`a",
        "%a",
        "=",
    ),
    *(
        "<<",
        "|",
        ">",
        ">-",
        "'",
        "''",
        '"',
        '""',
        "'a",
        'a"',
        "\\",
        "\\n",
        "\\u0041",
        "{",
        "}",
        "{a: b}",
        "[",
        "]",
        "[a]",
        ",",
        ", a",
    ),
    *(
        "再生医療等製品",
        "첨단재생의료",
        "ผลิตภัณฑ์การแพทย์ขั้นสูง",
        "đặc",
        "e\u0301",
        "лекарство",
        "γ",
        "👩\u200d🔬",
        "🇸",
        "葛\U000e0100",
        "‰",
        "…",
        "“a”",
    ),
    *("x" * 130, "再" * 130, "https://example.org/" + "a/" * 80, "a-" * 70),
]
WORDS = st.sampled_from(ODD_WORDS) | st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="\u115f\u1160\u3164\uffa0\ufffc\ufffd"),
    min_size=1,
    max_size=8,
)
"""Odd words, and words of any letters and signs that a reader can see."""


def texts(longest: int) -> st.SearchStrategy[str]:
    """One paragraph, of a word or of many, with single spaces between them."""
    several = st.tuples(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from([1, 1, 12]))
    return several.map(lambda drawn: " ".join(drawn[0] * drawn[1])[:longest].strip())


KEYS = st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}\Z") | st.sampled_from(
    ["no", "null", "1e3", "012", "2026-01-01", "1"]
)
CODES = st.from_regex(r"\A[A-Z]{2,8}\Z") | st.sampled_from(["NO", "ON", "NULL"])
DAYS = st.dates(datetime.date(1, 1, 1)).map(datetime.date.isoformat)
BY_PATTERN = {
    shapes.KEY_PATTERN: KEYS,
    shapes.CODE_PATTERN: CODES,
    shapes.ADDRESS_PATTERN: st.sampled_from(
        ["https://example.org", "http://a.b/?c=d&e=f#g", "https://例え.jp/%20'\"{}[]:,"]
    ),
    shapes.LANGUAGE_PATTERN: st.sampled_from(["en", "no", "zh-Hant"]),
}
BY_VALIDATOR = {
    shapes.one_line: texts(600),
    shapes.partial_date: st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda drawn: drawn[0][: drawn[1]]),
    shapes.whole_day: DAYS,
}


def values(annotation: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """What a field of this type may hold."""
    metadata = tuple(one for each in metadata for one in (each.metadata if isinstance(each, FieldInfo) else [each]))
    if hasattr(annotation, "__metadata__"):
        return values(annotation.__origin__, (*annotation.__metadata__, *metadata))
    if get_origin(annotation) in (Union, types.UnionType):
        kinds = [each for each in get_args(annotation) if each not in (type(None), Literal[""])]
        return st.one_of(*(values(each, metadata) for each in kinds))
    if get_origin(annotation) is list:
        rows = values(get_args(annotation)[0], ())
        in_order = any(getattr(each, "func", None) is shapes.sorted_keys for each in metadata)
        return st.lists(rows, min_size=1, max_size=4, unique=in_order)
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return said_by(annotation)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return st.sampled_from([str(each) for each in annotation])
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        least = next((each.ge for each in metadata if hasattr(each, "ge")), 0)
        return st.integers(least, next((each.le for each in metadata if hasattr(each, "le")), 1000))
    for each in metadata:
        if getattr(each, "pattern", None) in BY_PATTERN:
            return BY_PATTERN[each.pattern]
        if getattr(each, "func", None) in BY_VALIDATOR:
            return BY_VALIDATOR[each.func]
    return texts(100)


def field_values(field: FieldInfo) -> st.SearchStrategy[Any]:
    return values(field.annotation, tuple(field.metadata))


def said_by(shape: type[Shape]) -> st.SearchStrategy[dict[str, Any]]:
    """What a file may say of a record of this shape: all that is required, and some of the rest."""
    required = {name: field_values(field) for name, field in shape.model_fields.items() if field.is_required()}
    optional = {name: field_values(field) for name, field in shape.model_fields.items() if not field.is_required()}
    return st.fixed_dictionaries(required, optional=optional)
