"""Rules about numbers: that a citation carries them, and that they say what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from regulatory.choices import FactType, PharmacovigilanceKind
from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.fact_shapes import FactShape, PathwayShape, PharmacovigilanceShape
from regulatory.dossiers.rules.facts import cited, facts, published

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NOT_SAID = {
    *("key", "jurisdiction", "topic", "citations", "confirmations", "withdrawn", "checked_on", "review_due", "note"),
    *("effective_from", "effective_until", "approved", "title_original", "looked_in", "pending_changes"),
}
"""Fields whose numbers are no figures of the statement: addresses, times of ours, remarks. Dates have rules of their own."""
WORDS = {
    word: str(number)
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
        ],
        1,
    )
}
"""Numbers that a citation may carry in words."""
OF_DOCUMENTS = ("title", "title_original", "number", "issued", "effective")
"""Numbers that only name or date a document."""

Known = Mapping[str, list[str]]
"""Fact -> the figures that no citation carried when the rule began."""


def numbers(text: str) -> set[str]:
    """The numbers in a text, however they are written: 42,500 is 42500, 07 is 7, and 3.50 is 3.5."""
    found = set()
    for each in NUMBER.findall(text):
        plain = each.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", each) else each
        for part in [plain] if re.fullmatch(r"\d+(?:\.\d+)?", plain) else re.split("[.,]", plain):
            found.add(f"{float(part):g}" if "." in part else str(int(part)))
    return found


def said(fact: FactShape) -> set[str]:
    """The figures of a fact's statement: of its title, its summary and its own fields."""
    values: dict[str, Any] = fact.model_dump(mode="json", exclude=NOT_SAID)
    return {number for value in values.values() if isinstance(value, str | int) for number in numbers(str(value))}


def carried(content: Content, fact: FactShape) -> set[str]:
    """The figures that its citations carry, or that only name or date their documents."""
    texts = [f"{citation.supports} {citation.locator}" for citation in fact.citations]
    texts += [
        str(getattr(source, name)).replace("-", " ") for _, source in cited(content, fact) for name in OF_DOCUMENTS
    ]
    written = {WORDS[word] for text in texts for word in re.findall("[a-z]+", text.lower()) if word in WORDS}
    return {number for text in texts for number in numbers(text)} | written


def uncarried(content: Content) -> dict[str, list[str]]:
    """Fact -> its figures that no citation's `supports` carries; facts without any are left out. An attested blank states none."""
    stating = (fact for fact in published(content) if fact.type != FactType.ABSENCE)
    found = {fact.key: said(fact) - carried(content, fact) for fact in stating}
    return {key: sorted(figures, key=lambda each: (len(each), each)) for key, figures in found.items() if figures}


def new_uncarried(content: Content, known: Known) -> Iterator[Problem]:
    """Figures that no citation carries, but for those that stood so when the rule began."""
    for key, figures in uncarried(content).items():
        if new := [figure for figure in figures if figure not in known.get(key, ())]:
            message = f"no `supports` carries {', '.join(new)}; say there what the document says, figures included"
            yield content.problem(content.records["fact", key], "citations", message)


def days_unexplained(content: Content) -> Iterator[Problem]:
    for fact in facts(content):
        if isinstance(fact, PathwayShape) and fact.review_days is not None:
            for name in ("review_days_basis", "review_days_measure"):
                if not getattr(fact, name):
                    yield content.problem(fact, name, "is missing: say which days they are and what they count")
        if isinstance(fact, PharmacovigilanceShape) and fact.deadline_days is not None and not fact.deadline_basis:
            yield content.problem(fact, "deadline_basis", "is missing: say which days they are")


def deadline_without_event(content: Content) -> Iterator[Problem]:
    for fact in facts(content):
        if not isinstance(fact, PharmacovigilanceShape) or fact.type != FactType.PHARMACOVIGILANCE:
            continue
        timed = fact.deadline_days is not None or fact.deadline_hours is not None
        if fact.kind != PharmacovigilanceKind.ADVERSE_EVENT_REPORTING or not timed:
            continue
        missing = [name for name in ("event", "event_phase", "reporter") if not getattr(fact, name)]
        if missing:
            yield content.problem(fact, missing[0], f"is missing ({', '.join(missing)}): no clock without them")
