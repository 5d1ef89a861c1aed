"""Rules about what carries a fact: its citations and the force of the documents behind them."""

from __future__ import annotations

from collections.abc import Iterator

from regulatory.choices import Obligation, SourceKind, SourceStatus
from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.rules.facts import cited, facts, in_force, published

WITH_PARTS = (SourceKind.ACT, SourceKind.REGULATION)
"""Documents that have articles or sections."""


def uncited(content: Content) -> Iterator[Problem]:
    for fact in facts(content):
        if not fact.citations:
            yield content.problem(fact, "citations", "is empty: name the document that carries the fact")


def without_primary(content: Content) -> Iterator[Problem]:
    for fact in published(content):
        if not any(source.primary for _, source in cited(content, fact)):
            yield content.problem(fact, "citations", "cites literature only; cite the document itself once it was seen")


def mandatory_without_binding(content: Content) -> Iterator[Problem]:
    for fact in published(content):
        if fact.obligation != Obligation.MANDATORY:
            continue
        if not any(source.binding and source.primary for _, source in cited(content, fact)):
            yield content.problem(fact, "obligation", "is mandatory, and no binding source is cited")


def without_pinpoint(content: Content) -> Iterator[Problem]:
    for fact in published(content):
        for citation, source in cited(content, fact):
            if source.primary and source.kind in WITH_PARTS and not citation.locator:
                yield content.problem(fact, "citations", f"{source.key} has no locator; name article, section or page")


def without_support(content: Content) -> Iterator[Problem]:
    for fact in published(content):
        for citation in fact.citations:
            if not citation.supports:
                yield content.problem(fact, "citations", f"{citation.source} has no `supports`; say what it says")


def not_current(content: Content) -> Iterator[Problem]:
    gone = (SourceStatus.SUPERSEDED, SourceStatus.REPEALED, SourceStatus.DRAFT)
    for fact in in_force(content):
        statuses = [source.status for _, source in cited(content, fact)]
        if statuses and all(status in gone for status in statuses):
            yield content.problem(fact, "citations", "rests on documents that are drafts, superseded or repealed")
