"""Attacks on published content by raw SQL: what no model, manager or form ever sees."""

from __future__ import annotations

from typing import Any

from django.db import connection

from regulatory.choices import FactType
from regulatory.models import (
    FACT_MODELS,
    ChangeNote,
    Citation,
    Fact,
    FactClass,
    Requirement,
    own_fields,
)
from tests.regulatory.guards_scene import Attack, Scene, attack

FACT = Fact._meta.db_table
CITATION = Citation._meta.db_table
CLASS = FactClass._meta.db_table
REQUIREMENT = Requirement._meta.db_table
NOTE = ChangeNote._meta.db_table
COLUMNS = [field.column for field in Fact._meta.local_concrete_fields]


def run(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def column_list(changed: dict[str, str]) -> tuple[str, str]:
    """All columns of a fact, and a SELECT list of them with some replaced by an expression."""
    names = ", ".join(f'"{column}"' for column in COLUMNS)
    values = ", ".join(changed.get(column, f'"{column}"') for column in COLUMNS)
    return names, values


def insert_fact(scene: Scene, verb: str = "INSERT INTO", end: str = "", **changed: str) -> None:
    names, values = column_list(changed)
    run(f'{verb} "{FACT}" ({names}) SELECT {values} FROM "{FACT}" WHERE id = %s {end}', scene.published_pk)


# ---- both databases


@attack
def sql_update(scene: Scene):
    run(f"UPDATE \"{FACT}\" SET title = 'Changed' WHERE id = %s", scene.published_pk)


@attack
def sql_update_that_changes_nothing(scene: Scene):
    run(f'UPDATE "{FACT}" SET title = title WHERE id = %s', scene.published_pk)


@attack
def sql_delete(scene: Scene):
    run(f'DELETE FROM "{FACT}" WHERE id = %s', scene.published_pk)


@attack
def sql_delete_everything(scene: Scene):
    run(f'DELETE FROM "{CITATION}"')


@attack
def sql_citation_update(scene: Scene):
    run(f"UPDATE \"{CITATION}\" SET supports = 'Changed' WHERE fact_id = %s", scene.published_pk)


@attack
def sql_citation_delete(scene: Scene):
    run(f'DELETE FROM "{CITATION}" WHERE fact_id = %s', scene.published_pk)


@attack
def sql_class_delete(scene: Scene):
    run(f'DELETE FROM "{CLASS}" WHERE fact_id = %s', scene.published_pk)


@attack
def sql_upsert(scene: Scene):
    insert_fact(
        scene,
        end="ON CONFLICT (id) DO UPDATE SET title = 'Changed'",
        state="'draft'",
        published_at="NULL",
        published_by_id="NULL",
    )


@attack
def sql_born_published(scene: Scene):
    insert_fact(scene, id="100000", key="'sg-copied'")


@attack
def sql_born_superseded(scene: Scene):
    insert_fact(scene, id="100000", key="'sg-copied'", state="'superseded'", superseded_at="published_at")


@attack
def sql_born_in_review(scene: Scene):
    insert_fact(scene, id="100000", key="'sg-copied'", state="'in-review'", published_at="NULL", published_by_id="NULL")


@attack
def sql_note_updated(scene: Scene):
    run(f"UPDATE \"{NOTE}\" SET reason = 'Changed'")


@attack
def sql_note_deleted(scene: Scene):
    run(f'DELETE FROM "{NOTE}"')


def on_child(fact_type: FactType, statement: str, target: str = "by_type") -> Attack:
    """An attack on the child row of a published fact of one type."""
    table = FACT_MODELS[fact_type]._meta.db_table

    def function(scene: Scene) -> None:
        run(statement.format(table=table), getattr(scene, target)[fact_type])

    return function


for each in FactType:
    name = each.name.lower()
    update = on_child(each, 'UPDATE "{table}" SET fact_ptr_id = fact_ptr_id WHERE fact_ptr_id = %s')
    delete = on_child(each, 'DELETE FROM "{table}" WHERE fact_ptr_id = %s')
    update.__name__, delete.__name__ = f"sql_update_of_{name}", f"sql_delete_of_{name}"
    attack(update)
    attack(delete)


def second_child(fact_type: FactType) -> Attack:
    """A row of this type hung on a published fact of another."""
    model = FACT_MODELS[fact_type]
    own = "".join(f', "{field.column}"' for field in own_fields(model))

    def function(scene: Scene) -> None:
        victim = FactType.PHARMACOVIGILANCE if fact_type == FactType.REQUIREMENT else FactType.REQUIREMENT
        run(
            f'INSERT INTO "{model._meta.db_table}" (fact_ptr_id{own}) '
            f'SELECT %s{own} FROM "{model._meta.db_table}" WHERE fact_ptr_id = %s',
            scene.by_type[victim],
            scene.by_type[fact_type],
        )

    return function


for each in FactType:
    second = second_child(each)
    second.__name__ = f"sql_second_child_that_is_a_{each.name.lower()}"
    attack(second)


@attack
def sql_second_child_of_a_draft(scene: Scene):
    run(f'INSERT INTO "{REQUIREMENT}" (fact_ptr_id) VALUES (%s)', scene.draft_pk)


@attack
def sql_child_without_a_fact(scene: Scene):
    run(f'INSERT INTO "{REQUIREMENT}" (fact_ptr_id) VALUES (100000)')


@attack
def sql_child_moved_in(scene: Scene):
    run(
        f'UPDATE "{REQUIREMENT}" SET fact_ptr_id = %s WHERE fact_ptr_id = %s',
        scene.published_pk,
        scene.drafts_by_type[FactType.REQUIREMENT],
    )
