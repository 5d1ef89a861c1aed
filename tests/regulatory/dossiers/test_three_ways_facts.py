"""Loading facts that are not simply published: in review, open, confirmed, withdrawn, verified or no longer so.

Whatever happens, a curator's open version is not thrown away, and what was not verified is not public.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from regulatory import querysets
from regulatory.choices import ChangeVerb, ReviewVerb, State
from regulatory.curation import actions
from regulatory.curation.integrity import problems_in_database
from regulatory.models import ChangeEntry, ChangeNote, Fact, ReviewEvent
from tests import curators
from tests.content_files import SG, Files, exported, load, loaded, put, record, rows, small
from tests.factories import person

pytestmark = pytest.mark.usefixtures("small_stored")

QUIET = "0 new, 0 changed, 36 unchanged.\nLoaded.\n"
OPEN = "has an open version by a curator; publish or discard that first, or say --wins database"


@pytest.fixture
def files() -> Files:
    return small()


def public(key: str) -> bool:
    return querysets.published_facts().filter(key=key).exists()


def settled(folder: Path, files: Files) -> None:
    """Another load of the same files does nothing, and nothing is wrong in the database."""
    before = rows()
    assert QUIET in loaded(put(folder, files)).out
    assert rows() == before
    assert list(problems_in_database()) == []


def verbs(key: str) -> list[str]:
    """What the change notes say of a fact, but for its first publication."""
    return list(ChangeEntry.objects.filter(key=key).order_by("pk").values_list("verb", flat=True))


# ---- verified


def test_what_is_not_verified_waits_for_review():
    assert curators.history("sg-unseen") == [(1, State.IN_REVIEW)]
    assert not public("sg-unseen")
    assert verbs("sg-unseen") == []


def test_seen_at_last_is_published(tmp_path: Path, files: Files):
    record(files, "sg-unseen")["verified"] = True
    loaded(put(tmp_path, files))
    assert curators.history("sg-unseen") == [(1, State.PUBLISHED)]
    assert verbs("sg-unseen") == [ChangeVerb.PUBLISHED]
    settled(tmp_path, files)


def test_another_text_in_review_takes_its_place(tmp_path: Path, files: Files):
    record(files, "sg-unseen")["summary"] = "Another text."
    loaded(put(tmp_path, files))
    assert curators.history("sg-unseen") == [(1, State.IN_REVIEW)]
    assert curators.fact("sg-unseen").summary == "Another text."
    settled(tmp_path, files)


def test_no_longer_verified_is_taken_off_the_public(tmp_path: Path, files: Files):
    record(files, "sg-gmp")["verified"] = False
    loaded(put(tmp_path, files), reason="The page is gone")
    assert curators.history("sg-gmp") == [(1, State.WITHDRAWN), (2, State.IN_REVIEW)]
    assert not public("sg-gmp")
    assert Fact.objects.get(key="sg-gmp", version=1).withdrawal.reason == "The page is gone: no longer verified"
    settled(tmp_path, files)
    record(files, "sg-gmp")["verified"] = True
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.WITHDRAWN), (2, State.PUBLISHED)]
    settled(tmp_path, files)


# ---- confirmed and withdrawn


def test_a_confirmation_makes_no_new_version(tmp_path: Path, files: Files):
    record(files, "sg-gmp")["confirmations"] = [{"day": "2026-02-01", "how": "Read again."}]
    loaded(put(tmp_path, files))
    settled(tmp_path, files)
    record(files, "sg-gmp")["confirmations"].append({"day": "2026-03-01", "how": "And again."})
    loaded(put(tmp_path, files))
    settled(tmp_path, files)
    assert curators.history("sg-gmp") == [(1, State.PUBLISHED)]
    assert [each.day for each in curators.fact("sg-gmp").confirmations.all()] == [date(2026, 2, 1), date(2026, 3, 1)]
    assert verbs("sg-gmp") == [ChangeVerb.PUBLISHED, ChangeVerb.CONFIRMED, ChangeVerb.CONFIRMED]


@pytest.mark.parametrize("now", [[], [{"day": "2026-02-01", "how": "Read differently."}]])
def test_a_confirmation_is_not_taken_back_in_place(tmp_path: Path, files: Files, now: list[dict[str, str]]):
    """Only ever added to: the same text without it, or with another one, is another version."""
    record(files, "sg-gmp")["confirmations"] = [{"day": "2026-02-01", "how": "Read again."}]
    loaded(put(tmp_path, files))
    record(files, "sg-gmp").update(confirmations=now) if now else record(files, "sg-gmp").pop("confirmations")
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.SUPERSEDED), (2, State.PUBLISHED)]
    settled(tmp_path, files)


def test_a_new_text_brings_its_confirmations_along(tmp_path: Path, files: Files):
    changes = {"summary": "Another text.", "confirmations": [{"day": "2026-02-01", "how": "Read again."}]}
    record(files, "sg-gmp").update(changes)
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.SUPERSEDED), (2, State.PUBLISHED)]
    assert curators.fact("sg-gmp").confirmations.count() == 1
    settled(tmp_path, files)


def test_a_withdrawal_keeps_the_version_and_its_day(tmp_path: Path, files: Files):
    record(files, "sg-gmp")["withdrawn"] = {"day": "2026-02-01", "reason": "Repealed."}
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.WITHDRAWN)]
    withdrawal = curators.fact("sg-gmp").withdrawal
    assert (withdrawal.day, withdrawal.reason) == (date(2026, 2, 1), "Repealed.")
    settled(tmp_path, files)
    del record(files, "sg-gmp")["withdrawn"]
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.WITHDRAWN), (2, State.PUBLISHED)]
    settled(tmp_path, files)


def test_a_withdrawal_with_another_text_is_of_that_text(tmp_path: Path, files: Files):
    record(files, "sg-gmp").update(summary="Another text.", withdrawn={"day": "2026-02-01", "reason": "Repealed."})
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.SUPERSEDED), (2, State.WITHDRAWN)]
    assert curators.fact("sg-gmp").summary == "Another text."
    settled(tmp_path, files)


def test_a_fact_can_come_withdrawn(tmp_path: Path, files: Files):
    withdrawn = {"day": "2026-02-01", "reason": "Repealed."}
    new = {**record(files, "sg-gmp"), "key": "sg-repealed", "withdrawn": withdrawn}
    files[SG]["requirements"].append(new)
    loaded(put(tmp_path, files))
    assert curators.history("sg-repealed") == [(1, State.WITHDRAWN)]
    assert "0 new, 0 changed, 37 unchanged." in loaded(tmp_path).out


# ---- open versions of curators


@pytest.mark.parametrize("in_review", [False, True])
@pytest.mark.parametrize("wins", [None, "files", "database"])
def test_a_curators_open_version_is_never_lost(tmp_path: Path, files: Files, in_review: bool, wins: str | None):
    curators.opened("sg-gmp", title="A curator's own")
    if in_review:
        actions.submit("sg-gmp", by=person("curator"))
    record(files, "sg-gmp")["title"] = "From the file"
    record(files, "vector")["term"] = "Vectors"
    before = rows()
    outcome = load(put(tmp_path, files), wins=wins)
    assert curators.fact("sg-gmp").title == "A curator's own"
    if wins == "database":
        assert outcome.refusal == ""
        assert "fact sg-gmp: keeps the edit made in the database." in outcome.out
        assert Fact.objects.get(key="sg-gmp", version=1).title == "Fact sg-gmp"
    else:
        assert outcome.err == f"{SG}: sg-gmp: {OPEN}\n"
        assert rows() == before


def test_after_the_database_won_the_open_version_can_be_published(tmp_path: Path, files: Files):
    curators.opened("sg-gmp", title="A curator's own")
    record(files, "sg-gmp")["title"] = "From the file"
    loaded(put(tmp_path, files), wins="database")
    curators.published("sg-gmp")
    assert "fact sg-gmp: keeps the edit made in the database." in loaded(tmp_path).out
    assert curators.fact("sg-gmp").title == "A curator's own"


def test_an_open_version_of_an_unchanged_record_is_nobodys_business(tmp_path: Path, files: Files):
    curators.opened("sg-gmp", title="A curator's own")
    assert QUIET in loaded(put(tmp_path, files)).out
    assert curators.history("sg-gmp") == [(1, State.PUBLISHED), (2, State.DRAFT)]


def test_a_key_under_which_a_curator_writes_already(tmp_path: Path, files: Files):
    actions.withdraw("sg-gmp", by=person("reviewer"), reason="Gone")
    curators.opened("sg-gmp", title="A curator's own")
    new = {**record(files, "sg-gmp"), "title": "From the file"}
    files[SG]["requirements"][0] = new
    assert load(put(tmp_path, files)).err == f"{SG}: sg-gmp: {OPEN}\n"


# ---- in review, sent back, discarded


def test_sent_back_stays_in_the_files_and_can_be_mended_there(tmp_path: Path, files: Files):
    actions.send_back("sg-unseen", by=person("reviewer"), comment="Cite the act")
    assert QUIET in loaded(put(tmp_path / "files", files)).out
    assert curators.history("sg-unseen") == [(1, State.DRAFT)]
    assert b"sg-unseen" in exported(tmp_path / "export")[SG]
    record(files, "sg-unseen")["summary"] = "With the act."
    loaded(put(tmp_path / "files", files))
    assert curators.history("sg-unseen") == [(1, State.IN_REVIEW)]
    assert curators.fact("sg-unseen").summary == "With the act."
    settled(tmp_path / "files", files)


def test_sent_back_after_it_was_published_once(tmp_path: Path, files: Files):
    """The draft and not the withdrawn version before it is what the file says."""
    record(files, "sg-gmp")["verified"] = False
    loaded(put(tmp_path, files))
    actions.send_back("sg-gmp", by=person("reviewer"), comment="Cite the act")
    assert QUIET in loaded(tmp_path).out
    record(files, "sg-gmp")["summary"] = "With the act."
    loaded(put(tmp_path, files))
    assert curators.history("sg-gmp") == [(1, State.WITHDRAWN), (2, State.IN_REVIEW)]
    settled(tmp_path, files)


def test_sent_back_and_taken_up_by_a_curator(tmp_path: Path, files: Files):
    actions.send_back("sg-unseen", by=person("reviewer"), comment="Cite the act")
    draft = curators.fact("sg-unseen")
    draft.summary = "A curator's own."
    actions.edit_draft(draft, by=person("curator"), stamp=draft.updated_at)
    assert "fact sg-unseen: keeps the edit made in the database." in loaded(put(tmp_path / "files", files)).out
    assert b"A curator's own." in exported(tmp_path / "export")[SG]
    record(files, "sg-unseen")["summary"] = "From the file."
    assert load(put(tmp_path / "files", files), wins="files").err == f"{SG}: sg-unseen: {OPEN}\n"


def test_published_by_a_reviewer_is_a_change_in_the_database(tmp_path: Path, files: Files):
    stamp = curators.fact("sg-unseen").updated_at
    actions.publish("sg-unseen", by=person("reviewer"), stamp=stamp, reason="Seen")
    assert "fact sg-unseen: keeps the edit made in the database." in loaded(put(tmp_path, files)).out
    assert public("sg-unseen")
    record(files, "sg-unseen")["verified"] = True
    assert QUIET in loaded(put(tmp_path, files)).out
    settled(tmp_path, files)


def test_discarded_stays_discarded(tmp_path: Path, files: Files):
    actions.discard("sg-unseen", by=person("reviewer"), comment="Not true")
    out = loaded(put(tmp_path, files)).out
    assert "fact sg-unseen: stays as it is in the database: removed, or a draft." in out
    assert curators.history("sg-unseen") == []
    record(files, "sg-unseen")["summary"] = "Another text."
    assert load(put(tmp_path, files)).err == f"{SG}: sg-unseen: was changed here and removed in the database\n"
    loaded(tmp_path, wins="files")
    assert curators.history("sg-unseen") == [(1, State.IN_REVIEW)]
    settled(tmp_path, files)


def test_an_own_draft_of_a_curator_is_not_in_the_files(tmp_path: Path):
    """It was never put up for review."""
    curators.opened("sg-gmp", title="A curator's own")
    actions.withdraw("sg-gmp", by=person("reviewer"), reason="Gone")
    text = exported(tmp_path)[SG].decode()
    assert "A curator's own" not in text
    assert "reason: Gone" in text


# ---- keys and types


def test_a_key_cannot_come_to_name_another_type(tmp_path: Path, files: Files):
    fact = record(files, "sg-class")
    del fact["tier"]
    loaded(put(tmp_path, files))
    # What is left may be said by both types, word by word.
    files[SG]["classifications"].remove(fact)
    files[SG]["authorised_products"].append(fact)
    put(tmp_path, files)
    for wins in (None, "files"):
        assert load(tmp_path, wins=wins).err == (
            f"{SG}: sg-class: names a classification for ever; give this authorised-product another key\n"
        )


def test_the_whole_load_is_one_note(tmp_path: Path, files: Files):
    record(files, "sg-gmp")["title"] = "From the file"
    record(files, "sg-trial")["withdrawn"] = {"day": "2026-02-01", "reason": "Repealed."}
    record(files, "sg-unseen")["verified"] = True
    record(files, "vector")["term"] = "Vectors"
    before = ChangeNote.objects.count()
    loaded(put(tmp_path, files))
    assert ChangeNote.objects.count() == before + 1
    assert sorted(ChangeNote.objects.first().entries.values_list("verb", "key")) == [
        (ChangeVerb.EDITED, "vector"),
        (ChangeVerb.PUBLISHED, "sg-gmp"),
        (ChangeVerb.PUBLISHED, "sg-unseen"),
        (ChangeVerb.WITHDRAWN, "sg-trial"),
    ]
    assert ReviewEvent.objects.filter(key="sg-unseen", verb=ReviewVerb.DISCARDED).count() == 1
