"""A curator's own open versions, by his token: what his programs began and what of it is in review. Nobody else's, never kept by caches.

They are written through proposals.py.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from access.permissions import Proposing
from atmp_kb.rest import FormatNegotiation, ParameterMetadata, meta, refuse_unknown
from regulatory.api.base import Links
from regulatory.api.preconditions import etag_of
from regulatory.choices import FactType
from regulatory.dossiers import proposals
from regulatory.models import FACT_MODELS, Fact
from regulatory.querysets import drafts_of, read_facts
from regulatory.readings import FactReading

NEVER_KEPT = {"Cache-Control": "private, no-store", "Vary": "Authorization"}


@dataclass(frozen=True, slots=True)
class Stored:
    """What a version's row says beside its text."""

    pk: int
    begun_at: datetime.datetime
    edited_at: datetime.datetime


def draft_data(fact: FactReading, stored: Stored, links: Links) -> dict[str, object]:
    """An open version; `record` is what can be sent back, in whole or in part."""
    model = FACT_MODELS[FactType(fact.type)]._meta.model_name
    return {
        "key": fact.key,
        "type": fact.type,
        "version": fact.version,
        "state": fact.state,
        "begun_at": stored.begun_at,
        "edited_at": stored.edited_at,
        "etag": etag_of(fact.version, stored.edited_at),
        "record": proposals.said_by(fact),
        "desk_url": links.page(reverse(f"admin:regulatory_{model}_change", args=[stored.pk])),
        "api_url": links.api("drafts", fact.key),
    }


def own_drafts(owner: User, **only: Any) -> list[tuple[FactReading, Stored]]:
    """The owner's open versions with these values, by key: eight queries."""
    rows = drafts_of(owner).filter(**only)
    stored = {
        key: Stored(pk, begun_at, edited_at)
        for pk, key, begun_at, edited_at in rows.values_list("pk", "key", "created_at", "updated_at")
    }
    readings = read_facts(Fact.objects.filter(pk__in=[each.pk for each in stored.values()]).order_by("key"))
    return [(fact, stored[fact.key]) for fact in readings]


class DraftViewSet(GenericViewSet[Any]):
    """Your own open versions of facts, drafts and those in review, by a token of scope `propose`. Nobody else's are shown."""

    noun = "drafts"
    one = "draft"
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    permission_classes = [Proposing]
    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def list(self, request: Request) -> Response:
        paging: Any = self.paginator
        refuse_unknown(request.query_params, paging.parameters)
        owner: Any = request.user
        page: Any = self.paginate_queryset(drafts_of(owner).order_by("key").values_list("pk", flat=True))
        links = Links.of(request)
        rows = [draft_data(fact, stored, links) for fact, stored in own_drafts(owner, pk__in=list(page))]
        response = self.get_paginated_response(rows)
        for name, value in NEVER_KEPT.items():
            response.headers[name] = value
        return response

    def retrieve(self, request: Request, key: str) -> Response:
        refuse_unknown(request.query_params, ())
        owner: Any = request.user
        found = [] if "\x00" in key else own_drafts(owner, key=key)
        if not found:
            raise NotFound(
                f"You have no open version of '{key[:80]}'. PATCH {reverse('facts-list')}{key[:80]}/ starts one."
            )
        (fact, stored) = found[0]
        body = draft_data(fact, stored, Links.of(request)) | {"meta": meta()}
        return Response(body, headers={**NEVER_KEPT, "ETag": str(body["etag"])})
