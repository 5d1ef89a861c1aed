"""Whether what records say fits where it is to be stored: lengths, ranges, addresses, and what may stand there only once.

Asked of the models themselves, so that files and database never disagree about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from regulatory.dossiers.binding import BINDINGS
from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.registry import natural_key
from regulatory.dossiers.shapes import Record, Shape
from regulatory.models import FACT_MODELS, ChangeEntry

RANGES = BaseDatabaseOperations.integer_field_ranges
"""Of whole numbers, by type of column. SQLite takes any, PostgreSQL does not: content that one stores the other has to store too."""
KEY_LENGTH = ChangeEntry._meta.get_field("key").max_length or 0
"""Of what names a record in change notes: only a participant's name, which is made of two, can be longer."""


def model_of(shape: type[Record]) -> type[models.Model]:
    if issubclass(shape, FactShape):
        return FACT_MODELS[shape.type]
    return dict(BINDINGS)[shape]


@cache
def columns_of(shape: type[Shape], model: type[models.Model]) -> list[tuple[str, Any]]:
    """The fields of the shape that are a column of the model, and those that are rows of their own, with what the model has there."""
    found: list[tuple[str, Any]] = []
    for name in shape.model_fields:
        try:
            column: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue  # what a fact says of itself and its versions say by their state
        if column.one_to_many or not column.is_relation:
            found.append((name, column))
    return found


def misfits(said: Shape, model: type[models.Model], path: str = "") -> Iterator[tuple[str, str]]:
    """(place, message) of each value that its column would not take."""
    for name, column in columns_of(type(said), model):
        value = getattr(said, name)
        if column.is_relation:
            for number, row in enumerate(value, start=1):
                yield from misfits(row, column.related_model, f"{path}{name}[{number}].")
        elif isinstance(value, str | int) and value != "":
            if isinstance(value, int):
                least, most = RANGES.get(column.get_internal_type(), (value, value))
                if not least <= value <= most:
                    yield f"{path}{name}", f"is {value}; it has to be from {least} to {most}"
                    continue  # PostgreSQL's own validators would say it once more
            try:
                column.run_validators(value)
            except ValidationError as error:
                yield f"{path}{name}", "; ".join(in_words(each, value) for each in error.error_list)


def in_words(error: ValidationError, value: str | int) -> str:
    if error.code == "max_length":
        return f"has {len(str(value))} characters; at most {(error.params or {}).get('limit_value')} fit"
    return f"'{value!s:.60}' does not fit: {error.messages[0]}"


def values_fit(content: Content) -> Iterator[Problem]:
    for record in content.records.values():
        for place, message in misfits(record, model_of(type(record))):
            yield content.problem(record, place, message)
        if len(record.record_key) > KEY_LENGTH:
            message = f"'{record.record_key:.60}...' has {len(record.record_key)} characters; at most {KEY_LENGTH} fit"
            yield content.problem(record, "", message)


def unique_sets(model: type[models.Model], *, owner: str = "") -> list[tuple[str, ...]]:
    """The fields in which any two rows (of one owner) have to differ, but for the key."""
    alone = [(column.name,) for column in model._meta.local_concrete_fields if column.unique and not column.primary_key]
    together = [
        tuple(name for name in constraint.fields if name != owner)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    ]
    return [names for names in (*alone, *together) if names != (natural_key(model),)]


def values_are_unique(content: Content) -> Iterator[Problem]:
    """What only one record of a noun, or only one row of a record, may say."""
    for shape, model in BINDINGS:
        records = [record for record in content.records.values() if type(record) is shape]
        for names in unique_sets(model):
            for record, other, _ in doubles(records, names):
                message = f"is the same as of '{other.record_key}'; no two records may say the same here"
                yield content.problem(record, ", ".join(names), message)
        for field, column in columns_of(shape, model):
            if not column.is_relation:
                continue
            for names in unique_sets(column.related_model, owner=column.field.name):
                for record in records:
                    for _, _, said in doubles(getattr(record, field), names):
                        yield content.problem(record, field, f"names {said} twice; once is right")


Said = TypeVar("Said", bound=Shape)


def doubles(rows: list[Said], names: tuple[str, ...]) -> Iterator[tuple[Said, Said, str]]:
    """Each row that says under these names what an earlier one says, with that one and with what both say."""
    seen: dict[tuple[Any, ...], Said] = {}
    for row in rows:
        values = tuple(getattr(row, name) for name in names)
        if values in seen:
            yield row, seen[values], " ".join(map(str, values))
        seen.setdefault(values, row)
