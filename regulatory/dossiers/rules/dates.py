"""Rules about the world's time against the documents, and about checks that fall due."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from regulatory.choices import LegalStatus
from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.rules.facts import cited, facts, published, rules

YEAR = datetime.timedelta(days=365)


def today() -> str:
    return timezone.now().date().isoformat()


def over_and_unmarked(content: Content) -> Iterator[Problem]:
    """A last day that lacks month or day is over only with its year or month."""
    for fact in facts(content):
        until = fact.effective_until
        if until and until < today()[: len(until)] and fact.legal_status == LegalStatus.IN_FORCE:
            yield content.problem(fact, "legal_status", f"is in force, and its last day was {until}; write ended")


def not_begun_and_unmarked(content: Content) -> Iterator[Problem]:
    for fact in facts(content):
        since = fact.effective_from
        if since and since > today()[: len(since)] and fact.legal_status == LegalStatus.IN_FORCE:
            yield content.problem(fact, "legal_status", f"is in force, and it begins on {since}; write adopted")


def undated(content: Content) -> Iterator[Problem]:
    for fact in rules(content):
        if fact.legal_status == LegalStatus.IN_FORCE and not fact.effective_from:
            yield content.problem(
                fact, "effective_from", "is missing: since when the rule applies, as a source states it"
            )


def before_its_documents(content: Content) -> Iterator[Problem]:
    """A text cannot have applied before it was issued; where all binding documents are younger, the date or a citation is wrong."""
    for fact in published(content):
        issued = [source.issued for _, source in cited(content, fact) if source.binding and source.primary]
        since = fact.effective_from
        if since and issued and all(day and since[: len(day)] < day[: len(since)] for day in issued):
            yield content.problem(fact, "effective_from", f"{since} lies before the binding documents, {min(issued)}")


def overdue(content: Content) -> Iterator[Problem]:
    for fact in published(content):
        last = max([each.day for each in fact.confirmations], default=fact.checked_on)
        due = fact.review_due or (last and (datetime.date.fromisoformat(last) + YEAR).isoformat())
        if due and due <= today():
            yield content.problem(fact, "checked_on", f"is due since {due}: see the source again")
