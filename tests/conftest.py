"""Fixtures that every test may use."""

from __future__ import annotations

import io
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from atmp_kb import caching, stored


@pytest.fixture(scope="session", autouse=True)
def uncollected_static_files() -> Iterator[None]:
    """Pages are tested without a collected folder of static files and its manifest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(WHITENOISE_AUTOREFRESH=True, STORAGES=settings.STORAGES | {"staticfiles": plain}):
        yield


@pytest.fixture(autouse=True)
def no_ready_answers() -> None:
    """Each test has a database of its own, in which revisions begin anew; a process that serves has one."""
    stored.clear_near()
    caching.last_seen = None


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("author")


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("reviewer")


# ---- the content of fixtures/, loaded once a session


@dataclass(frozen=True)
class LoadedContent:
    """How the content files were loaded."""

    seconds: float
    """Of this process, so that what else the machine is doing does not count."""
    output: str


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Tests on the real content come last, whatever else sorts: from the first of them on, the database is not empty."""
    yield
    items.sort(key=lambda item: "real_content" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def loaded_content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LoadedContent]:
    """Loads the content in a transaction around all tests that use it; undone at the end of the session."""
    output = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        began = time.process_time()
        call_command("load_kb", settings.CONTENT_DIR, stdout=output)
        yield LoadedContent(time.process_time() - began, output.getvalue())
        transaction.set_rollback(True)


@pytest.fixture
def real_content(request: pytest.FixtureRequest, loaded_content: LoadedContent, db: None) -> LoadedContent:
    """The database holds everything in fixtures/. What a test changes is undone after it, as with `db`."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        pytest.fail("real_content stands in a transaction of its own; a test that commits loads the content itself.")
    return loaded_content


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database for records that the tests of a module share: a module's fixture builds them once, this one undoes them.

    The tests bear the mark `django_db` as ever: without it nobody makes the test database. What one of them writes is undone after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
