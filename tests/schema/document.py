"""The committed OpenAPI document, read for tests: closed, so that a key that it doesn't name is an error, and as validators."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml
from django.conf import settings

PATH: Path = settings.BASE_DIR / "docs" / "openapi.yaml"


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(PATH.read_text(), Loader=yaml.CSafeLoader)
    return found


def close(schema: Any) -> None:
    """Forbid, in place, every key that an object does not name. (Readers are told to expect new ones; tests are not.)

    Records of which some fields were asked for are left open: which those are differs from request to request.
    """
    if isinstance(schema, list):
        for each in schema:
            close(each)
    elif isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("additionalProperties") is not True:
            schema["additionalProperties"] = False
        for each in schema.values():
            close(each)


@cache
def closed() -> dict[str, Any]:
    """The document with every shape closed."""
    found = copy.deepcopy(document())
    close(found["components"]["schemas"])
    return found


@cache
def validator(path: str) -> jsonschema_rs.Draft202012Validator:
    """Of what a GET of that path of the document answers with 200."""
    answer = document()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return jsonschema_rs.Draft202012Validator(
        {**answer, "components": {"schemas": closed()["components"]["schemas"]}}, validate_formats=True
    )


def faults(path: str, answer: Any) -> list[str]:
    """Where an answer departs from the document."""
    return [
        f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
        for error in validator(path).iter_errors(answer)
    ]


def open_reads() -> dict[str, dict[str, Any]]:
    """Path -> the GET that answers everybody."""
    return {
        path: item["get"] for path, item in closed()["paths"].items() if {} in item.get("get", {}).get("security", ())
    }
