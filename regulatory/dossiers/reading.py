"""Content files to records, with every problem of shape: what stands where, and what would be right.

Whether records agree with each other is checked in checks.py; what is YAML at all in yaml_files.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from regulatory.dossiers import layout, yaml_files
from regulatory.dossiers.content import Content, Problem, did_you_mean, identity_of
from regulatory.dossiers.shapes import CODE_PATTERN, PATTERNS_IN_WORDS, Shape, row_shape
from regulatory.dossiers.yaml_files import UnreadableFileError


def read_folder(folder: Path) -> tuple[Content, list[Problem]]:
    """All records of the content files, and every problem of shape. Nothing is to be loaded while there is one."""
    content = Content()
    try:
        problems = list(problems_of_names(folder))
        for kind, name, path in layout.files_in(folder):
            problems += read_file(kind, name, path, content)
    except OSError as error:
        problems = [Problem(str(folder), "", "", f"cannot be read: {error.strerror}")]
    content.is_whole = not any(problem.record == "" for problem in problems)
    return content, problems


def problems_of_names(folder: Path) -> Iterator[Problem]:
    if not folder.is_dir():
        yield Problem(str(folder), "", "", "there is no such folder; give the folder of the content files")
        return
    present = [kind for kind, _, _ in layout.files_in(folder)]
    known = [kind.name for kind in layout.FILE_KINDS]
    for name in layout.strangers_in(folder):
        meant = f"; did you mean {right}?" if (right := likely_name(name, known)) else ""
        yield Problem(name, "", "", f"is not a content file; there are {', '.join(known)}{meant}")
    for kind in layout.FILE_KINDS:
        if kind not in present:
            missing = "there is no dossier at all" if kind.is_dossier else "is missing from the folder"
            yield Problem(kind.name.format(code="<code>"), "", "", missing)


def likely_name(name: str, known: list[str]) -> str:
    """The name that was meant by a misspelt one, if one is like it."""
    right = str(Path(name).with_suffix(".yaml"))
    if right in known or layout.is_dossier_name(right):
        return right
    near = get_close_matches(Path(name).stem, [Path(each).stem for each in known], n=1, cutoff=0.7)
    return f"{near[0]}.yaml" if near else ""


def read_file(kind: layout.FileKind, name: str, path: Path, content: Content) -> list[Problem]:
    """Add the file's records to the content; returns its problems."""
    if kind.is_dossier and not re.fullmatch(CODE_PATTERN, path.stem):
        return [Problem(name, "", "", "a dossier is named after its economy's code in capitals, such as JP.yaml")]
    try:
        given = yaml_files.parse(yaml_files.read_bytes(path))
    except UnreadableFileError as error:
        return [Problem(name, "", "", str(error))]
    except OSError as error:
        return [Problem(name, "", "", f"cannot be read: {error.strerror}")]
    known = [section.name for section in kind.sections]
    problems = [
        Problem(
            name, "", each, f"is not a section of this file; there are {', '.join(known)}{did_you_mean(each, known)}"
        )
        for each in sorted(given.keys() - set(known))
    ]
    for section in kind.sections:
        if section.single:
            rows = [given.get(section.name)]
            if not isinstance(rows[0], dict):
                problems.append(Problem(name, "", section.name, "has to be given, as one record"))
                continue
            if rows[0].get("code") != path.stem:
                problems.append(Problem(name, path.stem, "code", f"has to be {path.stem}, as in the file's name"))
        else:
            rows = given.get(section.name, [])
            if not isinstance(rows, list):
                problems.append(Problem(name, "", section.name, "has to be a list of records, each begun with '- '"))
                continue
        code = path.stem if kind.is_dossier and not section.single else None
        problems += read_section(section, name, rows, code, content)
    return problems


def read_section(
    section: layout.Section, file: str, rows: list[Any], code: str | None, content: Content
) -> list[Problem]:
    """Add the records of one section; `code` is the jurisdiction that they take over from the file's name."""
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            problems.append(Problem(file, f"{section.name} no. {number}", "", "has to be a mapping of fields"))
            continue
        key = row.get("key") or row.get("code")
        called = key if isinstance(key, str) else f"{section.name} no. {number}"
        if code is not None:
            if "jurisdiction" in row:
                problems.append(Problem(file, called, "jurisdiction", "is given by the file's name; leave it out"))
            row = {**row, "jurisdiction": code}
        blanks = dict(blanks_in(row))
        try:
            record = section.shape.model_validate(row)
        except ValidationError as error:
            found = dict(problems_of_shape(error, section.shape)) | blanks
            problems += [Problem(file, called, written(place), message) for place, message in found.items()]
            content.refused.add((section.shape.noun, called))
            continue
        problems += [Problem(file, called, written(place), message) for place, message in blanks.items()]
        identity = identity_of(record)
        if identity in content.records:
            message = (
                f"there is another {record.noun} '{record.record_key}' in {content.origin[identity]}; keys are unique"
            )
            problems.append(Problem(file, called, "key", message))
            continue
        content.add(record, file)
    return problems


Place = tuple[str | int, ...]
"""Where in a record: the names of fields, and the places in lists, counted from 0."""


def written(place: Place) -> str:
    """A place as people read it, such as `citations[2].locator`: places in lists are counted from 1."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def blanks_in(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """(place, message) of everything that is written down and says nothing."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from blanks_in(each, (*place, name))
    elif isinstance(value, list) and value:
        for number, each in enumerate(value):
            yield from blanks_in(each, (*place, number))
    elif value is None or value == "" or value == []:
        yield place, "is empty; give a value, or leave the field out where nothing is known"


def problems_of_shape(error: ValidationError, shape: type[Shape]) -> Iterator[tuple[Place, str]]:
    """(place, message) of everything that pydantic found, in words that say what would be right."""
    for each in error.errors(include_url=False):
        if each["type"] == "literal_error" and each["ctx"]["expected"] == "''":
            continue  # the empty value that a record from the database may have; files leave such a field out
        place, innermost = place_of(each, shape)
        yield place, message_of(each, innermost)


def place_of(error: ErrorDetails, shape: type[Shape]) -> tuple[Place, type[Shape]]:
    """Where in a record, and the shape that says what belongs there."""
    place: Place = ()
    within: type[Shape] = shape
    for part in error["loc"]:
        if isinstance(part, int):
            place = (*place, part)
        elif part in within.model_fields or error["type"] == "extra_forbidden":
            place = (*place, part)
            within = (row_shape(within, part) if part in within.model_fields else None) or within
        # Anything else names the kind of value that pydantic was trying, of several that are allowed.
    return place, within


def message_of(error: ErrorDetails, shape: type[Shape]) -> str:
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            known = list(shape.model_fields)
            name = str(error["loc"][-1])
            return f"there is no such field; there are {', '.join(known)}{did_you_mean(name, known)}"
        case "missing":
            return "is missing and has to be given"
        case "enum" | "literal_error":
            near = did_you_mean(str(given), re.findall("'([^']+)'", context["expected"]))
            return f"{shown(given)} is not allowed; allowed: {context['expected'].replace(chr(39), '')}{near}"
        case "string_pattern_mismatch":
            return f"{shown(given)} is not right; {PATTERNS_IN_WORDS[context['pattern']]}"
        case "string_type":
            quotes = "" if isinstance(given, list | dict) else f"; write it in quotes: '{shown(given)}'"
            return f"has to be a text, not {shown(given)}{quotes}"
        case "string_too_long":
            return f"has {len(given)} characters; at most {context['max_length']} are allowed"
        case "int_type":
            return f"has to be a whole number, not {shown(given)}"
        case "bool_type":
            return f"has to be true or false, not {shown(given)}"
        case "list_type":
            brackets = f"; write [{given:.60}]" if isinstance(given, str) else ""
            return f"has to be a list, not {shown(given)}{brackets}"
        case "model_type":
            return f"has to be a mapping of {', '.join(shape.model_fields)}, not {shown(given)}"
        case "greater_than_equal":
            return f"is {given}; the least is {context['ge']}"
        case "less_than_equal":
            return f"is {given}; the most is {context['le']}"
        case "value_error":
            return str(context["error"])
        case _:
            return f"{error['msg']}, not {shown(given)}"


def shown(value: Any) -> str:
    """A value from a file, cut to what a line can bear."""
    match value:
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}...'"
        case _:
            return str(value)
