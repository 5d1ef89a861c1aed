"""What moved between two sets of facts, such as those of two days: facts added, changed (in which fields) and ended.

Only what a reader would call a change: a new version that says the same, a later check or a due date is none. Why it was changed stands
in the change notes, which are not read here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.choices import LegalStatus
from regulatory.readings import FactReading

ADDED, CHANGED, ENDED = "added", "changed", "ended"
BOOKKEEPING = frozenset({"key", "version", "state", "checked_on", "review_due", "published_at", "superseded_at"})
OWN = "own"

Value = str | int | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, as it was and as it is: a text, a number, None (not stated), or the lines of a list."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """One fact that moved. `before` is None for an added one; `after` is None for one that is no longer there.

    A fact that stands there still, with the legal status "ended" since, has ended too.
    """

    what: str
    before: FactReading | None
    after: FactReading | None
    fields: tuple[FieldChange, ...]

    @property
    def fact(self) -> FactReading:
        """The fact as it is, or as it last was."""
        fact = self.after or self.before
        assert fact is not None  # noqa: S101
        return fact


def what_moved(before: Iterable[FactReading], after: Iterable[FactReading]) -> tuple[Moved, ...]:
    """What is different in `after`, in lifecycle order, then by jurisdiction and key. Each side holds one version of a key at most."""
    old = {fact.key: fact for fact in before}
    new = {fact.key: fact for fact in after}
    moved = [move for key in old.keys() | new.keys() if (move := move_of(old.get(key), new.get(key))) is not None]
    return tuple(sorted(moved, key=lambda move: (move.fact.topic.place, move.fact.jurisdiction.name, move.fact.key)))


def move_of(before: FactReading | None, after: FactReading | None) -> Moved | None:
    if before is None or after is None:
        if before is None and after is None:
            return None
        return Moved(ENDED if after is None else ADDED, before, after, ())
    fields = field_changes(before, after)
    if not fields:
        return None
    ended = after.legal_status == LegalStatus.ENDED != before.legal_status
    return Moved(ENDED if ended else CHANGED, before, after, fields)


def field_changes(before: FactReading, after: FactReading) -> tuple[FieldChange, ...]:
    """The fields of two versions of a fact that differ, the type's own fields by their names, citations and classes as lists."""
    old, new = values(before), values(after)
    return tuple(
        FieldChange(field, old.get(field), new.get(field))
        for field in dict.fromkeys([*old, *new])
        if old.get(field) != new.get(field)
    )


def values(fact: FactReading) -> dict[str, Value]:
    """What a fact says, by field."""
    said: dict[str, Value] = {}
    for field in dataclasses.fields(fact):
        if field.name in BOOKKEEPING:
            continue
        value = getattr(fact, field.name)
        if field.name == OWN:
            said |= {own.name: getattr(value, own.name) for own in dataclasses.fields(value)}
        elif field.name == "jurisdiction":
            said[field.name] = value.code
        elif field.name == "topic":
            said[field.name] = value.key
        elif field.name == "citations":
            rows = ((each.source.key, each.locator, each.supports) for each in value)
            said[field.name] = tuple(sorted(": ".join(part for part in row if part) for row in rows))
        elif field.name == "pending_changes":
            said[field.name] = tuple(f"{each.changes_on}: {each.note}" for each in value)
        elif field.name == "product_classes":
            said[field.name] = tuple(sorted(each.key for each in value))
        else:
            said[field.name] = value
    return said
