"""Attacks on published content by raw SQL that only one of the two databases understands."""

from __future__ import annotations

from django.db import connection

from regulatory import guards
from regulatory.choices import FactType
from regulatory.models import ChangeEntry, Confirmation, ReviewEvent, Withdrawal
from tests.regulatory.guards_attacks_sql import CITATION, CLASS, FACT, NOTE, REQUIREMENT, insert_fact, run
from tests.regulatory.guards_scene import Scene, attack_on

# ---- SQLite: REPLACE deletes a row that is in the way without a trigger


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


def replaced(table: str, column: str) -> None:
    """Each row of a table that is only added to, put over itself with another value."""

    def function(scene: Scene) -> None:
        with connection.cursor() as cursor:
            columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join("'Changed'" if each == column else f'"{each}"' for each in columns)
        names = ", ".join(f'"{each}"' for each in columns)
        run(f'REPLACE INTO "{table}" ({names}) SELECT {values} FROM "{table}"')

    function.__name__ = f"{table}_replaced"
    attack_on("sqlite")(function)


replaced(ChangeEntry._meta.db_table, "title")
replaced(Confirmation._meta.db_table, "how")
replaced(ReviewEvent._meta.db_table, "comment")


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
for table in (fact_table, *parts, *append_only, guards.pending_table()[0]):
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
