"""No code path changes a published version, its citations and classes, or a record that is only ever added to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from regulatory import guards
from regulatory.choices import FactType
from tests.regulatory import (  # noqa: F401 - they register their attacks
    guards_attacks_facts,
    guards_attacks_parts,
    guards_attacks_sql,
    guards_attacks_vendor,
)
from tests.regulatory.guards_scene import ATTACKS, Row, Scene, content, set_the_scene

GUARDS_SAY = (
    "a version is born as a draft|published version cannot be (changed|deleted)|this record is only ever added to|"
    "coming change is (born|taken)"
)
PROTECTED_ELSEWHERE = {"class_deleted", "cited_source_deleted", "author_deleted"}
"""Refused before they reach a guard, by foreign keys that protect what they point at."""

CHANGE_NOTHING = {"sql_update_that_changes_nothing", *(f"sql_update_of_{each.name.lower()}" for each in FactType)}
AIMED_AT_OPEN_VERSIONS = {
    "key_of_a_draft_changed",
    "type_of_a_draft_changed",
    "sql_born_in_review",
    "sql_child_without_a_fact",
    "sql_second_child_of_a_draft",
}
"""They leave published content as it is, and would make an open version into what no action makes of it."""

HERE = [name for name, (_, vendor) in ATTACKS.items() if vendor in ("", connection.vendor)]


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[tuple[Scene, dict[str, list[Row]]]]:
    """Set once: every attack on it is undone, or should have been refused."""
    with django_db_blocker.unblock(), transaction.atomic():
        written = set_the_scene()
        yield written, content(written)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HERE)
def test_attack_is_refused(name: str, scene: tuple[Scene, dict[str, list[Row]]]):
    target, before = scene
    says = "protected foreign keys" if name in PROTECTED_ELSEWHERE else GUARDS_SAY
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        ATTACKS[name][0](target)
    assert content(target) == before


@pytest.mark.django_db
def test_attacks_get_through_without_the_guards(scene: tuple[Scene, dict[str, list[Row]]]):
    """That they fail above proves something only if they would succeed otherwise."""
    target, before = scene
    connection.check_constraints()  # a trigger cannot be dropped while checks of its table are waiting
    guards.drop(connection)
    harmless = set()
    for name in HERE:
        try:
            with transaction.atomic():
                ATTACKS[name][0](target)
                if content(target) == before:
                    harmless.add(name)
                transaction.set_rollback(True)
        except IntegrityError:
            harmless.add(name)
    assert harmless == PROTECTED_ELSEWHERE | CHANGE_NOTHING | AIMED_AT_OPEN_VERSIONS
