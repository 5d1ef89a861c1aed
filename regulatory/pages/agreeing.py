"""Agreement and strictest in words, the same on pages and in files. What they are is decided in comparison/agreement.py."""

from __future__ import annotations

from collections.abc import Iterable

from regulatory.comparison.agreement import Agreement, Strictest
from regulatory.readings import JurisdictionReading


def agreement_text(agreement: Agreement) -> str:
    """The agreement in one sentence, always with how many are unknown."""
    parts = []
    if agreement.majority:
        same = len(agreement.majority.jurisdictions)
        parts.append(f"{agreement.majority.label} in {same} of {agreement.known} known answers")
    elif agreement.known == 1 and agreement.groups:
        (one,) = agreement.groups
        parts.append(f"one answer known, {one.label} ({names(one.jurisdictions)})")
    elif agreement.known:
        parts.append(f"no majority among {agreement.known} known answers")
    if agreement.departs:
        parts.append(f"{names(agreement.departs)} depart{'s' if len(agreement.departs) == 1 else ''}")
    if agreement.apart:
        parts.append(f"{names(agreement.apart)} not comparable")
    parts.append(f"{agreement.unknown} of {agreement.of} unknown")
    return "; ".join(parts)


def strictest_text(strictest: Strictest) -> str:
    return f"{strictest.superlative}: {strictest.label} ({names(strictest.jurisdictions)})"


def names(places: Iterable[JurisdictionReading]) -> str:
    return ", ".join(each.name for each in places)
