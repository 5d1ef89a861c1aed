"""The rows under the actions: locking the versions of a key, finding one among them, copying one, writing its citations and classes.

Who may do what and when, and what trace it leaves, is decided in actions.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from regulatory.choices import OPEN_STATES, State
from regulatory.curation.changes import queue_for_writing
from regulatory.models import Citation, Fact, FactClass, ProductClass, Source

NOT_COPIED = {
    "id",
    "fact_ptr",
    "version",
    "state",
    "author",
    "created_at",
    "updated_at",
    "published_by",
    "published_at",
    "superseded_at",
    "checked_on",
    "review_due",
}
"""What a new version does not take over from the one that it follows: who, when and how checked belong to each version."""


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A citation that is to be written with a version."""

    source: Source
    locator: str = ""
    supports: str = ""


def lock(key: str) -> list[Fact]:
    """All versions of a key, oldest first, locked against every other writer until the transaction ends."""
    queue_for_writing()
    list(Fact.objects.select_for_update().filter(key=key).order_by("version").values_list("pk"))
    # Read again: on PostgreSQL a waiter would otherwise see the states from before its wait.
    return list(Fact.objects.filter(key=key).order_by("version"))


def open_version(versions: Sequence[Fact], key: str) -> Fact:
    for version in versions:
        if version.state in OPEN_STATES:
            return version
    raise ValidationError(f"There is no open version of '{key}'. Start a new version first.")


def published_version(versions: Sequence[Fact], key: str) -> Fact:
    for version in versions:
        if version.state == State.PUBLISHED:
            return version
    raise ValidationError(f"There is no published version of '{key}'.")


def refuse_unseen(version: Fact, stamp: datetime.datetime) -> None:
    """Refuse a step on a version that moved after its reader opened it. `stamp` is the `updated_at` that he read."""
    if version.updated_at != stamp:
        raise ValidationError(f"'{version.key}' was changed after you opened it. Read it again, then repeat the step.")


def moment_after(version: Fact | None) -> datetime.datetime:
    """Now, or the moment at which the version was published, if the machine's clock was set back since."""
    now = timezone.now()
    return max(now, version.published_at) if version and version.published_at else now


def copy_of(version: Fact) -> Fact:
    """An unsaved instance of the same type with what a new version takes over.

    Built from the list of fields: clearing the primary key of the old row would turn the published row itself into the draft.
    """
    return type(version)(
        **{
            field.attname: getattr(version, field.attname)
            for field in version._meta.concrete_fields
            if field.name not in NOT_COPIED
        }
    )


def classes_of(version: Fact) -> list[ProductClass]:
    return [link.product_class for link in version.class_links.select_related("product_class")]


def citations_of(version: Fact) -> list[CitationDraft]:
    return [
        CitationDraft(each.source, each.locator, each.supports) for each in version.citations.select_related("source")
    ]


@contextmanager
def storing(fact: Fact) -> Iterator[None]:
    """A transaction whose refusal by the database is told as a ValidationError; nothing of it stays."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        # Asked only now: validating each constraint beforehand would cost a dozen queries a fact, and miss what others do meanwhile.
        if Fact.objects.filter(key=fact.key, version=fact.version).exclude(pk=fact.pk).exists():
            raise ValidationError(
                {"key": f"'{fact.key}' was begun by somebody else at the same moment. Read it, then edit it."}
            ) from error
        fact.validate_constraints()
        raise ValidationError(f"'{fact.key}' cannot be stored like this: {error}") from error


@transaction.atomic
def put_parts(fact: Fact, *, classes: Iterable[ProductClass], citations: Iterable[CitationDraft]) -> None:
    """Give an open version exactly these classes and citations. Its stamp moves: a publisher has to read them first."""
    # The row of the fact comes first, so that two editors queue for it instead of holding half each.
    fact.updated_at = timezone.now()
    if not Fact.objects.filter(pk=fact.pk, state__in=OPEN_STATES).update(updated_at=fact.updated_at):
        raise ValidationError(f"'{fact.key}' v{fact.version} is not open. Start a new version to change it.")
    fact.class_links.all().delete()
    fact.citations.all().delete()
    add_parts(fact, classes=classes, citations=citations)


def add_parts(fact: Fact, *, classes: Iterable[ProductClass], citations: Iterable[CitationDraft]) -> None:
    """Write the classes and citations of a version that has none yet."""
    links = [FactClass(fact_id=fact.pk, product_class=each) for each in classes]
    for link in links:
        if not link.product_class.selectable:
            raise ValidationError(
                {"product_classes": f"'{link.product_class.key}' only gathers others; name the classes in it."}
            )
    if len({link.product_class_id for link in links}) < len(links):
        raise ValidationError({"product_classes": "A class is named twice."})
    cited = [
        Citation(fact_id=fact.pk, source=each.source, locator=each.locator, supports=each.supports, position=position)
        for position, each in enumerate(citations)
    ]
    places: set[tuple[int, str]] = set()
    for citation in cited:
        citation.clean_fields(exclude={"fact", "source"})
        place = (citation.source_id, citation.locator)
        if place in places:
            raise ValidationError(
                {"citations": f"'{citation.source.key}' is cited twice at '{citation.locator or 'no place'}'."}
            )
        places.add(place)
    FactClass.objects.bulk_create(links)
    Citation.objects.bulk_create(cited)
