"""Critical quality attributes with their acceptance criteria, and documents that span attributes."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import ReadViewSet, Writers, all_named, citations, or_null, place
from regulatory.filtersets.quality import QualityAttributeFilter, QualityFrameworkFilter
from regulatory.models import AcceptanceCriterion, CriticalQualityAttribute, QualityFramework
from regulatory.nouns import Only


def criterion_data(criterion: AcceptanceCriterion) -> dict[str, object]:
    return {
        "key": criterion.key,
        "kind": criterion.kind,
        "criterion": criterion.criterion,
        "document": criterion.document,
        "note": or_null(criterion.note),
        "citations": citations(criterion.citations.all()),
    }


class QualityAttributeViewSet(ReadViewSet):
    """Properties that must be within limits. A criterion of the kind `published-specification` is an example, not a rule."""

    noun = "quality-attributes"
    one = "quality attribute"
    filterset_class = QualityAttributeFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "name": lambda row, _: row.name,
        "category": lambda row, _: row.category,
        "definition": lambda row, _: row.definition,
        "why_it_matters": lambda row, _: row.why_it_matters,
        "analytical_methods": lambda row, _: row.analytical_methods,
        "synonyms": lambda row, _: row.synonyms,
        "in_workshop": lambda row, _: row.in_workshop,
        "filed_under": lambda row, _: all_named(row.filed_under.all()),
        "members": lambda row, _: all_named(row.members.all()),
        "umbrellas": lambda row, _: all_named(row.umbrellas.all()),
        "product_classes": lambda row, _: all_named(row.product_classes.all()),
        "note": lambda row, _: or_null(row.note),
        "criteria": lambda row, _: [criterion_data(criterion) for criterion in row.criteria.all()],
        "citations": lambda row, _: citations(row.citations.all()),
        "facts_count": lambda row, _: row.facts_count,
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("quality-attributes", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[CriticalQualityAttribute]:
        return nouns.public_attributes(only)


class QualityFrameworkViewSet(ReadViewSet):
    """Documents that set quality expectations across attributes."""

    noun = "quality-frameworks"
    one = "quality framework"
    filterset_class = QualityFrameworkFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "title": lambda row, _: row.title,
        "jurisdiction": lambda row, _: place(row.jurisdiction),
        "product_classes": lambda row, _: all_named(row.product_classes.all()),
        "summary": lambda row, _: row.summary,
        "citations": lambda row, _: citations(row.citations.all()),
        "api_url": lambda row, links: links.api("quality-frameworks", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[QualityFramework]:
        return nouns.public_frameworks(only)
