"""Glossary terms as values. Words of a jurisdiction stand apart from synonyms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from regulatory import nouns
from regulatory.catalogue.links import NamedKey, cites, named
from regulatory.models import GlossaryTerm
from regulatory.readings import CitationReading, JurisdictionReading


@dataclass(frozen=True, slots=True)
class TermBrief:
    key: str
    term: str
    abbreviation: str
    definition: str


@dataclass(frozen=True, slots=True)
class LocalWord:
    jurisdiction: JurisdictionReading
    term: str


@dataclass(frozen=True, slots=True)
class TermReading:
    key: str
    term: str
    abbreviation: str
    definition: str
    synonyms: tuple[str, ...]
    local_words: tuple[LocalWord, ...]
    topics: tuple[NamedKey, ...]
    citations: tuple[CitationReading, ...]


def terms_for_glossary() -> list[TermReading]:
    """All public terms from A to Z: five queries."""
    return sorted(map(reading_of, nouns.public_terms()), key=lambda term: (term.term.casefold(), term.key))


def reading_of(term: GlossaryTerm) -> TermReading:
    synonyms = term.synonyms.all()
    return TermReading(
        key=term.key,
        term=term.term,
        abbreviation=term.abbreviation,
        definition=term.definition,
        synonyms=tuple(each.term for each in synonyms if each.jurisdiction is None),
        local_words=tuple(
            LocalWord(JurisdictionReading(place.code, place.name, place.kind), each.term)
            for each in synonyms
            if (place := each.jurisdiction)
        ),
        topics=named(term.topics.all()),
        citations=cites(term),
    )


def terms_for_marking() -> list[TermBrief]:
    """All public terms, to be found in texts: one query."""
    return [brief_of(each) for each in nouns.public_terms().prefetch_related(None)]


def brief_of(term: GlossaryTerm) -> TermBrief:
    return TermBrief(term.key, term.term, term.abbreviation, term.definition)


def terms_for_topic(keys: Collection[str]) -> list[TermBrief]:
    """The public terms filed under any of these topics, from A to Z: one query."""
    terms = nouns.public_terms().prefetch_related(None).filter(topics__key__in=keys).distinct()
    return sorted(map(brief_of, terms), key=lambda term: (term.term.casefold(), term.key))
