"""The page on which two versions of a fact stand side by side, field by field. What differs is found in curation/timeline.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.choices import State
from regulatory.curation.timeline import FieldChange, diff
from regulatory.filtersets.base import parameter_problems
from regulatory.pages.asking import RefusedError, address, asked_strictly
from regulatory.pages.facts import VersionLine, history_of, version_line
from regulatory.pages.shell import Link, Page, show
from regulatory.pages.wording import partial_date

DAYS = {"effective_from", "effective_until", "checked_on", "review_due", "approved"}
"""Fields whose text is a day, or a part of one, as ISO 8601 writes it."""
LITTLE_IN_COMMON = 0.4
"""Texts that share less than this part of their words are shown whole: marks on nearly every word help nobody."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `moved` where the other version does not have it."""

    text: str
    moved: bool


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field in both versions. `before` or `after` is empty where that version does not have it, and `absent` says so in words."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    absent_before: str
    absent_after: str


@asked_strictly
def difference(request: HttpRequest, key: str) -> HttpResponse:
    """What version `to` of a fact says otherwise than version `from`. Both are numbers of versions that readers may see."""
    history = history_of(key)
    lines = {each.version: version_line(key, each) for each in history.versions}
    one, other = numbers_asked(request, sorted(lines))
    for number in (one, other):
        if number not in lines:
            raise Http404(f"The fact '{key}' has no version {number} that was published. {known(sorted(lines))}")
    rows = querysets.versions_of(key).filter(version__in=[one, other])
    readings = {each.version: each for each in querysets.read_facts(rows)}
    before, after = readings[one], readings[other]
    current = history.versions[0]
    title = current.title
    page = Page(
        f"{title}: versions {one} and {other}",
        f"What version {other} says otherwise than version {one}, field by field.",
        address(f"/facts/{key}/diff/", [("from", str(one)), ("to", str(other))]),
        (Link(after.jurisdiction.name, f"/economies/{after.jurisdiction.code}/"), Link(title, f"/facts/{key}/")),
        "/economies/",
        indexed=False,
    )
    values = {
        "key": key,
        "title": title,
        "before": lines[one],
        "after": lines[other],
        "lines": [lines[one], lines[other]],
        "changes": [shown_change(each) for each in diff(before, after)],
        "withdrawn": State(current.state) == State.WITHDRAWN,
        "others": steps_of(key, [each for _, each in sorted(lines.items())], besides=(one, other)),
    }
    return show(request, "facts/diff.html", page, values)


def numbers_asked(request: HttpRequest, versions: Sequence[int]) -> tuple[int, int]:
    """The two numbers; raises RefusedError for what is no number, is missing, or is twice the same."""
    problems = parameter_problems(request.GET, known=["from", "to"])
    for name in ("from", "to"):
        text = request.GET.get(name, "")
        if name not in problems and not (text.isascii() and text.isdecimal() and len(text) < 10):
            problems[name] = [f"Give the number of a version. {known(versions)}"]
    if not problems and int(request.GET["from"]) == int(request.GET["to"]):
        problems["to"] = [
            f"Give another version than in 'from': a version does not differ from itself. {known(versions)}"
        ]
    if problems:
        raise RefusedError(problems)
    return int(request.GET["from"]), int(request.GET["to"])


def known(versions: Sequence[int]) -> str:
    if len(versions) == 1:
        return f"There is one version so far, {versions[0]}."
    return f"Versions to choose from: {', '.join(map(str, versions))}."


def steps_of(key: str, lines: Sequence[VersionLine], besides: tuple[int, int]) -> list[Link]:
    """The other steps from one version to the next."""
    pairs = [(old.version, new.version) for old, new in pairwise(lines)]
    return [
        Link(f"Versions {old} and {new}", f"/facts/{key}/diff/?from={old}&to={new}")
        for old, new in pairs
        if (old, new) != besides
    ]


def shown_change(change: FieldChange) -> ShownChange:
    before, after = in_words(change.field, change.before), in_words(change.field, change.after)
    old, new = pieces_of(before, after)
    return ShownChange(
        change.label,
        old,
        new,
        absence(change, change.before),
        absence(change, change.after),
    )


def in_words(field: str, text: str | None) -> str:
    return (partial_date(text) if field in DAYS and text else text) or ""


def absence(change: FieldChange, text: str | None) -> str:
    """What to say of a version without a text: that it has no such citation or class, or that the value is not stated."""
    if text is not None:
        return change.when_empty
    return {"citations": "not cited", "product_classes": "not named"}.get(change.field, "not stated")


def pieces_of(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in runs of words, marked where the other has something else. Joined, the runs are the text again."""
    old, new = words_of(before), words_of(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LITTLE_IN_COMMON:
        return whole(before), whole(after)
    steps = matcher.get_opcodes()
    return (
        joined((old[start:end], step != "equal") for step, start, end, _, _ in steps),
        joined((new[start:end], step != "equal") for step, _, _, start, end in steps),
    )


def words_of(text: str) -> list[str]:
    """Words and what stands between them, in order."""
    return re.findall(r"\s+|[^\W_]+|[\W_]", text)


def whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, False),) if text else ()


def joined(runs: Iterable[tuple[list[str], bool]]) -> tuple[Piece, ...]:
    return tuple(Piece("".join(words), moved) for words, moved in runs if words)
