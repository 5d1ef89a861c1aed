"""How a fact moved: what differs between two versions of it, field by field, with citations and product classes.

Pure over readings (querysets.read_facts), so that the reviewer's page, the public history and the feed say the same thing.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from regulatory.choices import KINDS, FactType, Vocabulary
from regulatory.models import FACT_MODELS
from regulatory.readings import CitationReading, FactReading

NOT_COMPARED = {
    "key",
    "version",
    "type",
    "state",
    "jurisdiction",
    "topic",
    "own",
    "citations",
    "product_classes",
    "pending_changes",
    "published_at",
    "superseded_at",
}
"""What names a version or belongs to its life, and what is compared in a way of its own below."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference. `field` is the name of the value, `label` its name for people.

    `before` and `after` are texts for people; an empty one means "not stated". None means that the version does not have the citation
    or the class at all, or that there is no old version.
    """

    field: str
    label: str
    before: str | None
    after: str | None

    @property
    def verb(self) -> str:
        """added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def when_empty(self) -> str:
        """What an empty text stands for."""
        return "cited" if self.field == "citations" else "not stated"


def diff(old: FactReading | None, new: FactReading) -> list[FieldChange]:
    """What `new` says otherwise than `old`, in the order of the form; without an old version, all that the new one says."""
    kept = values_of(old) if old else {}
    changes = [
        FieldChange(name, label_of(new.type, name), kept.get(name), after)
        for name, after in values_of(new).items()
        if kept.get(name, "") != after
    ]
    return [*changes, *diff_of_classes(old, new), *diff_of_citations(old, new)]


def values_of(reading: FactReading) -> dict[str, str]:
    """The plain values of a version as texts for people, by field, common ones first."""
    values: dict[str, str] = {"jurisdiction": reading.jurisdiction.name, "topic": reading.topic.name}
    for field in dataclasses.fields(reading):
        if field.name not in NOT_COMPARED:
            values[field.name] = text_of(reading.type, field.name, getattr(reading, field.name))
    own = {field.name: getattr(reading.own, field.name) for field in dataclasses.fields(reading.own)}
    for name, value in own.items():
        if f"{name}_name" in own:  # a link: its key, with the name of what it points at
            values[name] = f"{own[f'{name}_name']} ({value})" if value else ""
        elif name.removesuffix("_name") == name:
            values[name] = text_of(reading.type, name, value)
    return values


def label_of(fact_type: str, name: str) -> str:
    return str(FACT_MODELS[FactType(fact_type)]._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def text_of(fact_type: str, name: str, value: object) -> str:
    """A stored value in the words of the form."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    vocabulary: type[Vocabulary] | None = KINDS.get(FactType(fact_type)) if name == "kind" else None
    choices = vocabulary.choices if vocabulary else FACT_MODELS[FactType(fact_type)]._meta.get_field(name).flatchoices  # type: ignore[union-attr]
    return str(dict(choices or ()).get(value, value))


def diff_of_classes(old: FactReading | None, new: FactReading) -> Iterator[FieldChange]:
    before = {each.key: each.name for each in old.product_classes} if old else {}
    after = {each.key: each.name for each in new.product_classes}
    for key in before | after:
        if (key in before) != (key in after):
            yield FieldChange("product_classes", "Product class", before.get(key), after.get(key))


def place_of(citation: CitationReading) -> tuple[str, str]:
    return citation.source.key, citation.locator


def diff_of_citations(old: FactReading | None, new: FactReading) -> Iterator[FieldChange]:
    """Citations are the same when they name the same place of the same source; then what they support is compared."""
    before = {place_of(each): each for each in old.citations} if old else {}
    after = {place_of(each): each for each in new.citations}
    for place in before | after:
        was, now = before.get(place), after.get(place)
        if was is None or now is None or was.supports != now.supports:
            source = (now or was).source  # type: ignore[union-attr]
            label = ", ".join(filter(None, (f"Citation of {source.title}", place[1])))
            yield FieldChange("citations", label, was.supports if was else None, now.supports if now else None)
    kept_before = [place for place in before if place in after]
    kept_after = [place for place in after if place in before]
    if kept_before != kept_after:
        yield FieldChange("citations", "Order of the citations", in_words(kept_before), in_words(kept_after))


def in_words(places: list[tuple[str, str]]) -> str:
    return "; ".join(" ".join(filter(None, place)) for place in places)
