"""How one address is described: read from its view set, with its parameters, its shapes and its example. Parts stand beside."""

from __future__ import annotations

import inspect
from typing import Any

from drf_spectacular.drainage import warn
from drf_spectacular.openapi import AutoSchema
from pydantic import BaseModel

from atmp_kb.schema import headers
from atmp_kb.schema.components import ANSWERS, LISTS, SCHEME, SHAPES, Json, example_of, examples, reference
from atmp_kb.schema.parameters import CODE, KEY, query_parameters, takes_fields
from atmp_kb.schema.prose import ERRORS, PATHS
from atmp_kb.schema.prose import KEY as KEY_MEANS
from regulatory.api.shapes.parts import SomeFields, SomeFieldsList

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OF_ONE = (400, 401, 404, 405, 406, 429, 503)
OF_ANSWER = (400, 401, 405, 406, 429, 503)


def text_of(documented: object) -> str:
    """A docstring with its lines joined to paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in (inspect.getdoc(documented) or "").split("\n\n"))


class Schema(AutoSchema):
    """An operation that reads. Everything answers in plain dicts, so nothing is derived from serializers."""

    @property
    def noun(self) -> str:
        """As in the address, with what stands under it where that is an answer of its own; empty for the root."""
        whole = self.path.removeprefix("/api/v1/").strip("/")
        return whole if whole in ANSWERS else whole.split("/")[0]

    @property
    def of_list(self) -> bool:
        return self.noun in SHAPES and "{" not in self.path

    @property
    def one(self) -> str:
        return str(getattr(self.view, "one", "vocabulary"))

    def get_operation_id(self) -> str:
        if self.noun not in SHAPES:
            return f"get_{self.noun.replace('/', '_') or 'root'}"
        name = f"list_{self.noun}" if self.of_list else f"get_{self.one}"
        return name.replace("-", "_").replace(" ", "_")

    def get_summary(self) -> str:
        if self.noun not in SHAPES:
            return {"": "What there is, with addresses"}.get(self.noun, self.noun.replace("/", ": ").capitalize())
        article = "an" if self.one[0] in "aeiou" else "a"
        return f"List {self.noun.replace('-', ' ')}" if self.of_list else f"Get {article} {self.one}"

    def get_description(self) -> str:  # type: ignore[override]
        return text_of(type(self.view))

    def get_tags(self) -> list[str]:
        return [self.noun.split("/")[0] or "root"]

    def get_auth(self) -> list[Json]:
        """Reading takes a token and needs none."""
        return [{}, {SCHEME: []}]

    def _get_parameters(self) -> list[Json]:
        path = [self.path_parameter()] if "{" in self.path else []
        conditions = headers.CONDITIONS if self.method == "GET" else []
        return [*path, *query_parameters(self.view, self.noun, of_list=self.of_list), *conditions]

    def path_parameter(self) -> Json:
        schema: Json = {"jurisdictions": CODE, "changes": {"type": "integer", "minimum": 1}}.get(self.noun, KEY)
        said = PATHS.get(self.noun, KEY_MEANS)
        return {"name": "key", "in": "path", "required": True, "description": said, "schema": schema}

    def _get_request_body(self, direction: Any = "request") -> None:
        return None

    def _get_response_bodies(self, direction: Any = "response") -> Json:
        shape: type[BaseModel] | None = (LISTS if self.of_list else {**SHAPES, **ANSWERS}).get(self.noun)
        if shape is None or self.noun not in examples():
            warn(f"{self.path} lacks {'its shape' if shape is None else 'an example'}.")
            return {}
        content: Json = {
            "application/json": {
                "schema": self.whole_or_fields(shape),
                "examples": {self.noun.replace("/", "-") or "root": example_of(self.noun, of_list=self.of_list)},
            }
        }
        for renderer in self.view.renderer_classes[1:]:
            # What is written as YAML is read as an object; a table in another form is one text or one file.
            of_type = "object" if renderer.media_type == "application/yaml" else "string"
            content[renderer.media_type] = {"schema": {"type": of_type}}
        in_pages = "page" in getattr(self.view, "beside", ())  # a page that is not there is not found
        errors = OF_ONE if self.noun in SHAPES or in_pages else OF_ANSWER
        return {
            "200": {"description": text_of(shape), "headers": headers.of_found(), "content": content},
            "304": {"$ref": f"#/components/responses/{headers.NOT_MODIFIED}"},
            **{
                str(status): {"$ref": f"#/components/responses/Problem{status}"}
                for status in ERRORS
                if status in errors
            },
        }

    def whole_or_fields(self, shape: type[BaseModel]) -> Json:
        """The shape, or where `fields` can be asked for, one that is told apart by what its `meta` says."""
        if not takes_fields(self.view):
            return reference(shape)
        return {"anyOf": [reference(shape), reference(SomeFieldsList if self.of_list else SomeFields)]}


def tell_tags(result: Json, generator: Any, **_: object) -> Json:
    """Hook of the generator: each noun as a tag, with the text of its view set, in the order of the router."""
    texts: dict[str, str] = {}
    for path, _regex, _method, callback in generator.endpoints:
        tag = path.removeprefix("/api/v1/").split("/")[0] or "root"
        texts.setdefault(tag, text_of(callback.cls))
    used = [tag for item in result["paths"].values() for operation in item.values() for tag in operation["tags"]]
    result["tags"] = [{"name": tag, "description": texts[tag]} for tag in dict.fromkeys(used)]
    return result


def of_the_api(endpoints: list[Any], **_: object) -> list[Any]:
    """Hook of the generator: only what stands below /api/; the pages have twins in JSON that answer the same.

    The methods of an address come out of a set: they are put in an order, for the document is compared with what it was.
    """
    paths = list(dict.fromkeys(endpoint[0] for endpoint in endpoints))
    ordered = sorted(endpoints, key=lambda endpoint: (paths.index(endpoint[0]), METHODS.index(endpoint[2])))
    return [endpoint for endpoint in ordered if endpoint[0].startswith("/api/")]
