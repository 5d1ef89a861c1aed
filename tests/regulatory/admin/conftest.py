"""Clients that are logged in as members of each group."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


@pytest.fixture
def enter(db: None) -> Callable[..., Client]:
    """Makes the account of a member of the groups and returns a client that is logged in with it."""

    def enter(name: str, *groups: str, superuser: bool = False) -> Client:
        user, _made = User.objects.get_or_create(username=name)
        user.is_staff, user.is_superuser = True, superuser
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def curator(enter) -> Client:
    return enter("curator", "Curator")


@pytest.fixture
def decider(enter) -> Client:
    return enter("decider", "Reviewer")


@pytest.fixture
def chief(enter) -> Client:
    return enter("chief", "Administrator")


@pytest.fixture
def root(enter) -> Client:
    return enter("root", superuser=True)
