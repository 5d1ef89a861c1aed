"""What each noun of this app says to search: which of its texts name it, which describe it, which are only beside it.

What is public is decided in querysets.py (facts) and nouns.py (the rest): nothing else is read here, so that search cannot leak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Model, QuerySet

from regulatory import models, nouns
from regulatory.choices import KINDS, FactType, SourceKind
from regulatory.querysets import published_facts, read_facts
from regulatory.readings import FactReading, ProductOwn, QualityExpectationOwn, RelianceOwn
from regulatory.search.documents import (
    Affected,
    Document,
    Noun,
    Reference,
    Role,
    register,
    register_part,
    shown,
    silent,
)
from regulatory.search.economies import words_for


def among(rows: QuerySet[Any], keys: Collection[str] | None, column: str = "key") -> QuerySet[Any]:
    return rows if keys is None else rows.filter(**{f"{column}__in": keys})


def abbreviations_by_place() -> dict[str, str]:
    """Code of a jurisdiction -> the abbreviations of its authorities."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, short in nouns.public_authorities().values_list("jurisdiction__code", "abbreviation"):
        found[code].append(short)
    return {code: " ".join(filter(None, shorts)) for code, shorts in found.items()}


def facts(keys: Collection[str] | None) -> Iterator[Document]:
    authorities = abbreviations_by_place()
    topics = dict(models.Topic.objects.values_list("key", "name"))
    for fact in read_facts(among(published_facts(), keys)):
        yield fact_document(fact, authorities, topics)


def fact_document(fact: FactReading, authorities: dict[str, str], topics: dict[str, str]) -> Document:
    code, own = fact.jurisdiction.code, fact.own
    kinds = KINDS.get(FactType(fact.type))
    kind = kinds(fact.kind).label if kinds and fact.kind else ""
    above = topics.get(fact.topic.parent or "", "")
    names: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    body = [fact.summary]
    for name in type(own).LOOKUPS:
        value = getattr(own, name.replace("__", "_"), "") if "__" in name else getattr(own, name)
        if isinstance(value, str) and len(value) > 12:  # sentences; codes and figures are told in the summary
            body.append(value)
    drawn: set[Reference] = {("jurisdiction", code), ("topic", fact.topic.key)}
    if fact.topic.parent:
        drawn.add(("topic", fact.topic.parent))
    if isinstance(own, ProductOwn):
        names, borrowed = (own.inn,), (own.holder,)
    elif isinstance(own, QualityExpectationOwn):
        borrowed = (own.attribute_name,)
        drawn.add(("criticalqualityattribute", own.attribute))
    elif isinstance(own, RelianceOwn) and own.initiative and own.initiative_name:
        borrowed = (own.initiative_name,)
        drawn.add(("relianceinitiative", own.initiative))
    cited = {each.source.key: each.source for each in fact.citations}
    return Document(
        noun="facts",
        key=fact.key,
        title=fact.title,
        original=fact.title_original,
        url=f"/facts/{fact.key}/",
        jurisdiction=code,
        places={code: 100},
        topics=frozenset(filter(None, (fact.topic.key, fact.topic.parent))),
        drawn_from=frozenset(
            drawn | {("source", key) for key in cited} | {("productclass", each.key) for each in fact.product_classes}
        ),
        parts=(
            *silent(fact.title, role=Role.NAME),
            *silent(fact.title_original, role=Role.NAME),
            *silent(fact.key.replace("-", " "), role=Role.BESIDE),
            *silent(*names, role=Role.OTHER_NAME),
            *silent(*borrowed, kind, FactType(fact.type).label, fact.topic.name, above),
            *silent(f"{fact.jurisdiction.name} {words_for(code)}"),
            *silent(authorities.get(code, ""), " ".join(each.name for each in fact.product_classes), role=Role.BESIDE),
            *shown(*body),
            *shown(fact.note, role=Role.BESIDE),
            *silent(" ".join(each.supports for each in fact.citations), role=Role.BESIDE),
            *shown(
                "; ".join(", ".join(filter(None, (each.title, each.number))) for each in cited.values()),
                role=Role.BESIDE,
            ),
            *silent(" ".join(each.title_original for each in cited.values()), role=Role.BESIDE),
        ),
        standing=0.8 if fact.type == FactType.ABSENCE else 1.0,
    )


def sources(keys: Collection[str] | None) -> Iterator[Document]:
    for row in among(nouns.public_sources(), keys):
        code = row.jurisdiction.code if row.jurisdiction else ""
        yield Document(
            noun="sources",
            key=row.key,
            title=row.title,
            original=row.title_original,
            url=row.get_absolute_url(),
            jurisdiction=code,
            places={code: 100} if code else {},
            drawn_from=frozenset({("jurisdiction", code)} if code else ()),
            former_keys=tuple(row.former_keys),
            parts=(
                *silent(row.title, role=Role.NAME),
                *silent(row.title_original, role=Role.NAME),
                *shown(row.number, role=Role.NUMBER),
                *shown(row.issuer, role=Role.KEYWORD),
                *silent(SourceKind(row.kind).label, f"{row.jurisdiction or ''} {words_for(code)}"),
                *shown(row.note, row.format, " ".join(each["name"] for each in row.authors)),
            ),
            standing=0.62 if row.primary else 0.42,
        )


def jurisdictions(keys: Collection[str] | None) -> Iterator[Document]:
    for row in among(nouns.public_jurisdictions(), keys, "code"):
        yield Document(
            noun="jurisdictions",
            key=row.code,
            title=row.name,
            original=row.local_term_original,
            url=row.get_absolute_url(),
            jurisdiction=row.code,
            places={row.code: 400},
            parts=(
                *silent(f"{row.name} {words_for(row.code)}", role=Role.NAME),
                *shown(row.local_term, role=Role.OTHER_NAME),
                *silent(row.local_term_original, role=Role.NAME),
                *shown(row.overview),
                *silent(" ".join(each.abbreviation for each in row.authorities.all()), role=Role.BESIDE),
            ),
        )


def authorities(keys: Collection[str] | None) -> Iterator[Document]:
    for row in among(nouns.public_authorities(), keys):
        code = row.jurisdiction.code
        yield Document(
            noun="authorities",
            key=row.key,
            title=f"{row.name} ({row.abbreviation})" if row.abbreviation else row.name,
            original=row.name_original,
            url=f"{row.jurisdiction.get_absolute_url()}#{row.key}",
            jurisdiction=code,
            places={code: 200},
            drawn_from=frozenset({("jurisdiction", code)}),
            parts=(
                *silent(row.name, role=Role.NAME),
                *silent(row.name_original, role=Role.NAME),
                *silent(row.abbreviation, role=Role.NAME),
                *silent(f"{row.jurisdiction.name} {words_for(code)}"),
                *shown(row.role),
            ),
        )


def topics(keys: Collection[str] | None) -> Iterator[Document]:
    for row in among(nouns.public_topics(), keys):
        above = row.parent
        yield Document(
            noun="topics",
            key=row.key,
            title=row.name,
            url=row.get_absolute_url(),
            topics=frozenset({row.key} | ({above.key} if above else set())),
            drawn_from=frozenset({("topic", above.key)} if above else ()),
            parts=(
                *silent(row.name, role=Role.NAME),
                *shown(row.question, role=Role.QUESTION),
                *shown(row.description),
                *silent(above.name if above else ""),
            ),
        )


def what_it_points_at(link: str) -> Affected:
    """The record to which a part belongs by this link."""

    def affected(record: Any) -> list[Model]:
        owner = getattr(record, link)
        return [owner] if owner else []

    return affected


def register_all() -> None:
    """The nouns of this app, in the order in which groups of equal hits are listed."""
    from regulatory.search import catalogue_sayings as catalogue

    register(Noun("facts", "Facts", models.Fact, facts))
    register(Noun("jurisdictions", "Economies", models.Jurisdiction, jurisdictions))
    register(Noun("topics", "Topics", models.Topic, topics))
    register(Noun("authorities", "Authorities", models.Authority, authorities))
    register(Noun("glossary", "Glossary", models.GlossaryTerm, catalogue.terms))
    register(Noun("quality-attributes", "Quality attributes", models.CriticalQualityAttribute, catalogue.attributes))
    register(Noun("reliance-initiatives", "Reliance initiatives", models.RelianceInitiative, catalogue.initiatives))
    register(Noun("product-classes", "Product classes", models.ProductClass, catalogue.classes))
    register(Noun("quality-frameworks", "Quality documents", models.QualityFramework, catalogue.frameworks))
    register(Noun("sources", "Sources", models.Source, sources))
    register_part(models.Authority, what_it_points_at("jurisdiction"))
    register_part(models.ClassDriver, what_it_points_at("product_class"))
    register_part(models.FollowUpRule, what_it_points_at("product_class"))
    register_part(models.AcceptanceCriterion, what_it_points_at("attribute"))
    register_part(models.Participation, what_it_points_at("initiative"))
    register_part(models.InitiativeComponent, what_it_points_at("initiative"))
