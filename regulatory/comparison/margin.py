"""What one more economy changes in a programme's checklist (planner.py): lines added, lines that get stricter, lines it merely joins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.comparison.answers import Answer
from regulatory.comparison.planner import Line, LineKey, Plan, Question, plan
from regulatory.readings import FactReading, JurisdictionReading


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line on which the new economy asks for more than any before: `was` is empty where none had given a figure."""

    before: Line
    after: Line
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Margin:
    """What an economy adds. `joined` are lines that stand already and get no stricter by it, as far as can be compared.

    `to_check` are lines in which only it has rules of which it cannot be told whether they apply; `questions` are those to its authority.
    """

    economy: JurisdictionReading
    added: tuple[Line, ...]
    changed: tuple[ChangedLine, ...]
    joined: tuple[Line, ...]
    to_check: tuple[Line, ...]
    questions: tuple[Question, ...]


def marginal(without: Plan, economy: JurisdictionReading, facts: Iterable[FactReading]) -> Margin:
    """What `economy` adds to a plan. `facts` are those that the plan was made of, with the economy's. ValueError if it is in the plan."""
    if economy.code in {each.code for each in without.jurisdictions}:
        raise ValueError(f"{economy.name} is in the plan already.")
    full = plan(facts, without.profile, (*without.jurisdictions, economy), without.topics)
    before: dict[LineKey, Line] = {line.key: line for line in without.lines}
    added, changed, joined, to_check = [], [], [], []
    for line in full.lines:
        old = before.get(line.key)
        if not any(each.code == economy.code for each in line.economies):
            if old is None:
                to_check.append(line)
            continue
        if old is None or not old.economies:
            added.append(line)
        elif step := stricter(old, line, economy):
            changed.append(ChangedLine(old, line, *step))
        else:
            joined.append(line)
    return Margin(
        economy,
        tuple(added),
        tuple(changed),
        tuple(joined),
        tuple(to_check),
        tuple(each for each in full.questions if each.jurisdiction.code == economy.code),
    )


def stricter(before: Line, after: Line, economy: JurisdictionReading) -> tuple[str, str] | None:
    """The strictest answer before and the economy's, where the economy's is stricter or the first; None where it is not, or on
    another scale than those before, so that nothing can be said.
    """
    rank = after.measure.rank if after.measure else None
    own = next((answer for each, answer in after.answers if each.code == economy.code), None)
    if rank is None or own is None or not own.comparable:
        return None
    if not before.answers:
        return "", own.label
    on_scale: list[Answer] = [answer for _, answer in before.answers if answer.scale == own.scale]
    if not on_scale:
        return None
    best = max(on_scale, key=rank)
    return (best.label, own.label) if rank(own) > rank(best) else None
