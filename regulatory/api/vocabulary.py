"""What facts are filed under: topics, product classes with what drives requirements, follow-up rules, glossary terms."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import ReadViewSet, Writers, all_named, citations, named, or_null, place, written
from regulatory.filtersets.vocabulary import FollowUpRuleFilter, GlossaryFilter, ProductClassFilter, TopicFilter
from regulatory.models import ClassDriver, FollowUpRule, GlossaryTerm, ProductClass, Topic
from regulatory.nouns import Only


class TopicViewSet(ReadViewSet):
    """Questions that every economy can be asked, on two levels, in the order of a product's life."""

    noun = "topics"
    one = "topic"
    filterset_class = TopicFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "name": lambda row, _: row.name,
        "parent": lambda row, _: named(row.parent),
        "subtopics": lambda row, _: all_named(row.subtopics.all()),
        "question": lambda row, _: row.question,
        "description": lambda row, _: row.description,
        "order": lambda row, _: row.order,
        "answered_by": lambda row, _: row.answered_by,
        "facts_count": lambda row, _: row.facts_count,
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("topics", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[Topic]:
        return nouns.public_topics(only)


def driver_data(driver: ClassDriver) -> dict[str, object]:
    return {
        "key": driver.key,
        "characteristic": driver.characteristic,
        "effect": driver.effect,
        "citations": citations(driver.citations.all()),
    }


RULE: Writers = {
    "key": lambda row, _: row.key,
    "statement": lambda row, _: row.statement,
    "years_min": lambda row, _: row.years_min,
    "years_max": lambda row, _: row.years_max,
    "document": lambda row, _: {"key": row.document.key, "title": row.document.title} if row.document else None,
    "note": lambda row, _: or_null(row.note),
    "citations": lambda row, _: citations(row.citations.all()),
}


class ProductClassViewSet(ReadViewSet):
    """Classes of therapies and what drives their requirements. A definition that no text was seen for waits for review."""

    noun = "product-classes"
    one = "product class"
    filterset_class = ProductClassFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "name": lambda row, _: row.name,
        "parent": lambda row, _: named(row.parent),
        "subclasses": lambda row, _: all_named(row.subclasses.all()),
        "selectable": lambda row, _: row.selectable,
        "order": lambda row, _: row.order,
        "outside_atmp": lambda row, _: row.outside_atmp,
        "definition": lambda row, _: row.definition if row.verified else None,
        "definition_in_review": lambda row, _: not row.verified,
        "note": lambda row, _: or_null(row.note) if row.verified else None,
        "citations": lambda row, _: citations(row.citations.all()) if row.verified else [],
        "examples": lambda row, _: row.examples,
        "characteristics": lambda row, _: {
            "integrating_vector": or_null(row.integrating_vector),
            "genome_editing": or_null(row.genome_editing),
            "viable_cells": or_null(row.viable_cells),
            "replication_competent": or_null(row.replication_competent),
            "cell_sources": row.cell_sources,
        },
        "drivers": lambda row, _: [driver_data(driver) for driver in row.drivers.all()],
        "follow_up": lambda row, links: [written(RULE, rule, links) for rule in row.follow_up.all()],
        "facts_count": lambda row, _: row.facts_count,
        "api_url": lambda row, links: links.api("product-classes", row.key),
    }
    needs = {
        "definition": ("definition", "verified"),
        "definition_in_review": ("verified",),
        "note": ("note", "verified"),
        "citations": ("citations", "verified"),
        "characteristics": (
            *("integrating_vector", "genome_editing", "viable_cells", "replication_competent", "cell_sources"),
        ),
    }

    def rows(self, only: Only = None) -> QuerySet[ProductClass]:
        return nouns.public_classes(only)


class FollowUpRuleViewSet(ReadViewSet):
    """What documents say about how long people are followed: in general (`product_class` null), or for one class."""

    noun = "follow-up-rules"
    one = "follow-up rule"
    filterset_class = FollowUpRuleFilter
    fields: ClassVar[Writers] = {
        **RULE,
        "product_class": lambda row, _: named(row.product_class),
        "api_url": lambda row, links: links.api("follow-up-rules", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[FollowUpRule]:
        return nouns.public_follow_up_rules(only)


class GlossaryViewSet(ReadViewSet):
    """Terms of the field with a definition in our own words, and the words that economies use for them."""

    noun = "glossary"
    one = "glossary term"
    filterset_class = GlossaryFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "term": lambda row, _: row.term,
        "abbreviation": lambda row, _: or_null(row.abbreviation),
        "definition": lambda row, _: row.definition,
        "synonyms": lambda row, _: [
            {"term": synonym.term, "jurisdiction": place(synonym.jurisdiction)} for synonym in row.synonyms.all()
        ],
        "topics": lambda row, _: all_named(row.topics.all()),
        "citations": lambda row, _: citations(row.citations.all()),
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("glossary", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[GlossaryTerm]:
        return nouns.public_terms(only)
