"""A correction that a reader suggested for a fact: what was said of which version, and what became of it.

It is the curators' own. Of the reader nothing is kept but an address for an answer, if one was given. What may be said and how much may
wait is decided in curation/corrections.py.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from regulatory.choices import CorrectionState
from regulatory.models.fact import Fact


class Correction(models.Model):
    """Its primary key is the number by which the reader asks what became of it."""

    fact = models.ForeignKey(
        Fact, on_delete=models.PROTECT, related_name="corrections", help_text="The version that the reader saw"
    )
    text = models.TextField(help_text="What is wrong and what would be right, in the reader's words")
    source_url = models.URLField(max_length=500, blank=True, help_text="Where it can be read")
    email = models.EmailField(blank=True, help_text="Given by the reader for an answer")
    sent_at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=8, choices=CorrectionState, default=CorrectionState.OPEN, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_corrections",
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField(blank=True, editable=False, help_text="Why it was taken up or declined")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
            models.CheckConstraint(condition=Q(state__in=CorrectionState.values), name="correction_state"),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.OPEN, decided_by=None, decided_at=None, reason="")
                | (
                    ~Q(state=CorrectionState.OPEN)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="correction_decided_by_whom_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["fact"], condition=Q(state=CorrectionState.OPEN), name="correction_open_by_fact")
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == CorrectionState.OPEN
