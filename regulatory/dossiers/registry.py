"""Where the fields of a shape stand in its model, and the keys by which records of the database point at each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from regulatory.models import Jurisdiction, ProductClass


def has_natural_key(model: type[models.Model]) -> bool:
    """Whether others can point at its records."""
    return any(column.name == natural_key(model) for column in model._meta.concrete_fields)


def natural_key(model: type[models.Model]) -> str:
    return "code" if model is Jurisdiction else "key"


@dataclass
class Registry:
    """Keys and primary keys of the records that others point at: one query a model, kept up to date while loading."""

    pks: dict[type[models.Model], dict[str, int]] = field(default_factory=dict)

    def of(self, model: type[models.Model]) -> dict[str, int]:
        if model not in self.pks:
            rows = model._default_manager.values_list(natural_key(model), "pk")
            self.pks[model] = dict(rows)
        return self.pks[model]

    def keys(self, model: type[models.Model]) -> dict[int, str]:
        return {pk: key for key, pk in self.of(model).items()}

    @cached_property
    def classes(self) -> dict[str, ProductClass]:
        """The product classes, which facts are given as instances; to be asked for when all of them are written."""
        return {each.key: each for each in ProductClass.objects.all()}


@dataclass(frozen=True, slots=True)
class Parts:
    """The fields of a shape by what they are in the model."""

    scalars: list[str]
    links: dict[str, type[models.Model]]
    many: dict[str, type[models.Model]]
    rows: dict[str, type[models.Model]]


def related(found: Any) -> type[models.Model]:
    return cast(type[models.Model], found.related_model)


def parts_of(names: Iterable[str], model: type[models.Model]) -> Parts:
    parts = Parts([], {}, {}, {})
    for name in names:
        try:
            found: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            raise LookupError(f"{model.__name__} has no '{name}', which its shape has") from None
        if found.one_to_many:
            parts.rows[name] = related(found)
        elif found.many_to_many:
            parts.many[name] = related(found)
        elif found.many_to_one:
            parts.links[name] = related(found)
        else:
            parts.scalars.append(name)
    return parts
