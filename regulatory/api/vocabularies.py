"""Every closed vocabulary of `choices`, with the label and the meaning of each member."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from atmp_kb.rest import FIELDS, PAGING, FormatNegotiation, ParameterMetadata, asked_fields, meta, refuse_unknown
from regulatory.api.base import Links, Writers, written
from regulatory.choices import Vocabulary


def name_of(vocabulary: type[Vocabulary]) -> str:
    """As in addresses: PathwayKind is pathway-kind."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", vocabulary.__name__).lower()


VOCABULARIES = {name_of(each): each for each in sorted(Vocabulary.__subclasses__(), key=name_of)}


class VocabularyViewSet(GenericViewSet[Any]):
    """The closed vocabularies. Members may be added; none is ever renamed, redefined or removed."""

    noun = "vocabularies"
    fields: ClassVar[Writers] = {
        "key": lambda name, _: name,
        "members": lambda name, _: [
            {"value": member.value, "label": str(member.label), "meaning": member.meaning}
            for member in VOCABULARIES[name]
        ],
        "api_url": lambda name, links: links.api("vocabularies", name),
    }
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def writers(self) -> Writers:
        return self.fields

    def count(self) -> int:
        return len(VOCABULARIES)

    def list(self, request: Request, format: str | None = None) -> Response:
        refuse_unknown(request.query_params, (*PAGING, *FIELDS), several=FIELDS)
        asked = asked_fields(request, self.fields)
        names: Any = list(VOCABULARIES)
        links = Links.of(request)
        page = self.paginate_queryset(names) or ()
        pages: Any = self.paginator
        rows = [written(self.fields, name, links, asked) for name in page]
        found: Response = pages.get_paginated_response(rows, meta(fields=asked))
        return found

    def retrieve(self, request: Request, key: str) -> Response:
        refuse_unknown(request.query_params, FIELDS, several=FIELDS)
        asked = asked_fields(request, self.fields)
        if key not in VOCABULARIES:
            raise NotFound(f"There is no vocabulary '{key[:80]}'. There are: {', '.join(VOCABULARIES)}.")
        return Response({**written(self.fields, key, Links.of(request), asked), "meta": meta(fields=asked)})
