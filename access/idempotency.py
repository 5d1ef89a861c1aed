"""Requests that may be sent twice: with an Idempotency-Key a program that heard no answer asks again, and nothing happens twice.

Kept a day for each owner of tokens. Only what was done is kept: a refused request changed nothing and may be mended under its key.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from rest_framework import exceptions, status

from access.models import KeptAnswer

HEADER = "Idempotency-Key"
KEPT_FOR = datetime.timedelta(hours=24)
KEY_PATTERN = r"[!-~]{1,200}"


class KeyReused(exceptions.APIException):
    """The key stands for another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered, as plain JSON."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]
    is_repeated: bool = False


def key_of(given: str | None) -> str | None:
    """The key of a request, None where it has none. Raises a 400 for one that is too long or not plain."""
    if given is None or re.fullmatch(KEY_PATTERN, given):
        return given
    raise exceptions.ParseError(f"{HEADER} has to be 1 to 200 visible ASCII characters without spaces, such as a UUID.")


def fingerprint(method: str, path: str, body: object) -> str:
    """What was asked, whatever the order of its fields."""
    said = json.dumps([method, path, body], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()


def once(user: User, key: str | None, asked: str, act: Callable[[], Answer]) -> Answer:
    """The answer of `act`, which is called in a transaction and only the first time that this user asks under this key.

    Who asks at the same moment waits for the first: the row of the key is written before anything else is done. `asked` is the
    fingerprint of the request; another one under the same key raises a 422.
    """
    with transaction.atomic():
        if key is None:
            return act()
        forget_old()
        kept, is_new = KeptAnswer.objects.get_or_create(user=user, key=key, defaults={"digest": asked})
        if is_new:
            answer = act()
            kept.status, kept.headers, kept.body = answer.status, answer.headers, json.dumps(answer.body)
            kept.save()
            return answer
    if kept.digest != asked:
        raise KeyReused(
            f"This {HEADER} stands for another request that you sent before. Take a new key for a new request."
        )
    return Answer(kept.status, json.loads(kept.body), kept.headers, is_repeated=True)


def forget_old() -> None:
    """What another writer is forgetting at this moment is left to him."""
    old = KeptAnswer.objects.filter(at__lt=timezone.now() - KEPT_FOR).select_for_update(skip_locked=True)
    KeptAnswer.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
