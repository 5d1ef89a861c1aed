"""The checklist of a programme as data: what the economies ask of one product at its stage, who drives each line, what to ask them."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from atmp_kb.rest import FormatNegotiation, ParameterMetadata
from regulatory.api.asked import answer_data, codes, envelope, keys, strictest_data, topic_data, understood
from regulatory.api.base import Links, or_null, place, source_in_citation
from regulatory.api.fact_fields import fact_data
from regulatory.comparison.margin import ChangedLine, Margin
from regulatory.comparison.planner import Line, Question
from regulatory.comparison.timeline import Duration
from regulatory.filtersets.comparison import PLAN
from regulatory.filtersets.planned import Planned, planned


class PlanViewSet(ViewSet):
    """The programme planner: a product, its stage and economies -> the checklist in lifecycle order.

    `jurisdictions` is needed; the product and the moment are described as in /compare/. `add` names economies to weigh beside those of the
    plan; without it every other one is.
    """

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation
    beside = PLAN

    def list(self, request: Request) -> Response:
        return Response(plan_data(planned(understood(request, PLAN, needs="places")), Links.of(request)))


def plan_data(found: Planned, links: Links) -> dict[str, object]:
    """`coming` are rules that would apply once in force, `precedents` authorised products of the same classes.

    `facts` holds every fact named elsewhere by its key.
    """
    plan = found.plan
    named = {fact.key: fact for line in plan.lines for fact in (*line.facts, *line.to_check)}
    named |= {fact.key: fact for fact in (*plan.coming, *plan.precedents)}
    named |= {fact.key: fact for question in plan.questions for fact in question.facts}
    for margin in found.margins:
        lines = [*margin.added, *margin.to_check, *(changed.after for changed in margin.changed)]
        named |= {fact.key: fact for line in lines for fact in (*line.facts, *line.to_check)}
        named |= {fact.key: fact for question in margin.questions for fact in question.facts}
    return {
        **envelope(found.asked, found.revision, "/plan/", links, ()),
        "jurisdictions": [place(each) for each in plan.jurisdictions],
        "lines": [line_data(line) for line in plan.lines],
        "coming": keys(plan.coming),
        "precedents": keys(plan.precedents),
        "questions": [question_data(question) for question in plan.questions],
        "durations": [duration_data(each) for each in found.durations],
        "margins": [margin_data(margin) for margin in found.margins],
        "facts": {key: fact_data(fact, links) for key, fact in sorted(named.items())},
    }


def line_data(line: Line) -> dict[str, object]:
    """`facts` apply; of `to_check` it cannot be told. `strictest` says who drives the line, where its answers have an order."""
    return {
        "topic": topic_data(line.topic),
        "name": line.name,
        "type": line.key.type,
        "kind": or_null(line.key.kind),
        "clock": or_null(line.key.clock),
        "jurisdictions": codes(line.economies),
        "answers": [{"jurisdiction": each.code, "answer": answer_data(found)} for each, found in line.answers],
        "strictest": [strictest_data(each) for each in line.strictest],
        "facts": keys(line.facts),
        "to_check": keys(line.to_check),
        "sources": [source_in_citation(source) for source in line.sources],
    }


def question_data(question: Question) -> dict[str, object]:
    return {
        "jurisdiction": question.jurisdiction.code,
        "topic": topic_data(question.topic),
        "reason": question.reason,
        "why": question.why,
        "facts": keys(question.facts),
    }


def duration_data(each: Duration) -> dict[str, object]:
    """One stated duration, nothing converted; `low` or `high` is null where that end is open."""
    return {
        "sort": each.sort,
        "jurisdiction": each.jurisdiction.code,
        "name": each.name,
        "low": each.low,
        "high": each.high,
        "unit": each.unit,
        "basis": or_null(each.basis),
        "fact": each.fact.key,
    }


def margin_data(margin: Margin) -> dict[str, object]:
    """What one more economy adds: new lines, lines that get stricter, lines that it joins, and questions to its authority."""
    return {
        "jurisdiction": place(margin.economy),
        "added": [line_data(line) for line in margin.added],
        "changed": [changed_data(each) for each in margin.changed],
        "joined": [{"topic": line.topic.key, "name": line.name} for line in margin.joined],
        "to_check": [line_data(line) for line in margin.to_check],
        "questions": len(margin.questions),
    }


def changed_data(each: ChangedLine) -> dict[str, object]:
    return {"was": or_null(each.was), "becomes": each.becomes, "line": line_data(each.after)}
