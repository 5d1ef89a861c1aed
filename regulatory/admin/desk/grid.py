"""The coverage grid as it is shown: each cell in words and by its look, and where it leads; a blank one to the form that fills it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from regulatory.admin.addresses import page_of
from regulatory.catalogue.curators_grid import Grid, GridCell, GridTopic
from regulatory.choices import KINDS, FactType, JurisdictionKind
from regulatory.models import FACT_MODELS, Fact
from regulatory.readings import JurisdictionReading

MONTH = 30
AGES = ((6 * MONTH, "fresh"), (10 * MONTH, "ageing"))
"""Up to how many days a cell looks fresh, and ageing; beyond that, old."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """`text` is what stands in the cell, `words` say all of it without colour, `look` are the classes that colour it."""

    text: str
    words: str
    look: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """A column; `url` leads to the topic's own grid, empty on that."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    place: JurisdictionReading
    is_reference: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownGrid:
    topics: tuple[ShownTopic, ...]
    rows: tuple[ShownRow, ...]
    blanks: int
    """Cells of economies without anything, not even a draft."""
    cells: int


def shown(grid: Grid, user: User, today: datetime.date, *, whole: bool) -> ShownGrid:
    """`whole`: the grid of all first-level topics, whose columns lead to the grid of each."""
    rows = tuple(
        ShownRow(
            row.place,
            row.place.kind != JurisdictionKind.ECONOMY,
            tuple(
                shown_cell(cell, row.place, topic, user, today, whole=whole)
                for cell, topic in zip(row.cells, grid.topics, strict=True)
            ),
        )
        for row in grid.rows
    )
    economies = [row for row in grid.rows if row.place.kind == JurisdictionKind.ECONOMY]
    return ShownGrid(
        tuple(ShownTopic(each.reading.name, address_of(each) if whole else "") for each in grid.topics),
        rows,
        sum(cell.is_blank for row in economies for cell in row.cells),
        sum(len(row.cells) for row in economies),
    )


def address_of(topic: GridTopic) -> str:
    return reverse("admin:desk_topic", args=[topic.reading.key])


def shown_cell(
    cell: GridCell, place: JurisdictionReading, topic: GridTopic, user: User, today: datetime.date, *, whole: bool
) -> ShownCell:
    where = f"{place.name}, {topic.reading.name}"
    if cell.is_blank:
        url = form_that_fills(cell, place, topic, user)
        return ShownCell("+" if url else "–", f"{where}: nothing yet{', add a fact' if url else ''}", "blank", url)
    url = (
        f"{address_of(topic)}#{place.code}"
        if whole
        else page_of(Fact, "changelist", jurisdiction__id__exact=cell.place_pk, topic__id__exact=cell.topic_pk)
    )
    opened = cell.drafts + cell.in_review
    text = f"{cell.rules + cell.blanks}{f' +{opened}' if opened else ''}{' !' if cell.due else ''}"
    return ShownCell(text, f"{where}: {words_of(cell, today)}", look_of(cell, today), url)


def words_of(cell: GridCell, today: datetime.date) -> str:
    published = cell.rules + cell.blanks
    parts = [
        f"{published} published" if published else "nothing published",
        f"{cell.blanks} of them attested blank{'s' * (cell.blanks > 1)}" if cell.blanks else "",
        f"{cell.drafts} draft{'s' * (cell.drafts > 1)}" if cell.drafts else "",
        f"{cell.in_review} in review" if cell.in_review else "",
        f"oldest check {cell.oldest:%-d %B %Y}" if cell.oldest else "",
        f"{cell.due} due" if cell.due else "",
    ]
    return ", ".join(filter(None, parts))


def look_of(cell: GridCell, today: datetime.date) -> str:
    if cell.due:
        return "due"
    if cell.oldest is None:
        return "open-only"
    days = (today - cell.oldest).days
    age = next((name for limit, name in AGES if days <= limit), "old")
    return age if cell.rules else f"{age} only-blanks"


def form_that_fills(cell: GridCell, place: JurisdictionReading, topic: GridTopic, user: User) -> str:
    """The empty form of the first type that answers the topic and that this person may add, with economy, topic and kind filled in."""
    for answer in topic.answered_by:
        model = FACT_MODELS[FactType(answer["type"])]
        if user.has_perm(f"regulatory.add_{model._meta.model_name}"):
            given = {"jurisdiction": cell.place_pk, "topic": cell.topic_pk, "key": f"{place.code.lower()}-"}
            return page_of(model, "add", **given | narrowed(answer))
    return ""


def narrowed(answer: Mapping[str, Any]) -> dict[str, str]:
    """The first of the kinds that the topic allows, where the type has kinds."""
    kinds = answer.get("kind") or []
    return {"kind": kinds[0]} if kinds and FactType(answer["type"]) in KINDS else {}
