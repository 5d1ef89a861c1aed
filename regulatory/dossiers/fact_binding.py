"""Facts in their file form to versions in the database, and back.

A file holds one text of a fact: its published version; or, where there never was one, the version that waits for review; or the
withdrawn one with the reason. Drafts and earlier versions stay in the database (git keeps the earlier texts of the files).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User

from regulatory.choices import FactType, State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.curation.changes import ChangeLog
from regulatory.dossiers.binding import Registry, own_rows, parts_of, tidy, without_blanks
from regulatory.dossiers.fact_shapes import FACT_SHAPES, FactShape
from regulatory.models import (
    FACT_MODELS,
    Confirmation,
    Fact,
    FactClass,
    Jurisdiction,
    ProductClass,
    Source,
    Topic,
    Withdrawal,
)

PRECEDENCE = [State.PUBLISHED, State.IN_REVIEW, State.WITHDRAWN]
"""Which version of a key stands in a file: the first of these that there is."""

NOT_COLUMNS = {"jurisdiction", "topic", "product_classes", "citations", "confirmations", "withdrawn", "verified"}


def stored_facts(registry: Registry) -> Iterator[FactShape]:
    """The text of each fact in the database, in its file form."""
    chosen: dict[str, tuple[int, int, int]] = {}
    for pk, key, state, version in Fact.objects.filter(state__in=PRECEDENCE).values_list(
        "pk", "key", "state", "version"
    ):
        rank = (PRECEDENCE.index(State(state)), -version, pk)
        chosen[key] = min(chosen.get(key, rank), rank)
    pks = {pk for _, _, pk in chosen.values()}
    codes, topics, classes = (registry.keys(model) for model in (Jurisdiction, Topic, ProductClass))
    class_keys: dict[int, list[str]] = {}
    for fact_pk, class_pk in FactClass.objects.values_list("fact_id", "product_class_id"):
        class_keys.setdefault(fact_pk, []).append(classes[class_pk])
    confirmations: dict[int, list[dict[str, str]]] = {}
    for fact_pk, day, how in Confirmation.objects.order_by("pk").values_list("fact_id", "day", "how"):
        confirmations.setdefault(fact_pk, []).append({"day": day.isoformat(), "how": tidy(how)})
    withdrawals = {
        fact_pk: {"day": day.isoformat(), "reason": tidy(reason)}
        for fact_pk, day, reason in Withdrawal.objects.values_list("fact_id", "day", "reason")
    }
    for fact_type, shape in FACT_SHAPES.items():
        model = FACT_MODELS[fact_type]
        parts = parts_of((name for name in shape.model_fields if name not in NOT_COLUMNS), model)
        linked = {name: registry.keys(target) for name, target in parts.links.items()}
        citations = own_rows(shape, Fact, "citations", Fact._meta.get_field("citations").related_model, registry)  # type: ignore[arg-type]
        columns = [*parts.scalars, *(f"{name}_id" for name in parts.links)]
        rows = model.objects.filter(state__in=PRECEDENCE).values("pk", "state", "jurisdiction_id", "topic_id", *columns)
        for values in rows:
            pk = values["pk"]
            if pk not in pks:
                continue
            said = {name: as_text(values[name]) for name in parts.scalars}
            said |= {name: keys.get(values[f"{name}_id"]) for name, keys in linked.items()}
            said |= {
                "jurisdiction": codes[values["jurisdiction_id"]],
                "topic": topics[values["topic_id"]],
                "product_classes": class_keys.get(pk, []),
                "citations": citations.get(pk, []),
                "confirmations": confirmations.get(pk, []),
                "withdrawn": withdrawals.get(pk),
                "verified": values["state"] != State.IN_REVIEW,
            }
            yield shape.model_validate(without_blanks(said))


def as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else tidy(value)


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
    """Bring one fact into the state that its file gives: a new version published, put up for review, or withdrawn.

    `before` is what the database says now. An open version of a curator's own has been reported as a conflict before this is called.
    """
    key = record.key
    is_published = before is not None and before.verified and before.withdrawn is None
    if before is not None and not before.verified:
        actions.discard(key, by=author, comment=reason)
    if is_published and record.withdrawn and before == record.model_copy(update={"withdrawn": None}):
        withdraw(record, reviewer=reviewer, log=log)
        return
    if is_published and not record.verified:
        actions.withdraw(key, by=reviewer, reason=f"{reason}: no longer verified", log=log)
    written = actions.write_draft(
        version_of(record, registry),
        by=author,
        classes=ProductClass.objects.filter(key__in=record.product_classes),
        citations=list(citation_drafts(record, registry)),
    )
    if not record.verified:
        actions.submit(key, by=author, comment=reason)
        return
    actions.publish(key, by=reviewer, stamp=written.updated_at, reason=reason, log=log)
    for confirmation in record.confirmations:
        day = datetime.date.fromisoformat(confirmation.day)
        actions.confirm_still_true(key, by=reviewer, day=day, how=confirmation.how, log=log)
    if record.withdrawn:
        withdraw(record, reviewer=reviewer, log=log)


def withdraw(record: FactShape, *, reviewer: User, log: ChangeLog) -> None:
    assert record.withdrawn is not None  # noqa: S101 - both callers have looked
    day = datetime.date.fromisoformat(record.withdrawn.day)
    actions.withdraw(record.key, by=reviewer, reason=record.withdrawn.reason, day=day, log=log)


def citation_drafts(record: FactShape, registry: Registry) -> Iterable[CitationDraft]:
    pks = registry.of(Source)
    for citation in record.citations:
        yield CitationDraft(Source(pk=pks[citation.source]), citation.locator, citation.supports)
