"""The life of a token: made for its owner and shown once, found by what a program sends, taken back.

A token is 256 random bits, so that its plain SHA-256 can be kept and looked up: there is nothing to guess that salt or many rounds
would slow down. What a token lets its program do is asked in permissions.py.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import ApiToken, Scope

PREFIX = "atmp_"
"""By which tokens can be found where they should not be: in code, logs, mails."""
RANDOM_BYTES = 32
LONGEST_LIFE = datetime.timedelta(days=366)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def refuse_end(expires_on: datetime.date) -> None:
    today = timezone.now().date()
    last = today + LONGEST_LIFE
    if not today <= expires_on <= last:
        raise ValidationError(f"Give a day from {today} (today, UTC) to {last}, about a year from now.")


def issue(*, owner: User, name: str, scope: Scope, expires_on: datetime.date) -> tuple[ApiToken, str]:
    """A new token and its secret, which nobody can read again. Raises ValidationError."""
    refuse_end(expires_on)
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    token = ApiToken(
        user=owner, name=name.strip(), digest=digest_of(secret), ending=secret[-4:], scope=scope, expires_on=expires_on
    )
    token.full_clean()
    token.save()
    return token, secret


def find(secret: str) -> ApiToken | None:
    """The token with that secret, whether it still works or not, with its owner: one query."""
    return ApiToken.objects.select_related("user").filter(digest=digest_of(secret)).first()


def note_use(token: ApiToken) -> None:
    """Remember the day on which the token was last used: one write a day, not one a request."""
    today = timezone.now().date()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
        token.last_used_on = today


def revoke(token: ApiToken, *, by: User) -> None:
    """Take a token back, at once and for good. Who did so first stays on record."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)
    token.refresh_from_db()
