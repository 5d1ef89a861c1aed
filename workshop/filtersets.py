"""What can be asked of workshops, their sessions, what was said, and the organisations named."""

from __future__ import annotations

from regulatory.choices import InsightKind, OrganisationKind
from regulatory.filtersets import known
from regulatory.filtersets.base import (
    NotStatedFilter,
    OrderFilter,
    PartialDateFilter,
    StrictFilterSet,
    TrueFalseFilter,
    ValuesFilter,
    WordsFilter,
    stated,
)
from regulatory.filtersets.fields import keys_of, members
from workshop.models import Organisation
from workshop.nouns import public_sessions, public_workshops

WORKSHOPS = keys_of(public_workshops, "workshop")
SESSIONS = keys_of(public_sessions, "session")
ORGANISATIONS = keys_of(lambda: Organisation.objects.all(), "organisation")


class WorkshopFilter(StrictFilterSet):
    month__gte = PartialDateFilter("month", "gte")
    month__lte = PartialDateFilter("month", "lte")
    month__isnull = NotStatedFilter("month")
    source = ValuesFilter("source", known.SOURCES)
    q = WordsFilter(["title", "focus", "purpose"])
    ordering = OrderFilter({"key": ["key"], "month": [stated("month")]})


class SessionFilter(StrictFilterSet):
    workshop = ValuesFilter("workshop", WORKSHOPS)
    q = WordsFilter(["title", "focus"])
    ordering = OrderFilter({"key": ["key"], "number": ["number"]})


class InsightFilter(StrictFilterSet):
    workshop = ValuesFilter("workshop", WORKSHOPS)
    session = ValuesFilter("session", SESSIONS)
    session__isnull = TrueFalseFilter("session", "isnull")
    kind = ValuesFilter("kind", members(InsightKind))
    topic = known.TopicsFilter("topics", to_many=True)
    jurisdiction = ValuesFilter("jurisdictions", known.JURISDICTIONS, to_many=True)
    product_class = ValuesFilter("product_classes", known.PRODUCT_CLASSES, to_many=True)
    attribute = ValuesFilter("attributes", known.ATTRIBUTES, to_many=True)
    initiative = ValuesFilter("initiatives", known.INITIATIVES, to_many=True)
    organisation = ValuesFilter("organisations", ORGANISATIONS, to_many=True)
    q = WordsFilter(["title", "statement", "note"])
    ordering = OrderFilter({"key": ["key"], "kind": ["kind"], "number": ["number"]})


class OrganisationFilter(StrictFilterSet):
    kind = ValuesFilter("kind", members(OrganisationKind))
    jurisdiction = ValuesFilter("jurisdiction", known.JURISDICTIONS)
    parent = ValuesFilter("parent", ORGANISATIONS)
    named_in_article = TrueFalseFilter("named_in_article", "exact")
    q = WordsFilter(["name", "name_original", "abbreviation", "role"])
    ordering = OrderFilter({"key": ["key"], "name": ["name"]})
