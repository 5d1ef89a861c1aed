"""What the workshop's nouns say to search; registered when the app is set up. See regulatory/search/sayings.py."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator

from regulatory.choices import InsightKind
from regulatory.search.documents import Document, Noun, Role, register, shown, silent
from workshop import models, nouns

TITLE = 110
"""Characters of a statement that stand in for a title."""


def workshops(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_workshops()
    for row in rows if keys is None else rows.filter(key__in=keys):
        yield Document(
            noun="workshops",
            key=row.key,
            title=row.title,
            url=row.get_absolute_url(),
            parts=(
                *silent(row.title, role=Role.NAME),
                *shown(row.focus, role=Role.KEYWORD),
                *shown(row.purpose, "; ".join(row.complements), "; ".join(row.participants)),
                *silent(row.host if row.host_verified else "", row.month),
            ),
        )


def sessions(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_sessions()
    for row in rows if keys is None else rows.filter(key__in=keys):
        yield Document(
            noun="sessions",
            key=row.key,
            title=row.title,
            url=row.get_absolute_url(),
            drawn_from=frozenset({("workshop", row.workshop.key)}),
            parts=(
                *silent(row.title, role=Role.NAME),
                *silent(f"workshop session {row.number}", row.workshop.title),
                *shown(row.focus),
            ),
        )


def insights(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_insights()
    for row in rows if keys is None else rows.filter(key__in=keys):
        topics = list(row.topics.all())
        places = [each.code for each in row.jurisdictions.all()]
        drawn = {("workshop", row.workshop.key)}
        if row.session:
            drawn.add(("session", row.session.key))
        yield Document(
            noun="insights",
            key=row.key,
            title=row.title or textwrap.shorten(row.statement, TITLE, placeholder=" ..."),
            url=row.get_absolute_url(),
            places=dict.fromkeys(places, 90),
            topics=frozenset(each.key for each in topics),
            drawn_from=frozenset(drawn | {("jurisdiction", code) for code in places}),
            parts=(
                *silent(row.title, role=Role.NAME),
                *shown(row.statement, role=Role.BODY if row.title else Role.QUESTION),
                *shown(row.note, role=Role.BESIDE),
                *silent(f"workshop {InsightKind(row.kind).label}"),
                *silent(" ".join(each.name for each in row.jurisdictions.all()), role=Role.BESIDE),
            ),
            standing=0.8,
        )


def organisations(keys: Collection[str] | None) -> Iterator[Document]:
    rows = nouns.public_organisations()
    workshop = nouns.public_workshops().values_list("key", flat=True).first()
    for row in rows if keys is None else rows.filter(key__in=keys):
        code = row.jurisdiction.code if row.jurisdiction else ""
        yield Document(
            noun="organisations",
            key=row.key,
            title=f"{row.name} ({row.abbreviation})" if row.abbreviation else row.name,
            original=row.name_original,
            url=f"/workshops/{workshop}/#{row.key}" if workshop else "/workshops/",
            jurisdiction=code,
            places={code: 60} if code else {},
            drawn_from=frozenset({("jurisdiction", code)} if code else ()),
            parts=(
                *silent(row.name, row.name_original, row.abbreviation, role=Role.NAME),
                *shown(row.role),
                *silent("workshop organisation", row.jurisdiction.name if row.jurisdiction else ""),
            ),
            standing=0.6,
        )


def register_all() -> None:
    register(Noun("insights", "Workshop statements", models.Insight, insights))
    register(Noun("sessions", "Workshop sessions", models.Session, sessions))
    register(Noun("workshops", "Workshops", models.Workshop, workshops))
    register(Noun("organisations", "Organisations", models.Organisation, organisations))
