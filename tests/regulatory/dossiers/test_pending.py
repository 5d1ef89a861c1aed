"""Coming changes in the content files: shown once loaded, closed when they are taken out, the same bytes after a round trip."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regulatory.choices import ChangeVerb, PendingOutcome
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeEntry, PendingChange
from tests import curators
from tests.content_files import SG, Files, exported, load, loaded, put, record, rows, small
from tests.factories import person

pytestmark = pytest.mark.usefixtures("small_stored")
LINE: dict[str, Any] = {"changes_on": "2027-04", "note": "Licences last five years.", "source": "sg-act"}
LATER = LINE | {"changes_on": "2028", "locator": "s. 4"}


@pytest.fixture
def files() -> Files:
    return small()


@pytest.fixture(autouse=True)
def known_source(files: Files) -> None:
    LINE["source"] = LATER["source"] = record(files, "sg-gmp")["citations"][0]["source"]


def with_lines(folder: Path, files: Files, *lines: dict[str, Any], **changes: Any) -> Path:
    record(files, "sg-gmp").update({"pending_changes": list(lines)} | changes)
    if not lines:
        record(files, "sg-gmp").pop("pending_changes")
    return put(folder, files)


def outcomes() -> list[tuple[str, str]]:
    return list(PendingChange.objects.order_by("changes_on").values_list("changes_on", "outcome"))


def assert_round_trip(folder: Path, files: Files) -> None:
    before = rows()
    assert "0 new, 0 changed, 36 unchanged." in loaded(put(folder, files)).out
    assert rows() == before
    assert list(problems_in_database()) == []


def test_it_is_loaded_exported_and_loaded_again(tmp_path: Path, files: Files):
    loaded(with_lines(tmp_path / "one", files, LATER, LINE))
    assert outcomes() == [("2027-04", ""), ("2028", "")]
    assert all(each.is_shown for each in PendingChange.objects.all())
    assert curators.history("sg-gmp") == [(1, "published")]
    assert ChangeEntry.objects.filter(key="sg-gmp", verb=ChangeVerb.ANNOUNCED).count() == 2
    assert_round_trip(tmp_path / "one", files)
    first = exported(tmp_path / "first")
    loaded(tmp_path / "first")
    assert exported(tmp_path / "second") == first
    assert b"2027-04" in (tmp_path / "first" / SG).read_bytes()


def test_taken_out_alone_it_is_taken_back(tmp_path: Path, files: Files):
    loaded(with_lines(tmp_path, files, LINE, LATER))
    loaded(with_lines(tmp_path, files, LATER), reason="The bill fell")
    assert outcomes() == [("2027-04", PendingOutcome.WITHDRAWN), ("2028", "")]
    assert PendingChange.objects.get(changes_on="2027-04").closing_reason == "The bill fell"
    assert curators.history("sg-gmp") == [(1, "published")]
    assert_round_trip(tmp_path, files)


def test_taken_out_with_a_new_text_it_is_applied(tmp_path: Path, files: Files):
    loaded(with_lines(tmp_path, files, LINE, LATER))
    loaded(with_lines(tmp_path, files, LATER, summary="Licences last five years now."))
    assert outcomes() == [("2027-04", PendingOutcome.APPLIED), ("2028", "")]
    assert curators.history("sg-gmp") == [(1, "superseded"), (2, "published")]
    assert_round_trip(tmp_path, files)


def test_withdrawn_with_the_fact(tmp_path: Path, files: Files):
    loaded(with_lines(tmp_path, files, LINE))
    withdrawn = {"day": "2026-03-01", "reason": "Repealed."}
    loaded(with_lines(tmp_path, files, withdrawn=withdrawn))
    assert outcomes() == [("2027-04", PendingOutcome.WITHDRAWN)]
    assert_round_trip(tmp_path, files)


def test_a_curators_note_goes_into_the_files_and_a_proposal_does_not(tmp_path: Path, files: Files):
    loaded(put(tmp_path / "one", files))
    given = LINE | {"source": curators.source(LINE["source"])}
    pending = actions.propose_change("sg-gmp", by=person("curator"), **given)
    assert "pending_changes" not in read_back(tmp_path / "two")
    actions.publish_change(pending, by=person("reviewer"), reason="Gazetted")
    assert read_back(tmp_path / "three")["pending_changes"] == [LINE]


def read_back(folder: Path) -> dict[str, Any]:
    from regulatory.dossiers import yaml_files

    exported(folder)
    return record({SG: yaml_files.parse((folder / SG).read_bytes())}, "sg-gmp")


@pytest.mark.parametrize(
    ("lines", "changes", "why"),
    [
        ([{"changes_on": "soon"}], {}, "pending_changes[1].changes_on: 'soon' is not a date"),
        ([{"note": None}], {}, "pending_changes[1].note: is empty"),
        ([{"source": "no-such-act"}], {}, "pending_changes[1].source: there is no source 'no-such-act'"),
        ([{}, {}], {}, "pending_changes: says the same twice; once is right"),
        ([{}], {"verified": False}, "pending_changes: only what readers see can be about to change"),
        ([{"when": "2027"}], {}, "pending_changes[1].when: there is no such field"),
        ([{"locator": "x" * 200}], {}, "pending_changes[1].locator: has 200 characters; at most 120 fit"),
    ],
)
def test_bad_lines_are_refused(tmp_path: Path, files: Files, lines: list[Any], changes: dict[str, Any], why: str):
    told = load(with_lines(tmp_path, files, *(LINE | line for line in lines), **changes))
    assert why in told.err
    assert "nothing was loaded" in told.refusal
    assert not PendingChange.objects.exists()
