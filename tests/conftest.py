"""Fixtures that every test may use."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import override_settings


@pytest.fixture(scope="session", autouse=True)
def uncollected_static_files() -> Iterator[None]:
    """Pages are tested without a collected folder of static files and its manifest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(WHITENOISE_AUTOREFRESH=True, STORAGES=settings.STORAGES | {"staticfiles": plain}):
        yield


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("author")


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("reviewer")
