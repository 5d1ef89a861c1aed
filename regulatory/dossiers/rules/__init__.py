"""What makes content weak, as rules: each finds facts that hold together and could still mislead. Errors of form stand in checks.py.

evidence.py (what carries a fact), figures.py (numbers that no citation carries), dates.py (times against those of the documents) and
words.py (what the text says) hold the rules; baseline.py the counts that may only go down. A rule is one function and one line in RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from regulatory.dossiers.content import Content, Problem
from regulatory.dossiers.rules import dates, evidence, figures, words


@dataclass(frozen=True, slots=True)
class Rule:
    """`held`: its count may only go down. A rule that time alone can break, such as a check that falls due, is told and not held."""

    key: str
    what: str
    find: Callable[[Content], Iterator[Problem]]
    held: bool = True


ERRORS: tuple[Rule, ...] = (
    Rule("uncited", "a fact without a citation", evidence.uncited),
    Rule("dead-reference", "a text that points at a fact that is not there, or was taken back", words.dead_references),
    Rule("ends-unmarked", "a rule whose last day is over and that is not marked as ended", dates.over_and_unmarked),
    Rule("begins-later", "a rule marked as in force that begins in the future", dates.not_begun_and_unmarked),
)
"""What refuses the content."""

WARNINGS: tuple[Rule, ...] = (
    Rule("not-primary", "a published fact that cites no primary source", evidence.without_primary),
    Rule("mandatory-without-law", "“mandatory”, and no binding source says so", evidence.mandatory_without_binding),
    Rule("no-pinpoint", "an act or regulation cited without article, section or page", evidence.without_pinpoint),
    Rule("no-support", "a citation that does not say what its document says", evidence.without_support),
    Rule("not-current", "a rule in force that rests only on documents that are not", evidence.not_current),
    Rule("days-unexplained", "days of which it is not said which, or what they count", figures.days_unexplained),
    Rule("event-unsaid", "a reporting deadline without its event, place or bearer", figures.deadline_without_event),
    Rule("undated", "a published rule without the day since which it applies", dates.undated),
    Rule(
        "before-its-document", "a rule that begins before its binding documents were issued", dates.before_its_documents
    ),
    Rule("overlapping", "two facts of one economy that say nearly the same", words.overlapping),
    Rule("economies-misnamed", "a text that calls economies something else", words.misnamed),
    Rule("overdue", "a fact whose check is due", dates.overdue, held=False),
)
"""What is counted."""


def counts(content: Content) -> dict[str, int]:
    """How often each warning is found, in the order of WARNINGS."""
    return {rule.key: sum(1 for _ in rule.find(content)) for rule in WARNINGS}


def risen(found: Mapping[str, int], allowed: Mapping[str, int]) -> list[str]:
    """A sentence for each held rule that is broken more often than allowed; a rule without a count allows none."""
    return [
        f"{rule.key}: {found[rule.key]} times {rule.what}; {allowed.get(rule.key, 0)} are allowed. Mend the facts that you added or "
        "changed, or others; the count only goes down."
        for rule in WARNINGS
        if rule.held and found[rule.key] > allowed.get(rule.key, 0)
    ]
