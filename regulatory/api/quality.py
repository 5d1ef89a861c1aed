"""Critical quality attributes with their acceptance criteria, and documents that span attributes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from regulatory import nouns
from regulatory.api.base import Links, ReadViewSet, all_named, citations, or_null, place
from regulatory.filtersets.quality import QualityAttributeFilter, QualityFrameworkFilter
from regulatory.models import AcceptanceCriterion, CriticalQualityAttribute, QualityFramework


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

    def get_queryset(self) -> QuerySet[CriticalQualityAttribute]:
        return nouns.public_attributes()

    def represent(self, row: Any, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "name": row.name,
            "category": row.category,
            "definition": row.definition,
            "why_it_matters": row.why_it_matters,
            "analytical_methods": row.analytical_methods,
            "synonyms": row.synonyms,
            "in_workshop": row.in_workshop,
            "filed_under": all_named(row.filed_under.all()),
            "members": all_named(row.members.all()),
            "umbrellas": all_named(row.umbrellas.all()),
            "product_classes": all_named(row.product_classes.all()),
            "note": or_null(row.note),
            "criteria": [criterion_data(criterion) for criterion in row.criteria.all()],
            "citations": citations(row.citations.all()),
            "facts_count": row.facts_count,
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }


class QualityFrameworkViewSet(ReadViewSet):
    """Documents that set quality expectations across attributes."""

    noun = "quality-frameworks"
    one = "quality framework"
    filterset_class = QualityFrameworkFilter

    def get_queryset(self) -> QuerySet[QualityFramework]:
        return nouns.public_frameworks()

    def represent(self, row: QualityFramework, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "title": row.title,
            "jurisdiction": place(row.jurisdiction),
            "product_classes": all_named(row.product_classes.all()),
            "summary": row.summary,
            "citations": citations(row.citations.all()),
            "api_url": links.api(self.noun, row.key),
        }
