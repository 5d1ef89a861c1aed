"""Every closed vocabulary of choices.py, with the label and the meaning of each member."""

from __future__ import annotations

import re
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from atmp_kb.rest import PAGING, FormatNegotiation, ParameterMetadata, meta, refuse_unknown
from regulatory.api.base import Links
from regulatory.choices import Vocabulary


def name_of(vocabulary: type[Vocabulary]) -> str:
    """As in addresses: PathwayKind is pathway-kind."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", vocabulary.__name__).lower()


VOCABULARIES = {name_of(each): each for each in sorted(Vocabulary.__subclasses__(), key=name_of)}


class VocabularyViewSet(GenericViewSet[Any]):
    """The closed vocabularies. Members may be added; none is ever renamed, redefined or removed."""

    noun = "vocabularies"
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def represent(self, name: str, links: Links) -> dict[str, object]:
        return {
            "key": name,
            "members": [
                {"value": member.value, "label": str(member.label), "meaning": member.meaning}
                for member in VOCABULARIES[name]
            ],
            "api_url": links.api(self.noun, name),
        }

    def count(self) -> int:
        return len(VOCABULARIES)

    def list(self, request: Request) -> Response:
        refuse_unknown(request.query_params, PAGING)
        names: Any = list(VOCABULARIES)
        links = Links.of(request)
        page = self.paginate_queryset(names)
        return self.get_paginated_response([self.represent(name, links) for name in page or ()])

    def retrieve(self, request: Request, key: str) -> Response:
        refuse_unknown(request.query_params, ())
        if key not in VOCABULARIES:
            raise NotFound(f"There is no vocabulary '{key[:80]}'. There are: {', '.join(VOCABULARIES)}.")
        return Response(self.represent(key, Links.of(request)) | {"meta": meta()})
