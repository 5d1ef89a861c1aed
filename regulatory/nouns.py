"""The identity nouns as readers may see them: what was not seen in a text is left out, and each reader's joins are named here.

Facts are read through querysets.py. What is not verified stays with the curators; a product class is the exception: it stays,
because facts name it, and only its definition waits (the readers of this module look at `verified` for that).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, IntegerField, Model, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from regulatory.models import (
    AcceptanceCriterion,
    Authority,
    ChangeEntry,
    ClassDriver,
    CriticalQualityAttribute,
    FollowUpRule,
    GlossarySynonym,
    GlossaryTerm,
    InitiativeComponent,
    Jurisdiction,
    Participation,
    ProductClass,
    QualityFramework,
    RelianceInitiative,
    Source,
    Topic,
)
from regulatory.querysets import published_facts


def facts_counted(link: str) -> Coalesce:
    """How many published facts point, by this link of theirs, to the row of the outer query."""
    counts = (
        published_facts()
        .filter(**{link: OuterRef("pk")})
        .order_by()
        .values(link)
        .annotate(facts=Count("pk", distinct=True))
        .values("facts")
    )
    return Coalesce(Subquery(counts), 0, output_field=IntegerField())


def cited(model: type[Model]) -> Prefetch:
    """The citations of an identity noun with the sources that they name."""
    links: Any = model._meta.get_field("citations").related_model
    return Prefetch("citations", queryset=links.objects.select_related("source"))


def public_jurisdictions() -> QuerySet[Jurisdiction]:
    return (
        Jurisdiction.objects.annotate(facts_count=facts_counted("jurisdiction"))
        .prefetch_related("authorities")
        .order_by("name", "pk")
    )


def public_authorities() -> QuerySet[Authority]:
    return Authority.objects.select_related("jurisdiction").order_by("key")


def public_sources() -> QuerySet[Source]:
    return (
        Source.objects.select_related("jurisdiction", "supersedes")
        .prefetch_related(Prefetch("superseded_by", queryset=Source.objects.order_by("key")))
        .annotate(facts_count=facts_counted("citations__source"))
        .order_by("key")
    )


def sources_by_any_key(keys: Iterable[str]) -> dict[str, int]:
    """Each key, present or former, that names a source -> the primary key of that source. At most two queries."""
    wanted = set(keys)
    found: dict[str, int] = dict(Source.objects.filter(key__in=wanted).values_list("key", "pk"))
    if missing := wanted - set(found):
        renamed = Source.objects.exclude(former_keys=[]).values_list("pk", "former_keys")
        found |= {key: pk for pk, former in renamed for key in former if key in missing}
    return found


def topics_in_order() -> QuerySet[Topic]:
    """In the order of a product's life: each first-level topic, then its subtopics."""
    return Topic.objects.order_by(Coalesce("parent__order", "order"), F("parent").asc(nulls_first=True), "order", "key")


def public_topics() -> QuerySet[Topic]:
    return (
        topics_in_order()
        .select_related("parent")
        .prefetch_related(Prefetch("subtopics", queryset=Topic.objects.order_by("order", "key")))
        .annotate(facts_count=facts_counted("topic"))
    )


def public_follow_up_rules() -> QuerySet[FollowUpRule]:
    """The general rules first, then by class."""
    return (
        FollowUpRule.objects.filter(verified=True)
        .select_related("product_class", "document")
        .prefetch_related(cited(FollowUpRule))
        .order_by(F("product_class__order").asc(nulls_first=True), "order", "key")
    )


def public_classes() -> QuerySet[ProductClass]:
    drivers = ClassDriver.objects.filter(verified=True).prefetch_related(cited(ClassDriver)).order_by("order", "key")
    return (
        ProductClass.objects.select_related("parent")
        .prefetch_related(
            Prefetch("subclasses", queryset=ProductClass.objects.order_by("order", "key")),
            Prefetch("drivers", queryset=drivers),
            Prefetch("follow_up", queryset=public_follow_up_rules()),
            cited(ProductClass),
        )
        .annotate(facts_count=facts_counted("product_classes"))
        .order_by("order", "key")
    )


def public_terms() -> QuerySet[GlossaryTerm]:
    """Synonyms that are verified, and those in common usage, which need no text."""
    synonyms = GlossarySynonym.objects.exclude(verified=False).select_related("jurisdiction")
    return (
        GlossaryTerm.objects.filter(verified=True)
        .prefetch_related(
            Prefetch("synonyms", queryset=synonyms),
            Prefetch("topics", queryset=topics_in_order()),
            cited(GlossaryTerm),
        )
        .order_by("key")
    )


def public_attributes() -> QuerySet[CriticalQualityAttribute]:
    verified = CriticalQualityAttribute.objects.filter(verified=True).order_by("key")
    criteria = (
        AcceptanceCriterion.objects.filter(verified=True)
        .prefetch_related(cited(AcceptanceCriterion))
        .order_by("order", "key")
    )
    return (
        verified.prefetch_related(
            Prefetch("criteria", queryset=criteria),
            Prefetch("filed_under", queryset=verified),
            Prefetch("members", queryset=verified),
            Prefetch("umbrellas", queryset=verified),
            "product_classes",
            cited(CriticalQualityAttribute),
        )
        .annotate(facts_count=facts_counted("qualityexpectation__attribute"))
        .order_by("key")
    )


def public_frameworks() -> QuerySet[QualityFramework]:
    return (
        QualityFramework.objects.filter(verified=True)
        .select_related("jurisdiction")
        .prefetch_related("product_classes", cited(QualityFramework))
        .order_by("key")
    )


def public_initiatives() -> QuerySet[RelianceInitiative]:
    participants = (
        Participation.objects.filter(verified=True)
        .select_related("jurisdiction")
        .prefetch_related(cited(Participation))
        .order_by("position", "pk")
    )
    components = (
        InitiativeComponent.objects.filter(verified=True)
        .select_related("jurisdiction")
        .prefetch_related("champions", cited(InitiativeComponent))
        .order_by("order", "key")
    )
    return (
        RelianceInitiative.objects.filter(verified=True)
        .prefetch_related(
            Prefetch("participants", queryset=participants),
            Prefetch("components", queryset=components),
            cited(RelianceInitiative),
        )
        .annotate(facts_count=facts_counted("reliancearrangement__initiative"))
        .order_by("order", "key")
    )


def public_changes() -> QuerySet[ChangeEntry]:
    """What readers may know of the changes, newest first. Who made them is the curators' own."""
    return (
        ChangeEntry.objects.filter(public=True)
        .select_related("change", "jurisdiction", "topic")
        .order_by("-change_id", "pk")
    )
