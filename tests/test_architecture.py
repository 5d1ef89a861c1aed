"""The house rules that a machine can read: which package may know which, where writes may stand, how long a file may be.

Imports are read with `ast`, wherever in a file they stand; nothing here runs the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("access", "atmp_kb", "regulatory", "workshop")
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)

KNOWN = {"choices", "readings", "models"}
READING = {*KNOWN, "querysets", "nouns", "catalogue"}
MAY_IMPORT: dict[str, set[str]] = {
    "access": set(),
    "choices": set(),
    "readings": {"choices"},
    "models": {"choices"},
    "guards": {"choices", "models"},
    "fact_parts": KNOWN,
    "querysets": {*KNOWN, "fact_parts"},
    "nouns": {*KNOWN, "querysets"},
    "catalogue": {*KNOWN, "querysets", "nouns"},
    "curation": {*KNOWN, "querysets", "guards", "access"},
    "comparison": {"choices", "readings"},
    "search": READING,
    "dossiers": {*KNOWN, "querysets", "curation", "access"},
    "spreadsheets": set(),
    "sheets": {*KNOWN, "spreadsheets", "curation", "dossiers"},
    "filtersets": {*READING, "comparison", "search"},
    "atmp_kb.rest": {"filtersets", "querysets"},
    "api": {*READING, "curation", "dossiers", "comparison", "search", "filtersets", "atmp_kb.rest", "access"},
    "assistants": {*READING, "comparison", "search", "filtersets", "api", "atmp_kb.rest"},
    "pages": {*READING, "spreadsheets", "curation", "comparison", "search", "filtersets"},
    "admin": {*READING, "spreadsheets", "sheets", "curation", "comparison", "search", "filtersets"},
    "management": {*READING, "curation", "dossiers", "guards", "search"},
    "apps": {"guards", "curation", "search"},
}
"""Data flows one way. A package of `regulatory` is named without its parent; access stands below them all, workshop
and atmp_kb above."""

MAY_WRITE = {"access", "curation", "dossiers", "search"}
"""Packages in which rows are written without an instance (search: those of its index only, access: its own); all others go
through curation/actions.py."""

WRITERS = {"update", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "loaddata"}
READERS_ONLY = {
    "choices",
    "readings",
    "querysets",
    "nouns",
    "catalogue",
    "comparison",
    "filtersets",
    "api",
    "assistants",
    "pages",
}


def unit_of(module: str) -> str | None:
    """The part of the architecture that a module belongs to; None for what is not ours."""
    parts = module.split(".")
    if parts[0] == "regulatory":
        return parts[1] if len(parts) > 1 else "regulatory"
    if parts[:2] in (["atmp_kb", "rest"], ["atmp_kb", "bodies"]):
        return "atmp_kb.rest"
    return parts[0] if parts[0] in PACKAGES else None


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported_modules(path: Path) -> Iterator[str]:
    """Full names; of `from package import name` both the package and the name, for either may be the module."""
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            if module in ("regulatory", "atmp_kb"):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def calls(path: Path) -> Iterator[tuple[int, str, ast.Call]]:
    """Line, called name and node of every call of a method."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr, node


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


# ---- who knows whom


def test_data_flows_one_way():
    wrong = []
    for path in SOURCES:
        unit = unit_of(name_of(path))
        if unit in MAY_IMPORT:
            known = {other for module in imported_modules(path) if (other := unit_of(module))} - {unit}
            wrong += [f"{short(path)} imports {other}" for other in sorted(known - MAY_IMPORT[unit])]
    assert wrong == []


def test_every_package_has_its_place_in_the_flow():
    units = {unit_of(name_of(path)) for path in SOURCES} - {"workshop", "atmp_kb", "regulatory"}
    assert {unit for unit in units if unit != "__init__"} - set(MAY_IMPORT) == set()


def test_the_flow_has_no_circle():
    done: set[str] = set()
    waiting = dict(MAY_IMPORT)
    while ready := [unit for unit, below in waiting.items() if below <= done]:
        done |= {*ready}
        waiting = {unit: below for unit, below in waiting.items() if unit not in done}
    assert waiting == {}


def test_regulatory_does_not_know_the_workshop():
    known = [short(path) for path in SOURCES for module in imported_modules(path) if module.startswith("workshop")]
    assert [path for path in known if path.startswith("regulatory/")] == []


def test_comparison_has_no_database():
    knows_django = [
        short(path)
        for path in (*(ROOT / "regulatory/comparison").rglob("*.py"), ROOT / "regulatory/readings.py")
        for module in imported_modules(path)
        if module.split(".")[0] in ("django", "rest_framework", "django_filters")
    ]
    assert knows_django == []


# ---- who writes


def is_of_rows(name: str, node: ast.Call) -> bool:
    """Whether a call that has a writer's name writes rows.

    `update` of a mapping takes a value, of rows columns; a workbook is saved to a file, a record without an argument.
    """
    return name not in ("update", "save") or not node.args


def test_rows_are_written_only_where_they_may_be():
    wrong = []
    for path in SOURCES:
        if unit_of(name_of(path)) in MAY_WRITE:
            continue
        wrong += [
            f"{short(path)}:{line} {name}"
            for line, name, node in calls(path)
            if name in WRITERS and is_of_rows(name, node)
        ]
        wrong += [short(path) for word in ("loaddata",) if word in path.read_text()]
    assert wrong == []


def test_readers_never_write():
    wrong = [
        f"{short(path)}:{line} {name}"
        for path in SOURCES
        if unit_of(name_of(path)) in READERS_ONLY
        for line, name, node in calls(path)
        if name in {*WRITERS, "save", "create", "delete"} and is_of_rows(name, node)
    ]
    assert wrong == []


# ---- size and shape


def all_python() -> list[Path]:
    folders = (*PACKAGES, "tests", "benchmarks", ".ci")
    return [path for folder in folders if (ROOT / folder).exists() for path in (ROOT / folder).rglob("*.py")]


def test_files_are_short():
    lengths = {
        short(path): len(path.read_text().splitlines()) for path in all_python() if "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_every_module_says_what_lives_in_it():
    silent = [
        short(path)
        for path in all_python()
        if "migrations" not in path.parts and path.read_text().strip()
        if not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_no_module_is_called_utils():
    assert [short(path) for path in all_python() if path.stem in ("utils", "util", "helpers", "misc", "common")] == []


def test_tests_are_functions():
    classes = [
        f"{short(path)}: {node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test")
    ]
    assert classes == []


@pytest.mark.parametrize("label", ["access", "regulatory", "workshop"])
def test_texts_are_empty_never_null(label: str):
    nullable = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.null
    ]
    assert nullable == []
