"""The catalogue of critical quality attributes (CQAs), their acceptance criteria, and documents that span attributes.

What one economy expects for an attribute is a fact: see fact_types.py.
"""

from __future__ import annotations

from django.db import models

from regulatory.choices import AttributeCategory, CriterionKind
from regulatory.models.fields import KeyField, TextListField
from regulatory.models.jurisdiction import Jurisdiction
from regulatory.models.source import SourceLink
from regulatory.models.vocabulary import ProductClass


class CriticalQualityAttribute(models.Model):
    """A property that must be within limits for the product to be safe and to work."""

    key = KeyField(unique=True)
    name = models.CharField(max_length=100)
    category = models.CharField(max_length=20, choices=AttributeCategory)
    definition = models.TextField()
    why_it_matters = models.TextField()
    analytical_methods = TextListField()
    synonyms = TextListField()
    in_workshop = models.BooleanField(default=False, help_text="Named at the workshop")
    filed_under = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="files",
        help_text="The attributes under which economies state expectations for it; often itself",
    )
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="umbrellas")
    product_classes = models.ManyToManyField(ProductClass, blank=True, related_name="quality_attributes")
    note = models.TextField(blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/quality/{self.key}/"


class CriticalQualityAttributeCitation(SourceLink):
    attribute = models.ForeignKey(CriticalQualityAttribute, on_delete=models.CASCADE, related_name="citations")


class AcceptanceCriterion(models.Model):
    """A limit or criterion for an attribute, with the document that states it. A published specification is an example."""

    key = KeyField(unique=True)
    attribute = models.ForeignKey(CriticalQualityAttribute, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(max_length=30, choices=CriterionKind)
    criterion = models.TextField()
    document = models.CharField(max_length=200, help_text="What states it, in words")
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["attribute__key", "order", "key"]
        verbose_name_plural = "acceptance criteria"

    def __str__(self) -> str:
        return self.criterion


class AcceptanceCriterionCitation(SourceLink):
    criterion = models.ForeignKey(AcceptanceCriterion, on_delete=models.CASCADE, related_name="citations")


class QualityFramework(models.Model):
    """A document that sets quality expectations across attributes for some product classes."""

    key = KeyField(unique=True)
    title = models.CharField(max_length=200)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="quality_frameworks")
    product_classes = models.ManyToManyField(ProductClass, blank=True, related_name="quality_frameworks")
    summary = models.TextField()
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title


class QualityFrameworkCitation(SourceLink):
    framework = models.ForeignKey(QualityFramework, on_delete=models.CASCADE, related_name="citations")
