"""The database refuses workshop records that repeat each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models

from tests import factories
from tests.constraints import not_unique, refused_by
from workshop.models import Insight, Organisation, Organiser, Session, Workshop

pytestmark = pytest.mark.django_db


def workshop() -> Workshop:
    return Workshop.objects.create(key="workshop", title="t", focus="f", purpose="p", source=factories.source())


def organisation() -> Organisation:
    return Organisation.objects.create(key="body", name="n", kind="regulator", role="r", named_in_article=True)


def session() -> Session:
    return Session.objects.create(key="session", workshop=workshop(), number=1, title="t", focus="f")


def insight() -> Insight:
    return Insight.objects.create(key="insight", workshop=workshop(), kind="highlight", statement="s", order=1)


NOUNS: dict[type[models.Model], Callable[[], models.Model]] = {
    Workshop: workshop,
    Organisation: organisation,
    Session: session,
    Insight: insight,
}


@pytest.mark.parametrize("model", NOUNS)
def test_key_names_one_record(model: type[models.Model]):
    record = NOUNS[model]()
    record.pk, record._state.adding = None, True
    if isinstance(record, Session):
        record.number = 2
    with not_unique():
        record.save()


def test_every_noun_with_a_key_is_tried_above():
    keyed = {
        model
        for model in apps.get_app_config("workshop").get_models()
        if any(field.unique and field.name == "key" for field in model._meta.local_concrete_fields)
    }
    assert keyed == set(NOUNS)


def test_organiser_twice():
    values = {"workshop": workshop(), "organisation": organisation(), "role": "Host"}
    Organiser.objects.create(**values)
    with refused_by("organiser_once"):
        Organiser.objects.create(**values)


def test_number_of_a_session_twice():
    first = session()
    with refused_by("session_number_once"):
        Session.objects.create(key="another", workshop=first.workshop, number=1, title="t", focus="f")
    Session.objects.create(key="another", workshop=first.workshop, number=2, title="t", focus="f")
