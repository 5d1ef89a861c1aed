"""What the nouns of the catalogue say to search: glossary, quality attributes, initiatives, product classes. See sayings.py."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from regulatory import nouns
from regulatory.choices import AttributeCategory, Direction
from regulatory.search.documents import Document, Role, shown, silent


def terms(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_terms()
    for row in rows if keys is None else rows.filter(key__in=keys):
        synonyms = [each.term for each in row.synonyms.all()]
        yield Document(
            noun="glossary",
            key=row.key,
            title=f"{row.term} ({row.abbreviation})" if row.abbreviation else row.term,
            url=row.get_absolute_url(),
            topics=frozenset(each.key for each in row.topics.all()),
            parts=(
                *silent(row.term, row.abbreviation, role=Role.NAME),
                *silent("; ".join(synonyms), role=Role.OTHER_NAME),
                *shown(row.definition),
            ),
        )


def attributes(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_attributes()
    for row in rows if keys is None else rows.filter(key__in=keys):
        criteria = list(row.criteria.all())
        yield Document(
            noun="quality-attributes",
            key=row.key,
            title=row.name,
            url=row.get_absolute_url(),
            drawn_from=frozenset(("acceptancecriterion", each.key) for each in criteria),
            parts=(
                *silent(row.name, role=Role.NAME),
                *silent("; ".join(row.synonyms), role=Role.OTHER_NAME),
                *silent("critical quality attribute CQA", AttributeCategory(row.category).label),
                *shown(row.definition, row.why_it_matters),
                *shown("; ".join(row.analytical_methods)),
                *silent(row.note, *(f"{each.criterion} {each.document}" for each in criteria), role=Role.BESIDE),
            ),
        )


def initiatives(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_initiatives()
    for row in rows if keys is None else rows.filter(key__in=keys):
        participants, components = list(row.participants.all()), list(row.components.all())
        places = [each.jurisdiction for each in participants if each.jurisdiction]
        yield Document(
            noun="reliance-initiatives",
            key=row.key,
            title=row.name,
            url=row.get_absolute_url(),
            places={place.code: 60 for place in places},
            drawn_from=frozenset(
                {("jurisdiction", place.code) for place in places}
                | {("initiativecomponent", each.key) for each in components}
            ),
            parts=(
                *silent(row.name, role=Role.NAME),
                *silent("; ".join(row.also_known_as), role=Role.OTHER_NAME),
                *silent(row.lead, Direction(row.direction).label),
                *shown(row.what_it_does, row.atmp_relevance, row.products),
                *silent("; ".join(row.stages), row.direction_note, row.since_note, row.participants_note),
                *silent(*(f"{each.name} {each.text}" for each in components), role=Role.BESIDE),
                *silent(
                    f"members participants {' '.join(f'{each} {each.authority}' for each in participants)}",
                    role=Role.BESIDE,
                ),
            ),
        )


def classes(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_classes()
    for row in rows if keys is None else rows.filter(key__in=keys):
        drivers, rules = list(row.drivers.all()), list(row.follow_up.all())
        yield Document(
            noun="product-classes",
            key=row.key,
            title=row.name,
            url=f"/classes/#{row.key}",
            drawn_from=frozenset(
                {("classdriver", each.key) for each in drivers} | {("followuprule", each.key) for each in rules}
            ),
            parts=(
                *silent(row.name, role=Role.NAME),
                *shown(row.definition if row.verified else ""),
                *shown("; ".join(row.examples)),
                *silent(*(f"{each.characteristic} {each.effect}" for each in drivers), role=Role.BESIDE),
                *silent(*(each.statement for each in rules), role=Role.BESIDE),
            ),
        )


def frameworks(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_frameworks()
    for row in rows if keys is None else rows.filter(key__in=keys):
        code = row.jurisdiction.code
        yield Document(
            noun="quality-frameworks",
            key=row.key,
            title=row.title,
            url=f"/quality/#{row.key}",
            jurisdiction=code,
            places={code: 100},
            drawn_from=frozenset({("jurisdiction", code)}),
            parts=(*silent(row.title, role=Role.NAME), *shown(row.summary)),
            standing=0.8,
        )
