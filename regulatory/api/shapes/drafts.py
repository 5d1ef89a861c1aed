"""The shape of an open version, as its author's programs read it. The shape of its record is that of a proposal (dossiers/proposals.py)."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from regulatory.api.shapes.parts import ApiUrl, Key, Record, Shape, Url
from regulatory.choices import FactType


class Draft(Record):
    """An open version of a fact, of which you are the author."""

    key: Key
    type: FactType
    version: Annotated[int, Field(ge=1)]
    state: Literal["draft", "in-review"]
    begun_at: datetime.datetime
    edited_at: datetime.datetime
    etag: str
    """By which a change says what it rests on: the value of `If-Match`."""
    record: dict[str, Any]
    """What the version says, in the form in which it is proposed."""
    desk_url: Annotated[Url, Field(description="Its form on the curators' desk.")]
    api_url: ApiUrl


class Submission(Shape):
    """The reason for a change, which its reviewer reads."""

    reason: Annotated[str, Field(min_length=1, max_length=5000)]
