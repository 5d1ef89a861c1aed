"""The comparison as data. Page, CSV and XLSX take the same query string and give the same cells.

One answer, not paged: `jurisdictions` and `topics` choose its size. What each field means stands beside the function that writes it; the
rules of answers stand on the method page.
"""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from atmp_kb.rest import FormatNegotiation, ParameterMetadata
from regulatory.api.asked import (
    answer_data,
    codes,
    envelope,
    moved_data,
    strictest_data,
    topic_data,
    understood,
    verdict_data,
)
from regulatory.api.base import Links, place
from regulatory.api.fact_fields import fact_data
from regulatory.comparison.agreement import Agreement, AnswerGroup
from regulatory.comparison.table import Blank, Cell, Row
from regulatory.filtersets.compared import Compared, Pair, compared
from regulatory.filtersets.comparison import COMPARE
from regulatory.readings import FactReading


class CompareViewSet(ViewSet):
    """Economies side by side on topics: each cell with its facts, answer and blank, each row with its agreement and its strictest.

    `jurisdictions` and `topics` as a,b or all (one of them left out: all of it; a first-level topic includes those under it); a product by
    `class`, `source`, `integrating_vector`, `genome_editing`, `viable_cells`, `orphan` and `stage`: rules that do not apply to it, or of
    which it cannot be told, are shown and answer nothing; `differences=1` for the rows that differ; `as_of`, `revision`, `in_force_on`
    for another moment; `since` to mark what moved here since that day.
    """

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation
    beside = COMPARE

    def list(self, request: Request) -> Response:
        return Response(comparison_data(compared(understood(request, COMPARE)), Links.of(request)))


def comparison_data(found: Compared, links: Links) -> dict[str, object]:
    """`rows` in lifecycle order; `of_rows` counts them before `differences` left some out; `pairs` are counted on all of them."""
    return {
        **envelope(found.asked, found.revision, "/compare/", links, ()),
        "jurisdictions": [place(each) for each in found.table.jurisdictions],
        "of_rows": found.total,
        "rows": [row_data(row, found, links) for row in found.table.rows],
        "pairs": [pair_data(pair) for pair in found.pairs],
    }


def row_data(row: Row, found: Compared, links: Links) -> dict[str, object]:
    """One topic. `measure` is the question on which answers compare; `superlative` is null where none is stricter than another."""
    return {
        "topic": topic_data(row.topic),
        "measure": {
            "key": row.measure.key,
            "asks": row.measure.asks,
            "superlative": row.measure.superlative or None,
            "can_differ": row.measure.can_differ,
        },
        "differs": row.differs,
        "agreement": agreement_data(row.agreement),
        "strictest": [strictest_data(each) for each in row.strictest],
        "cells": [cell_data(row, cell, found, links) for cell in row.cells],
    }


def agreement_data(agreement: Agreement) -> dict[str, object]:
    """`departs` answer otherwise than the majority, `not_comparable` have an answer on another scale or several figures;

    `unknown` of `of` jurisdictions have none. `answers` are all comparable ones, the most common first.
    """
    return {
        "majority": group_data(agreement.majority) if agreement.majority else None,
        "departs": codes(agreement.departs),
        "not_comparable": codes(agreement.apart),
        "unknown": agreement.unknown,
        "known": agreement.known,
        "of": agreement.of,
        "answers": [group_data(group) for group in agreement.groups],
    }


def group_data(group: AnswerGroup) -> dict[str, object]:
    return {
        "label": group.label,
        "value": group.value,
        "scale": group.scale,
        "jurisdictions": codes(group.jurisdictions),
    }


def cell_data(row: Row, cell: Cell, found: Compared, links: Links) -> dict[str, object]:
    """`blank` is set where no rule in force is known: why. `force` is that of the best citation, `scopes` whom the rules are for."""
    moved = found.moved.get((row.topic.key, cell.jurisdiction.code), ())
    return {
        "jurisdiction": cell.jurisdiction.code,
        "answer": answer_data(cell.answer),
        "blank": blank_data(cell.blank),
        "force": cell.force,
        "scopes": list(cell.scopes),
        "facts": [fact_in_cell(fact, found, links) for fact in cell.facts],
        **({"moved": [moved_data(move) for move in moved]} if found.asked.since else {}),
    }


def blank_data(blank: Blank | None) -> dict[str, object] | None:
    if blank is None:
        return None
    return {"kind": blank.kind, "label": blank.label, "meaning": blank.meaning}


def fact_in_cell(fact: FactReading, found: Compared, links: Links) -> dict[str, object]:
    """The fact as in /facts/, with `applies` where a product was described and `on_that_day` where a day in the world was asked of.

    Its `legal_status` is then that of the day.
    """
    data = fact_data(fact, links)
    if found.verdicts:
        data["applies"] = verdict_data(found.verdicts[fact.key])
    if found.days:
        day = found.days[fact.key]
        data["on_that_day"] = {"verdict": day.verdict, "reason": day.reason}
    return data


def pair_data(pair: Pair) -> dict[str, object]:
    """`differ` of `comparable` answers; the other rows are `unknown` or `not_comparable`."""
    return {
        "jurisdictions": [pair.one.code, pair.other.code],
        "differ": pair.found.differ,
        "comparable": pair.found.comparable,
        "unknown": pair.found.unknown,
        "not_comparable": pair.found.not_comparable,
        "text": pair.text,
    }
