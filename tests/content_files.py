"""A small set of content files, every noun and every type of fact in it, and the commands that load, export and check such files.

A test takes `small()`, changes what it is about, and writes it with `put`. The files themselves stand in small_content/.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError

from regulatory.dossiers import yaml_files
from regulatory.models import FileConflict

Files = dict[str, dict[str, Any]]

SMALL = Path(__file__).parent / "small_content"
SG, JP = "jurisdictions/SG.yaml", "jurisdictions/JP.yaml"


SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def small() -> Files:
    """A new copy of what the small files say, by the name of the file."""
    return {str(path.relative_to(SMALL)): yaml_files.parse(path.read_bytes()) for path in sorted(SMALL.rglob("*.yaml"))}


def put(folder: Path, files: Files) -> Path:
    """Write the files; what stands in the folder besides them stays."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # By way of JSON, so that nothing is shared between records and would be written as an alias.
        path.write_text(yaml.dump(json.loads(json.dumps(content)), Dumper=SafeDumper, sort_keys=False))
    return folder


def record(files: Files, key: str) -> dict[str, Any]:
    """The record of this key, to be changed in place."""
    for content in files.values():
        for section in content.values():
            for each in section if isinstance(section, list) else [section]:
                if each.get("key", each.get("code")) == key:
                    return each
    raise LookupError(key)


@dataclass(frozen=True)
class Outcome:
    """What a command said: on its two outputs, and when it refused ("" where it did not)."""

    out: str
    err: str
    refusal: str


def run(command: str, *arguments: Any, **options: Any) -> Outcome:
    """The command's outcome. Any failure but a CommandError is a failure of the test."""
    out, err = io.StringIO(), io.StringIO()
    refusal = ""
    try:
        call_command(command, *arguments, stdout=out, stderr=err, no_color=True, **options)
    except CommandError as error:
        refusal = str(error)
    return Outcome(out.getvalue(), err.getvalue(), refusal)


def load(folder: Path, **options: Any) -> Outcome:
    return run("load_kb", folder, **options)


def loaded(folder: Path, **options: Any) -> Outcome:
    """As `load`, of content that has to be taken."""
    outcome = load(folder, **options)
    assert not outcome.refusal, f"{outcome.err}\n{outcome.refusal}"
    return outcome


def exported(folder: Path) -> dict[str, bytes]:
    """The bytes of each file of an export into the folder."""
    outcome = run("export_kb", folder)
    assert not outcome.refusal, f"{outcome.err}\n{outcome.refusal}"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def assert_refused(folder: Path, *expected: str) -> None:
    """The folder is refused with exactly these problems ("..." stands for any words).

    A test that does not ask for the database proves that nothing in it was touched: pytest-django lets nobody at it.
    """
    outcome = load(folder)
    told = outcome.err.splitlines()
    patterns = [re.escape(each).replace(r"\.\.\.", ".*") for each in expected]
    wrong = [line for line, pattern in zip_longest(told, patterns) if not re.fullmatch(pattern or "", line or "-")]
    assert not wrong, "\n".join(["told:", *told, "expected:", *expected])
    assert outcome.refusal == f"{len(expected)} problem{'s' * (len(expected) > 1)}; nothing was loaded."


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of what files hold and of what loading leaves behind, by model; not the conflicts, which a refused load tells the desk."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for label in ("regulatory", "workshop")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model is not FileConflict
    }
