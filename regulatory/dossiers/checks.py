"""Whether the records of the content agree with each other and with the rules of the house.

Errors refuse the content. What a record's fields may hold on their own is in the shapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from regulatory.choices import KINDS, FactType
from regulatory.dossiers.catalogue_shapes import AnsweredByShape, TopicShape
from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.shapes import Record, SourceShape

LINKS: dict[str, str] = {
    "source": "source",
    "supersedes": "source",
    "document": "source",
    "jurisdiction": "jurisdiction",
    "jurisdictions": "jurisdiction",
    "champions": "jurisdiction",
    "topic": "topic",
    "topics": "topic",
    "product_class": "product class",
    "product_classes": "product class",
    "attribute": "critical quality attribute",
    "attributes": "critical quality attribute",
    "filed_under": "critical quality attribute",
    "members": "critical quality attribute",
    "initiative": "reliance initiative",
    "initiatives": "reliance initiative",
    "glossary_terms": "glossary term",
    "organisation": "organisation",
    "organisations": "organisation",
    "workshop": "workshop",
    "session": "session",
    "rests_on": "insight",
}
"""Field name -> noun of what it points at. `parent` points at the record's own noun."""

NOT_LINKS = {("acceptance criterion", "document")}
"""Fields that are words although another noun has a link of that name."""

FORBIDDEN_WORDS = {
    r"\bTaiwan, Province of China\b": "Chinese Taipei",
    r"\bVietnam\b(?!ese)": "Viet Nam",
    r"\bAPEC countr(?:y|ies)\b": "APEC economy, APEC economies",
    r"\bmember countr(?:y|ies) of APEC\b": "APEC economies",
}
"""Words that the house does not use for economies, and what it says instead. Titles of sources and original names are quoted as they are."""

OWN_WORDS = ("summary", "overview", "statement", "definition", "note", "effect", "rule", "what_it_does", "name")

Check = Callable[[Content], Iterator[Problem]]


def problem(content: Content, record: Record, field: str, message: str) -> Problem:
    return Problem(content.origin.get((record.noun, record.record_key), ""), record.record_key, field, message)


def points_at(record: Record) -> Iterator[tuple[str, str, str]]:
    """(field, noun, key) of every link of a record, those in its rows included."""

    def look(shape: BaseModel, path: str) -> Iterator[tuple[str, str, str]]:
        for name in type(shape).model_fields:
            value: Any = getattr(shape, name)
            noun = record.noun if name == "parent" else LINKS.get(name)
            if (record.noun, name) in NOT_LINKS:
                noun = None
            if isinstance(value, list) and value and isinstance(value[0], BaseModel):
                for number, row in enumerate(value, start=1):
                    yield from look(row, f"{path}{name}[{number}].")
            elif noun and value:
                for key in value if isinstance(value, list) else [value]:
                    yield f"{path}{name}", noun, key

    yield from look(record, "")


def links_lead_somewhere(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        for field, noun, key in points_at(record):
            if (noun, key) not in content.records:
                yield problem(content, record, field, f"there is no {noun} '{key}'{suggestion(content, noun, key)}")


def suggestion(content: Content, noun: str, key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, content.of(noun), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def citations_are_distinct(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        seen = set()
        for citation in getattr(record, "citations", ()):
            place = (citation.source, citation.locator)
            if place in seen:
                yield problem(content, record, "citations", f"cites {citation.source} {citation.locator} twice")
            seen.add(place)


def facts_are_dated(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if isinstance(record, FactShape):
            if record.verified and record.checked_on is None:
                yield problem(
                    content, record, "checked_on", "is missing: give the day on which a supporting text was seen"
                )
            if record.withdrawn and not record.verified:
                yield problem(
                    content, record, "withdrawn", "only a published fact can be withdrawn; delete the record instead"
                )
            if record.effective_until and record.effective_until < record.effective_from[: len(record.effective_until)]:
                yield problem(
                    content, record, "effective_until", f"lies before effective_from, {record.effective_from}"
                )


def facts_have_summaries(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if isinstance(record, FactShape) and not record.summary and record.type != FactType.PRODUCT:
            yield problem(content, record, "summary", "is missing: say in our own words what the source says")


def numbers_have_their_basis(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        for number, basis in (("review_days", "review_days_basis"), ("deadline_days", "deadline_basis")):
            if getattr(record, basis, "") and getattr(record, number) is None:
                yield problem(content, record, basis, f"needs {number}")
        low, high = getattr(record, "duration_years_min", None), getattr(record, "duration_years_max", None)
        if low is not None and high is not None and low > high:
            yield problem(content, record, "duration_years_min", f"{low} is above duration_years_max, {high}")


def topics_have_two_levels(content: Content) -> Iterator[Problem]:
    topics = content.of("topic")
    for record in topics.values():
        if isinstance(record, TopicShape) and record.parent:
            parent = topics.get(record.parent)
            if isinstance(parent, TopicShape) and parent.parent:
                yield problem(
                    content,
                    record,
                    "parent",
                    f"'{record.parent}' is itself below '{parent.parent}'; there are two levels",
                )


def topics_are_answered_by_known_kinds(content: Content) -> Iterator[Problem]:
    for record in content.of("topic").values():
        for answer in record.answered_by if isinstance(record, TopicShape) else ():
            vocabulary = KINDS.get(answer.type)
            for kind in answer.kind:
                if vocabulary is None or kind not in vocabulary.values:
                    allowed = ", ".join(vocabulary.values) if vocabulary else "none"
                    yield problem(
                        content, record, "answered_by", f"'{kind}' is no kind of {answer.type}; allowed: {allowed}"
                    )


def facts_answer_their_topic(content: Content) -> Iterator[Problem]:
    topics = content.of("topic")
    for record in content.records.values():
        if not isinstance(record, FactShape) or record.type == FactType.ABSENCE:
            continue
        topic = topics.get(record.topic)
        if isinstance(topic, TopicShape) and not any(answers(record, answer) for answer in topic.answered_by):
            kind = getattr(record, "kind", "")
            yield problem(
                content,
                record,
                "topic",
                f"'{topic.key}' is not answered by a {record.type} {kind}".rstrip()
                + "; see answered_by in topics.yaml",
            )


def answers(record: FactShape, answer: AnsweredByShape) -> bool:
    if record.type != answer.type:
        return False
    for name in ("kind", "attribute", "initiative", "route"):
        allowed = getattr(answer, name)
        if allowed and name != "initiative" and getattr(record, name, None) not in allowed:
            return False
        if allowed and name == "initiative" and getattr(record, name, None) not in (*allowed, None):
            return False
    return True


def classes_can_be_selected(content: Content) -> Iterator[Problem]:
    classes = content.of("product class")
    for record in content.records.values():
        if isinstance(record, FactShape):
            for key in record.product_classes:
                if key in classes and not classes[key].selectable:  # type: ignore[attr-defined]
                    yield problem(content, record, "product_classes", f"'{key}' is a group; name the classes in it")


def keys_of_facts_begin_with_their_code(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if isinstance(record, FactShape) and not record.key.startswith(f"{record.jurisdiction.lower()}-"):
            yield problem(content, record, "key", f"begins with the economy's code: {record.jurisdiction.lower()}-...")


def former_keys_are_free(content: Content) -> Iterator[Problem]:
    for record in content.of("source").values():
        for key in record.former_keys if isinstance(record, SourceShape) else ():
            if ("source", key) in content.records:
                yield problem(content, record, "former_keys", f"'{key}' is the key of another source")


def economies_are_named_as_apec_does(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if record.noun == "source":
            continue
        for name in OWN_WORDS:
            text = getattr(record, name, "")
            for pattern, right in FORBIDDEN_WORDS.items():
                if isinstance(text, str) and (found := re.search(pattern, text)):
                    yield problem(content, record, name, f"says '{found.group()}'; write {right}")


CHECKS: list[Check] = [
    links_lead_somewhere,
    citations_are_distinct,
    facts_are_dated,
    facts_have_summaries,
    numbers_have_their_basis,
    topics_have_two_levels,
    topics_are_answered_by_known_kinds,
    facts_answer_their_topic,
    classes_can_be_selected,
    keys_of_facts_begin_with_their_code,
    former_keys_are_free,
    economies_are_named_as_apec_does,
]


def problems_between(content: Content) -> list[Problem]:
    """Every breach of the rules, in the order of the files."""
    return [each for check in CHECKS for each in check(content)]
