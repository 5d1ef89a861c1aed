"""What tests of spreadsheets share: the small content in the database, loaded once a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.content_files import SMALL, loaded
from tests.regulatory.admin.conftest import curator, decider, enter  # noqa: F401


@pytest.fixture(scope="module")
def small_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small content in a transaction around all tests of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded(SMALL)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def small_stored(small_module: None, db: None) -> None:
    """The database holds the small content. To be used by every test of a module that uses the database."""
