"""Versions of facts on their way, and the addresses of their forms and steps."""

from __future__ import annotations

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.models import FACT_MODELS, Fact
from tests import factories
from tests.regulatory.admin.posting import address


def edit(fact: Fact) -> str:
    return address(FACT_MODELS[FactType(fact.type)], "change", fact.pk)


def step(fact: Fact, verb: str) -> str:
    return address(FACT_MODELS[FactType(fact.type)], "review", fact.pk, verb)


def in_review(**values: object) -> Fact:
    fact = factories.draft(**values)
    actions.submit(fact.key, by=fact.author)
    fact.refresh_from_db()
    return fact


def second_version(fact: Fact) -> Fact:
    """A draft of the next version, by the author of the factories."""
    draft = actions.start_draft(fact.key, by=factories.person("author"))
    draft.checked_on = factories.CHECKED
    draft.save()
    return draft
