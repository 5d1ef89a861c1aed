"""The closed questions as data: one answer for each question and economy, with the facts that it rests on."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from atmp_kb.rest import FormatNegotiation, ParameterMetadata
from regulatory.api.asked import envelope, keys, understood
from regulatory.api.base import Links, or_null, place
from regulatory.comparison.indicators import Indicator, IndicatorAnswer
from regulatory.filtersets.comparison import INDICATORS
from regulatory.filtersets.indicated import IndicatorGrid, indicated


class IndicatorViewSet(ViewSet):
    """Closed questions about economies, derived from the facts and never entered: the quick facts of all of them.

    `jurisdictions` and `indicators` as a,b; left out, all of them. No facts gives "not-researched", never "no".
    """

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation
    beside = INDICATORS

    def list(self, request: Request) -> Response:
        return Response(grid_data(indicated(understood(request, INDICATORS, needs="nothing")), Links.of(request)))


def grid_data(grid: IndicatorGrid, links: Links) -> dict[str, object]:
    """`answers` of each economy stand in the order of `indicators`."""
    return {
        **envelope(grid.asked, grid.revision, "/indicators/", links, ("topics",)),
        "indicators": [indicator_data(each) for each in grid.questions],
        "jurisdictions": [
            {**(place(each) or {}), "answers": [indicator_answer(found) for found in grid.answers[each.code]]}
            for each in grid.places
        ],
    }


def indicator_data(indicator: Indicator) -> dict[str, object]:
    """`ordered`: whether one end of the answers is stricter."""
    return {
        "key": indicator.key,
        "question": indicator.question,
        "unit": indicator.unit,
        "ordered": indicator.ordered,
        "topics": list(indicator.topics),
    }


def indicator_answer(found: IndicatorAnswer) -> dict[str, object]:
    """`state` is "answered" or why there is no answer; only then are `value` and `scale` set. `rests_on` are keys of other records."""
    return {
        "indicator": found.indicator.key,
        "state": found.state,
        "label": found.label,
        "value": found.value,
        "scale": or_null(found.scale),
        "detail": or_null(found.detail),
        "further": list(found.further),
        "facts": keys(found.facts),
        "rests_on": list(found.rests_on),
    }
