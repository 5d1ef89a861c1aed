"""What curators do to content that came from files: each step through the actions, as the admin takes it."""

from __future__ import annotations

from typing import Any

from django.db import models

from regulatory.choices import State
from regulatory.curation import actions
from regulatory.models import Fact, Source, as_type
from tests.factories import CHECKED, person


def opened(key: str, **changes: Any) -> Fact:
    """A curator's draft of the next version, with these changes."""
    parts = {name: changes.pop(name) for name in ("classes", "citations") if name in changes}
    draft = as_type(actions.start_draft(key, by=person("curator")))
    for name, value in {"checked_on": CHECKED, **changes}.items():
        setattr(draft, name, value)
    return actions.edit_draft(draft, by=person("curator"), stamp=draft.updated_at, **parts)


def published(key: str) -> Fact:
    """The open version, published by another person."""
    stamp = Fact.objects.get(key=key, state__in=[State.DRAFT, State.IN_REVIEW]).updated_at
    return actions.publish(key, by=person("reviewer"), stamp=stamp, reason="Read")


def revised(key: str, **changes: Any) -> Fact:
    """A new version, written by a curator and published by a reviewer."""
    opened(key, **changes)
    return published(key)


def edited(record: models.Model, **changes: Any) -> None:
    """Another text of an identity noun."""
    for name, value in changes.items():
        setattr(record, name, value)
    actions.save_record(record, key=record.key, by=person("curator"), reason="Mended")  # type: ignore[attr-defined]


def source(key: str) -> Source:
    return Source.objects.get(key=key)


def fact(key: str) -> Fact:
    """The newest version, as an instance of its type."""
    return as_type(Fact.objects.filter(key=key).latest("version"))


def history(key: str) -> list[tuple[int, str]]:
    """(version, state) of each version, oldest first."""
    return list(Fact.objects.filter(key=key).order_by("version").values_list("version", "state"))
