"""Fixtures that every test may use."""

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("author")


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("reviewer")
