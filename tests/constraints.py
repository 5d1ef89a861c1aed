"""Says which constraint of the database refused a row, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

Named = models.CheckConstraint | models.UniqueConstraint


def all_constraints() -> dict[str, tuple[type[models.Model], Named]]:
    """Every named constraint of our own models, with the model that declares it."""
    return {
        constraint.name: (model, constraint)
        for label in ("access", "regulatory", "workshop")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        for constraint in model._meta.constraints
        if isinstance(constraint, Named)
    }


@contextmanager
def refused_by(name: str, *or_names: str) -> Iterator[None]:
    """The block has to fail on this constraint (or on one of the others, where a row breaks two and the database picks)."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    if connection.vendor == "postgresql":
        assert caught.value.__cause__.diag.constraint_name in (name, *or_names)
        return
    model, constraint = all_constraints()[name]
    expected = [f"CHECK constraint failed: {each}" for each in (name, *or_names)]
    if isinstance(constraint, models.UniqueConstraint):
        columns = [f"{model._meta.db_table}.{model._meta.get_field(field).column}" for field in constraint.fields]
        expected = [f"UNIQUE constraint failed: {', '.join(columns)}"]
    assert str(caught.value) in expected


@contextmanager
def not_unique() -> Iterator[None]:
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        yield


@contextmanager
def not_null() -> Iterator[None]:
    with pytest.raises(IntegrityError, match=r"(?i)not[- ]null"), transaction.atomic():
        yield
