"""Critical quality attributes as values, with their criteria, and documents that span attributes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regulatory import nouns
from regulatory.catalogue.links import NamedKey, cites, named
from regulatory.choices import CriterionKind
from regulatory.models import AcceptanceCriterion, CriticalQualityAttribute
from regulatory.readings import CitationReading, JurisdictionReading


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute in a list. `expectations` counts the published facts under the attributes that it is filed under."""

    key: str
    name: str
    category: str
    definition: str
    in_workshop: bool
    criteria: int
    expectations: int


@dataclass(frozen=True, slots=True)
class CriterionReading:
    key: str
    kind: CriterionKind
    criterion: str
    document: str
    note: str
    citations: tuple[CitationReading, ...]


@dataclass(frozen=True, slots=True)
class AttributePage:
    """An attribute with all that is known of it. `filed_under` are the attributes whose expectations are also its own.

    `examples` are the published specifications among the criteria: what one product used, no rule.
    """

    key: str
    name: str
    category: str
    definition: str
    why_it_matters: str
    analytical_methods: tuple[str, ...]
    synonyms: tuple[str, ...]
    in_workshop: bool
    note: str
    criteria: tuple[CriterionReading, ...]
    examples: tuple[CriterionReading, ...]
    product_classes: tuple[NamedKey, ...]
    filed_under: tuple[NamedKey, ...]
    members: tuple[NamedKey, ...]
    umbrellas: tuple[NamedKey, ...]
    citations: tuple[CitationReading, ...]


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    key: str
    title: str
    jurisdiction: JurisdictionReading
    summary: str
    product_classes: tuple[NamedKey, ...]
    citations: tuple[CitationReading, ...]


def attributes_for_list() -> list[AttributeRow]:
    """All attributes by name: ten queries."""
    attributes = list(nouns.public_attributes())
    stated = {each.key: each.facts_count for each in attributes}  # type: ignore[attr-defined]
    rows = [
        AttributeRow(
            key=each.key,
            name=each.name,
            category=each.category,
            definition=each.definition,
            in_workshop=each.in_workshop,
            criteria=len(each.criteria.all()),
            expectations=sum(stated[place.key] for place in each.filed_under.all()),
        )
        for each in attributes
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.key))


def attribute_for_page(key: str) -> AttributePage | None:
    """One attribute: ten queries."""
    attribute: CriticalQualityAttribute | None = nouns.public_attributes().filter(key=key).first()
    if attribute is None:
        return None
    criteria = [reading_of_criterion(each) for each in attribute.criteria.all()]
    return AttributePage(
        key=attribute.key,
        name=attribute.name,
        category=attribute.category,
        definition=attribute.definition,
        why_it_matters=attribute.why_it_matters,
        analytical_methods=tuple(attribute.analytical_methods),
        synonyms=tuple(attribute.synonyms),
        in_workshop=attribute.in_workshop,
        note=attribute.note,
        criteria=tuple(each for each in criteria if each.kind != CriterionKind.PUBLISHED_SPECIFICATION),
        examples=tuple(each for each in criteria if each.kind == CriterionKind.PUBLISHED_SPECIFICATION),
        product_classes=named(attribute.product_classes.all()),
        filed_under=by_name(attribute.filed_under.all()),
        members=by_name(attribute.members.all()),
        umbrellas=by_name(attribute.umbrellas.all()),
        citations=cites(attribute),
    )


def by_name(attributes: Iterable[CriticalQualityAttribute]) -> tuple[NamedKey, ...]:
    return named(sorted(attributes, key=lambda each: (each.name, each.key)))


def reading_of_criterion(criterion: AcceptanceCriterion) -> CriterionReading:
    return CriterionReading(
        key=criterion.key,
        kind=CriterionKind(criterion.kind),
        criterion=criterion.criterion,
        document=criterion.document,
        note=criterion.note,
        citations=cites(criterion),
    )


def frameworks_for_list() -> list[FrameworkReading]:
    """The documents that span attributes, by economy: four queries."""
    readings = [
        FrameworkReading(
            key=each.key,
            title=each.title,
            jurisdiction=JurisdictionReading(each.jurisdiction.code, each.jurisdiction.name, each.jurisdiction.kind),
            summary=each.summary,
            product_classes=named(each.product_classes.all()),
            citations=cites(each),
        )
        for each in nouns.public_frameworks()
    ]
    return sorted(readings, key=lambda each: (each.jurisdiction.name, each.key))
