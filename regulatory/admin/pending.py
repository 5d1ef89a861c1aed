"""The desk of coming changes: the list of all that were ever noted, and the steps of each as buttons on its page.

They are proposed on the form of the fact (review.py); what each step does stands in curation/pending.py.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin
from django.contrib.auth.models import User
from django.utils.html import format_html
from django.utils.safestring import SafeString

from regulatory.admin.addresses import form_of
from regulatory.admin.desk.open_versions import may_decide
from regulatory.admin.steps import Said, Step, SteppedAdmin
from regulatory.choices import PendingOutcome
from regulatory.curation import actions
from regulatory.models import PendingChange


def may_publish(user: User, pending: PendingChange) -> bool:
    return may_decide(user) and pending.published_at is None and pending.proposed_by_id != user.pk


def may_decline(user: User, pending: PendingChange) -> bool:
    """A proposal is also taken back by who made it."""
    return pending.published_at is None and (may_decide(user) or pending.proposed_by_id == user.pk)


def may_close(user: User, pending: PendingChange) -> bool:
    return may_decide(user) and pending.published_at is not None


def publish(pending: PendingChange, user: User, reason: str) -> str:
    actions.publish_change(pending, by=user, reason=reason)
    return form_of(pending.fact)


def closing(outcome: PendingOutcome) -> Callable[[PendingChange, User, str], str]:
    def close(pending: PendingChange, user: User, reason: str) -> str:
        actions.close_change(pending, by=user, outcome=outcome, reason=reason)
        return form_of(pending.fact)

    return close


STEPS = {
    step.verb: step
    for step in (
        Step("publish", "Show to readers", "Readers see the note beside the fact from now on.", may_publish, publish),
        Step(
            "decline",
            "Decline",
            "Closes the proposal; readers never saw it.",
            may_decline,
            closing(PendingOutcome.DECLINED),
        ),
        Step(
            "apply",
            "Applied",
            "The change came and the fact says so already. A version that applies it is better told so when it is published.",
            may_close,
            closing(PendingOutcome.APPLIED),
        ),
        Step(
            "withdraw",
            "Take back",
            "Readers no longer see the note: the change will not come, or the note was wrong.",
            may_close,
            closing(PendingOutcome.WITHDRAWN),
        ),
    )
}


@admin.register(PendingChange)
class PendingChangeAdmin(SteppedAdmin):
    """Coming changes of facts, open and closed."""

    steps = STEPS
    list_display = ["changes_on", "fact", "note", "source", "shown", "outcome", "proposed_by", "published_by"]
    list_select_related = ["fact", "source", "proposed_by", "published_by"]
    list_filter = ["outcome", ("published_at", admin.EmptyFieldListFilter), "fact__jurisdiction"]
    search_fields = ["fact__key", "fact__title", "note", "source__key", "source__title"]
    fields = [
        "of_fact",
        "changes_on",
        "note",
        "source",
        "locator",
        "proposed_by",
        "proposed_at",
        "published_by",
        "published_at",
        "closed_by",
        "closed_at",
        "outcome",
        "closing_reason",
    ]
    readonly_fields = ["of_fact"]

    @admin.display(description="Shown to readers", boolean=True)
    def shown(self, pending: PendingChange) -> bool:
        return pending.is_shown

    @admin.display(description="Fact")
    def of_fact(self, pending: PendingChange) -> SafeString:
        fact = pending.fact
        return format_html('<a href="{}">{}</a> ({})', form_of(fact), fact.title, fact.key)

    def said(self, record: PendingChange) -> Said:
        return [
            ("Fact", str(record.fact.title)),
            ("Changes on", record.changes_on),
            ("What will change", record.note),
            ("Source", ", ".join(filter(None, (str(record.source), record.locator)))),
            ("Proposed by", str(record.proposed_by)),
        ]

    def settled(self, record: PendingChange) -> str:
        return record.get_outcome_display().lower()
