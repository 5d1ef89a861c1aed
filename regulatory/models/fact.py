"""The fact: one statement about one jurisdiction on one topic, one row a version, with its citations and classes.

`Fact` is the common table; what only one type of fact has stands in fact_types.py. How a version comes to be, and when it may
change, is decided in curation/actions.py and held by the constraints below and by the triggers of guards.py.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from regulatory.choices import CLOSED_STATES, KINDS, OPEN_STATES, FactType, LegalStatus, Obligation, Scope, State
from regulatory.models.fields import KeyField, PartialDateField
from regulatory.models.jurisdiction import Jurisdiction
from regulatory.models.source import Source
from regulatory.models.vocabulary import ProductClass, Topic


class Fact(models.Model):
    """One version of one fact. `key` names the fact for ever; `version` counts up from 1."""

    key = KeyField(db_index=True)
    version = models.PositiveIntegerField(default=1)
    type = models.CharField(max_length=30, choices=FactType, editable=False)
    kind = models.CharField(max_length=30, blank=True, help_text="Within the type; empty for types without kinds")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="facts")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="facts")
    title = models.CharField(max_length=200, help_text="A short name by which it can be told from its neighbours")
    title_original = models.CharField(max_length=200, blank=True, help_text="Name in the original language")
    summary = models.TextField(blank=True, help_text="The statement, in our own words")
    obligation = models.CharField(max_length=12, choices=Obligation, blank=True, help_text="Empty: not stated")
    scope = models.CharField(max_length=15, choices=Scope, blank=True, help_text="Whom the rule was written for")
    legal_status = models.CharField(max_length=10, choices=LegalStatus, default=LegalStatus.IN_FORCE)
    product_classes = models.ManyToManyField(ProductClass, through="FactClass", related_name="facts", blank=True)
    note = models.TextField(blank=True, help_text="Where sources disagree, or what is still open")
    effective_from = PartialDateField(help_text="Since when the rule applies in the world, as a source states it")
    effective_until = PartialDateField(help_text="Last day on which it applies")
    checked_on = models.DateField(null=True, blank=True, help_text="Day on which a supporting text was seen")
    review_due = models.DateField(null=True, blank=True, help_text="Empty: a year after the last check")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored_facts", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, help_text="The stamp that a publisher has to carry")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_facts",
        editable=False,
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["jurisdiction__code", "key", "-version"]
        permissions = [("publish_fact", "Can publish, send back, withdraw and confirm facts of every type")]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="fact_one_row_a_version"),
            models.UniqueConstraint(fields=["key"], condition=Q(state=State.PUBLISHED), name="fact_one_published"),
            models.UniqueConstraint(fields=["key"], condition=Q(state__in=OPEN_STATES), name="fact_one_open"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="fact_state_known"),
            models.CheckConstraint(condition=Q(type__in=FactType.values), name="fact_type_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="fact_version_from_one"),
            models.CheckConstraint(condition=~Q(author=F("published_by")), name="fact_four_eyes"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, published_at=None, published_by=None)
                | (
                    Q(state__in=[State.PUBLISHED, *CLOSED_STATES])
                    & Q(published_at__isnull=False, published_by__isnull=False, checked_on__isnull=False)
                ),
                name="fact_published_by_whom_when_checked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_STATES, superseded_at__isnull=False)
                | (~Q(state__in=CLOSED_STATES) & Q(superseded_at=None)),
                name="fact_closed_exactly_when_superseded_at",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(published_at__isnull=False, superseded_at__gte=F("published_at")),
                name="fact_superseded_after_published",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "topic"], condition=Q(state=State.PUBLISHED), name="fact_published_by_place"
            ),
            models.Index(
                fields=["type", "jurisdiction", "key"], condition=Q(state=State.PUBLISHED), name="fact_by_type"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"

    def get_absolute_url(self) -> str:
        return f"/facts/{self.key}/"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def clean(self) -> None:
        super().clean()
        kinds = KINDS.get(FactType(self.type)) if self.type else None
        if kinds is None and self.kind:
            raise ValidationError({"kind": f"A {self.get_type_display().lower()} has no kind; leave it empty."})
        if kinds is not None and self.kind not in kinds.values:
            raise ValidationError({"kind": f"'{self.kind}' is not one of: {', '.join(kinds.values)}."})
        if self.effective_until and self.effective_until < self.effective_from[: len(self.effective_until)]:
            raise ValidationError({"effective_until": "It ends before it begins."})


class FactClass(models.Model):
    """That a fact is about a product class; a fact without any is about all classes."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="class_links")
    product_class = models.ForeignKey(ProductClass, on_delete=models.PROTECT, related_name="fact_links")

    class Meta:
        ordering = ["product_class__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["fact", "product_class"], name="fact_class_once")]

    def __str__(self) -> str:
        return f"{self.fact_id}: {self.product_class_id}"


class Citation(models.Model):
    """The place in a source that carries a fact."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    locator = models.CharField(max_length=120, blank=True, help_text="Article, section or page")
    supports = models.TextField(
        blank=True, help_text="One line in our own words: what the text says that carries the fact, figures included"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["fact", "source", "locator"], name="citation_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.locator}".strip()


class Withdrawal(models.Model):
    """Why and on which day a published version was taken back. Only ever added to."""

    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="withdrawal")
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.fact_id} on {self.day}"


class Confirmation(models.Model):
    """That somebody looked again and a published version is still true. Only ever added to."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="confirmations")
    day = models.DateField(help_text="Day on which the text was seen again")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="confirmations")
    how = models.TextField(help_text="What was looked at")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.fact_id} on {self.day}"
