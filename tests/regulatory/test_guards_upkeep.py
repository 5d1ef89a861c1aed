"""What the guards must let through, and that they stand again after a migration, a change of the tables and a flush."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from regulatory import guards
from regulatory.choices import FactType, State
from regulatory.curation import actions
from regulatory.models import FACT_MODELS, Citation, Fact, FactClass, as_type
from tests import factories

# ---- what is not refused


@pytest.mark.django_db
@pytest.mark.parametrize("fact_type", FactType)
def test_a_draft_of_each_type_is_edited_and_deleted(fact_type: FactType):
    draft = factories.draft(fact_type)
    draft.title = "Another title"
    draft.save()
    draft.citations.update(supports="Another line")
    draft.citations.create(source=factories.source(), locator="Art. 2")
    draft.product_classes.set([factories.product_class("combined")])
    draft.citations.first().delete()
    draft.delete()
    assert (Fact.objects.count(), Citation.objects.count(), FactClass.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("fact_type", FactType)
def test_a_fact_of_each_type_lives_its_whole_life(fact_type: FactType):
    first = factories.published(fact_type, key="sg-fact")
    second = actions.start_draft("sg-fact", by=first.author)
    second.checked_on = factories.CHECKED
    actions.edit_draft(second, by=first.author, stamp=second.updated_at)
    actions.submit("sg-fact", by=first.author)
    stamp = Fact.objects.get(pk=second.pk).updated_at
    actions.publish("sg-fact", by=factories.person("reviewer"), stamp=stamp, reason="New text")
    actions.confirm_still_true("sg-fact", by=first.author, day=factories.CHECKED, how="Read again")
    actions.withdraw("sg-fact", by=first.author, reason="Repealed")
    assert list(Fact.objects.order_by("version").values_list("state", flat=True)) == [State.SUPERSEDED, State.WITHDRAWN]


@pytest.mark.django_db
def test_the_draft_beside_a_published_version_is_free():
    published = factories.published(key="sg-fact")
    draft = actions.start_draft("sg-fact", by=published.author)
    draft.citations.all().delete()
    draft.product_classes.clear()
    as_type(draft).delete()
    assert [fact.version for fact in Fact.objects.all()] == [1]
    assert published.citations.count() == published.class_links.count() == 1


# ---- that they stand


@pytest.mark.django_db
def test_guards_stand_after_migrate():
    assert guards.missing(connection) == set()
    guarded = {name.removeprefix(f"{guards.PREFIX}_") for name in guards.installed(connection)}
    for table in (
        Fact._meta.db_table,
        Citation._meta.db_table,
        *(each._meta.db_table for each in FACT_MODELS.values()),
    ):
        assert any(name.startswith(table) for name in guarded)


@pytest.mark.django_db
def test_missing_names_each_guard_that_was_dropped():
    for name, table in guards.tables_of_triggers(connection).items():
        on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
            assert guards.missing(connection) == {name}
            transaction.set_rollback(True)
    assert guards.missing(connection) == set()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot switch a trigger off")
@pytest.mark.parametrize("switch", ["DISABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_missing_names_a_guard_that_was_switched_off(switch: str):
    table = Fact._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" {switch} "{guards.PREFIX}_{table}_row"')
    assert guards.missing(connection) == {f"{guards.PREFIX}_{table}_row"}


@pytest.mark.django_db
def test_install_twice_leaves_the_same_guards():
    guards.install(connection)
    assert guards.installed(connection) == set(guards.expected(connection))


@pytest.mark.django_db
def test_sqlite_guards_compare_every_column_of_a_fact():
    """A column added later must not be the one that can be changed; PostgreSQL compares whole rows."""
    statement = guards.sqlite_statements()[f"{guards.PREFIX}_{Fact._meta.db_table}_update"]
    free = [field.column for field in Fact._meta.local_concrete_fields if f'NEW."{field.column}"' not in statement]
    assert sorted(free) == sorted(guards.MAY_CHANGE_ON_CLOSING)


# ---- around changes of the tables; these tests commit, and the database is flushed after each


def is_guarded(fact: Fact) -> bool:
    try:
        with transaction.atomic():
            Fact.objects.filter(pk=fact.pk).update(title="Changed")
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_lost_guards_up_again():
    fact = factories.published()
    guards.drop(connection)
    assert guards.installed(connection) == set()
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == set()
    assert is_guarded(fact)


def other_type(model: type[models.Model], name: str) -> tuple[models.Field, models.Field]:
    """A column as it is, and as a later migration might make it."""
    old = model._meta.get_field(name)
    new = models.TextField() if isinstance(old, models.CharField) else models.CharField(max_length=500)
    new.set_attributes_from_name(name)
    new.model = model
    return old, new


@pytest.mark.django_db(transaction=True)
def test_tables_can_be_altered_between_drop_and_install():
    fact = factories.published(FactType.PATHWAY, title="Kept as it is")
    columns = [(Fact, "title"), (Citation, "locator"), (FACT_MODELS[FactType.PATHWAY], "review_note")]
    altered = [(model, *other_type(model, name)) for model, name in columns]
    try:
        guards.drop_before_migrate(using="default")
        with connection.schema_editor() as editor:
            for model, old, new in altered:
                editor.alter_field(model, old, new)
        guards.install_after_migrate(using="default")
        assert guards.missing(connection) == set()
        assert Fact.objects.get(pk=fact.pk).title == "Kept as it is"
        assert is_guarded(fact)
    finally:
        guards.drop(connection)
        with connection.schema_editor() as editor:
            for model, old, new in altered:
                editor.alter_field(model, new, old)
        guards.install(connection)


@pytest.mark.django_db(transaction=True)
def test_a_column_added_by_a_migration_is_guarded_at_once():
    """Of the model at its next state, as `makemigrations` would make it."""
    fact = factories.published()
    added = models.CharField(max_length=10, default="")
    added.set_attributes_from_name("added_later")
    added.model = Fact
    try:
        guards.drop_before_migrate(using="default")
        with connection.schema_editor() as editor:
            editor.add_field(Fact, added)
        Fact._meta.add_field(added)
        guards.install_after_migrate(using="default")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE regulatory_fact SET added_later = 'x' WHERE id = %s", [fact.pk])
    finally:
        Fact._meta.local_fields.remove(added)
        Fact._meta._expire_cache()
        guards.drop(connection)
        with connection.schema_editor() as editor:
            editor.remove_field(Fact, added)
        guards.install(connection)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_database_and_leaves_the_guards():
    factories.published()
    call_command("flush", interactive=False, verbosity=0)
    assert Fact.objects.count() == 0
    assert guards.missing(connection) == set()
    assert is_guarded(factories.published())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("answer", "left"), [("no", 1), ("yes", 0)])
def test_flush_asks_before_it_takes_the_guards_down(monkeypatch, capsys, answer: str, left: int):
    factories.published()

    def asked(question: str) -> str:
        assert guards.missing(connection) == set()
        return answer

    monkeypatch.setattr("builtins.input", asked)
    call_command("flush", verbosity=0)
    assert Fact.objects.count() == left
    assert guards.missing(connection) == set()
