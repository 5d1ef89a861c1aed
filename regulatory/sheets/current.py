"""What the database says of facts now, as a sheet has it: the text that a person exports, and that his import is compared with."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User

from regulatory.choices import OPEN_STATES, FactType, State
from regulatory.dossiers.fact_binding import stored_facts
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.registry import Registry
from regulatory.models import Fact


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a key, but for its text."""

    pk: int
    number: int
    state: str
    author_id: int
    author: str
    updated_at: datetime.datetime
    fact_type: FactType

    def is_draft_of(self, person: User) -> bool:
        return self.state == State.DRAFT and self.author_id == person.pk


@dataclass(frozen=True, slots=True)
class Current:
    """The text of a key for one person, the version that it is of, and the key's open version, where there is one."""

    record: FactShape
    version: Version
    open: Version | None
    is_own_draft: bool


def current_texts(keys: Collection[str], person: User, registry: Registry) -> dict[str, Current]:
    """By key: the person's own draft, or else the published version, or else the newest one. Unknown keys are left out."""
    versions: dict[str, list[Version]] = {}
    columns = ("key", "pk", "version", "state", "author_id", "author__username", "updated_at", "type")
    rows = Fact.objects.filter(key__in=keys).order_by("key", "version").values_list(*columns)
    for key, pk, number, state, author_id, author, updated_at, fact_type in rows:
        version = Version(pk, number, state, author_id, author, updated_at, FactType(fact_type))
        versions.setdefault(key, []).append(version)
    chosen = {key: chosen_of(each, person) for key, each in versions.items()}
    records = stored_facts(registry, {version.pk for version in chosen.values()}) if chosen else ()
    found = {}
    for record in records:
        version = chosen[record.key]
        is_open = [each for each in versions[record.key] if each.state in OPEN_STATES]
        found[record.key] = Current(record, version, is_open[0] if is_open else None, version.is_draft_of(person))
    return found


def chosen_of(versions: list[Version], person: User) -> Version:
    def place(version: Version) -> tuple[int, int]:
        rank = 0 if version.is_draft_of(person) else 1 if version.state == State.PUBLISHED else 2
        return rank, -version.number

    return min(versions, key=place)
