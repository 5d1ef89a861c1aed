"""Records of identity nouns to the database and back. Facts, which have versions, are in fact_binding.py.

A shape's field names are those of its model, so one piece of code serves every noun: a foreign key is written as the key of what it
points at, a many-to-many as a list of keys, a noun's own rows (citations, synonyms, organisers) as a list of small mappings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from regulatory.curation.changes import ChangeLog
from regulatory.curation.records import put_rows, save_record
from regulatory.dossiers import catalogue_shapes, shapes
from regulatory.dossiers.content import plain
from regulatory.dossiers.file_form import fields_of_rows, in_file_form, many_keys, own_rows, tidy
from regulatory.dossiers.registry import Registry, has_natural_key, parts_of
from regulatory.dossiers.shapes import Record
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
