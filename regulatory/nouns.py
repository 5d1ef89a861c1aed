"""The identity nouns as readers may see them: what was not seen in a text is left out, and each reader's joins are named here.

Facts are read through querysets.py. What is not verified stays with the curators; a product class is the exception: it stays,
because facts name it, and only its definition waits (the readers of this module look at `verified` for that).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

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

Row = TypeVar("Row", bound=Model)
Only = Collection[str] | None
"""What a reader needs of each row, by name: columns, the rows that it leads to, counts. None: everything."""


def read_with(
    rows: QuerySet[Row],
    only: Only,
    *,
    joined: Iterable[str] = (),
    fetched: Mapping[str, str | Prefetch] | None = None,
    counted: Mapping[str, str] | None = None,
) -> QuerySet[Row]:
    """The rows with what hangs on them, as far as `only` needs it; their own columns too, keys always.

    `joined` are rows that each row points to, `fetched` rows that lead to it or that are linked with it (a query each), `counted` the
    links by which facts point to it.
    """

    def needed(name: str) -> bool:
        return only is None or name.split("__")[0] in only

    if paths := [path for path in joined if needed(path)]:
        rows = rows.select_related(*paths)
    rows = rows.prefetch_related(*(each for name, each in (fetched or {}).items() if needed(name)))
    rows = rows.annotate(**{name: facts_counted(link) for name, link in (counted or {}).items() if needed(name)})
    if only is None:
        return rows
    columns = [field.name for field in rows.model._meta.concrete_fields]
    return rows.only(*(name for name in columns if name in only or name in ("key", "code")))


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


def public_jurisdictions(only: Only = None) -> QuerySet[Jurisdiction]:
    return read_with(
        Jurisdiction.objects.order_by("name", "pk"),
        only,
        fetched={"authorities": "authorities"},
        counted={"facts_count": "jurisdiction"},
    )


def public_authorities(only: Only = None) -> QuerySet[Authority]:
    return read_with(Authority.objects.order_by("key"), only, joined=["jurisdiction"])


def public_sources(only: Only = None) -> QuerySet[Source]:
    return read_with(
        Source.objects.order_by("key"),
        only,
        joined=["jurisdiction", "authority", "supersedes"],
        fetched={"superseded_by": Prefetch("superseded_by", queryset=Source.objects.order_by("key"))},
        counted={"facts_count": "citations__source"},
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


def public_topics(only: Only = None) -> QuerySet[Topic]:
    return read_with(
        topics_in_order(),
        only,
        joined=["parent"],
        fetched={"subtopics": Prefetch("subtopics", queryset=Topic.objects.order_by("order", "key"))},
        counted={"facts_count": "topic"},
    )


def public_follow_up_rules(only: Only = None) -> QuerySet[FollowUpRule]:
    """The general rules first, then by class."""
    return read_with(
        FollowUpRule.objects.filter(verified=True).order_by(
            F("product_class__order").asc(nulls_first=True), "order", "key"
        ),
        only,
        joined=["product_class", "document"],
        fetched={"citations": cited(FollowUpRule)},
    )


def public_classes(only: Only = None) -> QuerySet[ProductClass]:
    drivers = ClassDriver.objects.filter(verified=True).prefetch_related(cited(ClassDriver)).order_by("order", "key")
    return read_with(
        ProductClass.objects.order_by("order", "key"),
        only,
        joined=["parent"],
        fetched={
            "subclasses": Prefetch("subclasses", queryset=ProductClass.objects.order_by("order", "key")),
            "drivers": Prefetch("drivers", queryset=drivers),
            "follow_up": Prefetch("follow_up", queryset=public_follow_up_rules()),
            "citations": cited(ProductClass),
        },
        counted={"facts_count": "product_classes"},
    )


def public_terms(only: Only = None) -> QuerySet[GlossaryTerm]:
    """Synonyms that are verified, and those in common usage, which need no text."""
    synonyms = GlossarySynonym.objects.exclude(verified=False).select_related("jurisdiction")
    return read_with(
        GlossaryTerm.objects.filter(verified=True).order_by("key"),
        only,
        fetched={
            "synonyms": Prefetch("synonyms", queryset=synonyms),
            "topics": Prefetch("topics", queryset=topics_in_order()),
            "citations": cited(GlossaryTerm),
        },
    )


def public_attributes(only: Only = None) -> QuerySet[CriticalQualityAttribute]:
    verified = CriticalQualityAttribute.objects.filter(verified=True).order_by("key")
    criteria = (
        AcceptanceCriterion.objects.filter(verified=True)
        .prefetch_related(cited(AcceptanceCriterion))
        .order_by("order", "key")
    )
    return read_with(
        verified,
        only,
        fetched={
            "criteria": Prefetch("criteria", queryset=criteria),
            **{name: Prefetch(name, queryset=verified) for name in ("filed_under", "members", "umbrellas")},
            "product_classes": "product_classes",
            "citations": cited(CriticalQualityAttribute),
        },
        counted={"facts_count": "qualityexpectation__attribute"},
    )


def public_frameworks(only: Only = None) -> QuerySet[QualityFramework]:
    return read_with(
        QualityFramework.objects.filter(verified=True).order_by("key"),
        only,
        joined=["jurisdiction"],
        fetched={"product_classes": "product_classes", "citations": cited(QualityFramework)},
    )


def public_initiatives(only: Only = None) -> QuerySet[RelianceInitiative]:
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
    return read_with(
        RelianceInitiative.objects.filter(verified=True).order_by("order", "key"),
        only,
        fetched={
            "participants": Prefetch("participants", queryset=participants),
            "components": Prefetch("components", queryset=components),
            "citations": cited(RelianceInitiative),
        },
        counted={"facts_count": "reliancearrangement__initiative"},
    )


def public_changes(only: Only = None) -> QuerySet[ChangeEntry]:
    """What readers may know of the changes, newest first. Who made them is the curators' own."""
    return read_with(
        ChangeEntry.objects.filter(public=True).order_by("-change_id", "pk"),
        only,
        joined=["change", "jurisdiction", "topic"],
    )
