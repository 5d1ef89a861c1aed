"""Proposals to versions in the database, through the actions: a new fact, and what a change writes of one that is there.

What a proposal may say stands in proposals.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from access.models import ApiToken
from regulatory.curation import actions
from regulatory.dossiers import proposals
from regulatory.dossiers.fact_binding import citation_drafts, version_of
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.proposals import Proposal
from regulatory.models import Fact, ProductClass, as_type
from regulatory.querysets import read_facts

FOR_EVER = ("key", "type")
"""What a fact keeps through all its versions."""
OF_EACH_VERSION = ("checked_on", "review_due")
"""What a new version does not take over: see curation/versions.py."""
PARTS = {"product_classes", "citations"}


@dataclass(frozen=True, slots=True)
class Changes:
    """The record with its changes, checked as a whole, and the names of the fields that say something else than before."""

    proposal: Proposal
    names: set[str]


def ready(proposal: Proposal) -> FactShape:
    if proposal.record is None or proposal.problems:
        raise LookupError("A proposal is written when nothing is wrong with it.")
    return proposal.record


def classes_in(proposal: Proposal, record: FactShape) -> list[ProductClass]:
    return [proposal.registry.classes[key] for key in record.product_classes]


def write_new(proposal: Proposal, *, by: User, via: ApiToken | None) -> Fact:
    """The proposal as version 1 of its key, a draft."""
    record = ready(proposal)
    return actions.write_draft(
        version_of(record, proposal.registry),
        by=by,
        classes=classes_in(proposal, record),
        citations=list(citation_drafts(record, proposal.registry)),
        via=via,
    )


def changes_of(version: Fact, body: dict[str, Any]) -> Changes:
    """What a body changes in a version, or in the next one if this one is published."""
    (reading,) = read_facts(Fact.objects.filter(pk=version.pk))
    said = proposals.said_by(reading)
    if not version.is_open:
        said |= dict.fromkeys(OF_EACH_VERSION)
    proposal = proposals.read(said | {name: value for name, value in body.items() if name not in FOR_EVER})
    for name in FOR_EVER:
        if name in body and body[name] != said[name]:
            proposal.complain((name,), f"is '{said[name]}' for ever; leave it out, or propose a new fact")
    names = {
        name
        for name in said
        if name in body and proposals.without_nulls(body[name]) != proposals.without_nulls(said[name])
    }
    return Changes(proposal, names)


def write_changes(changes: Changes, key: str, draft: Fact | None, *, by: User, via: ApiToken | None) -> None:
    """Write only the fields that changed, into the open version or into a new one: other texts keep their paragraphs as they are."""
    record, registry = ready(changes.proposal), changes.proposal.registry
    draft = as_type(draft or actions.start_draft(key, by=by, via=via))
    if not changes.names:
        return
    fresh = version_of(record, registry)
    for name in changes.names - PARTS:
        column: Any = draft._meta.get_field(name)
        setattr(draft, column.attname, getattr(fresh, column.attname))
    actions.edit_draft(
        draft,
        by=by,
        stamp=draft.updated_at,
        classes=classes_in(changes.proposal, record) if "product_classes" in changes.names else None,
        citations=list(citation_drafts(record, registry)) if "citations" in changes.names else None,
        via=via,
    )
