"""Reads of what happened to one fact: its public versions, confirmations and, where it was taken back, why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from regulatory.models import Confirmation, Withdrawal
from regulatory.querysets import versions_of


@dataclass(frozen=True, slots=True)
class VersionReading:
    LOOKUPS: ClassVar[tuple[str, ...]] = ("version", "state", "title", "published_at", "superseded_at")
    version: int
    state: str
    title: str
    published_at: datetime.datetime
    superseded_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class ConfirmationReading:
    version: int
    day: datetime.date
    how: str


@dataclass(frozen=True, slots=True)
class WithdrawalReading:
    version: int
    day: datetime.date
    reason: str


@dataclass(frozen=True, slots=True)
class FactHistory:
    """Versions and confirmations newest first."""

    versions: tuple[VersionReading, ...]
    confirmations: tuple[ConfirmationReading, ...]
    withdrawals: tuple[WithdrawalReading, ...]


def history_for_page(key: str) -> FactHistory:
    """What readers may see of a fact's past: three queries."""
    versions = versions_of(key).values_list(*VersionReading.LOOKUPS)
    confirmations = (
        Confirmation.objects.filter(fact__in=versions_of(key).order_by().values("pk"))
        .order_by("-day", "-pk")
        .values_list("fact__version", "day", "how")
    )
    withdrawals = (
        Withdrawal.objects.filter(fact__in=versions_of(key).order_by().values("pk"))
        .order_by("-day", "-pk")
        .values_list("fact__version", "day", "reason")
    )
    return FactHistory(
        tuple(VersionReading(*row) for row in versions),
        tuple(ConfirmationReading(*row) for row in confirmations),
        tuple(WithdrawalReading(*row) for row in withdrawals),
    )
