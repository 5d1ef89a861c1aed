"""What can be asked of jurisdictions and their authorities."""

from __future__ import annotations

from regulatory.choices import JurisdictionKind, MembershipStatus
from regulatory.filtersets import known
from regulatory.filtersets.base import OrderFilter, StrictFilterSet, TrueFalseFilter, ValuesFilter, WordsFilter
from regulatory.filtersets.fields import members


class JurisdictionFilter(StrictFilterSet):
    kind = ValuesFilter("kind", members(JurisdictionKind))
    apec_member = TrueFalseFilter("apec_member", "exact")
    q = WordsFilter(["name", "code", "local_term", "local_term_original", "overview"])
    ordering = OrderFilter({"code": ["code"], "name": ["name"]}, tie="code")


class AuthorityFilter(StrictFilterSet):
    jurisdiction = ValuesFilter("jurisdiction", known.JURISDICTIONS)
    ich_status = ValuesFilter("ich_status", members(MembershipStatus))
    pics_status = ValuesFilter("pics_status", members(MembershipStatus))
    who_listed = TrueFalseFilter("who_listed", "exact")
    who_listed__isnull = TrueFalseFilter("who_listed", "isnull")
    q = WordsFilter(["name", "name_original", "abbreviation", "role"])
    ordering = OrderFilter({"key": ["key"], "name": ["name"], "jurisdiction": ["jurisdiction__name"]})
