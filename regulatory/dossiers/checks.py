"""Whether the records of the content agree with each other and with the rules of the house.

Errors refuse the content. What a record's fields may hold on their own is in the shapes, what the database can store in columns.py,
how economies are called in wording.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone
from pydantic import BaseModel

from regulatory.choices import KINDS, FactType, SourceKind
from regulatory.dossiers.catalogue_shapes import (
    AnsweredByShape,
    GlossaryTermShape,
    ParticipationShape,
    ProductClassShape,
    TopicShape,
)
from regulatory.dossiers.columns import values_are_unique, values_fit
from regulatory.dossiers.content import Content, Problem, did_you_mean
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.shapes import Record, SourceShape
from regulatory.dossiers.wording import economies_are_named_as_apec_does

LINKS: dict[str, str] = {
    "source": "source",
    "supersedes": "source",
    "authority": "authority",
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

NOT_LINKS = {("acceptance criterion", "document"), ("participation", "authority")}
"""Fields that are words although another noun has a link of that name."""

SAYS_OF_DAYS = (
    ("review_days", "review_days_basis"),
    ("review_days", "review_days_measure"),
    ("review_days", "review_days_limit"),
    ("deadline_days", "deadline_basis"),
)
"""A number of days, and a field that says something of it and means nothing without it."""

Check = Callable[[Content], Iterator[Problem]]


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
    """Unless a file could not be read: then nobody can say what is not there."""
    for record in content.records.values() if content.is_whole else ():
        for field, noun, key in points_at(record):
            if (noun, key) not in content.records and (noun, key) not in content.refused:
                near = did_you_mean(key, content.of(noun))
                yield content.problem(record, field, f"there is no {noun} '{key}'{near}")


def nothing_goes_round_in_circles(content: Content) -> Iterator[Problem]:
    """Parents and superseded documents lead to a first one."""
    for record in content.records.values():
        for field in ("parent", "supersedes"):
            passed = [record.record_key]
            while key := getattr(content.records.get((record.noun, passed[-1])), field, None):
                if key in passed:
                    # Told once a circle, of the first of its keys.
                    if key == record.record_key == min(passed):
                        yield content.problem(record, field, f"leads back to itself: {' -> '.join([*passed, key])}")
                    break
                passed.append(key)


def citations_are_distinct(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        seen = set()
        for citation in getattr(record, "citations", ()):
            place = (citation.source, citation.locator)
            if place in seen:
                cited = f"{citation.source} {citation.locator}".strip()
                yield content.problem(record, "citations", f"cites {cited} twice; once is right")
            seen.add(place)


def facts_are_dated(content: Content) -> Iterator[Problem]:
    today = timezone.now().date().isoformat()
    for record in content.records.values():
        if not isinstance(record, FactShape):
            continue
        if record.verified and record.checked_on is None:
            yield content.problem(record, "checked_on", "is missing: give the day on which a supporting text was seen")
        if record.effective_until and record.effective_until < record.effective_from[: len(record.effective_until)]:
            yield content.problem(record, "effective_until", f"lies before effective_from, {record.effective_from}")
        days = {"checked_on": record.checked_on, "withdrawn.day": record.withdrawn and record.withdrawn.day}
        days |= {f"confirmations[{number}].day": each.day for number, each in enumerate(record.confirmations, start=1)}
        for field, day in days.items():
            if day and day > today:
                yield content.problem(record, field, f"{day} lies in the future; give today (UTC) or an earlier day")


def only_published_facts_have_a_past(content: Content) -> Iterator[Problem]:
    """What was never published cannot have been taken back, or found true again; and only what is published can be about to change."""
    for record in content.records.values():
        if isinstance(record, FactShape) and not record.verified:
            if record.withdrawn:
                message = "only a published fact can be withdrawn; delete the record instead"
                yield content.problem(record, "withdrawn", message)
            if record.confirmations:
                message = "only a published fact can be confirmed; say verified: true and checked_on instead"
                yield content.problem(record, "confirmations", message)
        if isinstance(record, FactShape) and record.pending_changes and (record.withdrawn or not record.verified):
            message = "only what readers see can be about to change; leave it out, or write it in the summary"
            yield content.problem(record, "pending_changes", message)


def facts_have_summaries(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if isinstance(record, FactShape) and not record.summary and record.type != FactType.PRODUCT:
            yield content.problem(record, "summary", "is missing: say in our own words what the source says")


def numbers_have_their_basis(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        for number, said in SAYS_OF_DAYS:
            if getattr(record, said, "") and getattr(record, number) is None:
                yield content.problem(record, said, f"needs {number}; give the number too, or leave both out")
        days, hours = getattr(record, "deadline_days", None), getattr(record, "deadline_hours", None)
        if days is not None and hours is not None:
            yield content.problem(record, "deadline_hours", "stands beside deadline_days; give what the source counts")
        for lowest, highest in (("duration_years_min", "duration_years_max"), ("years_min", "years_max")):
            low, high = getattr(record, lowest, None), getattr(record, highest, None)
            if low is not None and high is not None and low > high:
                yield content.problem(record, lowest, f"{low} is above {highest}, {high}")


def judgments_say_if_they_bind(content: Content) -> Iterator[Problem]:
    for record in content.of("source").values():
        if isinstance(record, SourceShape) and record.kind == SourceKind.JUDGMENT and record.binding is None:
            yield content.problem(
                record, "binding", "is missing: say whether the judgment binds; its force follows from it"
            )


def topics_have_two_levels(content: Content) -> Iterator[Problem]:
    topics = content.of("topic")
    for record in topics.values():
        parent = topics.get(getattr(record, "parent", None) or "")
        if isinstance(parent, TopicShape) and parent.parent:
            message = f"'{parent.key}' is itself below '{parent.parent}'; there are two levels"
            yield content.problem(record, "parent", message)


def topics_are_answered_by_known_kinds(content: Content) -> Iterator[Problem]:
    for record in content.of("topic").values():
        for number, answer in enumerate(record.answered_by if isinstance(record, TopicShape) else (), start=1):
            vocabulary = KINDS.get(answer.type)
            for kind in answer.kind:
                if vocabulary is None or kind not in vocabulary.values:
                    allowed = ", ".join(vocabulary.values) if vocabulary else "none"
                    message = f"'{kind}' is no kind of {answer.type}; allowed: {allowed}"
                    yield content.problem(record, f"answered_by[{number}].kind", message)


def facts_answer_their_topic(content: Content) -> Iterator[Problem]:
    topics = content.of("topic")
    for record in content.records.values():
        if not isinstance(record, FactShape) or record.type == FactType.ABSENCE:
            continue
        topic = topics.get(record.topic)
        if isinstance(topic, TopicShape) and not any(answers(record, answer) for answer in topic.answered_by):
            kind = getattr(record, "kind", "")
            answered = f"'{topic.key}' is not answered by a {record.type} {kind}".rstrip()
            yield content.problem(record, "topic", f"{answered}; see answered_by of that topic")


def answers(record: FactShape, answer: AnsweredByShape) -> bool:
    """Whether the fact is of the answer's type and within its values. Without an initiative an arrangement is within any."""
    if record.type != answer.type:
        return False
    for name in ("kind", "attribute", "initiative", "route"):
        allowed, said = getattr(answer, name), getattr(record, name, None)
        if allowed and said not in allowed and not (name == "initiative" and said is None):
            return False
    return True


def classes_can_be_selected(content: Content) -> Iterator[Problem]:
    classes = content.of("product class").values()
    groups = {each.key for each in classes if isinstance(each, ProductClassShape) and not each.selectable}
    for record in content.records.values():
        if isinstance(record, FactShape):
            for key in groups.intersection(record.product_classes):
                yield content.problem(record, "product_classes", f"'{key}' is a group; name the classes in it")


def keys_of_facts_begin_with_their_code(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        if isinstance(record, FactShape) and not record.key.startswith(f"{record.jurisdiction.lower()}-"):
            yield content.problem(record, "key", f"begins with the economy's code: {record.jurisdiction.lower()}-...")


def former_keys_are_free(content: Content) -> Iterator[Problem]:
    """A source answers to its earlier keys, so no other may have one of them."""
    taken = {key: key for key in content.of("source")}
    for record in content.of("source").values():
        for key in record.former_keys if isinstance(record, SourceShape) else ():
            if key == record.record_key:
                yield content.problem(record, "former_keys", f"'{key}' is its present key; leave it out")
            elif key in taken:
                yield content.problem(record, "former_keys", f"'{key}' is, or was, the key of '{taken[key]}'")
            taken.setdefault(key, record.record_key)


def participants_are_known_or_named(content: Content) -> Iterator[Problem]:
    for record in content.of("participation").values():
        if isinstance(record, ParticipationShape) and bool(record.jurisdiction) == bool(record.name):
            message = "give a jurisdiction of this knowledge base, or the name of another participant; one of the two"
            yield content.problem(record, "name", message)


def words_of_economies_say_if_seen(content: Content) -> Iterator[Problem]:
    for record in content.of("glossary term").values():
        for number, synonym in enumerate(record.synonyms if isinstance(record, GlossaryTermShape) else (), start=1):
            if synonym.jurisdiction and synonym.verified is None:
                message = "is missing: say whether a text that uses the word was seen"
                yield content.problem(record, f"synonyms[{number}].verified", message)


CHECKS: list[Check] = [
    links_lead_somewhere,
    nothing_goes_round_in_circles,
    values_fit,
    values_are_unique,
    citations_are_distinct,
    facts_are_dated,
    only_published_facts_have_a_past,
    facts_have_summaries,
    numbers_have_their_basis,
    judgments_say_if_they_bind,
    topics_have_two_levels,
    topics_are_answered_by_known_kinds,
    facts_answer_their_topic,
    classes_can_be_selected,
    keys_of_facts_begin_with_their_code,
    former_keys_are_free,
    participants_are_known_or_named,
    words_of_economies_say_if_seen,
    economies_are_named_as_apec_does,
]


def problems_between(content: Content) -> list[Problem]:
    """Every breach of the rules."""
    return [each for check in CHECKS for each in check(content)]
