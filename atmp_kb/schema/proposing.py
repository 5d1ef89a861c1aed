"""How one address is described that writes, or that answers one person only; all others are described in operations.py."""

from __future__ import annotations

from typing import Any

from drf_spectacular.drainage import warn

from atmp_kb.schema import operations
from atmp_kb.schema.components import DRAFTS, Json, examples, reference
from atmp_kb.schema.operations import OF_ONE, text_of
from atmp_kb.schema.prose import ERRORS
from atmp_kb.schema.writing import (
    ALWAYS_REFUSED,
    HEADERS,
    LOCATION,
    NEEDS_A_TOKEN,
    PERSONAL,
    REF,
    WRITES,
    Write,
    example_body,
    example_draft,
)
from regulatory.api.shapes.drafts import Draft

REAL = "requirements"
"""The noun whose example stands for a fact that is proposed."""


def answered(status: int, words: str, headers: Json, content: Json) -> Json:
    return {str(status): {"description": words, "headers": headers, "content": {"application/json": content}}}


def refusals(statuses: tuple[int, ...]) -> Json:
    return {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in ERRORS if status in statuses}


class Schema(operations.Schema):
    """An operation of our API, the writing ones among them."""

    @property
    def write(self) -> Write | None:
        return WRITES.get((self.method, self.path))

    @property
    def is_personal(self) -> bool:
        return self.noun in PERSONAL

    @property
    def of_list(self) -> bool:
        return super().of_list or (self.is_personal and "{" not in self.path)

    def get_operation_id(self) -> str:
        if self.write:
            return self.write.operation
        if self.is_personal:
            return f"list_{self.noun}" if self.of_list else f"get_{self.one}"
        return super().get_operation_id()

    def get_summary(self) -> str:
        if self.write:
            return self.write.summary
        if self.is_personal:
            return "List your drafts" if self.of_list else "Get a draft of yours"
        return super().get_summary()

    def get_description(self) -> str:  # type: ignore[override]
        if self.write:
            view: Any = self.view
            return text_of(getattr(view, view.action))
        if self.method not in ("GET", "HEAD"):
            warn(f"{self.method} {self.path} is not described.")
        return super().get_description()

    def get_auth(self) -> list[Json]:
        return NEEDS_A_TOKEN if self.write or self.is_personal else super().get_auth()

    def _get_parameters(self) -> list[Json]:
        if not self.write:
            return super()._get_parameters()
        path = [self.path_parameter()] if "{" in self.path else []
        return [*path, *self.write.parameters]

    def _get_request_body(self, direction: Any = "request") -> Json | None:  # type: ignore[override]
        if not self.write:
            return None
        content = {
            "schema": {"$ref": REF + self.write.body},
            "examples": {REAL: {"value": example_body(self.write.body, examples()[REAL])}},
        }
        return {"required": True, "content": dict.fromkeys(self.write.media_types, content)}

    def _get_response_bodies(self, direction: Any = "response") -> Json:
        fact = examples()[REAL]
        one = {"schema": reference(Draft), "examples": {REAL: {"value": example_draft(fact, alone=True)}}}
        if self.write:
            found: Json = {}
            for status, words in self.write.answers.items():
                found |= answered(status, words, HEADERS | (LOCATION if status == 201 else {}), one)
            return found | refusals((*ALWAYS_REFUSED, *self.write.refusals))
        if not self.is_personal:
            return super()._get_response_bodies(direction)
        if not self.of_list:
            return answered(200, text_of(Draft), {"ETag": HEADERS["ETag"]}, one) | refusals((*OF_ONE, 403))
        page = {"count": 1, "next": None, "previous": None, "meta": fact["meta"]}
        example = {"value": {**page, "results": [example_draft(fact, alone=False)]}}
        content = {"schema": reference(DRAFTS), "examples": {REAL: example}}
        return answered(200, text_of(DRAFTS), {}, content) | refusals((*OF_ONE, 403))
