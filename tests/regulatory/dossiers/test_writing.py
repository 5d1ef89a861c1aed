"""Writing a record and reading it again gives the same record, whatever its texts look like to YAML; and the same bytes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulatory.dossiers import layout, reading, writing, yaml_files
from regulatory.dossiers.content import Content, digest
from regulatory.dossiers.layout import Section
from regulatory.dossiers.shapes import Record
from tests.regulatory.dossiers.records import ODD_WORDS, said_by

SECTIONS = {
    f"{kind.name.removesuffix('.yaml')}-{section.name}": section
    for kind in layout.FILE_KINDS
    for section in kind.sections
}


def written(record: Record) -> bytes:
    """As a file would hold it, among others."""
    return yaml_files.render("Heading", {"section": [writing.for_writing(record, in_dossier=False)] * 2})


def read(data: bytes, shape: type[Record]) -> list[Record]:
    """The first and the second of two records that are the same: the second is refused for that alone."""
    content = Content()
    rows = yaml_files.parse(data)["section"]
    problems = reading.read_section(Section("section", shape), "file", rows, None, content)
    assert [problem.message[:17] for problem in problems] == ["there is another "]
    return list(content.records.values())


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
@settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_comes_back_as_it_was_written(section: Section, data: st.DataObject):
    record = section.shape.model_validate(data.draw(said_by(section.shape)))
    first = written(record)
    (again,) = read(first, section.shape)
    assert again == record
    assert digest(again) == digest(record)
    assert written(again) == first


@pytest.mark.parametrize("form", ["{}", "{} a", "a {}", "a {} " + "b " * 60 + "c", "{} " + "b " * 60 + "{}"])
def test_odd_texts_come_back_from_every_place(form: str):
    """From a text of its own, one in brackets, and one in a mapping on one line; also to another reader of YAML."""
    texts = [form.replace("{}", word) for word in ODD_WORDS]
    said = [
        {"plain": text, "list": yaml_files.OneLineList([text]), "row": [yaml_files.Inline({"in": text})]}
        for text in texts
    ]
    data = yaml_files.render("Heading", {"section": said})
    plain = [{"plain": text, "list": [text], "row": [{"in": text}]} for text in texts]
    assert yaml_files.parse(data)["section"] == plain
    assert yaml.safe_load(data)["section"] == plain


def test_texts_are_folded_within_the_width():
    data = yaml_files.render("Heading", {"section": [{"text": "word " * 100 + "end"}]})
    lines = data.decode().splitlines()
    assert lines[3] == "  - text: >-"
    assert max(map(len, lines)) <= yaml_files.LINE_WIDTH + 5


def test_a_file_without_records_says_so():
    assert yaml_files.render("Heading", {"terms": []}) == b"# Heading\n\nterms: []\n"
