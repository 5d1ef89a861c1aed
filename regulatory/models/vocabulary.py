"""What facts are filed under: topics, product classes with what drives requirements, glossary terms."""

from __future__ import annotations

from django.db import models

from regulatory.choices import CharacteristicAnswer
from regulatory.models.fields import KeyField, TextListField
from regulatory.models.jurisdiction import Jurisdiction
from regulatory.models.source import Source, SourceLink


class Topic(models.Model):
    """A question that every economy can be asked. Two levels, in the order of a product's life."""

    key = KeyField(unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="subtopics")
    name = models.CharField(max_length=100)
    description = models.TextField()
    question = models.CharField(max_length=200, help_text="The question that its facts answer, in a user's words")
    order = models.PositiveSmallIntegerField(help_text="Within its parent")
    answered_by = models.JSONField(default=list, blank=True, help_text="Types and kinds of facts that answer it")

    class Meta:
        ordering = ["parent__order", "order", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{self.key}/"


class ProductClass(models.Model):
    """A class of therapies, with the characteristics that drive requirements. Groups are not selectable."""

    key = KeyField(unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="subclasses")
    name = models.CharField(max_length=100)
    selectable = models.BooleanField(help_text="Whether facts can name it; a group only gathers others")
    order = models.PositiveSmallIntegerField()
    definition = models.TextField()
    examples = TextListField()
    outside_atmp = models.BooleanField(default=False, help_text="Outside the ATMP rules in many economies")
    integrating_vector = models.CharField(max_length=10, choices=CharacteristicAnswer, blank=True)
    genome_editing = models.CharField(max_length=10, choices=CharacteristicAnswer, blank=True)
    viable_cells = models.CharField(max_length=10, choices=CharacteristicAnswer, blank=True)
    replication_competent = models.CharField(max_length=10, choices=CharacteristicAnswer, blank=True)
    cell_sources = TextListField(help_text="autologous, allogeneic, xenogeneic or not applicable")
    note = models.TextField(blank=True)
    verified = models.BooleanField(default=False, help_text="A text that carries the definition was seen")

    class Meta:
        ordering = ["order", "key"]
        verbose_name_plural = "product classes"

    def __str__(self) -> str:
        return self.name


class ProductClassCitation(SourceLink):
    product_class = models.ForeignKey(ProductClass, on_delete=models.CASCADE, related_name="citations")


class ClassDriver(models.Model):
    """A characteristic of a product class and the requirement that it brings about."""

    key = KeyField(unique=True)
    product_class = models.ForeignKey(ProductClass, on_delete=models.CASCADE, related_name="drivers")
    characteristic = models.CharField(max_length=200)
    effect = models.TextField()
    order = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["product_class__order", "order", "key"]

    def __str__(self) -> str:
        return self.characteristic


class ClassDriverCitation(SourceLink):
    driver = models.ForeignKey(ClassDriver, on_delete=models.CASCADE, related_name="citations")


class FollowUpRule(models.Model):
    """What a document says about how long people are followed: for one product class, or (no class) in general."""

    key = KeyField(unique=True)
    product_class = models.ForeignKey(
        ProductClass, on_delete=models.CASCADE, null=True, blank=True, related_name="follow_up"
    )
    document = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The document that states it",
    )
    years_min = models.PositiveSmallIntegerField(null=True, blank=True)
    years_max = models.PositiveSmallIntegerField(null=True, blank=True)
    statement = models.TextField()
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["product_class__order", "order", "key"]

    def __str__(self) -> str:
        return self.key


class FollowUpRuleCitation(SourceLink):
    rule = models.ForeignKey(FollowUpRule, on_delete=models.CASCADE, related_name="citations")


class GlossaryTerm(models.Model):
    """A term of the field, with its abbreviation and a definition in our own words."""

    key = KeyField(unique=True)
    term = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=30, blank=True)
    definition = models.TextField()
    topics = models.ManyToManyField(Topic, blank=True, related_name="glossary_terms")
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"/glossary/#{self.key}"


class GlossaryTermCitation(SourceLink):
    glossary_term = models.ForeignKey(GlossaryTerm, on_delete=models.CASCADE, related_name="citations")


class GlossarySynonym(models.Model):
    """Another word for a term; with a jurisdiction: the word used there."""

    glossary_term = models.ForeignKey(GlossaryTerm, on_delete=models.CASCADE, related_name="synonyms")
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="local_terms"
    )
    term = models.CharField(max_length=200)
    verified = models.BooleanField(
        null=True, blank=True, help_text="For a jurisdiction's word: was a text that uses it seen; empty: common usage"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(jurisdiction=None) | models.Q(verified__isnull=False),
                name="synonym_of_a_jurisdiction_says_if_verified",
            )
        ]

    def __str__(self) -> str:
        return self.term
