"""The workshop as readers may see it: what its source does not say itself is left out, and each reader's joins are named here."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from regulatory.models import CriticalQualityAttribute, GlossaryTerm, RelianceInitiative
from regulatory.nouns import Only, read_with, topics_in_order
from workshop.models import Insight, Organisation, Organiser, Session, Workshop


def public_workshops(only: Only = None) -> QuerySet[Workshop]:
    return read_with(
        Workshop.objects.filter(verified=True).order_by("-month", "key"),
        only,
        joined=["source"],
        fetched={
            "organisers": Prefetch("organisers", queryset=Organiser.objects.select_related("organisation")),
            "sessions": Prefetch("sessions", queryset=Session.objects.order_by("number")),
        },
    )


def insights_seen() -> QuerySet[Insight]:
    """The insights that readers may see, without what hangs on them."""
    return Insight.objects.filter(verified=True, workshop__verified=True).order_by("workshop__key", "order", "key")


def public_sessions(only: Only = None) -> QuerySet[Session]:
    return read_with(
        Session.objects.filter(workshop__verified=True).order_by("workshop__key", "number"),
        only,
        joined=["workshop"],
        fetched={"insights": Prefetch("insights", queryset=insights_seen())},
    )


def public_insights(only: Only = None) -> QuerySet[Insight]:
    """With their links; a link to what readers may not see is left out."""
    return read_with(
        insights_seen(),
        only,
        joined=["workshop__source", "session"],
        fetched={
            "topics": Prefetch("topics", queryset=topics_in_order()),
            **{name: name for name in ("jurisdictions", "product_classes", "organisations")},
            "attributes": Prefetch("attributes", queryset=CriticalQualityAttribute.objects.filter(verified=True)),
            "initiatives": Prefetch("initiatives", queryset=RelianceInitiative.objects.filter(verified=True)),
            "glossary_terms": Prefetch("glossary_terms", queryset=GlossaryTerm.objects.filter(verified=True)),
            "rests_on": Prefetch("rests_on", queryset=insights_seen()),
        },
    )


def public_organisations(only: Only = None) -> QuerySet[Organisation]:
    return read_with(
        Organisation.objects.order_by("name", "key"),
        only,
        joined=["jurisdiction", "parent"],
        fetched={"parts": Prefetch("parts", queryset=Organisation.objects.order_by("name", "key"))},
    )
