"""`check_kb` on content files: every problem, and files that are not in the form that is written. On databases: test_integrity.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content_files import SG, SMALL, put, record, run, small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small files as they are, to be changed."""
    for name in small():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((SMALL / name).read_bytes())
    return tmp_path


def test_files_without_a_problem(folder: Path):
    outcome = run("check_kb", folder)
    first, *weak, last = outcome.out.splitlines()
    assert (first, last) == ("36 records in 9 files.", f"Nothing wrong in {folder}.")
    assert "    2 days-unexplained: days of which it is not said which, or what they count" in weak
    assert (outcome.err, outcome.refusal) == ("", "")


def test_warnings_are_held_to_a_baseline_that_is_only_lowered(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    held = tmp_path_factory.mktemp("held") / "baseline.json"
    begun = run("check_kb", folder, "--baseline", str(held), "--write-baseline")
    assert begun.refusal == ""
    before = held.read_text()
    assert run("check_kb", folder, "--baseline", str(held)).refusal == ""
    held.write_text(before.replace('"undated": 4', '"undated": 3'))
    risen = run("check_kb", folder, "--baseline", str(held), "--write-baseline")
    assert risen.err.startswith(
        "undated: 4 times a published rule without the day since which it applies; 3 are allowed."
    )
    assert risen.refusal == "1 problem."
    assert '"undated": 3' in held.read_text()


def test_every_problem_is_told(folder: Path):
    files = small()
    record(files, "sg-gmp")["topic"] = "gmp"
    record(files, "vector")["verified"] = "yes"
    outcome = run("check_kb", put(folder, files))
    assert outcome.err.splitlines() == [
        "glossary.yaml: vector: verified: has to be true or false, not 'yes'",
        "jurisdictions/SG.yaml: sg-gmp: topic: there is no topic 'gmp'",
    ]
    assert outcome.refusal == "2 problems."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: An act", "title: 'An act'"),
        ("  - key: sg-act\n    kind: act\n", "  - kind: act\n    key: sg-act\n"),
        ("    verified: false\n", "    verified:  false\n"),
        ("jurisdiction:\n", "\njurisdiction:\n"),
        ("# What is known about", "# All that is known about"),
        ("authorities:\n", "# Who decides\nauthorities:\n"),
    ],
)
def test_a_file_in_another_form_is_named(folder: Path, old: str, new: str):
    text = (folder / SG).read_text()
    assert old in text
    (folder / SG).write_text(text.replace(old, new, 1))
    outcome = run("check_kb", folder)
    assert outcome.err == f"{SG}: is not in the form in which export_kb writes it; load it and export it\n"
    assert outcome.refusal == "1 problem."


def test_line_ends_of_another_system_are_named(folder: Path):
    (folder / SG).write_bytes((folder / SG).read_bytes().replace(b"\n", b"\r\n"))
    assert run("check_kb", folder).err.startswith(f"{SG}: is not in the form in which export_kb writes it")
