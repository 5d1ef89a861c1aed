"""The one way to write a change note: collect what a change does to each record, then number and store it with the change.

Which writes there are stands in actions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from regulatory.choices import ChangeVerb
from regulatory.models import ChangeEntry, ChangeNote, Fact

Follower = Callable[[Sequence[models.Model]], None]
FOLLOWERS: list[Follower] = []
"""What is derived from the content and has to stay true with it, such as the search index."""


def follow_changes(follower: Follower) -> None:
    """Have `follower` called with the records of every change, at its end and in its transaction. If it raises, nothing is changed."""
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)


@dataclass
class ChangeLog:
    """The entries of a change that is under way, and the records that it changed.

    What is said about a fact, such as a confirmation, changes no record. A removed one has lost its primary key.
    """

    entries: list[ChangeEntry] = field(default_factory=list)
    records: list[models.Model] = field(default_factory=list)

    def fact(self, verb: ChangeVerb, fact: Fact) -> None:
        if verb in (ChangeVerb.PUBLISHED, ChangeVerb.WITHDRAWN):
            self.records.append(fact)
        self.entries.append(
            ChangeEntry(
                verb=verb,
                noun="fact",
                key=fact.key,
                version=fact.version,
                title=fact.title,
                jurisdiction_id=fact.jurisdiction_id,
                topic_id=fact.topic_id,
                public=True,
            )
        )

    def record(
        self,
        verb: ChangeVerb,
        record: models.Model,
        key: str,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        """One record of an identity noun. One that is not verified is the curators' own until it is."""
        self.records.append(record)
        self.entries.append(
            ChangeEntry(
                verb=verb,
                noun=str(record._meta.verbose_name),
                key=key,
                title=str(record)[:300],
                jurisdiction_id=getattr(record, "jurisdiction_id", None),
                before=before,
                after=after,
                public=bool(getattr(record, "verified", True)),
            )
        )


def queue_for_writing() -> None:
    """Wait until no other writer is at work; the place is kept until the transaction ends. Readers never wait.

    One queue for all writers, taken before any row is locked, is what keeps revisions without gaps and two changes of the same
    keys in another order from waiting for each other. SQLite has such a queue itself: the lock at the start of each transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{ChangeNote._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')


@contextmanager
def change(*, by: User, reason: str) -> Iterator[ChangeLog]:
    """One transaction and one change note for all that happens inside; no note where nothing happened.

    Raises ValidationError when the reason is empty.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why: readers of the change will ask."})
    with transaction.atomic():
        queue_for_writing()
        log = ChangeLog()
        yield log
        if log.entries:
            write_note(log, by=by, reason=reason)
            for follower in FOLLOWERS:
                follower(log.records)


def within(log: ChangeLog | None, *, by: User, reason: str) -> AbstractContextManager[ChangeLog]:
    """The caller's change, or a change of its own."""
    return nullcontext(log) if log is not None else change(by=by, reason=reason)


def write_note(log: ChangeLog, *, by: User, reason: str) -> ChangeNote:
    last = ChangeNote.objects.aggregate(models.Max("revision"))["revision__max"] or 0
    note = ChangeNote.objects.create(revision=last + 1, at=timezone.now(), by=by, reason=reason)
    for entry in log.entries:
        entry.change = note
    ChangeEntry.objects.bulk_create(log.entries, batch_size=500)
    return note
