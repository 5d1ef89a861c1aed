"""Attacks on published content by raw SQL: what no model, manager or form ever sees."""

from __future__ import annotations

from typing import Any

from django.db import connection

from regulatory import guards
from regulatory.choices import FactType
from regulatory.models import (
    FACT_MODELS,
    ChangeNote,
    Citation,
    Confirmation,
    Fact,
    FactClass,
    Requirement,
    Withdrawal,
)
from tests.regulatory.guards_scene import Attack, Scene, attack, attack_on

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


@attack
def sql_second_child_of_a_published_fact(scene: Scene):
    run(f'INSERT INTO "{REQUIREMENT}" (fact_ptr_id) VALUES (%s)', scene.published_pk)


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


# ---- SQLite: a row that is in the way is deleted without a trigger


@attack_on("sqlite")
def replaced_by_id(scene: Scene):
    insert_fact(
        scene,
        "INSERT OR REPLACE INTO",
        state="'draft'",
        key="'sg-copied'",
        published_at="NULL",
        published_by_id="NULL",
    )


@attack_on("sqlite")
def replaced_by_key_and_version(scene: Scene):
    run(f'DELETE FROM "{FACT}" WHERE id = %s', scene.rival_pk)
    insert_fact(
        scene, "REPLACE INTO", id="100000", state="'draft'", published_at="NULL", published_by_id="NULL", title="'X'"
    )


@attack_on("sqlite")
def pushed_out_by_a_published_rival(scene: Scene):
    run(
        f"UPDATE OR REPLACE \"{FACT}\" SET state = 'published', checked_on = '2026-11-22', published_by_id = %s, "
        f"published_at = '2026-11-22' WHERE id = %s",
        scene.somebody.pk,
        scene.rival_pk,
    )


@attack_on("sqlite")
def updated_or_ignored(scene: Scene):
    run(f"UPDATE OR IGNORE \"{FACT}\" SET title = 'Changed' WHERE id = %s", scene.published_pk)


@attack_on("sqlite")
def citation_replaced(scene: Scene):
    run(
        f'INSERT OR REPLACE INTO "{CITATION}" (id, fact_id, source_id, locator, supports, position) '
        "VALUES (%s, %s, %s, '', '', 0)",
        scene.citation.pk,
        scene.draft_pk,
        scene.other_source.pk,
    )


@attack_on("sqlite")
def citation_pushed_out(scene: Scene):
    run(
        f'UPDATE OR REPLACE "{CITATION}" SET id = %s WHERE id = %s',
        scene.citation.pk,
        scene.draft_citation.pk,
    )


@attack_on("sqlite")
def class_link_replaced(scene: Scene):
    run(
        f'REPLACE INTO "{CLASS}" (id, fact_id, product_class_id) VALUES (%s, %s, %s)',
        scene.class_link.pk,
        scene.draft_pk,
        scene.other_class.pk,
    )


def rowid_of(scene: Scene, target: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid FROM "{REQUIREMENT}" WHERE fact_ptr_id = %s', [target])
        return cursor.fetchone()[0]


@attack_on("sqlite")
def child_replaced_by_its_row_number(scene: Scene):
    draft = scene.drafts_by_type[FactType.REQUIREMENT]
    rowid = rowid_of(scene, scene.by_type[FactType.REQUIREMENT])
    run(f'DELETE FROM "{REQUIREMENT}" WHERE fact_ptr_id = %s', draft)
    run(f'REPLACE INTO "{REQUIREMENT}" (rowid, fact_ptr_id) VALUES (%s, %s)', rowid, draft)


@attack_on("sqlite")
def child_pushed_out_by_its_row_number(scene: Scene):
    rowid = rowid_of(scene, scene.by_type[FactType.REQUIREMENT])
    draft = scene.drafts_by_type[FactType.REQUIREMENT]
    run(f'UPDATE OR REPLACE "{REQUIREMENT}" SET rowid = %s WHERE fact_ptr_id = %s', rowid, draft)


@attack_on("sqlite")
def note_replaced(scene: Scene):
    run(
        f"REPLACE INTO \"{NOTE}\" (revision, at, by_id, reason) VALUES (1, '2026-01-01', %s, 'Changed')",
        scene.somebody.pk,
    )


@attack_on("sqlite")
def note_replaced_by_its_row_number(scene: Scene):
    run(
        f'REPLACE INTO "{NOTE}" (rowid, revision, at, by_id, reason) '
        f"SELECT rowid, 100000, at, by_id, 'Changed' FROM \"{NOTE}\" WHERE revision = 1"
    )


@attack_on("sqlite")
def confirmation_replaced(scene: Scene):
    table = Confirmation._meta.db_table
    run(
        f'REPLACE INTO "{table}" (id, fact_id, day, by_id, how, recorded_at) '
        f"SELECT id, fact_id, day, by_id, 'Changed', recorded_at FROM \"{table}\""
    )


@attack_on("sqlite")
def withdrawal_replaced_by_its_fact(scene: Scene):
    table = Withdrawal._meta.db_table
    run(
        f'REPLACE INTO "{table}" (fact_id, day, by_id, reason, recorded_at) '
        f"SELECT fact_id, day, by_id, 'Changed', recorded_at FROM \"{table}\""
    )


# ---- PostgreSQL


def truncate(statement: str, name: str) -> None:
    def function(scene: Scene) -> None:
        # Rows written in this transaction leave checks waiting, which would refuse the TRUNCATE before the guard does.
        connection.check_constraints()
        run(statement)

    function.__name__ = name
    attack_on("postgresql")(function)


fact_table, parts, append_only = guards.guarded_tables()
for table in (fact_table, *parts, *append_only):
    truncate(f'TRUNCATE "{table}" CASCADE', f"truncate_{table}")
truncate('TRUNCATE "regulatory_jurisdiction" CASCADE', "truncate_jurisdictions_with_all_that_points_at_them")
truncate('TRUNCATE "auth_user" RESTART IDENTITY CASCADE', "truncate_users_with_all_that_points_at_them")


@attack_on("postgresql")
def merged(scene: Scene):
    run(
        f'MERGE INTO "{FACT}" AS target USING (SELECT %s::bigint AS id) AS given ON target.id = given.id '
        "WHEN MATCHED THEN UPDATE SET title = 'Changed'",
        scene.published_pk,
    )


@attack_on("postgresql")
def deleted_in_a_common_table_expression(scene: Scene):
    run(
        f'WITH gone AS (DELETE FROM "{CITATION}" WHERE fact_id = %s RETURNING 1) SELECT * FROM gone', scene.published_pk
    )
