"""The comparison stays pure: no database, no request, nothing of the project but the vocabularies and the readings."""

import ast
import sys
from pathlib import Path

import pytest

import regulatory.comparison

MODULES = sorted(Path(regulatory.comparison.__file__).parent.glob("*.py"))
ALLOWED = ("regulatory.choices", "regulatory.readings", "regulatory.comparison")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_vocabularies_readings_and_the_standard_library(path):
    others = {name for name in imports(path) if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in others if not name.startswith(ALLOWED)} == set()
