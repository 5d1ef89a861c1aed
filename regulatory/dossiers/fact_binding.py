"""Facts in their file form to versions in the database, and back.

A file holds one text of a fact: its published version; or, where there is none, the version that waits for review; or the withdrawn
one with the reason. Earlier versions stay in the database (git keeps the earlier texts of the files), and so do drafts, but for those
of facts that the files know already: a fact that was sent back for mending does not vanish from the files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from regulatory.choices import FactType, PendingOutcome, State
from regulatory.curation import actions, rights
from regulatory.curation.actions import CitationDraft
from regulatory.curation.changes import ChangeLog
from regulatory.dossiers.content import plain
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape, PendingShape
from regulatory.dossiers.file_form import in_file_form, own_rows, tidy
from regulatory.dossiers.registry import Registry, parts_of
from regulatory.models import (
    FACT_MODELS,
    Citation,
    Confirmation,
    Fact,
    FactClass,
    FileRecord,
    Jurisdiction,
    PendingChange,
    ProductClass,
    Source,
    Topic,
    Withdrawal,
)

AUTHOR, REVIEWER = rights.FILES_AUTHOR, rights.FILES_REVIEWER

PRECEDENCE = {State.PUBLISHED: 0, State.IN_REVIEW: 1, State.WITHDRAWN: 3, State.DRAFT: 4}
"""Which version of a key stands in a file: the first of these that there is."""
SENT_BACK = 2
"""The place of a draft that the files themselves put up for review and that was sent back to them."""

NOT_COLUMNS = {
    "jurisdiction",
    "topic",
    "product_classes",
    "citations",
    "confirmations",
    "withdrawn",
    "verified",
    "pending_changes",
}


def versions_in_files() -> set[int]:
    """Primary keys of the versions that stand in files, one a key."""
    known = FileRecord.objects.filter(noun=FactShape.noun).values("key")
    candidates = Fact.objects.filter(
        Q(state__in=PRECEDENCE) & (~Q(state=State.DRAFT) | Q(author__username=AUTHOR) | Q(key__in=known))
    )
    chosen: dict[str, tuple[int, int, int]] = {}
    for pk, key, state, version, author in candidates.values_list("pk", "key", "state", "version", "author__username"):
        place = SENT_BACK if state == State.DRAFT and author == AUTHOR else PRECEDENCE[State(state)]
        rank = (place, -version, pk)
        chosen[key] = min(chosen.get(key, rank), rank)
    return {pk for _, _, pk in chosen.values()}


def stored_facts(registry: Registry, chosen: set[int] | None = None) -> Iterator[FactShape]:
    """The text of each fact in the database, in its file form; or that of the versions with these primary keys."""
    chosen = versions_in_files() if chosen is None else chosen
    codes, topics, classes = (registry.keys(model) for model in (Jurisdiction, Topic, ProductClass))
    citations = own_rows(FactShape, Fact, "citations", Citation, registry)
    class_keys: dict[int, list[str]] = {}
    for fact_pk, class_pk in FactClass.objects.values_list("fact_id", "product_class_id"):
        class_keys.setdefault(fact_pk, []).append(classes[class_pk])
    confirmations: dict[int, list[dict[str, Any]]] = {}
    for fact_pk, day, how in Confirmation.objects.order_by("pk").values_list("fact_id", "day", "how"):
        confirmations.setdefault(fact_pk, []).append(tidy({"day": day, "how": how}))
    withdrawals = {
        fact_pk: tidy({"day": day, "reason": reason})
        for fact_pk, day, reason in Withdrawal.objects.values_list("fact_id", "day", "reason")
    }
    coming = shown_changes(registry)
    for fact_type, shape in FACT_SHAPES.items():
        model = FACT_MODELS[fact_type]
        parts = parts_of((name for name in shape.model_fields if name not in NOT_COLUMNS), model)
        linked = {name: registry.keys(target) for name, target in parts.links.items()}
        columns = [*parts.scalars, *(f"{name}_id" for name in parts.links)]
        for values in model.objects.values("pk", "state", "jurisdiction_id", "topic_id", *columns):
            pk = values["pk"]
            if pk not in chosen:
                continue
            said = {name: tidy(values[name]) for name in parts.scalars}
            said |= {name: keys.get(values[f"{name}_id"]) for name, keys in linked.items()}
            said |= {
                "jurisdiction": codes[values["jurisdiction_id"]],
                "topic": topics[values["topic_id"]],
                "product_classes": sorted(class_keys.get(pk, [])),
                "citations": citations.get(pk, []),
                "confirmations": confirmations.get(pk, []),
                "pending_changes": coming.get(values["key"], []) if values["state"] == State.PUBLISHED else [],
                "withdrawn": withdrawals.get(pk),
                "verified": values["state"] in (State.PUBLISHED, State.WITHDRAWN),
            }
            yield in_file_form(shape, said)


def version_of(record: FactShape, registry: Registry) -> Fact:
    """A new, unsaved version that says what the record says."""
    model = FACT_MODELS[FactType(record.type)]
    said = record.model_dump(mode="json")
    parts = parts_of((name for name in type(record).model_fields if name not in NOT_COLUMNS), model)
    values = {name: said[name] for name in parts.scalars}
    values |= {
        f"{name}_id": registry.of(target)[said[name]] if said[name] else None for name, target in parts.links.items()
    }
    for name in ("checked_on", "review_due"):
        values[name] = datetime.date.fromisoformat(said[name]) if said[name] else None
    return model(
        jurisdiction_id=registry.of(Jurisdiction)[record.jurisdiction],
        topic_id=registry.of(Topic)[record.topic],
        **values,
    )


def put_fact(
    record: FactShape,
    *,
    before: FactShape | None,
    registry: Registry,
    author: User,
    reviewer: User,
    reason: str,
    log: ChangeLog,
) -> None:
    """Bring one fact into the state that its file gives: a new version published, put up for review, confirmed or withdrawn.

    `before` is what the database says now. An open version of a curator's own has been reported as a conflict before this is called.
    """
    key = record.key
    noted = list(before.pending_changes) if before else []
    if before is not None and not before.verified:
        actions.discard(key, by=author, comment=reason)
    is_published = before is not None and before.verified and before.withdrawn is None
    if before is not None and is_published:
        if says_more_of_the_same(before, record):
            confirm(record, after=len(before.confirmations), reviewer=reviewer, log=log)
            if record.withdrawn is None:
                put_coming_changes(record, noted, registry, author=author, reviewer=reviewer, reason=reason, log=log)
            withdraw(record, reviewer=reviewer, log=log)
            return
        if not record.verified:
            actions.withdraw(key, by=reviewer, reason=f"{reason}: no longer verified", log=log)
    written = actions.write_draft(
        version_of(record, registry),
        by=author,
        classes=[registry.classes[each] for each in record.product_classes],
        citations=list(citation_drafts(record, registry)),
    )
    if not record.verified:
        actions.submit(key, by=author, comment=reason)
        return
    actions.publish(key, by=reviewer, stamp=written.updated_at, reason=reason, log=log)
    confirm(record, after=0, reviewer=reviewer, log=log)
    if record.withdrawn is None:
        noted = noted if is_published else []
        outcome = PendingOutcome.APPLIED
        put_coming_changes(
            record, noted, registry, author=author, reviewer=reviewer, reason=reason, log=log, outcome=outcome
        )
    withdraw(record, reviewer=reviewer, log=log)


def says_more_of_the_same(before: FactShape, record: FactShape) -> bool:
    """Whether the text is the published one, and only later confirmations, coming changes or a withdrawal differ."""
    old, new = plain(before), plain(record)
    for each in (old, new):
        each.pop("pending_changes", None)
    confirmed, confirmed_now = old.pop("confirmations", []), new.pop("confirmations", [])
    new.pop("withdrawn", None)
    return old == new and confirmed_now[: len(confirmed)] == confirmed


def confirm(record: FactShape, *, after: int, reviewer: User, log: ChangeLog) -> None:
    """Add the record's confirmations but for the first ones, which are there."""
    for each in record.confirmations[after:]:
        day = datetime.date.fromisoformat(each.day)
        actions.confirm_still_true(record.key, by=reviewer, day=day, how=each.how, log=log)


def shown_changes(registry: Registry) -> dict[str, list[dict[str, Any]]]:
    """The coming changes that readers see, in their file form, by key of their fact."""
    sources = registry.keys(Source)
    found: dict[str, list[dict[str, Any]]] = {}
    rows = PendingChange.objects.filter(published_at__isnull=False, closed_at=None).order_by("pk")
    for key, changes_on, note, source, locator in rows.values_list(
        "fact__key", "changes_on", "note", "source_id", "locator"
    ):
        said = {"changes_on": changes_on, "note": note, "source": sources[source], "locator": locator}
        found.setdefault(key, []).append(tidy(said))
    return found


def put_coming_changes(
    record: FactShape,
    noted: list[PendingShape],
    registry: Registry,
    *,
    author: User,
    reviewer: User,
    reason: str,
    log: ChangeLog,
    outcome: PendingOutcome = PendingOutcome.WITHDRAWN,
) -> None:
    """Show the record's coming changes that are new, and close those of `noted` that it has no longer, with the `outcome`."""
    sources = registry.keys(Source)
    gone = set(noted) - set(record.pending_changes)
    for pending in actions.open_changes(record.key) if gone else ():
        said = PendingShape.model_construct(
            changes_on=pending.changes_on,
            note=tidy(pending.note),
            source=sources[pending.source_id],
            locator=tidy(pending.locator),
        )
        if pending.is_shown and said in gone:
            actions.close_change(pending, by=reviewer, outcome=outcome, reason=reason, log=log)
    for each in record.pending_changes:
        if each not in noted:
            source = Source(pk=registry.of(Source)[each.source])
            proposed = actions.propose_change(
                record.key,
                by=author,
                changes_on=each.changes_on,
                note=each.note,
                source=source,
                locator=each.locator,
            )
            actions.publish_change(proposed, by=reviewer, reason=reason, log=log)


def withdraw(record: FactShape, *, reviewer: User, log: ChangeLog) -> None:
    """Take the published version back if the record says so."""
    if record.withdrawn is not None:
        day = datetime.date.fromisoformat(record.withdrawn.day)
        actions.withdraw(record.key, by=reviewer, reason=record.withdrawn.reason, day=day, log=log)


def citation_drafts(record: FactShape, registry: Registry) -> Iterable[CitationDraft]:
    pks = registry.of(Source)
    for citation in record.citations:
        yield CitationDraft(Source(pk=pks[citation.source]), citation.locator, citation.supports)
