"""The reusable parts of the OpenAPI document: the shape of each answer, the closed vocabularies, the error answers, the examples."""

from __future__ import annotations

import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel, create_model
from pydantic.json_schema import models_json_schema

from atmp_kb.schema import headers
from atmp_kb.schema.prose import ERRORS, LISTED, SCHEME_IS
from atmp_kb.schema.writing import of_draft, proposal_schemas
from regulatory import choices
from regulatory.api.shapes import between, comparison, facts, programme, records, schemes, searching
from regulatory.api.shapes.drafts import Draft, Submission
from regulatory.api.shapes.parts import Count, Meta, Problem, Shape, SomeFields, SomeFieldsList, Url
from workshop import answers

Json = dict[str, Any]
REF = "#/components/schemas/{model}"
SCHEME = "token"
"""The name of the security scheme."""
EXAMPLES = Path(__file__).with_name("examples.json")

SHAPES: dict[str, type[BaseModel]] = {
    "jurisdictions": records.Jurisdiction,
    "authorities": records.Authority,
    "sources": records.Source,
    "topics": records.Topic,
    "product-classes": records.ProductClass,
    "follow-up-rules": records.FollowUpRule,
    "facts": facts.Fact,
    "classifications": facts.Classification,
    "pathways": facts.Pathway,
    "pharmacovigilance-requirements": facts.PharmacovigilanceRequirement,
    "quality-expectations": facts.QualityExpectation,
    "requirements": facts.Requirement,
    "reliance-arrangements": facts.RelianceArrangement,
    "authorised-products": facts.AuthorisedProduct,
    "absences": facts.Absence,
    "quality-attributes": schemes.QualityAttribute,
    "quality-frameworks": schemes.QualityFramework,
    "reliance-initiatives": schemes.RelianceInitiative,
    "glossary": records.GlossaryTerm,
    "workshops": answers.Workshop,
    "sessions": answers.Session,
    "insights": answers.Insight,
    "organisations": answers.Organisation,
    "changes": records.Change,
    "vocabularies": records.ClosedVocabulary,
}
"""The shape of one record of each noun."""

ROWS: dict[str, type[BaseModel]] = {**SHAPES, "changes": records.ChangeEntry}
"""The shape of a row of its list."""


class Root(RootModel[dict[str, Url]]):
    """Every noun with its address."""


ANSWERS: dict[str, type[BaseModel]] = {
    "": Root,
    "status": records.Status,
    "compare": comparison.Comparison,
    "plan": programme.Plan,
    "indicators": programme.IndicatorGrid,
    "changes/between": between.Between,
    "search": searching.Search,
    "search/suggest": searching.Suggestions,
}
"""The shape of the answer at each address that is no noun."""


class Envelope(Shape):
    """A list in pages."""

    count: Count
    """How many records there are on all pages."""
    next: Url | None
    previous: Url | None
    meta: Meta


def listed(row: type[BaseModel]) -> type[BaseModel]:
    """The shape of a list of such rows."""
    return create_model(
        f"{row.__name__}List",
        __base__=Envelope,
        __doc__=LISTED,
        # Its one field of its own is told by LISTED; looking for the docstring of a class made here takes tens of milliseconds each.
        __cls_kwargs__={"use_attribute_docstrings": False},
        results=(list[row], ...),  # type: ignore[valid-type]
    )


LISTS: dict[str, type[BaseModel]] = {noun: listed(row) for noun, row in ROWS.items()}

DRAFTS = listed(Draft)


def reference(model: type[BaseModel] | type[choices.Vocabulary]) -> Json:
    return {"$ref": REF.format(model=model.__name__)}


def tidied(schema: Any) -> Any:
    """A schema of pydantic's without titles that repeat names and defaults of what may be missing; "or null" in its short form."""
    if isinstance(schema, list):
        return [tidied(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        name: {field: tidied(each) for field, each in value.items()} if name == "properties" else tidied(value)
        for name, value in schema.items()
        if not (name == "title" and isinstance(value, str))
        if (name, value) not in (("default", None), ("additionalProperties", False))
    }
    either = found.get("anyOf", [])
    if len(either) == 2 and either[1] == {"type": "null"} and isinstance(either[0].get("type"), str):
        rest = {name: value for name, value in found.items() if name != "anyOf"}
        return {**either[0], **rest, "type": [either[0]["type"], "null"]}
    return found


def vocabularies() -> dict[str, type[choices.Vocabulary]]:
    return {each.__name__: each for each in choices.Vocabulary.__subclasses__()}


def explained(vocabulary: type[choices.Vocabulary]) -> Json:
    """A closed vocabulary with what each member means."""
    doc = inspect.getdoc(vocabulary) if vocabulary.__dict__.get("__doc__") else None
    lines = [f"- `{member.value}`: {member.meaning}" for member in vocabulary]
    return {
        "type": "string",
        "enum": list(vocabulary.values),
        "description": "\n".join([*([doc, ""] if doc else []), *lines]),
    }


@cache
def shapes_as_schemas() -> dict[str, Json]:
    """Every shape and every vocabulary by its name."""
    models: set[type[BaseModel]] = {*SHAPES.values(), *ROWS.values(), *LISTS.values(), *ANSWERS.values()}
    models |= {Problem, SomeFields, SomeFieldsList, Draft, DRAFTS, Submission}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema([(model, "serialization") for model in ordered], ref_template=REF)
    schemas = {name: tidied(schema) for name, schema in definitions["$defs"].items()}
    schemas["Draft"] = of_draft(schemas["Draft"])
    return schemas | proposal_schemas() | {name: explained(each) for name, each in vocabularies().items()}


@cache
def examples() -> dict[str, Any]:
    """The example of each noun and address, taken from the real content; a test holds them to it."""
    found: dict[str, Any] = json.loads(EXAMPLES.read_text())
    return found


def example_of(noun: str, *, of_list: bool = False) -> Json:
    """The example of one record; of a list, with the envelope around it."""
    example = examples()[noun]
    if not of_list:
        return {"value": example}
    row = {name: value for name, value in example.items() if name != "meta"}
    if noun == "changes":
        entry = row.pop("entries")[0]
        row = {**row, **entry}
    return {"value": {"count": 1, "next": None, "previous": None, "meta": example["meta"], "results": [row]}}


def error_responses() -> dict[str, Json]:
    """The error answers by status, as reusable responses."""
    return {
        f"Problem{status}": {
            "description": error.description,
            "content": {"application/problem+json": {"schema": reference(Problem), "example": error.example}},
            **({"headers": error.headers} if error.headers else {}),
        }
        for status, error in ERRORS.items()
    }


def add_components(result: Json, **_: object) -> Json:
    """Hook of the generator: puts the parts into the document that it made."""
    components = result.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **shapes_as_schemas()}
    components["headers"] = headers.HEADERS
    components["responses"] = {headers.NOT_MODIFIED: headers.not_modified(), **error_responses()}
    components["securitySchemes"] = {SCHEME: {"type": "http", "scheme": "bearer", "description": SCHEME_IS}}
    return result
