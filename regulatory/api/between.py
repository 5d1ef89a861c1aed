"""What moved between two days as data; the page at /changes/between/ takes the same query string."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from atmp_kb.rest import FORMAT, FormatNegotiation, ParameterMetadata, meta
from regulatory.api.asked import moved_data
from regulatory.api.base import Links, or_null
from regulatory.comparison.changes import ADDED, CHANGED, ENDED, Moved
from regulatory.filtersets.between import DAYS, PARAMETERS, Span, ask_between, moved_between
from regulatory.filtersets.comparison import Asked


class BetweenViewSet(ViewSet):
    """What moved between the ends of two days: facts added, changed (in which fields) and ended, in lifecycle order.

    On the axis `knowledge` (the default) in what this knowledge base said; on the axis `world` in which rules, as known today, were in
    force: a rule whose dates do not tell has not moved. `from` and `to` are needed; `jurisdictions` and `topics` as a,b or all; left out,
    all of them.
    """

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation
    beside = PARAMETERS
    needed = DAYS

    def list(self, request: Request) -> Response:
        asked, span = ask_between(request.query_params, beside=FORMAT)
        if asked.problems:
            raise ValidationError(asked.problems)
        return Response(between_data(asked, span, moved_between(asked, span), Links.of(request)))


def between_data(asked: Asked, span: Span, moves: Sequence[Moved], links: Links) -> dict[str, object]:
    """`counts` has each of added, changed and ended, also where there was none."""
    counted = Counter(move.what for move in moves)
    query = span.query(asked)
    return {
        "meta": meta(),
        "query": dict(query),
        "url": links.page(f"/changes/between/?{urlencode(query, safe=',')}"),
        "counts": {what: counted[what] for what in (ADDED, CHANGED, ENDED)},
        "moved": [move_data(move, links) for move in moves],
    }


def move_data(move: Moved, links: Links) -> dict[str, object]:
    """The move with what the fact says as it is, or as it last was."""
    fact = move.fact
    return {
        **moved_data(move),
        "legal_status": fact.legal_status,
        "effective_from": or_null(fact.effective_from),
        "effective_until": or_null(fact.effective_until),
        "summary": or_null(fact.summary),
        "url": links.page(f"/facts/{fact.key}/"),
    }
