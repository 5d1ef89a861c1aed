"""One fact as a program proposes it: the record of the content files without what only publishing can say, checked in the same words.

What a proposal becomes, and who may make it, stands in api/proposals.py; the checks themselves in checks.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError, create_model
from pydantic_core import PydanticUndefined

from regulatory.choices import FactType
from regulatory.dossiers import binding, checks
from regulatory.dossiers.columns import values_fit
from regulatory.dossiers.content import Content, did_you_mean
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape
from regulatory.dossiers.file_form import in_file_form, tidy, without_blanks
from regulatory.dossiers.reading import Place, blanks_in, problems_of_shape
from regulatory.dossiers.registry import Registry
from regulatory.dossiers.shapes import Shape, row_shape
from regulatory.dossiers.wording import economies_are_named_as_apec_does
from regulatory.models import (
    CriticalQualityAttribute,
    Jurisdiction,
    ProductClass,
    RelianceInitiative,
    Source,
    Topic,
)
from regulatory.readings import FactReading

NOT_PROPOSED = {"confirmations", "withdrawn", "verified", "pending_changes"}
"""Whether a text is true, still true, about to change or true no more is decided of a published version, not said in it."""

CITED_BY_FACTS = (Jurisdiction, Topic, ProductClass, Source, CriticalQualityAttribute, RelianceInitiative)

OF_SINGLE_FIELDS = (checks.links_lead_somewhere, values_fit, economies_are_named_as_apec_does)
"""Checks that look at one field at a time, so that they hold of a record that is only partly right."""

HERE = "proposal"
"""What stands for the name of a file."""


def proposal_shape(fact_type: FactType) -> type[Shape]:
    """The shape of a proposal of one type: `type` first, then the fields of the content files in their order."""
    shape = FACT_SHAPES[fact_type]
    fields: dict[str, Any] = {"type": (Literal[fact_type.value], ...)}
    fields |= {
        name: (found.rebuild_annotation(), found)
        for name, found in shape.model_fields.items()
        if name not in NOT_PROPOSED
    }
    made: type[Shape] = create_model(
        f"{shape.__name__.removesuffix('Shape')}Proposal",
        __base__=Shape,
        __doc__=f"A proposal: {fact_type.meaning[0].lower()}{fact_type.meaning[1:]}.",
        **fields,
    )
    return made


PROPOSAL_SHAPES = {fact_type: proposal_shape(fact_type) for fact_type in FactType}

Problems = dict[Place, list[str]]


@dataclass(slots=True)
class Proposal:
    """What was given, as a record, or why it is none. `record` may be used where there are no problems."""

    record: FactShape | None = None
    problems: Problems = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)

    def complain(self, place: Place, message: str) -> None:
        messages = self.problems.setdefault(place, [])
        if message not in messages:
            messages.append(message)


def said_by(fact: FactReading) -> dict[str, Any]:
    """A version in the form of a proposal: every field, None where nothing is stated."""
    said: dict[str, Any] = {"type": fact.type}
    for name in PROPOSAL_SHAPES[FactType(fact.type)].model_fields:
        match name:
            case "type":
                continue
            case "jurisdiction":
                value: Any = fact.jurisdiction.code
            case "topic":
                value = fact.topic.key
            case "product_classes":
                value = sorted(each.key for each in fact.product_classes)
            case "citations":
                value = [
                    {"source": each.source.key, "locator": each.locator, "supports": each.supports}
                    for each in fact.citations
                ]
            case _:
                value = getattr(fact.own if hasattr(fact.own, name) else fact, name)
        said[name] = nothing_as_none(tidy(value))
    return said


def nothing_as_none(value: Any) -> Any:
    match value:
        case dict():
            return {name: nothing_as_none(each) for name, each in value.items()}
        case list():
            return [nothing_as_none(each) for each in value]
        case _:
            return None if value == "" else value


def without_nulls(value: Any) -> Any:
    """Without what is said to be open: null anywhere, and lists of nothing."""
    match value:
        case dict():
            said = {name: without_nulls(each) for name, each in value.items()}
            return {name: each for name, each in said.items() if each is not None and each != []}
        case list():
            return [without_nulls(each) for each in value]
        case _:
            return value


def type_in(given: Mapping[str, Any]) -> FactType | None:
    said = given.get("type")
    return FactType(said) if isinstance(said, str) and said in FactType.values else None


def read(given: Mapping[str, Any]) -> Proposal:
    """The record that a body gives, with every problem of its shape and of its agreement with what the database holds.

    A constant number of queries.
    """
    proposal = Proposal()
    fact_type = type_in(given)
    if fact_type is None:
        said = given.get("type")
        wrong = "is missing and has to be given" if said is None else f"'{str(said)[:60]}' is not allowed"
        near = did_you_mean(said, FactType.values) if isinstance(said, str) else ""
        proposal.complain(("type",), f"{wrong}; allowed: {', '.join(FactType.values)}{near}")
        return proposal
    shape = PROPOSAL_SHAPES[fact_type]
    body = without_nulls(dict(given))
    for place, _ in blanks_in(body):
        proposal.complain(place, "is empty; give a value, or null where nothing is known")
    for name, found in shape.model_fields.items():
        if name in given and given[name] is None and found.default not in ("", None, [], PydanticUndefined):
            proposal.complain((name,), "cannot be left open; give a value, or leave the field out")
    blank = {*proposal.problems}
    try:
        shape.model_validate(body)
    except ValidationError as error:
        for place, message in problems_of_shape(error, shape):
            if place not in blank:
                proposal.complain(place, message)
    agree(proposal, body, fact_type)
    return proposal


def agree(proposal: Proposal, body: dict[str, Any], fact_type: FactType) -> None:
    """Add what is wrong between the record and the rest of the content. Of a record that is partly wrong the rest is looked at."""
    wrong = {*proposal.problems}
    kept = without(wrong, body, FACT_SHAPES[fact_type])
    said = {name: value for name, value in kept.items() if name != "type"} | {"verified": False}
    record = in_file_form(FACT_SHAPES[fact_type], without_blanks(said))
    content = content_around(proposal.registry)
    content.add(record, HERE)
    for check in OF_SINGLE_FIELDS if wrong else checks.CHECKS:
        for problem in check(content):
            if problem.file == HERE:
                place = place_in(problem.field)
                if not any(place[: len(each)] == each or each[: len(place)] == place for each in wrong):
                    proposal.complain(place, problem.message)
    proposal.record = record


def without(wrong: set[Place], body: dict[str, Any], shape: type[Shape]) -> dict[str, Any]:
    """The body without the fields that are wrong, those in the rows of a list included; the rows keep their places."""
    kept = dict(body)
    for place in wrong:
        match place:
            case (str() as name, int() as number, *inner) if name in kept and row_shape(shape, name):
                rows = list(kept[name])
                # What is no mapping has no field that could stay.
                row = rows[number] if inner and isinstance(rows[number], dict) else {}
                rows[number] = {column: value for column, value in row.items() if column != inner[0]}
                kept[name] = rows
            case (str() as name, *_):
                kept.pop(name, None)
    return kept


def content_around(registry: Registry) -> Content:
    """What a fact can point at, in its file form."""
    content = Content()
    for shape, model in binding.BINDINGS:
        if model in CITED_BY_FACTS:
            for record, _pk in binding.stored_records(shape, model, registry):
                content.add(record)
    return content


def place_in(path: str) -> Place:
    """A place as checks write it (`citations[2].locator`, counted from 1), taken apart; empty for the record as a whole."""
    if not path:
        return ()
    steps: list[str | int] = []
    for part in path.split("."):
        name, *numbers = part.replace("]", "").split("[")
        steps += [name, *(int(number) - 1 for number in numbers)]
    return tuple(steps)


def pointer(place: Place) -> str:
    """A place as a JSON Pointer (RFC 6901), such as `/citations/1/locator`."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in place)
