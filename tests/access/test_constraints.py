"""The database refuses tokens and kept answers that contradict themselves."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from access.models import ApiToken, KeptAnswer
from tests.constraints import refused_by

pytestmark = pytest.mark.django_db


def token(user: User, **values: object) -> ApiToken:
    common = {
        "user": user,
        "name": "nightly",
        "digest": "0" * 64,
        "ending": "abcd",
        "expires_on": datetime.date(2027, 1, 1),
    }
    return ApiToken.objects.create(**{**common, **values})


def test_a_token_for_what_nobody_knows(author):
    with refused_by("token_scope_known"):
        token(author, scope="publish")


@pytest.mark.parametrize("half", ["revoked_at", "revoked_by"])
def test_a_token_that_nobody_or_never_revoked(author, reviewer, half):
    with refused_by("token_revoked_by_somebody"):
        token(author, **{half: timezone.now() if half == "revoked_at" else reviewer})


def test_two_answers_kept_for_one_key(author):
    KeptAnswer.objects.create(user=author, key="k", digest="0" * 64)
    with refused_by("answer_kept_once"):
        KeptAnswer.objects.create(user=author, key="k", digest="1" * 64)
