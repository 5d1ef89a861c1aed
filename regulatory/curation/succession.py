"""One document in place of another: the old one is marked, and every published fact that cites it is to be looked at again.

Part of the actions; called as `actions.supersede_source`. Which facts those are, and what became of them, is read by
catalogue/source_reviews.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from regulatory.choices import SourceStatus, State
from regulatory.curation.changes import change
from regulatory.curation.records import save_record
from regulatory.curation.versions import CitationDraft
from regulatory.models import Fact, Source


def supersede_source(source: Source, *, by: User, successor: Source, reason: str) -> list[str]:
    """Mark a document as replaced by another; returns the keys of the published facts that cite it and are now due.

    Refused where the successor replaces another document already, or is itself replaced by this one, directly or by way of others.
    """
    if source.pk == successor.pk:
        raise ValidationError("A document cannot supersede itself.")
    with change(by=by, reason=reason) as log:
        # Read again in the queue of writers: what the caller holds may be older than somebody else's edit.
        old, new = Source.objects.get(pk=source.pk), Source.objects.get(pk=successor.pk)
        refuse_circle(old, new)
        if new.supersedes_id not in (None, old.pk):
            raise ValidationError(
                f"'{new.key}' supersedes another document already. Where it replaces several, mark this one as superseded "
                "on its form, and say by what in its note."
            )
        new.supersedes = old
        save_record(new, key=new.key, by=by, reason=reason, log=log)
        old.status = SourceStatus.SUPERSEDED
        save_record(old, key=old.key, by=by, reason=reason, log=log)
        cited = Fact.objects.filter(state=State.PUBLISHED, citations__source=old)
        return list(cited.order_by("key").values_list("key", flat=True).distinct())


def refuse_circle(old: Source, new: Source) -> None:
    """Refuse a successor that stands, by way of what it superseded, before the document itself."""
    supersedes = dict(Source.objects.exclude(supersedes=None).values_list("pk", "supersedes"))
    before, passed = supersedes.get(old.pk), {old.pk}
    while before is not None and before not in passed:
        if before == new.pk:
            raise ValidationError(f"'{old.key}' supersedes '{new.key}', so it cannot be superseded by it.")
        passed.add(before)
        before = supersedes.get(before)


@dataclass(frozen=True, slots=True)
class Succession:
    """That a new version cites `successor` in place of `source`, or beside it."""

    source: Source
    successor: Source
    beside: bool = False

    def applied_to(self, citations: Iterable[CitationDraft]) -> list[CitationDraft]:
        """The citations with the successor among them, without a pinpoint: where the text stands in it is the curator's to say."""
        kept = list(citations)
        found: list[CitationDraft] = []
        is_cited = any(each.source.pk == self.successor.pk and not each.locator for each in kept)
        for each in kept:
            is_old = each.source.pk == self.source.pk
            if not is_old or self.beside:
                found.append(each)
            if is_old and not is_cited:
                found.append(CitationDraft(self.successor, "", each.supports))
                is_cited = True
        return found
