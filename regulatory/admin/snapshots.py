"""What a record says at this moment, with its links and parts: for the change note, and to notice that somebody else changed it.

In the form of the content files: a link is the key of what it points at, an empty value is left out. Reads only; how records are
written stands in records.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any

from django.db import models

from regulatory.models import Participation


def is_part(field: Any) -> bool:
    """Whether the field points at what its row is a part of, and goes with."""
    return getattr(field.remote_field, "on_delete", None) is models.CASCADE


def is_record(model: type[models.Model]) -> bool:
    """Whether rows of the model stand for something of their own, cited or named by itself, rather than only add to another."""
    return hasattr(model, "key") or hasattr(model, "citations")


def name_of(record: models.Model) -> str:
    return str(getattr(record, "key", None) or getattr(record, "code", None) or record)


def key_of(record: models.Model) -> str:
    """The key under which a record is logged, the same as in the content files."""
    if isinstance(record, Participation):
        return f"{record.initiative.key}/{name_of(record.jurisdiction) if record.jurisdiction else record.name}"
    return name_of(record)


def parts_of(record: models.Model) -> Iterator[tuple[str, type[models.Model], list[models.Model]]]:
    """The relation, model and rows of each kind of part of a stored record."""
    for relation in record._meta.related_objects:
        model: Any = relation.related_model
        if relation.one_to_many and is_part(relation.field):
            links = [field.name for field in model._meta.concrete_fields if field.many_to_one]
            rows = model._default_manager.select_related(*links).filter(**{relation.field.name: record})
            yield str(relation.get_accessor_name()), model, list(rows.order_by("pk"))


def values_said(record: models.Model) -> dict[str, Any]:
    """The columns of a record."""
    found: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        if field.primary_key or field.generated:
            continue
        value = getattr(record, field.name)
        if isinstance(value, models.Model):
            value = name_of(value)
        if value not in (None, "", []):
            found[field.name] = value if isinstance(value, str | int | bool | list | dict) else str(value)
    return found


def said(record: models.Model) -> dict[str, Any]:
    """A stored record with its many-to-many links, citations and the like; not with parts that are records of their own."""
    found = values_said(record)
    for field in record._meta.many_to_many:
        if names := sorted(name_of(each) for each in getattr(record, field.name).all()):
            found[field.name] = names
    for name, model, rows in parts_of(record):
        if rows and not is_record(model):
            found[name] = [
                {
                    column: value
                    for column, value in values_said(row).items()
                    if column != "position" and getattr(row, column) != record
                }
                for row in sorted(rows, key=lambda row: getattr(row, "position", 0))
            ]
    return found


def stamp_of(record: models.Model, shown: Collection[type[models.Model]] = ()) -> str:
    """A digest of a stored record and of those of its parts that its form shows; another one means that somebody changed them."""
    own = {name: [values_said(row) for row in rows] for name, model, rows in parts_of(record) if model in shown}
    return hashlib.sha256(json.dumps([said(record), own], sort_keys=True, default=str).encode()).hexdigest()
