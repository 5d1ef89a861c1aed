"""Product classes as values, with what drives requirements, and follow-up rules.

A class whose definition was not seen in a text is a filter value all the same: it comes without its definition, and the page says
that it is in review.
"""

from __future__ import annotations

from dataclasses import dataclass

from regulatory import nouns
from regulatory.catalogue.links import NamedKey, cites
from regulatory.models import FollowUpRule, ProductClass
from regulatory.readings import CitationReading

CHARACTERISTICS = ("integrating_vector", "genome_editing", "viable_cells", "replication_competent")


@dataclass(frozen=True, slots=True)
class DriverReading:
    key: str
    characteristic: str
    effect: str
    citations: tuple[CitationReading, ...]


@dataclass(frozen=True, slots=True)
class FollowUpReading:
    """Years are None where the document states none."""

    key: str
    years_min: int | None
    years_max: int | None
    statement: str
    note: str
    document: NamedKey | None
    citations: tuple[CitationReading, ...]


@dataclass(frozen=True, slots=True)
class ClassPage:
    """A class with all that is known of it. While it is in review (not `verified`) definition, examples and citations are empty.

    `characteristics` are (name, "yes" | "no" | "depends"), only those that are stated.
    """

    key: str
    name: str
    parent: str | None
    selectable: bool
    outside_atmp: bool
    verified: bool
    definition: str
    note: str
    examples: tuple[str, ...]
    cell_sources: tuple[str, ...]
    characteristics: tuple[tuple[str, str], ...]
    facts: int
    drivers: tuple[DriverReading, ...]
    follow_up: tuple[FollowUpReading, ...]
    citations: tuple[CitationReading, ...]


def classes_for_page() -> list[ClassPage]:
    """All classes in their order: ten queries."""
    return [reading_of(each) for each in nouns.public_classes()]


def reading_of(each: ProductClass) -> ClassPage:
    seen = each.verified
    return ClassPage(
        key=each.key,
        name=each.name,
        parent=each.parent.key if each.parent else None,
        selectable=each.selectable,
        outside_atmp=each.outside_atmp,
        verified=seen,
        definition=each.definition if seen else "",
        note=each.note if seen else "",
        examples=tuple(each.examples) if seen else (),
        cell_sources=tuple(each.cell_sources) if seen else (),
        characteristics=tuple(
            (str(ProductClass._meta.get_field(name).verbose_name), value)  # type: ignore[union-attr]
            for name in CHARACTERISTICS
            if seen and (value := getattr(each, name))
        ),
        facts=each.facts_count,  # type: ignore[attr-defined]
        drivers=tuple(
            DriverReading(driver.key, driver.characteristic, driver.effect, cites(driver))
            for driver in each.drivers.all()
        ),
        follow_up=tuple(reading_of_rule(rule) for rule in each.follow_up.all()),
        citations=cites(each) if seen else (),
    )


def reading_of_rule(rule: FollowUpRule) -> FollowUpReading:
    document = rule.document
    return FollowUpReading(
        key=rule.key,
        years_min=rule.years_min,
        years_max=rule.years_max,
        statement=rule.statement,
        note=rule.note,
        document=NamedKey(document.key, document.title) if document else None,
        citations=cites(rule),
    )


def general_follow_up_rules() -> list[FollowUpReading]:
    """The follow-up rules that hold whatever the class: three queries."""
    return [reading_of_rule(rule) for rule in nouns.public_follow_up_rules().filter(product_class=None)]
