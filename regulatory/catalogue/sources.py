"""Sources as values: lists with how much rests on each, one document with all its fields and who cites it, former keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, Value

from regulatory import nouns
from regulatory.catalogue.links import reading_of_place, reading_of_source
from regulatory.choices import Force
from regulatory.models import (
    AcceptanceCriterionCitation,
    ClassDriverCitation,
    CriticalQualityAttributeCitation,
    FollowUpRuleCitation,
    GlossaryTermCitation,
    InitiativeComponentCitation,
    ParticipationCitation,
    ProductClassCitation,
    QualityFrameworkCitation,
    RelianceInitiativeCitation,
    Source,
    SourceLink,
)
from regulatory.readings import JurisdictionReading, SourceReading


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document in a list. `facts` counts the published facts that cite it."""

    source: SourceReading
    jurisdiction: JurisdictionReading | None
    facts: int


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    role: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A document with all its fields; `superseded_by` are the documents that replaced it."""

    source: SourceReading
    jurisdiction: JurisdictionReading | None
    effective: str
    seen_at: tuple[str, ...]
    format: str
    authors: tuple[Author, ...]
    note: str
    supersedes: SourceReading | None
    superseded_by: tuple[SourceReading, ...]
    cited_by: tuple[CitingRecord, ...]


@dataclass(frozen=True, slots=True)
class CitingRecord:
    """A public record of an identity noun that cites the document; `noun` says which, `key` and `name` name its page."""

    noun: str
    key: str
    name: str
    locator: str


CITING: tuple[tuple[type[SourceLink], str, str, str, Q], ...] = (
    (CriticalQualityAttributeCitation, "attribute", "attribute__key", "attribute__name", Q(attribute__verified=True)),
    (
        AcceptanceCriterionCitation,
        "criterion",
        "criterion__attribute__key",
        "criterion__attribute__name",
        Q(criterion__verified=True, criterion__attribute__verified=True),
    ),
    (QualityFrameworkCitation, "framework", "framework__key", "framework__title", Q(framework__verified=True)),
    (RelianceInitiativeCitation, "initiative", "initiative__key", "initiative__name", Q(initiative__verified=True)),
    (
        ParticipationCitation,
        "participation",
        "participation__initiative__key",
        "participation__initiative__name",
        Q(participation__verified=True, participation__initiative__verified=True),
    ),
    (
        InitiativeComponentCitation,
        "component",
        "component__initiative__key",
        "component__initiative__name",
        Q(component__verified=True, component__initiative__verified=True),
    ),
    (ProductClassCitation, "class", "product_class__key", "product_class__name", Q(product_class__verified=True)),
    (
        ClassDriverCitation,
        "driver",
        "driver__product_class__key",
        "driver__product_class__name",
        Q(driver__verified=True),
    ),
    (FollowUpRuleCitation, "follow-up", "rule__product_class__key", "rule__statement", Q(rule__verified=True)),
    (GlossaryTermCitation, "term", "glossary_term__key", "glossary_term__term", Q(glossary_term__verified=True)),
)
"""For each link table: the noun, the lookups of key and name of the page on which the citing record stands, what is public."""


def read_source_rows(sources: Iterable[Source]) -> list[SourceRow]:
    """The documents of a query over nouns.public_sources(), or of a page of it."""
    return [
        SourceRow(reading_of_source(each), reading_of_place(each.jurisdiction), each.facts_count)  # type: ignore[attr-defined]
        for each in sources
    ]


def sources_of_jurisdiction(code: str) -> list[SourceRow]:
    """The documents of one dossier, the strongest first, then by title: two queries."""
    rows = read_source_rows(nouns.public_sources().filter(jurisdiction__code=code))
    return sorted(rows, key=lambda row: (Force(row.source.force).rank, row.source.title.casefold(), row.source.key))


def source_for_page(key: str) -> SourcePage | None:
    """One document: three queries."""
    source = nouns.public_sources().filter(key=key).first()
    if source is None:
        return None
    return SourcePage(
        source=reading_of_source(source),
        jurisdiction=reading_of_place(source.jurisdiction),
        effective=source.effective,
        seen_at=tuple(source.seen_at),
        format=source.format,
        authors=tuple(
            Author(each["name"], each.get("role", ""), each.get("affiliation", "")) for each in source.authors
        ),
        note=source.note,
        supersedes=reading_of_source(source.supersedes) if source.supersedes else None,
        superseded_by=tuple(reading_of_source(each) for each in source.superseded_by.all()),
        cited_by=tuple(records_citing(source)),
    )


def records_citing(source: Source) -> list[CitingRecord]:
    """The public records of identity nouns that cite the document, by noun and name: one query."""
    parts = [
        links._default_manager.filter(public, source=source)
        .order_by()
        .values_list(Value(noun), F(key), F(name), "locator")
        for links, noun, key, name, public in CITING
    ]
    rows = parts[0].union(*parts[1:])
    return sorted(
        (CitingRecord(noun, key or "", name, locator) for noun, key, name, locator in rows),
        key=lambda record: (record.noun, record.name, record.locator),
    )


def key_after_renaming(former: str) -> str | None:
    """The present key of the document that once had this key: two queries at most."""
    found = nouns.sources_by_any_key([former]).get(former)
    return Source.objects.values_list("key", flat=True).get(pk=found) if found else None
