"""The content of a database multiplied in place: more jurisdictions, more versions of each fact, in the shape that it has.

Copied are the jurisdictions with their authorities and sources, the published facts, what is their own, citations, classes and the
entries of changes. Earlier versions lie thirty days apart before the first change, each a revision of its own, so that `as_of` and
`revision` find them. Rows are copied by INSERT ... SELECT with the guards down, in one transaction; each fact must have one version only.
Never for a database that anybody relies on.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from regulatory import guards
from regulatory.choices import ChangeVerb, State
from regulatory.models import (
    FACT_MODELS,
    Authority,
    ChangeEntry,
    ChangeNote,
    Citation,
    Fact,
    FactClass,
    Jurisdiction,
    Source,
)

APART = datetime.timedelta(days=30)
FAR = 1_000_000
"""Added and taken away again where numbers that are unique are counted up."""

Columns = Mapping[str, str]
"""SQL for the value of a column of a copied row; a column that is not named keeps its value."""


@dataclass(frozen=True, slots=True)
class Step:
    """One copy of the content: the `place`-th of the jurisdictions, `back` versions before the newest. (0, 0) is the content itself."""

    place: int
    back: int

    def suffix(self, sign: str = "-") -> str:
        return f" || '{sign}{chr(ord('a') + self.place)}'" if self.place else ""


class Multiplier:
    """The numbers that tell the copies apart, read from the content before the first of them is made."""

    def __init__(self, places: int, versions: int) -> None:
        self.places, self.versions = places, versions
        self.top: dict[type[models.Model], int] = {
            model: model.objects.aggregate(top=Max("pk"))["top"] or 0 for model in (Fact, Jurisdiction, Source)
        }
        self.newest: datetime.datetime = ChangeNote.objects.earliest("at").at

    def steps(self) -> list[Step]:
        pairs = product(range(self.places), range(self.versions))
        return [Step(*pair) for pair in pairs if pair != (0, 0)]

    def fact_shift(self, step: Step) -> int:
        return self.top[Fact] * (step.place * self.versions + step.back)

    def shift(self, model: type[models.Model], step: Step) -> int:
        return self.top[model] * step.place

    def at(self, back: int) -> str:
        moment: Any = connection.ops.adapt_datetimefield_value(self.newest - APART * back)
        return f"'{moment}'"


def multiply(places: int, versions: int) -> None:
    """Makes the content of this database `places` times as wide, with `versions` versions of each published fact."""
    if (places, versions) == (1, 1):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        guards.drop(connection)
        numbers = Multiplier(places, versions)
        count_up(cursor, versions - 1)
        add_notes(cursor, numbers)
        for place in range(1, places):
            copy_places(cursor, numbers, Step(place, 0))
        for step in numbers.steps():
            copy_facts(cursor, numbers, step)
        for statement in connection.ops.sequence_reset_sql(no_style(), [Fact, Jurisdiction, Source, ChangeNote]):
            cursor.execute(statement)
        guards.install(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def count_up(cursor: Any, by: int) -> None:
    """The versions and revisions that there are become the newest ones."""
    published = f"SELECT f.key FROM {name(Fact)} f WHERE f.state = '{State.PUBLISHED}'"  # noqa: S608
    for table, column, where in (
        (Fact, "version", f"state = '{State.PUBLISHED}'"),
        (ChangeEntry, "version", f"noun = 'fact' AND key IN ({published})"),
        (ChangeNote, "revision", "1 = 1"),
        (ChangeEntry, "change_id", "1 = 1"),
    ):
        for step in (FAR, by - FAR):
            cursor.execute(f"UPDATE {name(table)} SET {column} = {column} + ({step}) WHERE {where}")  # noqa: S608


def add_notes(cursor: Any, numbers: Multiplier) -> None:
    """A change note for each earlier version of the facts."""
    for back in range(1, numbers.versions):
        columns = {"revision": str(numbers.versions - back), "at": numbers.at(back)}
        copy(cursor, ChangeNote, columns, f"t.revision = {numbers.versions}")


def copy_places(cursor: Any, numbers: Multiplier, step: Step) -> None:
    """The jurisdictions once more, with their authorities and their sources."""
    letter = chr(ord("A") + step.place)
    beside = f"t.id <= {numbers.top[Jurisdiction]}"
    code = {"id": shifted("t.id", numbers.shift(Jurisdiction, step)), "code": f"t.code || '{letter}'"}
    copy(cursor, Jurisdiction, {**code, "name": f"t.name || ' {letter}'"}, beside)
    place = {
        "jurisdiction_id": shifted("t.jurisdiction_id", numbers.shift(Jurisdiction, step)),
        "key": f"t.key{step.suffix()}",
    }
    own = f"t.jurisdiction_id <= {numbers.top[Jurisdiction]}"
    copy(cursor, Authority, place, own)
    number = {
        "id": shifted("t.id", numbers.shift(Source, step)),
        "supersedes_id": copied_source("t.supersedes_id", numbers, step),
    }
    copy(cursor, Source, {**place, **number}, own)


def copy_facts(cursor: Any, numbers: Multiplier, step: Step) -> None:
    """Every published fact once more, with all that is a part of it and the entry that tells its publication."""
    shift = numbers.fact_shift(step)
    chosen = f"SELECT f.id FROM {name(Fact)} f WHERE f.id <= {numbers.top[Fact]} AND f.state = '{State.PUBLISHED}'"  # noqa: S608
    place = {"jurisdiction_id": shifted("t.jurisdiction_id", numbers.shift(Jurisdiction, step))}
    columns = {**place, "id": shifted("t.id", shift), "key": f"t.key{step.suffix()}"}
    if step.back:
        columns |= {
            "state": f"'{State.SUPERSEDED}'",
            "version": f"t.version - {step.back}",
            "summary": f"CASE WHEN t.summary = '' THEN '' ELSE t.summary || ' [{step.back} before]' END",
            "published_at": numbers.at(step.back),
            "superseded_at": numbers.at(step.back - 1) if step.back > 1 else "t.published_at",
        }
    copy(cursor, Fact, columns, f"t.id IN ({chosen})")
    for model in FACT_MODELS.values():
        copy(cursor, model, {"fact_ptr_id": shifted("t.fact_ptr_id", shift)}, f"t.fact_ptr_id IN ({chosen})")
    part = {"fact_id": shifted("t.fact_id", shift)}
    copy(cursor, FactClass, part, f"t.fact_id IN ({chosen})")
    copy(
        cursor, Citation, {**part, "source_id": copied_source("t.source_id", numbers, step)}, f"t.fact_id IN ({chosen})"
    )
    copy_entries(cursor, numbers, step)


def copy_entries(cursor: Any, numbers: Multiplier, step: Step) -> None:
    """What the change notes tell of the copied facts: that they were published."""
    of_then = f"f.id <= {numbers.top[Fact]} AND f.state = '{State.PUBLISHED}' AND f.version = t.version"
    published = f"SELECT f.key FROM {name(Fact)} f WHERE {of_then}"  # noqa: S608
    columns = {
        "key": f"t.key{step.suffix()}",
        "jurisdiction_id": shifted("t.jurisdiction_id", numbers.shift(Jurisdiction, step)),
        **(
            {"version": f"t.version - {step.back}", "change_id": str(numbers.versions - step.back)} if step.back else {}
        ),
    }
    told = f"t.noun = 'fact' AND t.verb = '{ChangeVerb.PUBLISHED}' AND t.key IN ({published})"
    copy(cursor, ChangeEntry, columns, told)


def copied_source(column: str, numbers: Multiplier, step: Step) -> str:
    """The source of a copied row: the copy where there is one; shared sources are not copied."""
    if not step.place:
        return column
    own = f"SELECT s.id FROM {name(Source)} s WHERE s.jurisdiction_id IS NOT NULL AND s.id <= {numbers.top[Source]}"  # noqa: S608
    return f"CASE WHEN {column} IN ({own}) THEN {column} + {numbers.shift(Source, step)} ELSE {column} END"


def copy(cursor: Any, model: type[models.Model], columns: Columns, where: str) -> None:
    """Rows of a table once more, with other values in some columns; the database numbers them where `columns` does not."""
    kept = [
        field
        for field in model._meta.local_concrete_fields
        if field.column and not field.generated and (not field.primary_key or field.column in columns)
    ]
    names = ", ".join(f'"{field.column}"' for field in kept)
    values = ", ".join(columns.get(str(field.column), f't."{field.column}"') for field in kept)
    cursor.execute(f"INSERT INTO {name(model)} ({names}) SELECT {values} FROM {name(model)} t WHERE {where}")  # noqa: S608


def shifted(column: str, by: int) -> str:
    return f"{column} + {by}"


def name(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
