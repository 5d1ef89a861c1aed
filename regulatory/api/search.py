"""Search over everything, and suggestions for what somebody begins to type. How answers are found stands in search/."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from atmp_kb.rest import FORMAT, PAGING, FormatNegotiation, Pagination, ParameterMetadata, meta
from regulatory.api.base import Links, or_null, place
from regulatory.filtersets.searched import SEARCHED, WORDS, NotAskedError, Searched, searched
from regulatory.search.find import MOST, suggest
from regulatory.search.found import Found, Hit, Suggestion
from regulatory.search.highlight import Segments


class SearchPagination(Pagination):
    page_size = 20
    max_page_size = MOST


class SearchViewSet(GenericViewSet[Any]):
    """Search over every noun, best answers first: `q` in any of the languages of the content, and filters.

    There is no query language: quotes and operators are marks like any other. A word that stands in no text is completed, or taken
    for the one that is a letter away (`corrections`). Where `q` names an economy, its records come first (`economies`); `literal=1`
    takes the name as a word. `groups` counts the answers of each noun, whatever page or noun was asked for.
    """

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation
    pagination_class = SearchPagination
    beside = (*SEARCHED, *PAGING)
    needed = WORDS

    def list(self, request: Request) -> Response:
        asked = understood(request, SEARCHED, PAGING)
        pages = SearchPagination()
        size, number = pages.get_page_size(request), pages.get_page_number(request, None)
        try:
            found = asked.answer(limit=size, offset=(number - 1) * size)
        except NotAskedError as error:
            raise ValidationError(error.problems) from error
        pages.paginate_queryset(range(found.total), request, view=self)
        links = Links.of(request)
        response = pages.get_paginated_response([hit_data(hit, links) for hit in found.hits])
        results = response.data.pop("results")
        response.data |= {**understanding(asked, found), "results": results}
        return response


class SuggestViewSet(GenericViewSet[Any]):
    """Records whose name holds every word of `q`, the last of them perhaps only begun; eight at most."""

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation
    beside = WORDS
    needed = WORDS

    def list(self, request: Request) -> Response:
        asked = understood(request, WORDS)
        links = Links.of(request)
        found = suggest(asked.text)
        return Response({"meta": meta(), "results": [suggestion_data(each, links) for each in found]})


def understood(request: Request, known: tuple[str, ...], beside: tuple[str, ...] = ()) -> Searched:
    """The search of a request. Raises a 400 that names each parameter at fault, `q` where it is missing."""
    try:
        asked = searched(request.query_params, known=known, beside=[*beside, *FORMAT])
    except NotAskedError as error:
        raise ValidationError(error.problems) from error
    if not asked.text:
        raise ValidationError({"q": ["Say what you look for: a few words, a number, a name."]})
    return asked


def understanding(asked: Searched, found: Found) -> dict[str, object]:
    """How the question was read, and how many records of each noun answer it."""
    return {
        "query": dict(asked.query),
        "corrections": [
            {"typed": each.typed, "used": list(each.used), "is_completion": each.is_completion}
            for each in found.corrections
        ],
        "unknown": list(found.unknown),
        "economies": [place(each) for each in found.economies],
        "groups": [{"noun": each.noun, "label": each.label, "count": each.total} for each in found.groups],
    }


def hit_data(hit: Hit, links: Links) -> dict[str, object]:
    return {
        "noun": hit.noun,
        "key": hit.key,
        "title": plain(hit.title),
        "title_original": or_null(plain(hit.original)),
        "snippet": or_null(plain(hit.snippet)),
        "jurisdiction": place(hit.jurisdiction),
        "score": hit.score,
        "marked": {
            "title": segments_data(hit.title),
            "title_original": segments_data(hit.original),
            "snippet": segments_data(hit.snippet),
        },
        "url": links.page(hit.url),
        "api_url": links.api(hit.noun, hit.key),
    }


def suggestion_data(each: Suggestion, links: Links) -> dict[str, object]:
    return {
        "noun": each.noun,
        "key": each.key,
        "title": each.title,
        "title_original": or_null(each.original),
        "jurisdiction": place(each.jurisdiction),
        "url": links.page(each.url),
        "api_url": links.api(each.noun, each.key),
    }


def plain(segments: Segments) -> str:
    return "".join(text for text, _ in segments)


def segments_data(segments: Segments) -> list[dict[str, object]]:
    return [{"text": text, "match": match} for text, match in segments]
