"""Shapes, models and layout say the same of every noun: what a file may hold the database takes, and what is a link is known as one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from regulatory.dossiers import binding, checks, layout
from regulatory.dossiers.columns import model_of
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape
from regulatory.dossiers.registry import parts_of
from regulatory.dossiers.shapes import Record, row_shape
from regulatory.models import FACT_MODELS

SHAPES = [section.shape for kind in layout.FILE_KINDS for section in kind.sections]
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
NOUNS: dict[type[models.Model], str] = {model: shape.noun for shape, model in binding.BINDINGS}


def column(shape: type[Record], name: str) -> Any:
    return model_of(shape)._meta.get_field(name)


def own_fields(shape: type[Record]) -> list[str]:
    """Those that are columns or relations of the model; a fact says by its state what the others say."""
    return [
        name for name in shape.model_fields if not (issubclass(shape, FactShape) and name in ("withdrawn", "verified"))
    ]


def test_every_shape_has_its_place_and_its_model():
    assert set(SHAPES) == {shape for shape, _ in binding.BINDINGS} | set(FACT_SHAPES.values())
    assert set(FACT_SHAPES) == set(FACT_MODELS) == set(layout.FACT_SECTIONS)


@each_shape
def test_every_field_is_one_of_the_model(shape: type[Record]):
    for name in own_fields(shape):
        assert column(shape, name) is not None


@each_shape
def test_every_column_of_the_model_is_in_the_files(shape: type[Record]):
    """Else an edit of it in the admin would be lost on the way through the files."""
    kept_elsewhere = {
        *("id", "fact_ptr", "version", "type", "state", "author", "created_at", "updated_at"),
        *("published_by", "published_at", "superseded_at", "kind", "force"),
    }
    model = model_of(shape)
    columns = {each.name for each in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    assert columns - set(shape.model_fields) - kept_elsewhere == set()


@each_shape
def test_what_a_file_may_leave_out_the_database_may_lack(shape: type[Record]):
    """And what the files ask for the admin asks for too, so that an export can be loaded."""
    # A kind is asked for by Fact.clean, where the type has kinds.
    for name in set(own_fields(shape)) - {"confirmations", "citations"} - ({"kind"} if shape.noun == "fact" else set()):
        found, field = column(shape, name), shape.model_fields[name]
        if field.is_required():
            assert not found.blank, name
            assert not found.null, name
        elif not found.one_to_many:
            assert found.blank or found.get_default() == field.default, name


@each_shape
def test_links_are_known_as_links(shape: type[Record]):
    for name in own_fields(shape):
        found = column(shape, name)
        told = checks.LINKS.get(name) if name != "parent" else shape.noun
        if (shape.noun, name) in checks.NOT_LINKS:
            told = None
        if found.is_relation and not found.one_to_many:
            assert told == NOUNS[found.related_model], name
        elif not found.is_relation:
            assert told is None, name


@each_shape
def test_links_in_rows_are_known_as_links(shape: type[Record]):
    for name in own_fields(shape):
        found = column(shape, name)
        row = row_shape(shape, name)
        if row and found.one_to_many:
            for each in row.model_fields:
                inner = found.related_model._meta.get_field(each)
                assert checks.LINKS.get(each) == (NOUNS[inner.related_model] if inner.is_relation else None), each


def test_nouns_come_after_what_they_point_at():
    """The order in which they are written; a noun that points at itself is sorted by its parents."""
    seen: set[type[models.Model]] = set()
    for shape, model in binding.BINDINGS:
        seen.add(model)
        linked = parts_of(shape.model_fields, model)
        assert {*linked.links.values(), *linked.many.values()} <= seen


def test_texts_of_shapes_have_a_limit():
    """A text column has none of its own."""
    assert checks.values_fit in checks.CHECKS
    for shape in SHAPES:
        for name, field in shape.model_fields.items():
            if field.annotation is str:
                limits = [getattr(each, "max_length", None) for each in field.metadata]
                patterned = [
                    each for each in field.metadata if getattr(each, "pattern", None) or getattr(each, "func", None)
                ]
                assert any(limits) or patterned, f"{shape.__name__}.{name}"
