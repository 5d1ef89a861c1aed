"""What the site remembers of programs: their tokens, and what they were answered. Knowledge stands in regulatory/models/.

How tokens are made, found and taken back stands in tokens.py, how answers are kept in idempotency.py.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Scope(models.TextChoices):
    """What a token may be used for; never more than the groups of its owner allow."""

    READ = "read", "Read, at a higher limit"
    PROPOSE = "propose", "Read, and propose facts"


class Standing(models.TextChoices):
    """Whether a token works today."""

    WORKS = "works", "Works"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"


class ApiToken(models.Model):
    """The key of one program, which acts for its owner. Only a digest is kept; rows stay for ever, for the record names them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80, help_text="Which program it is for, such as: nightly import")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token")
    ending = models.CharField(max_length=4, help_text="Its last characters, by which it can be told from others")
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.READ)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(help_text="Last day (UTC) on which it works")
    last_used_on = models.DateField(null=True, blank=True, help_text="Day (UTC)")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "API token"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="token_scope_known"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (…{self.ending})"

    def standing(self, today: datetime.date | None = None) -> Standing:
        if self.revoked_at:
            return Standing.REVOKED
        return Standing.EXPIRED if self.expires_on < (today or timezone.now().date()) else Standing.WORKS


class KeptAnswer(models.Model):
    """What a request with an Idempotency-Key was answered, so that the same request sent again does nothing twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was asked")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(
        default="", help_text="JSON, as text: PostgreSQL would put the fields of its own JSON in another order"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="answer_kept_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.key}"
