"""What a request may send: JSON of bounded size, read strictly. What it has to say is checked where it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rest_framework import exceptions, status
from rest_framework.parsers import JSONParser

LARGEST = 256 * 1024
"""Bytes: several times the largest record of the content."""


class BodyTooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = f"The body is too large: at most {LARGEST // 1024} KiB are read."


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, refused where it names a field twice: one of the two would be ignored."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field '{twice[:80]}' is given twice")
    return found


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


class JsonBody(JSONParser):
    """JSON in UTF-8 without doubled fields, of at most LARGEST bytes. Raises a 413, or a 400 that says where it cannot be read."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise BodyTooLarge
        try:
            found = json.loads(body.decode(), object_pairs_hook=once_each, parse_constant=no_constant)
            # An escape may name half of a character, which neither a database nor an answer can hold.
            json.dumps(found, ensure_ascii=False).encode()
        except RecursionError as error:
            raise exceptions.ParseError("The body is nested too deeply.") from error
        except ValueError as error:
            what = "it holds half of a character" if isinstance(error, UnicodeEncodeError) else error
            raise exceptions.ParseError(f"The body cannot be read as JSON: {what}.") from error
        return found


class MergePatch(JsonBody):
    """RFC 7396: the fields to change, null for one that is to be left open."""

    media_type = "application/merge-patch+json"
