"""load(export(x)) == x: what stands in a database, its whole state of review included, goes through files and comes back.

The bytes are compared, and a database that was emptied in between.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from regulatory import guards
from regulatory.choices import State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.curation.integrity import problems_in_database
from regulatory.curation.records import put_rows
from regulatory.models import ChangeNote, CriticalQualityAttribute, Fact, GlossaryTerm, ProductClass, Source
from tests import curators
from tests.content_files import SG, SMALL, exported, load, loaded, put, record, rows, run, small
from tests.factories import person
from tests.regulatory.dossiers.records import ODD_WORDS

pytestmark = pytest.mark.usefixtures("small_stored")


def emptied() -> None:
    """As `flush` does it, in the test's own transaction."""
    connection.check_constraints()
    guards.drop(connection)
    for label in ("regulatory", "workshop"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            model._default_manager.all()._raw_delete("default")
    connection.check_constraints()
    guards.install(connection)
    assert not any(rows().values())


def goes_round(tmp_path: Path) -> dict[str, bytes]:
    """The files of the database, once they were shown to come back from this database and from an empty one."""
    files = exported(tmp_path / "first")
    notes = ChangeNote.objects.count()
    assert " 0 changed" in loaded(tmp_path / "first").out
    assert ChangeNote.objects.count() == notes
    emptied()
    loaded(tmp_path / "first")
    assert exported(tmp_path / "second") == files
    assert list(problems_in_database()) == []
    return files


def test_the_small_files_are_in_the_form_that_is_written(tmp_path: Path):
    assert goes_round(tmp_path) == {name: (SMALL / name).read_bytes() for name in small()}


def test_several_versions_leave_the_newest_in_the_files(tmp_path: Path):
    curators.revised("sg-gmp", title="Second")
    curators.revised("sg-gmp", title="Third", summary="A third text.")
    curators.opened("sg-gmp", title="Fourth")
    text = goes_round(tmp_path)[SG].decode()
    assert "title: Third" in text
    assert "Fourth" not in text
    assert curators.history("sg-gmp") == [(1, State.PUBLISHED)]


def test_confirmations_go_round(tmp_path: Path):
    for day in (date(2026, 3, 1), date(2026, 2, 1)):
        actions.confirm_still_true("sg-gmp", by=person("reviewer"), day=day, how=f"Read:  'as of'\n{day}")
    text = goes_round(tmp_path)[SG].decode()
    # In the order in which they were recorded, as one paragraph each.
    assert text.index("{day: '2026-03-01', how: 'Read: ''as of'' 2026-03-01'}") < text.index("{day: '2026-02-01'")
    assert curators.fact("sg-gmp").confirmations.count() == 2


def test_withdrawn_facts_go_round(tmp_path: Path):
    actions.withdraw("sg-gmp", by=person("reviewer"), reason="Repealed.", day=date(2026, 3, 1))
    curators.revised("sg-trial", title="Second")
    actions.confirm_still_true("sg-trial", by=person("reviewer"), day=date(2026, 11, 22), how="Read")
    actions.withdraw("sg-trial", by=person("reviewer"), reason="Replaced.")
    assert "withdrawn: {day: '2026-03-01', reason: Repealed.}" in goes_round(tmp_path)[SG].decode()
    assert curators.history("sg-gmp") == curators.history("sg-trial") == [(1, State.WITHDRAWN)]
    assert curators.fact("sg-gmp").withdrawal.day == date(2026, 3, 1)
    assert curators.fact("sg-trial").confirmations.count() == 1


def test_withdrawn_and_taken_up_again(tmp_path: Path):
    actions.withdraw("sg-gmp", by=person("reviewer"), reason="Wrong.")
    curators.revised("sg-gmp", summary="Right.")
    text = goes_round(tmp_path)[SG].decode()
    assert "Right." in text
    assert "Wrong." not in text


def test_the_last_of_several_withdrawn_versions_goes_round(tmp_path: Path):
    for reason in ("First.", "Second."):
        actions.withdraw("sg-gmp", by=person("reviewer"), reason=reason)
        if reason == "First.":
            curators.revised("sg-gmp", summary="Another text.")
    text = goes_round(tmp_path)[SG].decode()
    assert "reason: Second." in text
    assert "reason: First." not in text
    assert curators.fact("sg-gmp").summary == "Another text."


def test_facts_in_review_go_round(tmp_path: Path):
    sg = Fact.objects.get(key="sg-gmp")
    new = type(curators.fact("sg-gmp"))(
        key="sg-new", kind="ethics", title="New", summary="New.", jurisdiction=sg.jurisdiction, topic=sg.topic
    )
    citations = [CitationDraft(curators.source("sg-act"), "s. 3")]
    actions.write_draft(new, by=person("curator"), citations=citations)
    assert b"sg-new" not in exported(tmp_path / "draft")[SG]
    actions.submit("sg-new", by=person("curator"))
    assert b"sg-new" in goes_round(tmp_path)[SG]
    assert curators.history("sg-new") == [(1, State.IN_REVIEW)]


def test_every_edit_of_a_curator_goes_round(tmp_path: Path):
    """Of a fact with its citations and classes, and of nouns with their links and rows."""
    citations = [
        CitationDraft(curators.source("shared-act"), "p. 3"),
        CitationDraft(curators.source("sg-act"), "", "Yes."),
    ]
    curators.revised(
        "sg-follow-up",
        title="Follow-up",
        title_original="追跡",
        obligation="mandatory",
        scope="atmp",
        legal_status="adopted",
        note="A note.",
        effective_from="2027",
        effective_until="2030-12-31",
        review_due=date(2027, 1, 1),
        trigger="Treatment",
        deadline_days=15,
        deadline_basis="calendar",
        duration_years_min=None,
        responsible="Holder",
        classes=[],
        citations=citations,
    )
    curators.edited(
        curators.source("sg-act"), title_original="法", number="No. 1", binding=None, seen_at=["https://a.sg/1"]
    )
    term = GlossaryTerm.objects.get()
    put_rows(term, "synonyms", [{"term": "b"}, {"term": "a"}])
    term.topics.clear()
    CriticalQualityAttribute.objects.get().members.add(CriticalQualityAttribute.objects.get())
    curators.edited(ProductClass.objects.get(key="gene-therapy"), cell_sources=["autologous"], outside_atmp=True)
    text = goes_round(tmp_path)
    assert b"synonyms:\n      - {term: b}\n      - {term: a}" in text["glossary.yaml"]
    assert "title_original: 追跡" in text[SG].decode()


def test_texts_that_look_like_something_else_go_round(tmp_path: Path):
    files = small()
    fact = record(files, "sg-gmp")
    words = [word for word in ODD_WORDS if len(word) <= 120]
    fact["summary"] = " ".join(words)
    template = {**record(files, "sg-old-act")}
    for number, word in enumerate(words):
        files[SG]["sources"].append(
            {**template, "key": f"sg-odd-{number}", "title": word, "number": word, "format": word[:60]}
        )
        record(files, "gene-therapy")["examples"].append(word)
    emptied()
    loaded(put(tmp_path / "odd", files))
    goes_round(tmp_path)
    assert curators.fact("sg-gmp").summary == fact["summary"]
    titles = Source.objects.filter(key__startswith="sg-odd-").order_by("pk").values_list("title", flat=True)
    assert sorted(titles) == sorted(words)


# ---- what curators left unfinished


def test_an_unfinished_record_is_exported_and_told(tmp_path: Path):
    """It does not stop the export of everything else, nor a load; but files with it are not loaded anywhere."""
    draft = curators.opened("sg-gmp")
    actions.edit_draft(draft, by=person("curator"), stamp=draft.updated_at, citations=[])
    actions.submit("sg-gmp", by=person("curator"))
    actions.withdraw("sg-gmp", by=person("reviewer"), reason="Gone")
    outcome = run("export_kb", tmp_path / "export")
    assert outcome.err == (
        f"{SG}: sg-gmp: citations: is empty; give a value, or leave the field out where nothing is known\n"
    )
    assert outcome.refusal.startswith("1 problem in what was written: load_kb would refuse it. Mend the record")
    assert b"sg-gmp" in (tmp_path / "export" / SG).read_bytes()
    assert "fact sg-gmp: keeps the edit made in the database." in loaded(put(tmp_path / "files", small())).out


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"definition": "Right\N{RIGHT-TO-LEFT OVERRIDE}left"}, "definition: has RIGHT-TO-LEFT OVERRIDE (U+202E) ..."),
        ({"definition": "word " * 2000}, "definition: has 9999 characters; at most 5000 are allowed"),
        ({"definition": "As in Vietnam."}, "definition: says 'Vietnam'; write Viet Nam"),
    ],
)
def test_what_files_may_not_say_is_told_by_the_export(tmp_path: Path, changes: dict[str, str], told: str):
    curators.edited(GlossaryTerm.objects.get(), **changes)
    outcome = run("export_kb", tmp_path / "export")
    assert outcome.err.startswith(f"glossary.yaml: vector: {told.removesuffix('...')}")
    assert load(put(tmp_path / "files", small())).refusal == ""


def test_spaces_that_curators_typed_are_told_as_one(tmp_path: Path):
    curators.edited(GlossaryTerm.objects.get(), definition=" A\N{NO-BREAK SPACE}carrier.\r\n\r\nOf\tgenes. ")
    assert b"definition: A carrier. Of genes.\n" in goes_round(tmp_path)["glossary.yaml"]


def test_an_export_leaves_other_files_alone(tmp_path: Path):
    (tmp_path / "jurisdictions").mkdir()
    for name in ("README.md", "jurisdictions/US.yaml", "sources.yaml"):
        (tmp_path / name).write_text(
            "jurisdiction: {code: US, name: United States, kind: economy, apec_member: true}\n"
        )
    outcome = run("export_kb", tmp_path)
    assert "jurisdictions/US.yaml: is not of this database; it was left as it is.\n" in outcome.out
    assert (tmp_path / "sources.yaml").read_bytes() == (SMALL / "sources.yaml").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix not in (".yaml",)) == [
        "README.md",
        "jurisdictions",
    ]


def test_an_export_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert run("export_kb", tmp_path / "file").refusal.startswith(f"Cannot write {tmp_path / 'file'}")
