"""All content as records, read from a folder or made from the database: what loading compares and exporting writes.

Checks here are about shape only; whether records agree with each other is checked in checks.py.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from regulatory.dossiers import layout, yaml_files
from regulatory.dossiers.shapes import Record
from regulatory.dossiers.yaml_files import Inline, OneLineList, UnreadableFileError

Identity = tuple[str, str]
"""(noun, key)"""

INLINE_FIELDS = {"citations", "synonyms", "answered_by", "confirmations", "withdrawn"}
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
    "withdrawn",
    "verified",
)
"""Fields that close a record, so that a reader meets what it says before what it rests on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, and what would be right."""

    file: str
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.record, self.field, self.message) if part)


@dataclass(slots=True)
class Content:
    """Records by noun and key, with the file of each (empty for records from the database)."""

    records: dict[Identity, Record] = field(default_factory=dict)
    origin: dict[Identity, str] = field(default_factory=dict)

    def add(self, record: Record, file: str = "") -> None:
        identity = (record.noun, record.record_key)
        self.records[identity] = record
        self.origin[identity] = file

    def of(self, noun: str) -> dict[str, Record]:
        return {key: record for (each, key), record in self.records.items() if each == noun}


def plain(record: Record) -> dict[str, Any]:
    """The record as plain values, without what is at its default: the form in which it is compared and written."""
    given = record.model_dump(mode="json", exclude_defaults=True)
    closing = [name for name in CLOSING_FIELDS if name in given]
    return {name: given[name] for name in [*(name for name in given if name not in closing), *closing]}


def digest(record: Record) -> str:
    """A fingerprint of what a record says, whatever the order of its fields."""
    return hashlib.sha256(json.dumps(plain(record), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read_folder(folder: Path) -> tuple[Content, list[Problem]]:
    """All records of the content files, and every problem of shape. Nothing is to be loaded while there is one."""
    content, problems = Content(), []
    if not folder.is_dir():
        return content, [Problem(str(folder), "", "", "there is no such folder; give the folder of the content files")]
    for name in layout.strangers_in(folder):
        known = ", ".join(kind.name for kind in layout.FILE_KINDS)
        problems.append(Problem(name, "", "", f"is not a content file; there are {known}"))
    for kind in layout.FILE_KINDS:
        if not kind.is_dossier and not (folder / kind.name).exists():
            problems.append(Problem(kind.name, "", "", "is missing from the folder"))
    for kind, name, path in layout.files_in(folder):
        problems += read_file(kind, name, path, content)
    return content, problems


def read_file(kind: layout.FileKind, name: str, path: Path, content: Content) -> list[Problem]:
    """Add the file's records to the content; returns its problems."""
    try:
        given = yaml_files.parse(yaml_files.read_bytes(path))
    except (UnreadableFileError, OSError) as error:
        return [Problem(name, "", "", str(error))]
    problems: list[Problem] = []
    sections = {section.name: section for section in kind.sections}
    for section_name in given.keys() - sections.keys():
        problems.append(
            Problem(name, "", section_name, f"is not a section of this file; there are {', '.join(sections)}")
        )
    for section in kind.sections:
        rows = given.get(section.name, None if section.single else [])
        if section.single:
            if not isinstance(rows, dict):
                problems.append(Problem(name, "", section.name, "is missing; it has to be one record"))
                continue
            if rows.get("code") != path.stem:
                problems.append(Problem(name, "", section.name, f"code has to be {path.stem}, as in the file's name"))
            rows = [rows]
        elif not isinstance(rows, list):
            problems.append(Problem(name, "", section.name, "has to be a list of records, each begun with '- '"))
            continue
        code = path.stem if kind.is_dossier and not section.single else None
        problems += read_section(section, name, rows, code, content)
    return problems


def read_section(
    section: layout.Section, file: str, rows: list[Any], code: str | None, content: Content
) -> list[Problem]:
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        called = str(row.get("key") or row.get("code") or "") if isinstance(row, dict) else ""
        called = called or f"{section.name} no. {number}"
        if not isinstance(row, dict):
            problems.append(Problem(file, called, "", "has to be a mapping of fields"))
            continue
        if code is not None:
            if "jurisdiction" in row:
                problems.append(Problem(file, called, "jurisdiction", "is given by the file's name; leave it out"))
            row = {**row, "jurisdiction": code}
        try:
            record = section.shape.model_validate(row)
        except ValidationError as error:
            problems += problems_of_shape(error, section.shape, file, called)
            continue
        identity = (record.noun, record.record_key)
        if identity in content.records:
            where = content.origin[identity]
            problems.append(
                Problem(
                    file,
                    called,
                    "key",
                    f"there is another {record.noun} '{record.record_key}' in {where}; keys are unique",
                )
            )
            continue
        content.add(record, file)
    return problems


def problems_of_shape(error: ValidationError, shape: type[Record], file: str, record: str) -> list[Problem]:
    """What pydantic found, in words that say what would be right."""
    problems = []
    for each in error.errors(include_url=False, include_context=True):
        place = ".".join(str(part) for part in each["loc"] if not str(part).startswith(("literal[", "function-")))
        place = place.removesuffix(".str")
        match each["type"]:
            case "extra_forbidden":
                message = f"there is no such field; there are {', '.join(shape.model_fields)}"
            case "missing":
                message = "is missing and has to be given"
            case "enum" | "literal_error":
                expected = each.get("ctx", {}).get("expected", "")
                message = f"'{each['input']}' is not allowed; allowed: {expected}"
            case "string_pattern_mismatch":
                message = f"'{each['input']}' does not have the right form ({each.get('ctx', {}).get('pattern', '')})"
            case "value_error":
                message = str(each.get("ctx", {}).get("error", each["msg"]))
            case _:
                message = f"{each['msg']}, not {each['input']!r:.80}"
        problems.append(Problem(file, record, place, message))
    # A field of several possible kinds is reported once a kind; one line says it.
    return list({(problem.field, problem.message): problem for problem in problems}.values())


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
    return given


def inline(mapping: dict[str, Any]) -> Inline:
    return Inline({name: OneLineList(value) if isinstance(value, list) else value for name, value in mapping.items()})


def render_files(content: Content) -> dict[str, bytes]:
    """Every content file of these records, by its name within the folder."""
    files: dict[str, bytes] = {}
    counted: Counter[str] = Counter()
    for kind in layout.FILE_KINDS:
        codes = sorted(content.of("jurisdiction")) if kind.is_dossier else [None]
        for code in codes:
            written: dict[str, Any] = {}
            for section in kind.sections:
                chosen = [
                    record
                    for record in content.records.values()
                    if type(record) is section.shape and belongs(record, code, kind)
                ]
                counted[section.shape.noun] += len(chosen)
                rows = [
                    for_writing(record, in_dossier=code is not None and not section.single)
                    for record in in_order(chosen)
                ]
                if section.single:
                    written[section.name] = rows[0]
                elif rows:
                    written[section.name] = rows
            files[kind.name.format(code=code)] = yaml_files.render(kind.heading, written)
    total = sum(counted.values())
    if total != len(content.records):
        raise AssertionError(f"{len(content.records) - total} records have no place in any file")
    return files


def belongs(record: Record, code: str | None, kind: layout.FileKind) -> bool:
    """Whether the record stands in this file: a dossier holds what is its economy's, other files what is nobody's alone."""
    if record.noun == "jurisdiction":
        return record.record_key == code
    place = getattr(record, "jurisdiction", None)
    if kind.is_dossier:
        return bool(place == code)
    return record.noun != "source" or place is None
