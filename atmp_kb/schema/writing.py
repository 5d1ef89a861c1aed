"""How writing is described: what each operation takes and answers, the shapes of proposals, their examples from the real content."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from access.idempotency import HEADER, KEY_PATTERN
from access.models import Scope
from regulatory.api.preconditions import etag_of
from regulatory.api.shapes.drafts import Draft, Submission
from regulatory.dossiers.proposals import PROPOSAL_SHAPES, without_nulls

Json = dict[str, Any]
REF = "#/components/schemas/"
PROPOSAL, CHANGES = "FactProposal", "FactChanges"
JSON, MERGE_PATCH = "application/json", "application/merge-patch+json"

IDEMPOTENCY: Json = {
    "name": HEADER,
    "in": "header",
    "description": (
        "A name of your own for this request, such as a UUID. Sent again under it within 24 hours, the same request is answered as "
        "before and does nothing twice; another request under it is refused with 422."
    ),
    "schema": {"type": "string", "pattern": f"^{KEY_PATTERN}$"},
}
IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag of the text that the change rests on, as it was read: of the fact, or of your draft.",
    "schema": {"type": "string"},
}
HEADERS: Json = {
    "ETag": {"description": "By which the next change says what it rests on.", "schema": {"type": "string"}},
    "Idempotent-Replayed": {
        "description": "`true` where the answer is that of an earlier request under the same key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
LOCATION: Json = {"Location": {"description": "The draft.", "schema": {"type": "string", "format": "uri"}}}


@dataclass(frozen=True, slots=True)
class Write:
    """One operation: its name, what it takes, the answers of success with their words, the refusals beside those of every write."""

    operation: str
    summary: str
    body: str
    answers: dict[int, str]
    refusals: tuple[int, ...] = ()
    media_types: tuple[str, ...] = (JSON,)
    parameters: tuple[Json, ...] = (IDEMPOTENCY,)


ALWAYS_REFUSED = (400, 401, 403, 405, 406, 409, 413, 415, 422, 429, 503)
WRITES = {
    ("POST", "/api/v1/facts/"): Write("propose_fact", "Propose a fact", PROPOSAL, {201: "The new draft."}),
    ("PATCH", "/api/v1/facts/{key}/"): Write(
        "change_fact",
        "Propose a change of a fact",
        CHANGES,
        {200: "Your draft, changed.", 201: "The new draft of the fact's next version."},
        (404, 412, 428),
        (JSON, MERGE_PATCH),
        (IDEMPOTENCY, {**IF_MATCH, "required": True}),
    ),
    ("POST", "/api/v1/facts/{key}/submit/"): Write(
        "submit_fact",
        "Submit your draft for review",
        Submission.__name__,
        {200: "Your draft, now in review."},
        (404, 412, 428),
        parameters=(IDEMPOTENCY, IF_MATCH),
    ),
}
PERSONAL = {"drafts": Draft}
"""Nouns that need a token to be read."""
NEEDS_A_TOKEN: list[Json] = [{"token": [Scope.PROPOSE.value]}]


def open_or(schema: Json) -> Json:
    """A field that may be left open, which null says too."""
    alternatives = [
        each for each in schema.get("anyOf", [schema]) if each.get("const") != "" and each != {"type": "null"}
    ]
    (only,) = alternatives
    only = {name: value for name, value in only.items() if name not in ("default", "title")}
    if isinstance(only.get("type"), str) and "enum" not in only:
        return {**only, "type": [only["type"], "null"]}
    return {"anyOf": [only, {"type": "null"}]}


def of_fields(schema: Json) -> Json:
    """A shape of the content files as programs send it: what may be left out may be null too, but for what has a value of its own."""
    fields = {}
    for name, found in schema["properties"].items():
        may_be_open = name not in schema["required"] and found.get("default") in ("", None, [])
        fields[name] = (
            open_or(found) if may_be_open else {k: v for k, v in found.items() if k not in ("title", "default")}
        )
    return {**{k: v for k, v in schema.items() if k != "title"}, "properties": fields}


@cache
def proposal_schemas() -> dict[str, Json]:
    """The shapes of what is sent, by name: a proposal of each type, one of any type, the changes of a fact."""
    shapes = list(PROPOSAL_SHAPES.values())
    _, found = models_json_schema([(shape, "validation") for shape in shapes], ref_template=REF + "{model}")
    renamed: Json = json.loads(json.dumps(found["$defs"]).replace("CitationShape", "CitationProposal"))
    schemas = {name: of_fields(schema) for name, schema in renamed.items() if "properties" in schema}
    schemas["CitationProposal"]["description"] = "A place in a source of the knowledge base that carries the fact."
    of_type = {fact_type.value: f"{REF}{shape.__name__}" for fact_type, shape in PROPOSAL_SHAPES.items()}
    schemas[PROPOSAL] = {
        "description": "A fact of any type as it is proposed: the record of the content files with its `type`.",
        "oneOf": [{"$ref": each} for each in of_type.values()],
        "discriminator": {"propertyName": "type", "mapping": of_type},
    }
    fields: dict[str, list[Json]] = {}
    for shape in shapes:
        for name, schema in schemas[shape.__name__]["properties"].items():
            if schema not in fields.setdefault(name, []):
                fields[name].append(schema)
    del fields["type"], fields["key"]
    schemas[CHANGES] = {
        "description": "The fields of a fact to change, as its type has them. Null leaves one open; a list replaces the whole list.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: each[0] if len(each) == 1 else {"anyOf": each} for name, each in fields.items()},
    }
    return schemas


def of_draft(schema: Json) -> Json:
    """The shape of a draft, whose record is a proposal."""
    return {**schema, "properties": {**schema["properties"], "record": {"$ref": REF + PROPOSAL}}}


def proposal_like(fact: Json) -> Json:
    """A fact as it is read in the form in which it would be proposed."""
    fields = next(shape for shape in PROPOSAL_SHAPES.values() if of(shape) == fact["type"]).model_fields
    said: Json = {}
    for name in fields:
        value = fact.get(name)
        match value:
            case {"code": code}:
                value = code
            case {"key": key}:
                value = key
            case list() if name == "citations":
                value = [{**each, "source": each["source"]["key"]} for each in value]
            case list():
                value = [each["key"] for each in value]
        said[name] = value
    return said


def of(shape: Any) -> str:
    """The type whose proposals have this shape."""
    return next(fact_type.value for fact_type, known in PROPOSAL_SHAPES.items() if known is shape)


def example_draft(fact: Json, *, alone: bool) -> Json:
    """A draft that says what a real fact says."""
    at = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)
    site = fact["api_url"].partition("/api/")[0]
    draft: Json = {
        "key": fact["key"],
        "type": fact["type"],
        "version": 2,
        "state": "draft",
        "begun_at": "2026-11-02T09:00:00Z",
        "edited_at": "2026-11-02T09:00:00Z",
        "etag": etag_of(2, at),
        "record": proposal_like(fact),
        "desk_url": f"{site}/admin/regulatory/{fact['type'].replace('-', '')}/1/change/",
        "api_url": f"{site}/api/v1/drafts/{fact['key']}/",
    }
    return {**draft, "meta": fact["meta"]} if alone else draft


def example_body(body: str, fact: Json) -> Json:
    """What is sent to have such a draft."""
    if body == Submission.__name__:
        return {"reason": "The authority published a new edition of the guideline."}
    record = without_nulls(proposal_like(fact))
    return {"summary": record["summary"], "citations": record["citations"]} if body == CHANGES else record
