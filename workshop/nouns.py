"""The workshop as readers may see it: what its source does not say itself is left out, and each reader's joins are named here."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from regulatory.models import CriticalQualityAttribute, GlossaryTerm, RelianceInitiative
from regulatory.nouns import topics_in_order
from workshop.models import Insight, Organisation, Organiser, Session, Workshop


def public_workshops() -> QuerySet[Workshop]:
    return (
        Workshop.objects.filter(verified=True)
        .select_related("source")
        .prefetch_related(
            Prefetch("organisers", queryset=Organiser.objects.select_related("organisation")),
            Prefetch("sessions", queryset=Session.objects.order_by("number")),
        )
        .order_by("-month", "key")
    )


def insights_seen() -> QuerySet[Insight]:
    """The insights that readers may see, without what hangs on them."""
    return Insight.objects.filter(verified=True, workshop__verified=True).order_by("workshop__key", "order", "key")


def public_sessions() -> QuerySet[Session]:
    return (
        Session.objects.filter(workshop__verified=True)
        .select_related("workshop")
        .prefetch_related(Prefetch("insights", queryset=insights_seen()))
        .order_by("workshop__key", "number")
    )


def public_insights() -> QuerySet[Insight]:
    """With their links; a link to what readers may not see is left out."""
    return (
        insights_seen()
        .select_related("workshop__source", "session")
        .prefetch_related(
            Prefetch("topics", queryset=topics_in_order()),
            "jurisdictions",
            "product_classes",
            "organisations",
            Prefetch("attributes", queryset=CriticalQualityAttribute.objects.filter(verified=True)),
            Prefetch("initiatives", queryset=RelianceInitiative.objects.filter(verified=True)),
            Prefetch("glossary_terms", queryset=GlossaryTerm.objects.filter(verified=True)),
            Prefetch("rests_on", queryset=insights_seen()),
        )
    )


def public_organisations() -> QuerySet[Organisation]:
    return (
        Organisation.objects.select_related("jurisdiction", "parent")
        .prefetch_related(Prefetch("parts", queryset=Organisation.objects.order_by("name", "key")))
        .order_by("name", "key")
    )
