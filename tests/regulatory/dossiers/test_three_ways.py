"""Files and database are compared three ways: who changed what since they last agreed. Facts and sources alike.

Facts with an open version, and what was removed, withdrawn or verified: test_three_ways_facts.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from regulatory.choices import State
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeNote, FileRecord, Source
from tests import curators
from tests.content_files import SG, load, loaded, put, record, rows, small
from tests.factories import person
from workshop.models import Session

pytestmark = pytest.mark.usefixtures("small_stored")

QUIET = "0 new, 0 changed, 36 unchanged.\nLoaded.\n"
KEPT_QUIET = "0 new, 0 changed, 35 unchanged.\nLoaded.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path, small())


def in_files(folder: Path, key: str, **values: object) -> None:
    """Change the record in its file."""
    files = small()
    record(files, key).update(values)
    put(folder, files)


@dataclass(frozen=True)
class Side:
    """A record to be changed: its key, a curator's edit of its title, what the title is now, and how problems with it begin."""

    key: str
    edit: Callable[[str], None]
    title: Callable[[], str]
    begins: str


SIDES = {
    "fact": Side(
        "sg-gmp",
        lambda text: curators.revised("sg-gmp", title=text, checked_on=date(2026, 1, 15)) and None,
        lambda: curators.fact("sg-gmp").title,
        "jurisdictions/SG.yaml: sg-gmp: ",
    ),
    "source": Side(
        "shared-act",
        lambda text: curators.edited(curators.source("shared-act"), title=text),
        lambda: curators.source("shared-act").title,
        "sources.yaml: shared-act: ",
    ),
}
both_nouns = pytest.mark.parametrize("noun", SIDES)


def notes() -> int:
    assert list(problems_in_database()) == []
    return ChangeNote.objects.count()


def test_nothing_changed_leaves_everything_as_it_is(folder: Path):
    before = rows()
    assert loaded(folder).out.endswith(QUIET)
    after = rows()
    # The folder is another one, with other bytes; that alone is noted.
    assert {label for label in after if after[label] != before[label]} == {"regulatory.FileRecord"}
    assert loaded(folder).out.endswith(QUIET)
    assert rows() == after


@both_nouns
def test_changed_in_the_file_is_taken_over(folder: Path, noun: str):
    side = SIDES[noun]
    before = notes()
    in_files(folder, side.key, title="From the file")
    assert "0 new, 1 changed, 35 unchanged." in loaded(folder, reason="Mended in the files").out
    assert side.title() == "From the file"
    assert notes() == before + 1
    note = ChangeNote.objects.first()
    assert note.reason == "Mended in the files"
    assert [(entry.key, entry.title) for entry in note.entries.all()] == [(side.key, "From the file")]
    assert loaded(folder).out.endswith(QUIET)
    assert notes() == before + 1


@both_nouns
def test_changed_in_the_database_is_kept(folder: Path, noun: str):
    side = SIDES[noun]
    side.edit("From a curator")
    before = notes()
    outcome = loaded(folder)
    assert f"{noun} {side.key}: keeps the edit made in the database." in outcome.out
    assert (side.title(), notes()) == ("From a curator", before)
    assert loaded(folder, wins="files").out.endswith(KEPT_QUIET)
    assert side.title() == "From a curator"


@both_nouns
def test_changed_on_both_sides_is_a_conflict(folder: Path, noun: str):
    side = SIDES[noun]
    side.edit("From a curator")
    files = small()
    record(files, side.key)["title"] = "From the file"
    record(files, "vector")["term"] = "Vectors"
    put(folder, files)
    before = rows()
    outcome = load(folder)
    assert outcome.err == f"{side.begins}was changed here and in the database\n"
    assert outcome.refusal == (
        "1 conflict; nothing was loaded. Mend the files, or say --wins files or --wins database."
    )
    assert rows() == before


@both_nouns
@pytest.mark.parametrize("wins", ["files", "database"])
def test_a_conflict_is_settled_by_who_wins(folder: Path, noun: str, wins: str):
    side = SIDES[noun]
    side.edit("From a curator")
    in_files(folder, side.key, title="From the file")
    before = notes()
    loaded(folder, wins=wins)
    right = {"files": "From the file", "database": "From a curator"}[wins]
    assert (side.title(), notes()) == (right, before + (wins == "files"))
    after = notes()
    again = loaded(folder)
    assert again.out.endswith(QUIET if wins == "files" else KEPT_QUIET)
    assert (side.title(), notes()) == (right, after)


@both_nouns
def test_after_the_database_won_the_file_can_still_change(folder: Path, noun: str):
    side = SIDES[noun]
    side.edit("From a curator")
    in_files(folder, side.key, title="From the file")
    loaded(folder, wins="database")
    in_files(folder, side.key, title="From the file again")
    assert load(folder).err == f"{side.begins}was changed here and in the database\n"
    in_files(folder, side.key, title="From a curator")
    assert loaded(folder).out.endswith(QUIET)


@both_nouns
def test_the_same_change_on_both_sides_is_agreement(folder: Path, noun: str):
    side = SIDES[noun]
    side.edit("The same")
    in_files(folder, side.key, title="The same")
    before = notes()
    assert loaded(folder).out.endswith(QUIET)
    assert notes() == before
    # Both agree on the new text, so a later change of the file alone is no conflict.
    in_files(folder, side.key, title="From the file")
    loaded(folder)
    assert side.title() == "From the file"


def test_a_record_taken_out_of_the_files_stays_and_is_told(folder: Path):
    files = small()
    files[SG]["requirements"] = [each for each in files[SG]["requirements"] if each["key"] != "sg-gmp"]
    files["workshop.yaml"]["insights"] = files["workshop.yaml"]["insights"][:1]
    put(folder, files)
    before = notes()
    for _ in range(2):
        out = loaded(folder).out
        assert "fact sg-gmp: is no longer in the files; it stays in the database.\n" in out
        assert "insight ws-takeaway: is no longer in the files; it stays in the database.\n" in out
        assert "0 new, 0 changed, 34 unchanged." in out
    assert (curators.history("sg-gmp"), notes()) == ([(1, State.PUBLISHED)], before)
    assert loaded(put(folder, small())).out.endswith(QUIET)


def test_a_key_that_a_curator_made_meanwhile(folder: Path):
    files = small()
    files["sources.yaml"]["sources"].append({**record(files, "shared-act"), "key": "new-act", "title": "From the file"})
    put(folder, files)
    curators.edited(Source(key="new-act", kind="act", primary=True), title="From a curator")
    assert load(folder).err == "sources.yaml: new-act: is in the database with another text\n"
    loaded(folder, wins="database")
    assert curators.source("new-act").title == "From a curator"
    record(files, "new-act")["title"] = "From a curator"
    assert "0 new, 0 changed, 37 unchanged." in loaded(put(folder, files)).out


def test_a_dry_run_tells_and_does_nothing(folder: Path):
    in_files(folder, "sg-gmp", title="From the file")
    before = rows()
    outcome = load(folder, dry_run=True)
    assert outcome.out.endswith("0 new, 1 changed, 35 unchanged.\n")
    assert (outcome.refusal, rows()) == ("", before)


def test_an_empty_reason_is_refused(folder: Path):
    in_files(folder, "sg-gmp", title="From the file")
    assert "--reason is empty; say why" in load(folder, reason=" ").refusal


def test_a_record_that_neither_side_has_is_forgotten(folder: Path):
    """Else it would count as removed by a curator if it ever came back with the text that it had."""
    with_new = small()
    with_new["sources.yaml"]["sources"].append({**record(with_new, "shared-act"), "key": "new-act"})
    loaded(put(folder, with_new))
    loaded(put(folder, small()))
    actions.remove_record(curators.source("new-act"), key="new-act", by=person("curator"), reason="Gone")
    loaded(folder)
    assert not FileRecord.objects.filter(key="new-act").exists()
    assert "1 new, 0 changed, 36 unchanged." in loaded(put(folder, with_new)).out


def test_what_is_kept_must_agree_with_what_is_loaded(folder: Path):
    """Files agree with each other; together with a curator's edit they may not."""
    curators.edited(Session.objects.get(key="ws-s1"), number=3)
    in_files(folder, "ws-s2", number=3)
    before = rows()
    assert load(folder).err == (
        "workshop.yaml: ws-s2: workshop, number: is the same as of 'ws-s1'; no two records may say the same here\n"
    )
    assert rows() == before
