"""The headers of requests and answers in the OpenAPI document: validators, what may be kept, links, limits.

Which there are is decided in caching.py, linking.py and limits.py.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

ETAG = r'^W/"[0-9]+-[0-9a-f]{32}"$'
HTTP_DATE = r"^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$"
COUNT: Json = {"type": "integer", "minimum": 0}

HEADERS: dict[str, Json] = {
    "ETag": {
        "description": "Names this answer: it changes with content, software and address. Send it as `If-None-Match`.",
        "required": True,
        "schema": {"type": "string", "pattern": ETAG},
    },
    "Last-Modified": {
        "description": "When content or software last changed; missing while a second holds two changes. Send it as `If-Modified-Since`.",
        "schema": {"type": "string", "pattern": HTTP_DATE},
    },
    "Cache-Control": {
        "description": "Who may keep the answer: everybody, or with a token its program only. Ask each time whether it still holds.",
        "required": True,
        "schema": {"type": "string", "pattern": "^(public|private), max-age=0, must-revalidate$"},
    },
    "Vary": {
        "description": "On which headers of the request the answer depends.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "RFC 8288: `service-desc` leads to this document; of lists also `first`, `prev`, `next` and `last`.",
        "required": True,
        "schema": {"type": "string", "pattern": 'rel="service-desc"'},
    },
    "RateLimit-Limit": {"description": "Requests a minute; missing where there is no limit.", "schema": COUNT},
    "RateLimit-Remaining": {"description": "Requests that are left in this minute.", "schema": COUNT},
    "RateLimit-Reset": {"description": "Seconds until the next minute begins.", "schema": COUNT},
    "Content-Disposition": {
        "description": "Of files: a name that tells the noun and the revision of the content.",
        "schema": {"type": "string", "pattern": "^attachment; filename="},
    },
}
"""The headers of an answer that was found. A client that asks again with a validator costs neither side the answer."""

ABOUT_THE_BODY = ("Content-Disposition",)
NOT_MODIFIED = "NotModified"
CONDITIONS: list[Json] = [
    {
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of the answer that is held, or several of them: 304 where it still holds.",
        "schema": {"type": "string"},
    },
    {
        "name": "If-Modified-Since",
        "in": "header",
        "description": "The `Last-Modified` of the answer that is held: 304 where it still holds. `If-None-Match` decides before it.",
        "schema": {"type": "string"},
    },
]
"""How a reader asks whether what it holds still holds."""


def references(names: list[str]) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def of_found() -> Json:
    """The headers of an answer with a body."""
    return references([*HEADERS])


def not_modified() -> Json:
    """The answer that what the reader holds still holds."""
    return {
        "description": "What the reader holds still holds. There is no body.",
        "headers": references([name for name in HEADERS if name not in ABOUT_THE_BODY]),
    }
