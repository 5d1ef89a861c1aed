"""Records to content files: which file a record stands in, in what order, and how its fields are laid out.

The form of the YAML itself stands in yaml_files.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regulatory.dossiers import layout, yaml_files
from regulatory.dossiers.content import Content, plain
from regulatory.dossiers.shapes import Record
from regulatory.dossiers.yaml_files import Inline, OneLineList

INLINE_FIELDS = {"citations", "synonyms", "answered_by", "confirmations", "pending_changes", "withdrawn"}
"""Fields of small mappings that are written on one line each."""
CLOSING_FIELDS = (
    "product_classes",
    "summary",
    "note",
    "effective_from",
    "effective_until",
    "citations",
    "checked_on",
    "review_due",
    "confirmations",
    "pending_changes",
    "withdrawn",
    "verified",
)
"""Fields that close a record, so that a reader meets what it says before what it rests on."""


def render_files(content: Content) -> dict[str, bytes]:
    """Every content file of these records, by its name within the folder."""
    files: dict[str, bytes] = {}
    placed = 0
    for kind in layout.FILE_KINDS:
        for code in sorted(content.of("jurisdiction")) if kind.is_dossier else [None]:
            written: dict[str, Any] = {}
            for section in kind.sections:
                chosen = [
                    record
                    for record in content.records.values()
                    if type(record) is section.shape and belongs(record, code, kind)
                ]
                placed += len(chosen)
                rows = [for_writing(record, in_dossier=kind.is_dossier) for record in in_order(chosen)]
                if section.single:
                    written[section.name] = rows[0]
                elif rows:
                    written[section.name] = rows
            # A file without any record still says so: an empty one is taken for a broken one.
            written = written or {kind.sections[0].name: []}
            files[kind.name.format(code=code)] = yaml_files.render(kind.heading, written)
    if placed != len(content.records):
        raise AssertionError(f"{len(content.records) - placed} records have no place in any file")
    return files


def belongs(record: Record, code: str | None, kind: layout.FileKind) -> bool:
    """Whether the record stands in this file: a dossier holds what is its economy's, other files what is nobody's alone."""
    if record.noun == "jurisdiction":
        return record.record_key == code
    place = getattr(record, "jurisdiction", None)
    if kind.is_dossier:
        return bool(place == code)
    return record.noun != "source" or place is None


def in_order(records: Iterable[Record]) -> list[Record]:
    """Records of one noun in the order of their file."""
    peers = {record.record_key: record for record in records}
    return sorted(peers.values(), key=lambda record: record.place(peers))


def for_writing(record: Record, *, in_dossier: bool) -> dict[str, Any]:
    """The record's fields as the file shows them: short parts on one line, the dossier's own code left out."""
    given = plain(record)
    if in_dossier:
        given.pop("jurisdiction", None)
    for name, value in given.items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            given[name] = OneLineList(value)
        elif name in INLINE_FIELDS:
            given[name] = [inline(each) for each in value] if isinstance(value, list) else inline(value)
    closing = [name for name in CLOSING_FIELDS if name in given]
    return {name: given[name] for name in [*(name for name in given if name not in closing), *closing]}


def inline(mapping: dict[str, Any]) -> Inline:
    return Inline({name: OneLineList(value) if isinstance(value, list) else value for name, value in mapping.items()})
