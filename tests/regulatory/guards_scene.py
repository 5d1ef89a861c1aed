"""What the attacks on the guards aim at: closed versions of every sort beside drafts, and a dump of all that must never change."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from regulatory import guards
from regulatory.choices import OPEN_STATES, FactType
from regulatory.curation import actions
from regulatory.models import (
    Citation,
    Fact,
    FactClass,
    PharmacovigilanceRequirement,
    ProductClass,
    Source,
)
from tests import factories

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Scene:
    """Primary keys only: attacks spoil the instances that they use, so each fetches its own."""

    published_pk: int
    superseded_pk: int
    rival_pk: int  # the open next version of the published one
    withdrawn_pk: int
    once_superseded_pk: int  # the version before the withdrawn one
    draft_pk: int  # of another key
    in_review_pk: int
    by_type: dict[FactType, int]  # a published fact of each type
    drafts_by_type: dict[FactType, int]

    @property
    def published(self) -> PharmacovigilanceRequirement:
        return PharmacovigilanceRequirement.objects.get(pk=self.published_pk)

    @property
    def unrivalled(self) -> PharmacovigilanceRequirement:
        """A published fact without an open version beside it."""
        return PharmacovigilanceRequirement.objects.get(pk=self.by_type[FactType.PHARMACOVIGILANCE])

    @property
    def superseded(self) -> PharmacovigilanceRequirement:
        return PharmacovigilanceRequirement.objects.get(pk=self.superseded_pk)

    @property
    def draft(self) -> PharmacovigilanceRequirement:
        return PharmacovigilanceRequirement.objects.get(pk=self.draft_pk)

    @property
    def citation(self) -> Citation:
        return Citation.objects.get(fact_id=self.published_pk)

    @property
    def draft_citation(self) -> Citation:
        return Citation.objects.get(fact_id=self.draft_pk)

    @property
    def class_link(self) -> FactClass:
        return FactClass.objects.get(fact_id=self.published_pk)

    @property
    def draft_class_link(self) -> FactClass:
        return FactClass.objects.get(fact_id=self.draft_pk)

    @property
    def linked_class(self) -> ProductClass:
        return self.class_link.product_class

    @property
    def other_class(self) -> ProductClass:
        return ProductClass.objects.get(key="oncolytic-virus")

    @property
    def other_source(self) -> Source:
        return Source.objects.get(key="other-source")

    @property
    def somebody(self) -> User:
        return User.objects.get(username="somebody")


def publish_next(key: str) -> None:
    draft = actions.start_draft(key, by=factories.person("author"))
    draft.checked_on = factories.CHECKED
    actions.edit_draft(draft, by=draft.author, stamp=draft.updated_at)
    actions.publish(key, by=factories.person("reviewer"), stamp=draft.updated_at, reason="Test")


def set_the_scene() -> Scene:
    factories.person("somebody")
    factories.product_class("oncolytic-virus")
    factories.source("other-source")
    superseded = factories.published(key="sg-target")
    publish_next("sg-target")
    published = Fact.objects.get(key="sg-target", version=2)
    rival = actions.start_draft("sg-target", by=factories.person("author"))
    once_superseded = factories.published(key="sg-withdrawn")
    publish_next("sg-withdrawn")
    withdrawn = Fact.objects.get(key="sg-withdrawn", version=2)
    actions.withdraw("sg-withdrawn", by=factories.person("reviewer"), reason="Test")
    draft = factories.draft(key="sg-draft", classes=[factories.product_class("combined")])
    in_review = factories.draft(key="sg-in-review", classes=[])
    actions.submit("sg-in-review", by=factories.person("author"))
    by_type = {fact_type: factories.published(fact_type).pk for fact_type in FactType}
    drafts_by_type = {fact_type: factories.draft(fact_type).pk for fact_type in FactType}
    confirmed = Fact.objects.get(pk=by_type[FactType.REQUIREMENT])
    actions.confirm_still_true(
        confirmed.key, by=factories.person("reviewer"), day=datetime.date(2026, 11, 22), how="Read again"
    )
    replaced, successor = factories.source("replaced"), factories.source("successor")
    actions.supersede_source(replaced, by=factories.person("author"), successor=successor, reason="Test")
    pending = actions.propose_change(
        confirmed.key, by=factories.person("author"), changes_on="2027", note="Text", source=successor
    )
    actions.publish_change(pending, by=factories.person("reviewer"), reason="Test")
    return Scene(
        published.pk,
        superseded.pk,
        rival.pk,
        withdrawn.pk,
        once_superseded.pk,
        draft.pk,
        in_review.pk,
        by_type,
        drafts_by_type,
    )


def rows(query: str, parameters: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return sorted(cursor.fetchall(), key=repr)


def content(scene: Scene) -> dict[str, list[Row]]:
    """Every row of every version that is closed, or was when the scene was set, with its parts, and all append-only rows."""
    fact, parts, append_only = guards.guarded_tables()
    ids = {
        scene.published_pk,
        scene.superseded_pk,
        scene.withdrawn_pk,
        scene.once_superseded_pk,
        *scene.by_type.values(),
        *Fact.objects.exclude(state__in=OPEN_STATES).values_list("pk", flat=True),
    }
    marks = ", ".join(["%s"] * len(ids))
    dump = {fact: rows(f'SELECT * FROM "{fact}" WHERE id IN ({marks})', [*ids])}
    for table, (link, _) in parts.items():
        dump[table] = rows(f'SELECT * FROM "{table}" WHERE "{link}" IN ({marks})', [*ids])
    return dump | {table: rows(f'SELECT * FROM "{table}"', []) for table in (*append_only, guards.pending_table()[0])}


Attack = Callable[[Scene], object]
ATTACKS: dict[str, tuple[Attack, str]] = {}
"""Name -> the attack, and the database that it is for ("" for both)."""


def attack(function: Attack) -> Attack:
    ATTACKS[function.__name__] = (function, "")
    return function


def attack_on(vendor: str) -> Callable[[Attack], Attack]:
    def register(function: Attack) -> Attack:
        ATTACKS[function.__name__] = (function, vendor)
        return function

    return register
