"""The database refuses versions that break the review rules, whoever writes them: rows are written past all validation here.

The guards are taken down, so that a constraint has to hold by itself. What the guards add is in test_guards.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from regulatory import guards
from regulatory.choices import OPEN_STATES, FactType, State
from regulatory.curation import actions
from regulatory.models import FACT_MODELS, Citation, Fact, FactClass, QualityExpectation
from tests import factories
from tests.constraints import not_null, refused_by

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def without_guards(db: None) -> None:
    guards.drop(connection)


def fact_in(state: State) -> Fact:
    """A version in this state, come to it by the actions."""
    fact = factories.draft(key="sg-fact") if state in OPEN_STATES else factories.published(key="sg-fact")
    if state == State.IN_REVIEW:
        actions.submit("sg-fact", by=fact.author)
    if state == State.WITHDRAWN:
        actions.withdraw("sg-fact", by=fact.author, reason="Test")
    if state == State.SUPERSEDED:
        draft = actions.start_draft("sg-fact", by=fact.author)
        draft.checked_on = factories.CHECKED
        actions.edit_draft(draft, by=fact.author, stamp=draft.updated_at)
        actions.publish("sg-fact", by=factories.person("reviewer"), stamp=draft.updated_at, reason="Test")
    return Fact.objects.get(pk=fact.pk)


def write(fact: Fact, **columns: Any) -> None:
    Fact.objects.filter(pk=fact.pk).update(**columns)


BY = "fact_published_by_whom_when_checked"
CLOSED = "fact_closed_exactly_when_superseded_at"
AFTER = "fact_superseded_after_published"


@pytest.mark.parametrize("state", State)
def test_state_outside_the_list(state: State):
    with refused_by("fact_state_known", BY, CLOSED):
        write(fact_in(state), state="final")


@pytest.mark.parametrize("value", ["", "opinion", "Pathway"])
def test_type_outside_the_list(value: str):
    with refused_by("fact_type_known"):
        write(fact_in(State.DRAFT), type=value)


def test_version_nought():
    with refused_by("fact_version_from_one"):
        write(fact_in(State.DRAFT), version=0)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN])
def test_author_as_publisher(state: State):
    with refused_by("fact_four_eyes"):
        write(fact_in(state), published_by=F("author"))


@pytest.mark.parametrize("state", [State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN])
@pytest.mark.parametrize("column", ["published_by", "published_at", "checked_on"])
def test_publication_without_who_when_or_checked(state: State, column: str):
    with refused_by(BY, AFTER):
        write(fact_in(state), **{column: None})


@pytest.mark.parametrize("state", OPEN_STATES)
def test_open_version_with_a_publisher(state: State):
    fact = fact_in(state)
    with refused_by(BY):
        write(fact, published_by=factories.person("reviewer"))
    with refused_by(BY):
        write(fact, published_at=timezone.now())


@pytest.mark.parametrize("state", OPEN_STATES)
def test_open_version_called_published(state: State):
    with refused_by(BY):
        write(fact_in(state), state=State.PUBLISHED)


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_closed_version_without_its_end(state: State):
    with refused_by(CLOSED):
        write(fact_in(state), superseded_at=None)


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_published_version_closed_without_its_end(state: State):
    with refused_by(CLOSED):
        write(fact_in(State.PUBLISHED), state=state)


def test_published_version_with_an_end():
    with refused_by(CLOSED):
        write(fact_in(State.PUBLISHED), superseded_at=timezone.now())


@pytest.mark.parametrize("state", OPEN_STATES)
def test_open_version_with_an_end(state: State):
    """The empty publication makes the comparison of the two moments unknown, which is no pass."""
    with refused_by(CLOSED, AFTER):
        write(fact_in(state), superseded_at=timezone.now())


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_end_before_the_publication(state: State):
    fact = fact_in(state)
    with refused_by("fact_superseded_after_published"):
        write(fact, superseded_at=F("published_at") - SECOND)
    write(fact, superseded_at=F("published_at"))


def copy(fact: Fact, **changed: Any) -> None:
    values = {field.attname: getattr(fact, field.attname) for field in Fact._meta.concrete_fields if field.name != "id"}
    Fact(**values | changed).save()


@pytest.mark.parametrize("fact_type", [FactType.PHARMACOVIGILANCE, FactType.REQUIREMENT])
def test_second_row_of_a_version(fact_type: FactType):
    with refused_by("fact_one_row_a_version"):
        copy(fact_in(State.SUPERSEDED), type=fact_type)


@pytest.mark.parametrize("fact_type", [FactType.PHARMACOVIGILANCE, FactType.REQUIREMENT])
def test_second_published_version(fact_type: FactType):
    fact = fact_in(State.PUBLISHED)
    with refused_by("fact_one_published"):
        copy(fact, version=2, type=fact_type)
    copy(fact, version=2, key="sg-another")


@pytest.mark.parametrize("first", OPEN_STATES)
@pytest.mark.parametrize("second", OPEN_STATES)
def test_second_open_version(first: State, second: State):
    with refused_by("fact_one_open"):
        copy(fact_in(first), version=2, state=second)


def test_open_version_beside_a_published_one_is_stored():
    copy(fact_in(State.PUBLISHED), version=2, state=State.DRAFT, published_at=None, published_by_id=None)


# ---- what one type has of its own


@pytest.mark.parametrize(
    ("name", "fact_type", "wrong", "right"),
    [
        (
            "review_basis_needs_days",
            FactType.PATHWAY,
            {"review_days_basis": "working"},
            {"review_days_basis": "working", "review_days": 0},
        ),
        (
            "deadline_basis_needs_days",
            FactType.PHARMACOVIGILANCE,
            {"deadline_basis": "calendar"},
            {"deadline_basis": "calendar", "deadline_days": 15},
        ),
        (
            "review_measure_needs_days",
            FactType.PATHWAY,
            {"review_days_measure": "review"},
            {"review_days_measure": "review", "review_days_limit": "target", "review_days": 0},
        ),
        (
            "deadline_in_days_or_hours",
            FactType.PHARMACOVIGILANCE,
            {"deadline_days": 3, "deadline_hours": 72},
            {"deadline_hours": 72},
        ),
        (
            "duration_min_not_above_max",
            FactType.PHARMACOVIGILANCE,
            {"duration_years_min": 6, "duration_years_max": 5},
            {"duration_years_min": 5, "duration_years_max": 5},
        ),
    ],
)
def test_clock_of_a_fact(name: str, fact_type: FactType, wrong: dict[str, Any], right: dict[str, Any]):
    rows = FACT_MODELS[fact_type].objects.filter(pk=factories.draft(fact_type).pk)
    with refused_by(name):
        rows.update(**wrong)
    rows.update(**right)


NUMBERS = [
    (fact_type, field.name)
    for fact_type, model in FACT_MODELS.items()
    for field in model._meta.local_concrete_fields
    if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField)
]


@pytest.mark.parametrize(("fact_type", "column"), NUMBERS)
def test_number_below_nought(fact_type: FactType, column: str):
    rows = FACT_MODELS[fact_type].objects.filter(pk=factories.draft(fact_type).pk)
    with pytest.raises(IntegrityError, match=rf"(?i)check constraint.*{column[:10]}"), transaction.atomic():
        rows.update(**{column: -1})


def test_quality_expectation_without_an_attribute():
    fact = factories.draft(FactType.QUALITY_EXPECTATION)
    with not_null():
        QualityExpectation.objects.filter(pk=fact.pk).update(attribute=None)


# ---- citations and classes


def test_same_place_cited_twice():
    fact = fact_in(State.DRAFT)
    kept = fact.citations.get()
    with refused_by("citation_once"):
        Citation.objects.bulk_create([Citation(fact=fact, source=kept.source, locator=kept.locator)])
    Citation.objects.bulk_create([Citation(fact=fact, source=kept.source, locator="Art. 2")])


def test_same_class_named_twice():
    fact = fact_in(State.DRAFT)
    with refused_by("fact_class_once"):
        FactClass.objects.bulk_create([FactClass(fact=fact, product_class=factories.product_class())])


POINTED_AT: dict[str, Callable[[Fact], models.Model]] = {
    "source": lambda fact: fact.citations.get().source,
    "class": lambda fact: fact.class_links.get().product_class,
    "jurisdiction": lambda fact: fact.jurisdiction,
    "topic": lambda fact: fact.topic,
    "author": lambda fact: fact.author,
    "publisher": lambda fact: fact.published_by,
}


@pytest.mark.parametrize("what", POINTED_AT)
def test_what_a_fact_points_at_cannot_be_deleted(what: str):
    with pytest.raises(ProtectedError):
        POINTED_AT[what](fact_in(State.PUBLISHED)).delete()


@pytest.mark.parametrize(
    ("fact_type", "field", "maker"),
    [
        (FactType.QUALITY_EXPECTATION, "attribute", factories.attribute),
        (FactType.RELIANCE, "initiative", factories.initiative),
    ],
)
def test_what_one_type_points_at_cannot_be_deleted(fact_type: FactType, field: str, maker: Callable[[], models.Model]):
    pointed_at = maker()
    factories.draft(fact_type, **{field: pointed_at})
    with pytest.raises(ProtectedError):
        pointed_at.delete()


def test_rows_that_point_at_nothing():
    """Foreign keys are checked at the end of a transaction, on both databases."""
    Citation.objects.filter(fact=fact_in(State.DRAFT)).update(source_id=100000)
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    transaction.set_rollback(True)  # PostgreSQL takes no more statements, and the row would be found again at the end
