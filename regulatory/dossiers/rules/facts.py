"""What the rules look at: the facts of the content, those that readers see, and the documents that they cite."""

from __future__ import annotations

from collections.abc import Iterator

from regulatory.choices import FactType, LegalStatus
from regulatory.dossiers.content import Content
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.shapes import CitationShape, SourceShape


def facts(content: Content) -> Iterator[FactShape]:
    """Every fact that was not taken back."""
    for record in content.records.values():
        if isinstance(record, FactShape) and record.withdrawn is None:
            yield record


def published(content: Content) -> Iterator[FactShape]:
    """The facts that readers see."""
    return (fact for fact in facts(content) if fact.verified)


def rules(content: Content) -> Iterator[FactShape]:
    """Published statements of rules: no products, no attested blanks, no arrangements between authorities."""
    others = (FactType.PRODUCT, FactType.ABSENCE, FactType.RELIANCE)
    return (fact for fact in published(content) if fact.type not in others)


def in_force(content: Content) -> Iterator[FactShape]:
    return (fact for fact in rules(content) if fact.legal_status == LegalStatus.IN_FORCE)


def cited(content: Content, fact: FactShape) -> Iterator[tuple[CitationShape, SourceShape]]:
    """The citations of a fact with their documents; one that leads nowhere is left to checks.py."""
    for citation in fact.citations:
        source = content.records.get(("source", citation.source))
        if isinstance(source, SourceShape):
            yield citation, source
