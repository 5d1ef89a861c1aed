"""The content of fixtures/ itself: all of it is in the database, nothing unseen is public, and it goes round byte for byte.

The files are read here with plain YAML, so that what our own reading loses would be seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from regulatory import querysets
from regulatory.choices import State
from regulatory.curation.integrity import problems_in_database
from regulatory.dossiers import binding, layout
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.registry import natural_key
from regulatory.models import ChangeNote, Citation, Fact, Source
from tests.conftest import LoadedContent
from tests.content_files import exported, loaded, rows, run

pytestmark = pytest.mark.slow

FOLDER: Path = settings.CONTENT_DIR
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def said() -> dict[str, list[dict[str, Any]]]:
    """Every record of the files, by the name of its section; all values as texts."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(FOLDER.rglob("*.yaml")):
        for section, records in yaml.load(path.read_text(), Loader=LOADER).items():  # noqa: S506 - makes texts only
            found[section] += records if isinstance(records, list) else [records]
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, list[dict[str, Any]]]:
    return said()


@pytest.fixture(scope="module")
def total(files: dict[str, list[dict[str, Any]]]) -> int:
    """How many records the files hold. No number stands here: every dossier that grows would change it."""
    return sum(map(len, files.values()))


SECTIONS = {section.name: section.shape for kind in layout.FILE_KINDS for section in kind.sections}
FACTS = [name for name, shape in SECTIONS.items() if issubclass(shape, FactShape)]
OTHERS = sorted(set(SECTIONS) - set(FACTS) - {"participants"})


def test_the_content_is_loaded_in_a_minute(
    real_content: LoadedContent, files: dict[str, list[dict[str, Any]]], total: int
):
    assert real_content.seconds < 60
    assert f"{total} new, 0 changed, 0 unchanged." in real_content.output
    assert f"  fact: {sum(len(files[name]) for name in FACTS)}\n" in real_content.output


def test_no_record_is_lost(real_content: LoadedContent, files: dict[str, list[dict[str, Any]]], total: int):
    assert total > 2_600
    for name in OTHERS:
        model = dict(binding.BINDINGS)[SECTIONS[name]]
        keys = [each.get("key") or each["code"] for each in files[name]]
        stored = model._default_manager.values_list(natural_key(model), flat=True)
        assert Counter(keys) == Counter(stored), name
    assert Counter(each["key"] for name in FACTS for each in files[name]) == Counter(
        Fact.objects.values_list("key", flat=True)
    )
    participants = dict(binding.BINDINGS)[SECTIONS["participants"]]._default_manager.count()
    assert participants == len(files["participants"])


def test_no_citation_is_lost(real_content: LoadedContent, files: dict[str, list[dict[str, Any]]]):
    told = {
        (each["key"], cited["source"], cited.get("locator", ""))
        for name in FACTS
        for each in files[name]
        for cited in each["citations"]
    }
    stored = Citation.objects.values_list("fact__key", "source__key", "locator")
    assert told == set(stored)
    for name, records in files.items():
        if name in OTHERS and records and "citations" in records[0]:
            model: Any = dict(binding.BINDINGS)[SECTIONS[name]]
            links = model._meta.get_field("citations").related_model
            assert links.objects.count() == sum(len(each["citations"]) for each in records), name


def test_former_keys_are_kept(real_content: LoadedContent, files: dict[str, list[dict[str, Any]]]):
    told = {each["key"]: each["former_keys"] for each in files["sources"] if "former_keys" in each}
    assert dict(Source.objects.exclude(former_keys=[]).values_list("key", "former_keys")) == told
    assert told["apec-rhsc-workshop-2026"] == ["field-notes-2026"]


def test_what_was_not_seen_is_in_review_and_not_public(
    real_content: LoadedContent, files: dict[str, list[dict[str, Any]]]
):
    facts = [each for name in FACTS for each in files[name]]
    unseen = {each["key"] for each in facts if each["verified"] == "false"}
    withdrawn = {each["key"] for each in facts if "withdrawn" in each}
    states = Counter(Fact.objects.values_list("state", flat=True))
    assert states[State.IN_REVIEW] == len(unseen) > 0
    assert states[State.WITHDRAWN] == len(withdrawn)
    assert states[State.PUBLISHED] == len(facts) - len(unseen) - len(withdrawn)
    assert set(Fact.objects.filter(state=State.IN_REVIEW).values_list("key", flat=True)) == unseen
    public = set(querysets.published_facts().values_list("key", flat=True))
    assert public == {each["key"] for each in facts} - unseen - withdrawn


def test_every_jurisdiction_of_the_files_is_there(real_content: LoadedContent, files: dict[str, list[dict[str, Any]]]):
    members = [each["code"] for each in files["jurisdiction"] if each["apec_member"] == "true"]
    assert (len(members), len(files["jurisdiction"])) == (21, 22)


def test_a_second_load_changes_nothing(real_content: LoadedContent, total: int):
    before = rows()
    assert f"0 new, 0 changed, {total} unchanged." in loaded(FOLDER).out
    assert rows() == before
    assert ChangeNote.objects.count() == 1


def test_an_export_writes_the_same_bytes(real_content: LoadedContent, tmp_path: Path):
    assert exported(tmp_path) == {
        str(path.relative_to(FOLDER)): path.read_bytes() for path in sorted(FOLDER.rglob("*.yaml"))
    }


def test_the_database_is_whole(real_content: LoadedContent):
    assert list(problems_in_database()) == []
    assert run("check_kb").out == "Nothing wrong in the database.\n"


def test_the_files_keep_the_rules(total: int):
    outcome = run("check_kb", FOLDER)
    assert (outcome.refusal, outcome.err) == ("", "")
    assert f"{total} records in 29 files." in outcome.out
