"""What is guarded: the tables, the columns that may still change, and the words that guards on both databases share."""

from __future__ import annotations

from django.db.models import Model

from regulatory.choices import OPEN_STATES

PREFIX = "kb_guard"
OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
MAY_CHANGE_ON_CLOSING = ("state", "superseded_at")


def guarded_tables() -> tuple[str, dict[str, tuple[str, str]], dict[str, list[str]]]:
    """The table of facts, the tables of their parts (link column, type of a child table or ""), the append-only tables (their
    unique columns).
    """
    from regulatory.models import (
        FACT_MODELS,
        ChangeEntry,
        ChangeNote,
        Citation,
        Confirmation,
        Fact,
        FactClass,
        ReviewEvent,
        SourceReview,
        Withdrawal,
    )

    parts = {model._meta.db_table: ("fact_ptr_id", str(fact_type)) for fact_type, model in FACT_MODELS.items()}
    append_only: list[type[Model]] = [ChangeNote, ChangeEntry, Confirmation, ReviewEvent, SourceReview, Withdrawal]
    parts |= {model._meta.db_table: ("fact_id", "") for model in (Citation, FactClass)}
    return (
        Fact._meta.db_table,
        parts,
        {model._meta.db_table: columns_of(model, unique=True) for model in append_only},
    )


STEPS_OF_PENDING = (
    ("published_by_id", "published_at"),
    ("closed_by_id", "closed_at", "outcome", "closing_reason"),
)
"""The columns of a pending change that are filled in later, by the step that fills them; each step is taken once."""


def pending_table() -> tuple[str, list[str]]:
    """The table of pending changes and the columns that never change."""
    from regulatory.models import PendingChange

    later = {column for step in STEPS_OF_PENDING for column in step}
    return PendingChange._meta.db_table, [each for each in columns_of(PendingChange) if each not in later]


def columns_of(model: type[Model], *, unique: bool = False) -> list[str]:
    return [
        field.column for field in model._meta.local_concrete_fields if field.column and (field.unique or not unique)
    ]
