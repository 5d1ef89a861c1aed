"""What facts are filed under: topics, product classes with what drives requirements, follow-up rules, glossary terms."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import Links, ReadViewSet, all_named, citations, named, or_null, place
from regulatory.filtersets.vocabulary import FollowUpRuleFilter, GlossaryFilter, ProductClassFilter, TopicFilter
from regulatory.models import ClassDriver, FollowUpRule, GlossaryTerm, ProductClass, Topic


class TopicViewSet(ReadViewSet):
    """Questions that every economy can be asked, on two levels, in the order of a product's life."""

    noun = "topics"
    one = "topic"
    filterset_class = TopicFilter

    def get_queryset(self) -> QuerySet[Topic]:
        return nouns.public_topics()

    def represent(self, row: Any, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "name": row.name,
            "parent": named(row.parent),
            "subtopics": all_named(row.subtopics.all()),
            "question": row.question,
            "description": row.description,
            "order": row.order,
            "answered_by": row.answered_by,
            "facts_count": row.facts_count,
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }


def driver_data(driver: ClassDriver) -> dict[str, object]:
    return {
        "key": driver.key,
        "characteristic": driver.characteristic,
        "effect": driver.effect,
        "citations": citations(driver.citations.all()),
    }


def rule_data(rule: FollowUpRule) -> dict[str, object]:
    return {
        "key": rule.key,
        "statement": rule.statement,
        "years_min": rule.years_min,
        "years_max": rule.years_max,
        "document": {"key": rule.document.key, "title": rule.document.title} if rule.document else None,
        "note": or_null(rule.note),
        "citations": citations(rule.citations.all()),
    }


class ProductClassViewSet(ReadViewSet):
    """Classes of therapies and what drives their requirements. A definition that no text was seen for waits for review."""

    noun = "product-classes"
    one = "product class"
    filterset_class = ProductClassFilter

    def get_queryset(self) -> QuerySet[ProductClass]:
        return nouns.public_classes()

    def represent(self, row: Any, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "name": row.name,
            "parent": named(row.parent),
            "subclasses": all_named(row.subclasses.all()),
            "selectable": row.selectable,
            "order": row.order,
            "outside_atmp": row.outside_atmp,
            "definition": row.definition if row.verified else None,
            "definition_in_review": not row.verified,
            "note": or_null(row.note) if row.verified else None,
            "citations": citations(row.citations.all()) if row.verified else [],
            "examples": row.examples,
            "characteristics": {
                "integrating_vector": or_null(row.integrating_vector),
                "genome_editing": or_null(row.genome_editing),
                "viable_cells": or_null(row.viable_cells),
                "replication_competent": or_null(row.replication_competent),
                "cell_sources": row.cell_sources,
            },
            "drivers": [driver_data(driver) for driver in row.drivers.all()],
            "follow_up": [rule_data(rule) for rule in row.follow_up.all()],
            "facts_count": row.facts_count,
            "api_url": links.api(self.noun, row.key),
        }


class FollowUpRuleViewSet(ReadViewSet):
    """What documents say about how long people are followed: in general (`product_class` null), or for one class."""

    noun = "follow-up-rules"
    one = "follow-up rule"
    filterset_class = FollowUpRuleFilter

    def get_queryset(self) -> QuerySet[FollowUpRule]:
        return nouns.public_follow_up_rules()

    def represent(self, row: FollowUpRule, links: Links) -> dict[str, object]:
        return {
            **rule_data(row),
            "product_class": named(row.product_class),
            "api_url": links.api(self.noun, row.key),
        }


class GlossaryViewSet(ReadViewSet):
    """Terms of the field with a definition in our own words, and the words that economies use for them."""

    noun = "glossary"
    one = "glossary term"
    filterset_class = GlossaryFilter

    def get_queryset(self) -> QuerySet[GlossaryTerm]:
        return nouns.public_terms()

    def represent(self, row: GlossaryTerm, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "term": row.term,
            "abbreviation": or_null(row.abbreviation),
            "definition": row.definition,
            "synonyms": [
                {"term": synonym.term, "jurisdiction": place(synonym.jurisdiction)} for synonym in row.synonyms.all()
            ],
            "topics": all_named(row.topics.all()),
            "citations": citations(row.citations.all()),
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }
