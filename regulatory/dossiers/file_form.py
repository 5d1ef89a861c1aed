"""Values of the database in the form of the files: texts as one paragraph, links as keys, rows of a record as small mappings.

Which noun is stored where stands in binding.py.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.db import models
from pydantic import ValidationError

from regulatory.dossiers.registry import Registry, parts_of
from regulatory.dossiers.shapes import Record, Shape, row_shape

AnyShape = TypeVar("AnyShape", bound=Shape)


def in_file_form(shape: type[AnyShape], said: dict[str, Any]) -> AnyShape:
    """What the database says, as the shape of the files.

    The database may hold what files may not: a record without a citation that somebody is still at work on, a text with a mark of
    direction. That is no reason to fail while comparing; it is told where such content is written to files (see export_kb).
    """
    given = without_blanks(said)
    try:
        return shape.model_validate(given)
    except ValidationError:
        for name in shape.model_fields:
            inner = row_shape(shape, name)
            if inner and isinstance(given.get(name), list):
                given[name] = [in_file_form(inner, row) for row in given[name]]
            elif inner and name in given:
                given[name] = in_file_form(inner, given[name])
            elif name not in given and shape.model_fields[name].is_required():
                given[name] = [] if inner else ""
        return cast(AnyShape, shape.model_construct(**given))


def tidy(value: Any) -> Any:
    """Texts as one paragraph and days as texts, the way files hold them; those in lists and mappings too."""
    match value:
        case str():
            return " ".join(value.split())
        case datetime.date():
            return value.isoformat()
        case list():
            return [tidy(each) for each in value]
        case dict():
            return {name: tidy(each) for name, each in value.items()}
        case _:
            return value


def without_blanks(value: Any) -> Any:
    """Without what says nothing, in lists of small mappings too: a file leaves it out."""
    match value:
        case dict():
            said = {name: without_blanks(each) for name, each in value.items()}
            return {name: each for name, each in said.items() if each is not None and each != "" and each != []}
        case list():
            return [without_blanks(each) for each in value]
        case _:
            return value


def many_keys(model: type[models.Model], name: str, keys: dict[int, str]) -> dict[int, list[str]]:
    """Keys of a many-to-many relation by primary key of its owner."""
    relation: Any = model._meta.get_field(name)
    through = relation.remote_field.through
    owner, target = relation.m2m_column_name(), relation.m2m_reverse_name()
    found: defaultdict[int, list[str]] = defaultdict(list)
    for owner_pk, target_pk in through._default_manager.values_list(owner, target):
        found[owner_pk].append(keys[target_pk])
    return {owner_pk: sorted(named) for owner_pk, named in found.items()}


def fields_of_rows(shape: type[Record], name: str) -> Iterable[str]:
    found = row_shape(shape, name)
    if found is None:
        raise LookupError(f"{shape.__name__}.{name} holds no rows, which its model has")
    return found.model_fields


def own_rows(
    shape: type[Record], model: type[models.Model], name: str, child: type[models.Model], registry: Registry
) -> dict[int, list[dict[str, Any]]]:
    """The rows that belong to each record, in their order."""
    owner = cast(Any, model._meta.get_field(name)).field.attname
    parts = parts_of(fields_of_rows(shape, name), child)
    keys = {linked: registry.keys(linked) for linked in parts.links.values()}
    columns = [*parts.scalars, *(f"{link}_id" for link in parts.links)]
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for values in child._default_manager.order_by(owner, "position", "pk").values(owner, *columns):
        said = {column: tidy(values[column]) for column in parts.scalars}
        said |= {link: keys[linked].get(values[f"{link}_id"]) for link, linked in parts.links.items()}
        found[values[owner]].append(without_blanks(said))
    return found
