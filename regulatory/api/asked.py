"""What the answers to questions (comparison, plan, indicators) share: reading the question, the envelope, small parts of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from atmp_kb.rest import FORMAT, meta
from regulatory.api.base import Links, or_null, place
from regulatory.comparison.agreement import Strictest
from regulatory.comparison.answers import Answer
from regulatory.comparison.applicability import Applicability
from regulatory.comparison.changes import Moved
from regulatory.filtersets.comparison import Asked, Needs, ask
from regulatory.querysets import ContentRevision
from regulatory.readings import FactReading, JurisdictionReading, TopicReading


def understood(request: Request, known: Sequence[str], needs: Needs = "either") -> Asked:
    """The question of a request. Raises a 400 that names each parameter at fault."""
    asked = ask(request.query_params, known, beside=FORMAT, needs=needs)
    if asked.problems:
        raise ValidationError(asked.problems)
    return asked


def envelope(
    asked: Asked, revision: ContentRevision, page: str, links: Links, without: Iterable[str]
) -> dict[str, object]:
    """What each answer says of itself: its meta, the question as understood, its page, and its address for good at this revision."""
    parts = [*without]
    pinned = asked.query(revision=revision.number or None, without=parts)
    return {
        "meta": meta(revision),
        "query": dict(asked.query(without=parts)),
        "url": links.page(f"{page}?{urlencode(asked.query(without=parts), safe=',')}"),
        "permalink": links.page(f"{page}?{urlencode(pinned, safe=',')}"),
    }


def codes(places: Iterable[JurisdictionReading]) -> list[str]:
    return [each.code for each in places]


def keys(facts: Iterable[FactReading]) -> list[str]:
    return [each.key for each in facts]


def topic_data(topic: TopicReading) -> dict[str, object]:
    return {"key": topic.key, "name": topic.name, "question": topic.question, "parent": topic.parent}


def answer_data(answer: Answer | None) -> dict[str, object] | None:
    """`comparable` is false for several figures, or days whose basis is not stated; `facts` are those that it rests on."""
    if answer is None:
        return None
    return {
        "label": answer.label,
        "value": answer.value,
        "scale": or_null(answer.scale),
        "comparable": answer.comparable,
        "detail": or_null(answer.detail),
        "further": list(answer.further),
        "force": answer.force,
        "facts": keys(answer.facts),
    }


def strictest_data(strictest: Strictest) -> dict[str, object]:
    return {
        "superlative": strictest.superlative,
        "label": strictest.label,
        "value": strictest.value,
        "scale": strictest.scale,
        "jurisdictions": codes(strictest.jurisdictions),
        "facts": keys(strictest.facts),
    }


def verdict_data(verdict: Applicability) -> dict[str, object]:
    return {"verdict": verdict.verdict, "reasons": list(verdict.reasons)}


def moved_data(move: Moved) -> dict[str, object]:
    return {
        "what": move.what,
        "fact": move.fact.key,
        "title": move.fact.title,
        "jurisdiction": place(move.fact.jurisdiction),
        "topic": {"key": move.fact.topic.key, "name": move.fact.topic.name},
        "fields": [{"field": each.field, "before": each.before, "after": each.after} for each in move.fields],
    }
