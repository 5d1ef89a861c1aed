"""A change that is still to come: a dated, cited note on a published fact that its text will change and does not say so yet.

It belongs to the fact, not to one version of it: a new version that mends a word does not settle it. One row is its whole life, and each
step of it is taken once: proposed, published by another person, closed. The text never changes (guards.py); which step may be taken when
is decided in curation/pending.py.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from regulatory.choices import PendingOutcome
from regulatory.models.fact import Fact
from regulatory.models.fields import PartialDateField
from regulatory.models.source import Source


class PendingChange(models.Model):
    """That a published fact will change, on which day, and by which text; readers see it from its publication until it is closed."""

    fact = models.ForeignKey(
        Fact,
        on_delete=models.PROTECT,
        related_name="pending_changes",
        help_text="The version that readers saw when it was noted; it holds for the fact's later versions too",
    )
    changes_on = PartialDateField(blank=False, help_text="When it will change, as exactly as the source says")
    note = models.TextField(help_text="What will change, in our own words")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="pending_changes", help_text="The text that makes the change"
    )
    locator = models.CharField(max_length=120, blank=True, help_text="Article, section or page")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposed_changes", editable=False
    )
    proposed_at = models.DateTimeField(editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_changes",
        editable=False,
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_changes",
        editable=False,
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=10, choices=PendingOutcome, blank=True, editable=False)
    closing_reason = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["changes_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(changes_on="") & ~Q(note=""), name="pending_says_when_and_what"),
            models.CheckConstraint(condition=~Q(proposed_by=F("published_by")), name="pending_four_eyes"),
            models.CheckConstraint(
                condition=Q(published_by=None, published_at=None)
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="pending_published_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None, outcome="", closing_reason="")
                | (
                    Q(closed_by__isnull=False, closed_at__isnull=False, outcome__in=PendingOutcome.values)
                    & ~Q(closing_reason="")
                ),
                name="pending_closed_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", PendingOutcome.DECLINED]) | Q(published_at__isnull=False),
                name="pending_settled_after_published",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=PendingOutcome.DECLINED) | Q(published_at=None),
                name="pending_declined_before_published",
            ),
        ]
        indexes = [
            models.Index(fields=["fact"], condition=Q(closed_at=None), name="pending_open_by_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.changes_on}: {self.note:.60}"

    @property
    def is_shown(self) -> bool:
        """Whether readers see it."""
        return self.published_at is not None and self.closed_at is None

    def clean(self) -> None:
        super().clean()
        if not self.note.strip():
            raise ValidationError({"note": "Say what will change."})
