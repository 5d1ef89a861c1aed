"""Who did what, when and why, for every write: read together from where each is recorded. Nothing here writes; how it is shown and
exported stands in desk/audit.py.

Changes of the content stand in the change notes, steps of open versions in the review events, proposals in the coming changes, answers to
readers in the corrections, and accounts, groups, tokens and files in the log of Django's admin.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import CharField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from regulatory.choices import ChangeVerb, CorrectionState, PendingOutcome, ReviewVerb
from regulatory.models import ChangeEntry, Correction, PendingChange, ReviewEvent

LOGGED = {ADDITION: "Added", CHANGE: "Changed", DELETION: "Removed"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which writes: days in UTC, both included, and the name of an account; None and empty for all."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """One write. `where` says which record it comes from, `token` which program did it for the person."""

    at: datetime.datetime
    person: str
    where: str
    did: str
    noun: str
    key: str
    version: int | None
    title: str
    why: str
    token: str


COLUMNS = (
    "moment",
    "account",
    "origin",
    "step",
    "noun_of",
    "key_of",
    "version_of",
    "title_of",
    "said",
    "program",
    "row",
)
NO_VERSION = Cast(Value(None), IntegerField())


def text(expression: Any) -> Any:
    """As one type, so that the parts may stand in one query."""
    return Cast(expression if hasattr(expression, "resolve_expression") else Value(expression), TextField())


@dataclass(frozen=True, slots=True)
class Part:
    """One of the tables: its rows, and where each column comes from."""

    rows: Callable[[], QuerySet[Any]]
    at: str
    by: str
    origin: str
    step: Any
    noun: Any
    key: Any
    version: Any
    title: Any
    said: Any
    program: Any = ""

    def asked(self, asked: Asked) -> QuerySet[Any, Any]:
        found = self.rows().order_by()
        if asked.since:
            found = found.filter(**{f"{self.at}__gte": beginning(asked.since)})
        if asked.until:
            found = found.filter(**{f"{self.at}__lt": beginning(asked.until + datetime.timedelta(days=1))})
        if asked.person:
            found = found.filter(**{f"{self.by}__username": asked.person})
        return found.annotate(
            moment=F(self.at),
            account=text(F(f"{self.by}__username")),
            origin=text(self.origin),
            step=text(self.step),
            noun_of=text(self.noun),
            key_of=text(self.key),
            version_of=self.version,
            title_of=text(self.title),
            said=text(self.said),
            program=text(self.program),
            row=F("pk"),
        ).values_list(*COLUMNS)


PARTS = (
    Part(
        ChangeEntry.objects.all,
        "change__at",
        "change__by",
        "content",
        F("verb"),
        F("noun"),
        F("key"),
        F("version"),
        F("title"),
        F("change__reason"),
    ),
    Part(
        ReviewEvent.objects.all,
        "at",
        "by",
        "review",
        F("verb"),
        "fact",
        F("key"),
        F("version"),
        "",
        F("comment"),
        Coalesce(F("via__name"), Value(""), output_field=CharField()),
    ),
    Part(
        PendingChange.objects.all,
        "proposed_at",
        "proposed_by",
        "proposal",
        "proposed",
        "coming change",
        F("fact__key"),
        F("fact__version"),
        F("fact__title"),
        F("note"),
    ),
    Part(
        lambda: PendingChange.objects.filter(outcome=PendingOutcome.DECLINED),
        "closed_at",
        "closed_by",
        "proposal",
        F("outcome"),
        "coming change",
        F("fact__key"),
        F("fact__version"),
        F("fact__title"),
        F("closing_reason"),
    ),
    Part(
        lambda: Correction.objects.exclude(state=CorrectionState.OPEN),
        "decided_at",
        "decided_by",
        "correction",
        F("state"),
        "correction",
        F("fact__key"),
        F("fact__version"),
        F("fact__title"),
        F("reason"),
    ),
    Part(
        LogEntry.objects.all,
        "action_time",
        "user",
        "admin",
        F("action_flag"),
        Coalesce(F("content_type__model"), Value(""), output_field=CharField()),
        Coalesce(F("object_id"), Value(""), output_field=TextField()),
        NO_VERSION,
        F("object_repr"),
        F("change_message"),
    ),
)
WORDS: dict[str, dict[str, str]] = {
    "content": {each.value: each.label for each in ChangeVerb},
    "review": {each.value: each.label for each in ReviewVerb},
    "proposal": {"proposed": "Proposed", **{each.value: each.label for each in PendingOutcome}},
    "correction": {each.value: each.label for each in CorrectionState},
    "admin": {str(flag): word for flag, word in LOGGED.items()},
}
ORIGINS = {
    "content": "Change of the content",
    "review": "Step of a version",
    "proposal": "Coming change",
    "correction": "Answer to a reader",
    "admin": "Log of the admin",
}


def beginning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=datetime.UTC)


def writes(asked: Asked) -> QuerySet[Any, Any]:
    """The rows of all parts, newest first, as one query; it may be counted, sliced or read row by row. `write_of` reads one."""
    first, *others = (part.asked(asked) for part in PARTS)
    return first.union(*others, all=True).order_by("-moment", "origin", "-row")


def write_of(row: tuple[Any, ...]) -> Write:
    at, person, origin, step, noun, key, version, title, said, program, _ = row
    why = LogEntry(change_message=said).get_change_message() if origin == "admin" else said
    return Write(at, person, ORIGINS[origin], WORDS[origin].get(step, step), noun, key, version, title, why, program)
