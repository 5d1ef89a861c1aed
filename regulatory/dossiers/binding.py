"""Records of identity nouns to the database and back. Facts, which have versions, are in fact_binding.py.

A shape's field names are those of its model, so one piece of code serves every noun: a foreign key is written as the key of what it
points at, a many-to-many as a list of keys, a noun's own rows (citations, synonyms, organisers) as a list of small mappings.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from pydantic import ValidationError

from regulatory.curation.changes import ChangeLog
from regulatory.curation.records import put_rows, save_record
from regulatory.dossiers import catalogue_shapes, shapes
from regulatory.dossiers.content import plain
from regulatory.dossiers.shapes import Record, Shape, row_shape
from regulatory.models import (
    AcceptanceCriterion,
    Authority,
    ClassDriver,
    CriticalQualityAttribute,
    FollowUpRule,
    GlossaryTerm,
    InitiativeComponent,
    Jurisdiction,
    Participation,
    ProductClass,
    QualityFramework,
    RelianceInitiative,
    Source,
    Topic,
)

BINDINGS: list[tuple[type[Record], type[models.Model]]] = [
    (shapes.JurisdictionShape, Jurisdiction),
    (shapes.AuthorityShape, Authority),
    (shapes.SourceShape, Source),
    (catalogue_shapes.TopicShape, Topic),
    (catalogue_shapes.ProductClassShape, ProductClass),
    (catalogue_shapes.ClassDriverShape, ClassDriver),
    (catalogue_shapes.FollowUpRuleShape, FollowUpRule),
    (catalogue_shapes.AttributeShape, CriticalQualityAttribute),
    (catalogue_shapes.CriterionShape, AcceptanceCriterion),
    (catalogue_shapes.FrameworkShape, QualityFramework),
    (catalogue_shapes.InitiativeShape, RelianceInitiative),
    (catalogue_shapes.ParticipationShape, Participation),
    (catalogue_shapes.ComponentShape, InitiativeComponent),
    (catalogue_shapes.GlossaryTermShape, GlossaryTerm),
]
"""Shape and model of each identity noun, in an order in which each comes after what it points at."""


def register(shape: type[Record], model: type[models.Model]) -> None:
    """Add a noun of another app; called once while that app is being set up."""
    if (shape, model) not in BINDINGS:
        BINDINGS.append((shape, model))


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


def stored_records(shape: type[Record], model: type[models.Model], registry: Registry) -> Iterator[tuple[Record, int]]:
    """Every record of this noun in the database, in its file form, with its primary key."""
    parts = parts_of(shape.model_fields, model)
    keys = {linked: registry.keys(linked) for linked in {*parts.links.values(), *parts.many.values()}}
    many = {name: many_keys(model, name, keys[linked]) for name, linked in parts.many.items()}
    rows = {name: own_rows(shape, model, name, child, registry) for name, child in parts.rows.items()}
    columns = [*parts.scalars, *(f"{name}_id" for name in parts.links)]
    for values in model._default_manager.order_by("pk").values("pk", *columns):
        pk = values["pk"]
        said: dict[str, Any] = {name: tidy(values[name]) for name in parts.scalars}
        said |= {name: keys[linked].get(values[f"{name}_id"]) for name, linked in parts.links.items()}
        said |= {name: found.get(pk, []) for name, found in many.items()}
        said |= {name: found.get(pk, []) for name, found in rows.items()}
        yield in_file_form(shape, said), pk


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


def without_blanks(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None and value != "" and value != []}


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


def put_record(
    record: Record,
    model: type[models.Model],
    *,
    pk: int | None,
    before: Record | None,
    registry: Registry,
    by: User,
    reason: str,
    log: ChangeLog,
) -> models.Model:
    """Add or overwrite one record, but for its links to many: those need all records of the noun to be there (put_links)."""
    parts = parts_of(type(record).model_fields, model)
    instance = model._default_manager.get(pk=pk) if pk else model()
    said = record.model_dump(mode="json")
    for name in parts.scalars:
        setattr(instance, name, said[name])
    for name, linked in parts.links.items():
        setattr(instance, f"{name}_id", registry.of(linked)[said[name]] if said[name] else None)
    save_record(
        instance,
        key=record.record_key,
        by=by,
        reason=reason,
        log=log,
        as_told=(plain(before) if before else None, plain(record)),
    )
    if has_natural_key(model):
        registry.of(model)[record.record_key] = instance.pk
    return instance


def put_links(record: Record, instance: models.Model, registry: Registry, *, is_new: bool) -> None:
    """The record's links to many and its own rows."""
    parts = parts_of(type(record).model_fields, type(instance))
    said = record.model_dump(mode="json")
    for name, linked in parts.many.items():
        pks = [registry.of(linked)[key] for key in said[name]]
        if is_new:
            getattr(instance, name).add(*pks)  # without a look at what is there already
        else:
            getattr(instance, name).set(pks)
    for name, child in parts.rows.items():
        row_parts = parts_of(fields_of_rows(type(record), name), child)
        rows = []
        for row in said[name]:
            values = {column: row[column] for column in row_parts.scalars}
            values |= {
                f"{link}_id": registry.of(linked)[row[link]] if row[link] else None
                for link, linked in row_parts.links.items()
            }
            rows.append(values)
        if rows or not is_new:
            put_rows(instance, name, rows)


def after_their_parents(records: Iterable[Record], model: type[models.Model], known: set[str]) -> list[Record]:
    """Records in an order in which each comes after the record of its own noun that it points at."""
    waiting = {record.record_key: record for record in records}
    shape = type(next(iter(waiting.values())))
    own_links = [name for name, linked in parts_of(shape.model_fields, model).links.items() if linked is model]
    sorted_records: list[Record] = []
    while waiting:
        ready = [
            record
            for record in waiting.values()
            if all(getattr(record, name) is None or getattr(record, name) in known for name in own_links)
        ]
        if not ready:
            raise LookupError(f"{', '.join(sorted(waiting))} point at each other in a circle")
        for record in ready:
            sorted_records.append(waiting.pop(record.record_key))
            known.add(record.record_key)
    return sorted_records
