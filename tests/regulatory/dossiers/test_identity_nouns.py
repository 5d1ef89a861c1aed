"""Edits of records that are not versioned: taken over with their links and rows, logged with what they said before and say now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from regulatory.curation import actions
from regulatory.models import ChangeEntry, CriticalQualityAttribute, GlossaryTerm
from tests.content_files import exported, load, loaded, put, record, rows, small
from tests.factories import person
from workshop.models import Insight

pytestmark = pytest.mark.usefixtures("small_stored")

GONE = object()
"""The field is left out: nothing is known of it any more."""

OTHER = [{"source": "sg-act", "locator": "s. 9"}, {"source": "shared-act"}]
EDITS: list[tuple[str, str, Any]] = [
    ("SG", "overview", "One agency."),
    ("sg-hsa", "url", GONE),
    ("sg-hsa", "who_listed", True),
    ("sg-act", "title", "Another title"),
    ("sg-act", "supersedes", GONE),
    ("sg-act", "authority", "sg-hsa"),
    ("sg-old-act", "authority", GONE),
    ("sg-act", "binding", GONE),
    ("shared-act", "supersedes", "sg-act"),
    ("shared-report", "former_keys", ["older-report", "old-report"]),
    ("shared-report", "authors", [{"name": "B. Author"}]),
    ("everything", "parent", GONE),
    ("everything", "order", 7),
    ("gene-therapy", "parent", GONE),
    ("gene-therapy", "examples", ["AAV", "Lentivirus: 'yes'"]),
    ("gene-therapy", "citations", OTHER),
    ("gene-therapy", "verified", False),
    ("gene-therapy-integration", "citations", OTHER),
    ("fifteen-years", "document", GONE),
    ("fifteen-years", "product_class", GONE),
    ("sterility", "product_classes", GONE),
    ("sterility", "filed_under", GONE),
    ("sterility", "members", ["sterility"]),
    ("sterility", "citations", OTHER),
    ("sterility-no-growth", "kind", "guidance"),
    ("sg-framework", "product_classes", GONE),
    ("sg-framework", "jurisdiction", "JP"),
    ("orbis", "also_known_as", ["Project Orbis"]),
    ("orbis-area", "champions", ["JP"]),
    ("orbis-area", "jurisdiction", "SG"),
    ("vector", "synonyms", [{"term": "carrier"}, {"jurisdiction": "SG", "term": "vector", "verified": False}]),
    ("vector", "topics", ["approval"]),
    ("duke-nus", "jurisdiction", GONE),
    ("ws-2026", "organisers", GONE),
    ("ws-2026", "participants", ["regulators", "industry"]),
    ("ws-first", "session", GONE),
    ("ws-first", "jurisdictions", ["JP", "SG"]),
    ("ws-first", "glossary_terms", ["vector"]),
    ("ws-takeaway", "rests_on", GONE),
]


@pytest.mark.parametrize(("key", "field", "value"), EDITS, ids=[f"{key}-{field}" for key, field, _ in EDITS])
def test_an_edit_of_a_field_is_taken_over(tmp_path: Path, key: str, field: str, value: Any):
    files = small()
    edited = record(files, key)
    before = edited.get(field)
    if value is GONE:
        del edited[field]
    else:
        edited[field] = value
    assert "0 new, 1 changed, 35 unchanged." in loaded(put(tmp_path / "files", files)).out
    entry = ChangeEntry.objects.latest("pk")
    assert (entry.key, entry.verb) == (key, "edited")
    assert (entry.before.get(field), entry.after.get(field)) == (before, edited.get(field))
    written = {name: yaml.safe_load(data) for name, data in exported(tmp_path / "export").items()}
    assert record(written, key) == edited
    assert "0 new, 0 changed, 36 unchanged." in loaded(tmp_path / "files").out


def test_a_participant_is_edited_under_its_two_names(tmp_path: Path):
    files = small()
    files["reliance.yaml"]["participants"][0].update(since="2020", citations=OTHER)
    assert "0 new, 1 changed, 35 unchanged." in loaded(put(tmp_path, files)).out
    entry = ChangeEntry.objects.latest("pk")
    assert (entry.key, entry.after["since"], entry.after["citations"]) == ("orbis/SG", "2020", OTHER)


def test_records_may_point_at_ones_that_come_after_them(tmp_path: Path):
    files = small()
    insights = files["workshop.yaml"]["insights"]
    insights.append({**insights[0], "key": "ws-aa", "order": 3, "rests_on": ["ws-zz"]})
    insights.append({**insights[0], "key": "ws-zz", "order": 4, "rests_on": ["ws-aa"]})
    files["topics.yaml"]["topics"].insert(0, {**record(files, "everything"), "key": "aa", "parent": "zz"})
    files["topics.yaml"]["topics"].append({**record(files, "approval"), "key": "zz"})
    assert "4 new, 0 changed, 36 unchanged." in loaded(put(tmp_path, files)).out
    assert Insight.objects.get(key="ws-aa").rests_on.get().key == "ws-zz"


def test_two_records_that_change_places_are_told(tmp_path: Path):
    """Numbers of sessions are unique: the first of two that change places meets the other's."""
    files = small()
    record(files, "ws-s1")["number"], record(files, "ws-s2")["number"] = 2, 1
    before = rows()
    outcome = load(put(tmp_path, files))
    assert outcome.refusal.startswith("Nothing was loaded: workshop.yaml: ws-s1: Session with this Workshop and Number")
    assert rows() == before


# ---- removed in the database


def test_a_record_that_a_curator_removed_stays_removed(tmp_path: Path):
    actions.remove_record(GlossaryTerm.objects.get(), key="vector", by=person("curator"), reason="Not needed")
    out = loaded(put(tmp_path, small())).out
    assert "glossary term vector: stays as it is in the database: removed, or a draft." in out
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize("wins", [None, "files", "database"])
def test_a_record_changed_here_and_removed_there_is_a_conflict(tmp_path: Path, wins: str | None):
    actions.remove_record(GlossaryTerm.objects.get(), key="vector", by=person("curator"), reason="Not needed")
    files = small()
    record(files, "vector")["term"] = "Vectors"
    outcome = load(put(tmp_path, files), wins=wins)
    if wins is None:
        assert outcome.err == "glossary.yaml: vector: was changed here and removed in the database\n"
    assert list(GlossaryTerm.objects.values_list("term", flat=True)) == (["Vectors"] if wins == "files" else [])
    if wins:
        before = rows()
        loaded(tmp_path)
        assert rows() == before


def test_nothing_can_point_at_what_a_curator_removed(tmp_path: Path):
    actions.remove_record(GlossaryTerm.objects.get(), key="vector", by=person("curator"), reason="Not needed")
    files = small()
    record(files, "ws-first")["glossary_terms"] = ["vector"]
    before = rows()
    assert (
        load(put(tmp_path, files)).err
        == "workshop.yaml: ws-first: glossary_terms: there is no glossary term 'vector'\n"
    )
    assert rows() == before


def test_what_falls_with_a_removed_record_stays_removed_with_it(tmp_path: Path):
    files = small()
    sections = files["cqas.yaml"]
    sections["attributes"].append({**record(files, "sterility"), "key": "potency", "filed_under": ["potency"]})
    sections["criteria"].append({**record(files, "sterility-no-growth"), "key": "potency-high", "attribute": "potency"})
    loaded(put(tmp_path, files))
    attribute = CriticalQualityAttribute.objects.get(key="potency")
    actions.remove_record(attribute, key="potency", by=person("curator"), reason="Not needed")
    assert "0 new, 0 changed, 36 unchanged." in loaded(tmp_path).out
    record(files, "potency-high")["criterion"] = "High."
    assert load(put(tmp_path, files), wins="files").err == (
        "cqas.yaml: potency-high: attribute: there is no critical quality attribute 'potency'\n"
    )
