"""Who regulates: jurisdictions and their authorities."""

from __future__ import annotations

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import Links, ReadViewSet, or_null, place
from regulatory.filtersets.jurisdictions import AuthorityFilter, JurisdictionFilter
from regulatory.models import Authority, Jurisdiction


class JurisdictionViewSet(ReadViewSet):
    """The economies of APEC, and the union and bodies kept as references beside them. Looked up by code, in any case."""

    noun = "jurisdictions"
    one = "jurisdiction"
    filterset_class = JurisdictionFilter

    def get_queryset(self) -> QuerySet[Jurisdiction]:
        return nouns.public_jurisdictions()

    def find(self, key: str) -> Jurisdiction | None:
        return self.get_queryset().filter(code=key.upper()).first()

    def represent(self, row: Jurisdiction, links: Links) -> dict[str, object]:
        return {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "apec_member": row.apec_member,
            "local_term": or_null(row.local_term),
            "local_term_original": or_null(row.local_term_original),
            "overview": or_null(row.overview),
            "authorities": [
                {"key": each.key, "name": each.name, "abbreviation": or_null(each.abbreviation)}
                for each in row.authorities.all()
            ],
            "facts_count": getattr(row, "facts_count", None),
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.code),
        }


class AuthorityViewSet(ReadViewSet):
    """Bodies that decide, advise or inspect. `url` is the authority's own site."""

    noun = "authorities"
    one = "authority"
    filterset_class = AuthorityFilter

    def get_queryset(self) -> QuerySet[Authority]:
        return nouns.public_authorities()

    def represent(self, row: Authority, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "jurisdiction": place(row.jurisdiction),
            "name": row.name,
            "name_original": or_null(row.name_original),
            "abbreviation": or_null(row.abbreviation),
            "role": or_null(row.role),
            "ich_status": or_null(row.ich_status),
            "pics_status": or_null(row.pics_status),
            "who_listed": row.who_listed,
            "url": or_null(row.url),
            "api_url": links.api(self.noun, row.key),
        }
