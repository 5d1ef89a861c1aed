"""The desk of corrections: all that readers ever suggested, and the two answers to each. What they do stands in curation/corrections.py."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import User
from django.utils.html import format_html
from django.utils.safestring import SafeString

from regulatory.admin.addresses import form_of, page_of
from regulatory.admin.desk.open_versions import may_decide
from regulatory.admin.steps import Said, Step, SteppedAdmin
from regulatory.choices import FactType
from regulatory.curation import corrections
from regulatory.models import FACT_MODELS, Correction


def may_write(user: User, correction: Correction) -> bool:
    """Who may begin a version of that type of fact."""
    name = FACT_MODELS[FactType(correction.fact.type)]._meta.model_name
    return user.has_perm(f"regulatory.change_{name}")


def may_decline(user: User, correction: Correction) -> bool:
    return may_write(user, correction) or may_decide(user)


def take_up(correction: Correction, user: User, reason: str) -> str:
    return form_of(corrections.take_up_correction(correction, by=user, reason=reason))


def decline(correction: Correction, user: User, reason: str) -> str:
    corrections.decline_correction(correction, by=user, reason=reason)
    return page_of(Correction, "changelist")


@admin.register(Correction)
class CorrectionAdmin(SteppedAdmin):
    """What readers say is wrong, open and decided."""

    list_display = ["number", "sent_at", "of_fact", "text_begins", "state", "decided_by", "decided_at"]
    list_display_links = ["number"]
    list_select_related = ["fact", "decided_by"]
    list_filter = ["state", "fact__jurisdiction", "decided_by"]
    search_fields = ["=pk", "text", "source_url", "email", "fact__key", "fact__title", "reason"]
    date_hierarchy = "sent_at"
    fields = [
        "number",
        "of_fact",
        "text",
        "source_url",
        "email",
        "sent_at",
        "state",
        "decided_by",
        "decided_at",
        "reason",
    ]
    readonly_fields = ["number", "of_fact"]
    steps = {
        step.verb: step
        for step in (
            Step(
                "take-up",
                "Start a new version",
                "Begins a draft of the fact, or leads to the one that is open, with the correction beside it.",
                may_write,
                take_up,
            ),
            Step(
                "decline",
                "Decline",
                "Closes the correction; the fact stays as it is. The reader sees that it was declined, not why.",
                may_decline,
                decline,
            ),
        )
    }

    def said(self, record: Correction) -> Said:
        return [
            ("Fact", f"{record.fact.title} ({record.fact.key}, version {record.fact.version})"),
            ("What the reader says", record.text),
            ("Source", record.source_url),
        ]

    def settled(self, record: Correction) -> str:
        return "" if record.is_open else record.get_state_display().lower()

    @admin.display(description="Number", ordering="pk")
    def number(self, correction: Correction) -> int:
        return correction.pk

    @admin.display(description="Text")
    def text_begins(self, correction: Correction) -> str:
        return f"{' '.join(correction.text.split()):.100}"

    @admin.display(description="Fact", ordering="fact__key")
    def of_fact(self, correction: Correction) -> SafeString:
        fact = correction.fact
        return format_html('<a href="{}">{}</a> ({}, version {})', form_of(fact), fact.title, fact.key, fact.version)
