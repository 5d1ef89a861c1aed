"""What a change rests on: If-Match against the text as it stands (RFC 9110, RFC 6585), so that nobody writes over what he has not read.

Tags are compared weakly: compression makes every tag weak, and what counts is the text and not its bytes. Called while the versions of
the key are locked.
"""

from __future__ import annotations

import datetime
import re

from django.db.models import Max
from django.utils.http import parse_etags
from rest_framework import exceptions, status
from rest_framework.request import Request

from regulatory.choices import ChangeVerb
from regulatory.models import ChangeEntry, Fact
from regulatory.querysets import content_revision

SEEN_REVISION = re.compile(r'(?:W/)?"([0-9]{1,18})-[0-9a-f]{32}"')
"""The validator of a public answer (atmp_kb/caching.py) begins with the revision of the content that it showed."""


class Moved(exceptions.APIException):
    """The text is not as it was read."""

    status_code = status.HTTP_412_PRECONDITION_FAILED


class NotSaid(exceptions.APIException):
    """What the change rests on is not said."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED


def etag_of(version: int, edited_at: datetime.datetime) -> str:
    """By what an open version is known: it moves with every edit and every step of its review."""
    return f'W/"draft-{version}-{int(edited_at.timestamp())}{edited_at.microsecond:06}"'


def given_tags(request: Request) -> list[str]:
    """The tags of If-Match. Raises a 428 where none says what the change rests on."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    if not tags or "*" in tags:
        raise NotSaid(
            "Say in If-Match which text you change: the ETag of the fact, or of your draft, as you read it. '*' does not say it."
        )
    return tags


def rests_on(tags: list[str], draft: Fact) -> bool:
    """Whether a tag is that of the open version as it stands."""
    present = etag_of(draft.version, draft.updated_at).removeprefix("W/")
    return any(tag.removeprefix("W/") == present for tag in tags)


def saw_the_present(tags: list[str], key: str) -> bool:
    """Whether a tag was given with a public answer since which the fact was neither published nor withdrawn: two queries."""
    seen = [int(found.group(1)) for tag in tags if (found := SEEN_REVISION.fullmatch(tag))]
    moves = ChangeEntry.objects.filter(noun="fact", key=key, verb__in=[ChangeVerb.PUBLISHED, ChangeVerb.WITHDRAWN])
    last = moves.aggregate(last=Max("change_id"))["last"] or 0
    newest = content_revision().number
    return any(last <= revision <= newest for revision in seen)
