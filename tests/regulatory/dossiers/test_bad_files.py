"""Files that are not what content files are: refused in one line each, quickly, and never with a traceback.

No test here may touch the database: what is refused is refused before it is asked.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from regulatory.dossiers import yaml_files
from tests.content_files import JP, SG, assert_refused, load, put, record, small

ANCHORS = "anchors (&) and aliases (*) are not allowed; write the value out"
TAGS = "tags (!) are not allowed; write the plain value"
SECTION = "glossary.yaml: terms: has to be a list of records, each begun with '- '"

CONTENTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "only a comment": (b"# terms\n", "is empty"),
    "list": (b"- key: vector\n", "has to be a mapping of sections, such as 'sources:' with a list below"),
    "word": (b"terms\n", "has to be a mapping of sections, ..."),
    "unknown section": (b"term: []\n", "term: is not a section of this file; there are terms; did you mean terms?"),
    "section of text": (b"terms: many\n", "terms: has to be a list of records, each begun with '- '"),
    "section without records": (b"terms:\n", "terms: has to be a list of records, each begun with '- '"),
    "section of a mapping": (b"terms: {key: vector}\n", "terms: has to be a list of records, each begun with '- '"),
    "text for a record": (b"terms:\n  - vector\n", "terms no. 1: has to be a mapping of fields"),
    "doubled section": (b"terms: []\nterms: []\n", "line 2: 'terms' stands twice in one record; once is right"),
    "doubled field": (b"terms:\n  - key: a\n    key: b\n", "line 3: 'key' stands twice in one record; once is right"),
    "number as a field": (b"terms:\n  - 1: a\n", "line 2: a field name has to be a plain text"),
    "list as a field": (b"? [terms]\n: []\n", "line 1: a field name has to be a plain text"),
    "tab": (b"terms:\n\t- key: a\n", "is not YAML: line 2: ...; indent with spaces, not tabs, and put ..."),
    "quote never closed": (b"terms: 'a\n", "is not YAML: line 2: ...; a quote is opened and never closed"),
    "bracket never closed": (b"terms: [a\nb: c\n", "is not YAML: line 2: ...; a bracket is opened and never closed"),
    "colon in a text": (
        b"terms:\n  - key: a: b\n",
        "is not YAML: line 2: ...; put a text that contains ': ' in quotes",
    ),
    "wrong indentation": (b"terms:\n  - key: a\n   term: b\n", "is not YAML: line 3: ...; look at the indentation ..."),
    "two documents": (b"terms: []\n---\nterms: []\n", "is not YAML: line 2: ...; a file holds one document; ..."),
    "anchor": (b"terms: &all []\n", f"line 1: {ANCHORS}"),
    "alias": (b"terms: *all\n", f"line 1: {ANCHORS}"),
    "bomb": (
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 122)),
        f"line 1: {ANCHORS}",
    ),
    "object of Python": (b"terms: !!python/object/apply:os.system ['true']\n", f"line 1: {TAGS}"),
    "tag of our own": (b"terms: !include other.yaml\n", f"line 1: {TAGS}"),
    "set": (b"terms: !!set {a}\n", f"line 1: {TAGS}"),
    "deep lists": (b"terms: " + b"[" * 100_000, "line 1: nested deeper than 12 levels"),
    "deep mappings": (b"terms: " + b"{a: " * 100_000, "line 1: nested deeper than 12 levels"),
    "a million values": (
        b"terms: [" + b"1," * 1_000_000 + b"]",
        "line 1: there are more than 200,000 values in the file; divide it",
    ),
    "binary": (bytes(range(256)) * 10, "is not UTF-8 text (byte 129); save it as UTF-8"),
    "Latin 1": ("terms: [é]\n".encode("latin-1"), "is not UTF-8 text (byte 9); save it as UTF-8"),
    "UTF-16": ("terms: []\n".encode("utf-16"), "is not UTF-8 text (byte 1); save it as UTF-8"),
    "UTF-16 without a mark": (
        "terms: []\n".encode("utf-16-le"),
        "is not YAML: character 2: ...; write the file anew as plain ...",
    ),
    "zero byte": (b"terms: [a\0]\n", "is not YAML: character 10: control characters are not allowed; ..."),
    "half a character": (b'terms: ["\\ud83d"]\n', "is not YAML: line 1: found invalid Unicode character escape code"),
}


@pytest.mark.parametrize("case", CONTENTS)
def test_a_file_that_is_no_content_file_is_refused(tmp_path: Path, case: str):
    content, expected = CONTENTS[case]
    (put(tmp_path, small()) / "glossary.yaml").write_bytes(content)
    assert_refused(tmp_path, f"glossary.yaml: {expected}")


def test_a_list_of_words_is_told_word_by_word(tmp_path: Path):
    (put(tmp_path, small()) / "glossary.yaml").write_text("terms: [a, b]\n")
    expected = [
        "glossary.yaml: terms no. 1: has to be a mapping of fields",
        "glossary.yaml: terms no. 2: has to be a ...",
    ]
    assert_refused(tmp_path, *expected)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path):
    path = put(tmp_path, small()) / "glossary.yaml"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"# " + b"x" * (1024 * 1024 - 3) + b"\n")
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert_refused(tmp_path, "glossary.yaml: has 52,428,800 bytes; a content file has at most 5,242,880")
    assert time.process_time() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB; the file would be 50,000


# ---- names


def renamed(old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: (folder / old).rename(folder / new) and None


KINDS = "sources.yaml, topics.yaml, product-classes.yaml, cqas.yaml, reliance.yaml, glossary.yaml, jurisdictions/{code}.yaml, workshop.yaml"
NAMES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "missing file": (lambda folder: (folder / "cqas.yaml").unlink(), ["cqas.yaml: is missing from the folder"]),
    "misspelt file": (
        renamed("sources.yaml", "sources.yml"),
        [
            f"sources.yml: is not a content file; there are {KINDS}; did you mean sources.yaml?",
            "sources.yaml: is missing ...",
        ],
    ),
    "misspelt dossier": (
        renamed(JP, "jurisdictions/JP.yml"),
        [f"jurisdictions/JP.yml: is not a content file; there are {KINDS}; did you mean jurisdictions/JP.yaml?"],
    ),
    "another spelling": (
        renamed("product-classes.yaml", "product_classes.yaml"),
        ["product_classes.yaml: ...; did you mean product-classes.yaml?", "product-classes.yaml: is missing ..."],
    ),
    "capitals": (
        renamed("glossary.yaml", "glossary.YAML"),
        ["glossary.YAML: is not a content file; ...", "glossary.yaml: is missing from the folder"],
    ),
    "file of our own": (
        lambda folder: (folder / "more.yaml").write_text("terms: []"),
        [f"more.yaml: is not a content file; there are {KINDS}"],
    ),
    "dossier in a wrong folder": (
        lambda folder: (folder / "economies").mkdir() or (folder / "economies" / "US.yaml").write_text("a: b"),
        ["economies/US.yaml: is not a content file; ..."],
    ),
    "dossier of small letters": (
        renamed(JP, "jurisdictions/jp.yaml"),
        ["jurisdictions/jp.yaml: a dossier is named after its economy's code in capitals, such as JP.yaml"],
    ),
    "dossier of another code": (
        renamed(JP, "jurisdictions/KR.yaml"),
        ["jurisdictions/KR.yaml: KR: code: has to be KR, as in the file's name"],
    ),
    "no dossier": (
        lambda folder: [(folder / name).unlink() for name in (SG, JP)],
        ["jurisdictions/<code>.yaml: there is no dossier at all"],
    ),
    "folder named like a file": (
        lambda folder: (folder / "cqas.yaml").unlink() or (folder / "cqas.yaml").mkdir(),
        ["cqas.yaml: is not an ordinary file"],
    ),
    "pipe named like a file": (
        lambda folder: (folder / "cqas.yaml").unlink() or os.mkfifo(folder / "cqas.yaml"),
        ["cqas.yaml: is not an ordinary file"],
    ),
    "link": (
        lambda folder: (
            (folder / "cqas.yaml").rename(folder / "cqas") and (folder / "cqas.yaml").symlink_to(folder / "cqas")
        ),
        ["cqas.yaml: is a link to somewhere else; content files are ordinary files"],
    ),
    "link to nothing": (
        lambda folder: (folder / "cqas.yaml").unlink() or (folder / "cqas.yaml").symlink_to(folder / "nothing"),
        ["cqas.yaml: is a link to somewhere else; content files are ordinary files"],
    ),
    "dossier that is a link": (
        lambda folder: (folder / JP).unlink() or (folder / JP).symlink_to("/etc/passwd"),
        ["jurisdictions/JP.yaml: is a link to somewhere else; content files are ordinary files"],
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_folder_of_other_files_is_refused(tmp_path: Path, case: str):
    change, expected = NAMES[case]
    change(put(tmp_path, small()))
    assert_refused(tmp_path, *expected)


def test_other_files_beside_the_content_are_left_alone(tmp_path: Path):
    put(tmp_path, small())
    for name in ("README.md", "LICENSE", ".gitignore", "jurisdictions/notes.txt", "sources.yaml~"):
        (tmp_path / name).write_text("not content: [")
    assert "is not a content file" not in load_without_database(tmp_path)


def load_without_database(folder: Path) -> str:
    """What is told of the folder up to the point where the database is asked."""
    files = small()
    record(files, "sg-gmp")["kind"] = "gmpp"
    return load(put(folder, files)).err


@pytest.mark.parametrize(
    ("name", "expected"), [("nowhere", "there is no such folder; ..."), (SG, "there is no such folder; ...")]
)
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str, expected: str):
    put(tmp_path, small())
    assert_refused(tmp_path / name, f"{tmp_path / name}: {expected}")


def test_a_dossier_has_its_jurisdiction(tmp_path: Path):
    files = small()
    del files[JP]["jurisdiction"]
    assert_refused(put(tmp_path, files), "jurisdictions/JP.yaml: jurisdiction: has to be given, as one record")


@pytest.fixture
def as_nobody() -> Callable[[], None]:
    """Takes the rights of the superuser away for the rest of the test; others have none to lose."""
    effective = os.geteuid()
    yield lambda: os.seteuid(65534) if effective == 0 else None
    os.seteuid(effective)


@pytest.mark.parametrize(
    ("name", "told"), [("cqas.yaml", "cqas.yaml: cannot be read: Permission denied"), ("", "...: Permission denied")]
)
def test_a_file_or_folder_that_may_not_be_read_is_told(
    tmp_path: Path, as_nobody: Callable[[], None], name: str, told: str
):
    folder = put(tmp_path / "content", small())
    for place in (tmp_path, *(each for each in tmp_path.parents if "pytest-" in str(each))):
        place.chmod(0o755)
    (folder / name).chmod(0)
    try:
        as_nobody()
        assert_refused(folder, told)
    finally:
        os.seteuid(os.getuid())
        (folder / name).chmod(0o755)


def test_reading_takes_no_more_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file may grow between the look at its size and the reading."""
    path = tmp_path / "file.yaml"
    path.write_bytes(b"x" * 101)
    monkeypatch.setattr(yaml_files, "MAX_BYTES", 100)
    with pytest.raises(yaml_files.UnreadableFileError, match="has 101 bytes; a content file has at most 100"):
        yaml_files.read_bytes(path)
