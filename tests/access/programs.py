"""Programs with a token, and their owners."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from access import tokens
from access.models import ApiToken, Scope
from tests import factories

API = "/api/v1/"


def member(name: str = "curator", *groups: str) -> User:
    """A member of the groups, the Curators if none is named, who may enter the desk."""
    user = factories.person(name)
    user.is_staff = True
    user.save()
    user.groups.set(Group.objects.filter(name__in=groups or ["Curator"]))
    return user


def issued(owner: User, scope: Scope = Scope.PROPOSE, name: str = "importer") -> tuple[ApiToken, str]:
    return tokens.issue(owner=owner, name=name, scope=scope, expires_on=timezone.now().date())


def expired(token: ApiToken) -> None:
    token.expires_on = timezone.now().date() - datetime.timedelta(days=1)
    token.save()


class Program:
    """Asks the API with the token of a person."""

    def __init__(self, owner: User | None = None, scope: Scope = Scope.PROPOSE) -> None:
        self.owner = owner or member()
        self.token, self.secret = issued(self.owner, scope)
        self.client = Client(headers={"authorization": f"Bearer {self.secret}"})

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(API + address, headers=headers)

    def post(self, address: str, body: object, **headers: str) -> Any:
        return self.send("post", address, body, headers)

    def patch(self, address: str, body: object, **headers: str) -> Any:
        return self.send("patch", address, body, headers)

    def send(self, method: str, address: str, body: object, headers: dict[str, str]) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response: HttpResponse = getattr(self.client, method)(
            API + address, body, content_type=named.pop("content-type", "application/json"), headers=named
        )
        return response
