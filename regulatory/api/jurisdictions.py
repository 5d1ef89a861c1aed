"""Who regulates: jurisdictions and their authorities."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from atmp_kb.rest import FIELDS
from regulatory import nouns
from regulatory.api.base import ReadViewSet, Writers, or_null, place
from regulatory.filtersets.jurisdictions import AuthorityFilter, JurisdictionFilter
from regulatory.models import Authority, Jurisdiction
from regulatory.nouns import Only


class JurisdictionViewSet(ReadViewSet):
    """The economies of APEC, and the union and bodies kept as references beside them. Looked up by code, in any case."""

    noun = "jurisdictions"
    one = "jurisdiction"
    filterset_class = JurisdictionFilter
    fields: ClassVar[Writers] = {
        "code": lambda row, _: row.code,
        "name": lambda row, _: row.name,
        "kind": lambda row, _: row.kind,
        "apec_member": lambda row, _: row.apec_member,
        "local_term": lambda row, _: or_null(row.local_term),
        "local_term_original": lambda row, _: or_null(row.local_term_original),
        "overview": lambda row, _: or_null(row.overview),
        "authorities": lambda row, _: [
            {"key": each.key, "name": each.name, "abbreviation": or_null(each.abbreviation)}
            for each in row.authorities.all()
        ],
        "facts_count": lambda row, _: row.facts_count,
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("jurisdictions", row.code),
    }

    def retrieve(self, request: Request, key: str, format: str | None = None) -> Response:
        if getattr(request.accepted_renderer, "format", "") == "yaml" and FIELDS[0] in request.query_params:
            raise ValidationError({FIELDS[0]: ["The content file is given whole. Leave fields out, or ask for JSON."]})
        return super().retrieve(request, key, format)

    def rows(self, only: Only = None) -> QuerySet[Jurisdiction]:
        return nouns.public_jurisdictions(only)

    def find(self, key: str, only: Only) -> Jurisdiction | None:
        return self.rows(only).filter(code=key.upper()).first()


class AuthorityViewSet(ReadViewSet):
    """Bodies that decide, advise or inspect. `url` is the authority's own site."""

    noun = "authorities"
    one = "authority"
    filterset_class = AuthorityFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "jurisdiction": lambda row, _: place(row.jurisdiction),
        "name": lambda row, _: row.name,
        "name_original": lambda row, _: or_null(row.name_original),
        "abbreviation": lambda row, _: or_null(row.abbreviation),
        "role": lambda row, _: or_null(row.role),
        "ich_status": lambda row, _: or_null(row.ich_status),
        "pics_status": lambda row, _: or_null(row.pics_status),
        "who_listed": lambda row, _: row.who_listed,
        "url": lambda row, _: or_null(row.url),
        "api_url": lambda row, links: links.api("authorities", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[Authority]:
        return nouns.public_authorities(only)
