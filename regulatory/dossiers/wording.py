"""Words that the house does not use for economies, looked for in everything that the content says in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.shapes import JurisdictionShape

FORBIDDEN_WORDS = {
    re.compile(pattern): right
    for pattern, right in {
        r"\bTaiwan\b(?! Food and Drug Administration)": "Chinese Taipei",
        r"\bHong Kong\b(?!, China)": "Hong Kong, China",
        r"\bVietnam\b": "Viet Nam",
        r"\bSouth Korea\b": "Korea",
        r"\b(?:APEC|[Mm]ember) countr(?:y|ies)\b": "economy or economies",
        r"\bcountr(?:y|ies) of APEC\b": "APEC economies",
    }.items()
}
"""What is not said, and what is said instead."""

QUOTED = {
    "name",
    "title",
    "title_original",
    "name_original",
    "local_term_original",
    "authority",
    "document",
    "holder",
    "lead",
    "locator",
    "url",
}
"""Fields that repeat what others call themselves or their documents. Of sources every field does; the name of a jurisdiction is ours."""


def own_words(said: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    """(place, text) of each text in our own words."""
    for name in type(said).model_fields:
        if name in QUOTED and not (name == "name" and isinstance(said, JurisdictionShape)):
            continue
        value = getattr(said, name)
        for number, each in enumerate(value if isinstance(value, list) else [value], start=1):
            place = f"{path}{name}[{number}]" if isinstance(value, list) else f"{path}{name}"
            if isinstance(each, BaseModel):
                yield from own_words(each, f"{place}.")
            elif isinstance(each, str):
                yield place, each


def economies_are_named_as_apec_does(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if record.noun == "source":
            continue
        for place, text in own_words(record):
            for pattern, right in FORBIDDEN_WORDS.items():
                if found := pattern.search(text):
                    yield content.problem(record, place, f"says '{found.group()}'; write {right}")
