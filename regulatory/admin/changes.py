"""What is only ever added to, by actions: change notes, review events, confirmations, withdrawals, file records. To be read."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from regulatory.models import (
    ChangeEntry,
    ChangeNote,
    Confirmation,
    FileConflict,
    FileRecord,
    ReviewEvent,
    SourceReview,
    Withdrawal,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Records that are looked at and never edited here, not even by a superuser."""

    actions = None
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def listed(name: str, text: str, **filters: object) -> SafeString:
    """A link to the list of a model, filtered."""
    query = "&".join(f"{lookup}={value}" for lookup, value in filters.items())
    return format_html('<a href="{}?{}">{}</a>', reverse(f"admin:regulatory_{name}_changelist"), query, text)


@admin.register(ChangeNote)
class ChangeNoteAdmin(ReadOnlyAdmin):
    """The revisions of the content."""

    list_display = ["revision", "at", "by", "reason", "entries"]
    list_select_related = ["by"]
    list_filter = ["entries__verb", "entries__noun", "by"]
    search_fields = ["reason", "by__username", "entries__key"]
    date_hierarchy = "at"
    fields = ["revision", "at", "by", "reason", "entries"]
    readonly_fields = ["entries"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChangeNote]:
        return super().get_queryset(request).annotate(records=Count("entries", distinct=True))

    @admin.display(description="Records", ordering="records")
    def entries(self, note: ChangeNote) -> SafeString:
        return listed("changeentry", str(note.records), change__revision=note.pk)  # type: ignore[attr-defined]


@admin.register(ChangeEntry)
class ChangeEntryAdmin(ReadOnlyAdmin):
    """What a revision did to each record."""

    list_display = ["change", "at", "verb", "noun", "key", "version", "title", "jurisdiction", "public"]
    list_select_related = ["change", "jurisdiction"]
    list_filter = ["verb", "noun", "public", "jurisdiction", "change__by"]
    search_fields = ["key", "title", "change__reason"]
    date_hierarchy = "change__at"
    fields = ["change", "verb", "noun", "key", "version", "title", "jurisdiction", "topic", "public", "was", "became"]
    readonly_fields = ["was", "became"]

    @admin.display(description="When", ordering="change__at")
    def at(self, entry: ChangeEntry) -> object:
        return entry.change.at

    @admin.display(description="Before")
    def was(self, entry: ChangeEntry) -> str:
        return as_text(entry.before)

    @admin.display(description="After")
    def became(self, entry: ChangeEntry) -> str:
        return as_text(entry.after)


def as_text(values: object) -> str:
    return format_html("<pre>{}</pre>", json.dumps(values, indent=2, ensure_ascii=False)) if values else "-"


@admin.register(ReviewEvent)
class ReviewEventAdmin(ReadOnlyAdmin):
    """The way of each open version; never public."""

    list_display = ["at", "verb", "key", "version", "by", "via", "comment"]
    list_select_related = ["by", "via"]
    list_filter = ["verb", "by", ("via", admin.EmptyFieldListFilter)]
    search_fields = ["key", "comment", "by__username", "via__name", "via__ending"]
    date_hierarchy = "at"


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    """Checks of published facts that found them still true."""

    list_display = ["fact", "title", "day", "by", "how"]
    list_select_related = ["fact", "by"]
    list_filter = ["by", "fact__jurisdiction"]
    search_fields = ["fact__key", "fact__title", "how", "by__username"]
    date_hierarchy = "day"

    @admin.display(ordering="fact__title")
    def title(self, confirmation: Confirmation) -> str:
        return confirmation.fact.title


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnlyAdmin):
    """Facts that were taken back."""

    list_display = ["fact", "title", "day", "by", "reason"]
    list_select_related = ["fact", "by"]
    list_filter = ["by", "fact__jurisdiction"]
    search_fields = ["fact__key", "fact__title", "reason", "by__username"]
    date_hierarchy = "day"

    @admin.display(ordering="fact__title")
    def title(self, withdrawal: Withdrawal) -> str:
        return withdrawal.fact.title


@admin.register(FileRecord)
class FileRecordAdmin(ReadOnlyAdmin):
    """What the content files said when files and database last agreed."""

    list_display = ["noun", "key", "digest"]
    list_filter = ["noun"]
    search_fields = ["noun", "key"]


@admin.register(FileConflict)
class FileConflictAdmin(ReadOnlyAdmin):
    """What content files and database said differently at the last load."""

    list_display = ["noun", "key", "file", "message", "found_at"]
    list_filter = ["noun"]
    search_fields = ["noun", "key", "message"]


@admin.register(SourceReview)
class SourceReviewAdmin(ReadOnlyAdmin):
    """Documents that stopped being current: when, by whom, why."""

    list_display = ["source", "status", "successor", "at", "by", "reason"]
    list_select_related = ["source", "successor", "by"]
    list_filter = ["status", "by"]
    search_fields = ["source__key", "source__title", "reason"]
    date_hierarchy = "at"
