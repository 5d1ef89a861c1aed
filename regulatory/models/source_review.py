"""That a document stopped being current, so that every fact that rested on it on that day is looked at once more. Only ever added to.

Which facts those are, and which of them are done, is read from their versions and confirmations (catalogue/source_reviews.py): nothing
about a fact is kept twice.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from regulatory.choices import SourceStatus
from regulatory.models.source import ENDED_SOURCES, Source


class SourceReview(models.Model):
    """The moment at which a source was marked as superseded or repealed, by whom and why; `successor` is what replaced it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=20, choices=SourceStatus)
    successor = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="succeeded_in")
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="source_reviews")
    reason = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ENDED_SOURCES),
                name="source_review_of_an_ended_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} on {self.at:%Y-%m-%d}"
