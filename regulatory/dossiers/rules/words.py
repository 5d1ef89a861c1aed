"""Rules about what the texts say: references between facts, doubles, and how others are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.rules.facts import facts, published
from regulatory.dossiers.wording import own_words

REFERENCE = re.compile(r"\b[a-z]{2,8}(?:-[a-z0-9]+){2,}\b")
WORD = re.compile(r"\w{3,}")
NEARLY = 0.8
"""Share of words in common from which two statements are nearly the same."""
COUNTRY = re.compile(r"\bcountr(?:y|ies)\b", re.IGNORECASE)


def dead_references(content: Content) -> Iterator[Problem]:
    """A key of a fact in a text, such as the reason of a withdrawal, leads to a fact that stands."""
    codes = {code.lower() for code in content.of("jurisdiction")}
    for record in content.records.values():
        if record.noun == "source" or (isinstance(record, FactShape) and record.withdrawn):
            continue
        for place, text in own_words(record):
            for key in REFERENCE.findall(text) if not text.startswith("http") else ():
                there = content.records.get(("fact", key))
                named = key.split("-")[0] in codes and key.split("-")[1] in SECOND_WORDS
                if isinstance(there, FactShape) and there.withdrawn:
                    yield content.problem(record, place, f"points at {key}, which was taken back")
                elif there is None and named and key != record.record_key and ("source", key) not in content.records:
                    yield content.problem(record, place, f"points at {key}; there is no such fact")


SECOND_WORDS = {"class", "pv", "req", "rel", "prod", "cqa", "absent", "absence"}
"""What the second word of most facts' keys is; other hyphenated words are words."""


def overlapping(content: Content) -> Iterator[Problem]:
    groups: defaultdict[tuple[str, str, str], list[FactShape]] = defaultdict(list)
    for fact in published(content):
        groups[fact.jurisdiction, fact.type, getattr(fact, "kind", "")].append(fact)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if one.summary and other.summary and alike(one.summary, other.summary) >= NEARLY:
                yield content.problem(one, "summary", f"says nearly what {other.key} says; make them one")


def alike(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    first, second = ({word.lower() for word in WORD.findall(text)} for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


def misnamed(content: Content) -> Iterator[Problem]:
    for fact in facts(content):
        for place, text in own_words(fact):
            if COUNTRY.search(text):
                yield content.problem(fact, place, "calls economies something else; write economy, or name it")
