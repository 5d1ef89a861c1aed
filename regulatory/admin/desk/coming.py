"""The queue of coming changes: notes that another person proposed and that wait to be shown to readers."""

from __future__ import annotations

from django.db.models import QuerySet

from regulatory.admin.addresses import page_of
from regulatory.admin.desk.open_versions import may_decide
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.models import PendingChange


def proposed(asker: Asker) -> QuerySet[PendingChange]:
    notes = PendingChange.objects.filter(published_at=None, closed_at=None).exclude(proposed_by=asker.user)
    return notes.select_related("fact__jurisdiction", "proposed_by").order_by("changes_on", "pk")


def row_of(pending: PendingChange) -> Row:
    return Row(
        page_of(PendingChange, "change", pending.pk),
        pending.fact.title,
        pending.fact.jurisdiction.name,
        f"{pending.note.rstrip('.')}; proposed by {pending.proposed_by}",
        pending.changes_on,
        pending.proposed_at,
    )


QUEUE = Queue(
    "coming",
    "Coming changes to decide",
    "Proposed by somebody else; readers see them once you publish them.",
    "No coming change waits for you.",
    proposed,
    row_of,
    may=may_decide,
)
