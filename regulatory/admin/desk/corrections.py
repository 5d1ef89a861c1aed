"""The queue of corrections: what readers say is wrong, the longest waiting first."""

from __future__ import annotations

from django.db.models import QuerySet

from regulatory.admin.addresses import page_of
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.choices import CorrectionState
from regulatory.models import Correction


def waiting(asker: Asker) -> QuerySet[Correction]:
    found = Correction.objects.filter(state=CorrectionState.OPEN).select_related("fact__jurisdiction")
    return found.order_by("sent_at", "pk")


def row_of(correction: Correction) -> Row:
    return Row(
        page_of(Correction, "change", correction.pk),
        correction.fact.title,
        correction.fact.jurisdiction.name,
        f"{correction}: {' '.join(correction.text.split()):.120}",
        "",
        correction.sent_at,
    )


QUEUE = Queue(
    "corrections",
    "Corrections by readers",
    "Suggested on a fact's page, the longest waiting first. Start a new version with it, or decline it with a reason.",
    "No correction waits.",
    waiting,
    row_of,
)
