"""Records that are wrong in themselves: refused with what is wrong and what would be right, whatever else stands in the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.content_files import assert_refused, put, record, small

MISSING = object()
EMPTY = "is empty; give a value, or leave the field out where nothing is known"
PARAGRAPH = "has line breaks, tabs, doubled spaces or a space at an end; write it as one paragraph"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    # fields
    ("sg-gmp", {"knd": "x"}, ["SG.yaml: sg-gmp: knd: there is no such field; there are key, ...; did you mean kind?"]),
    ("sg-gmp", {"summary": MISSING, "sumary": "x"}, ["SG.yaml: sg-gmp: sumary: there is no such field; ...summary?"]),
    ("sg-gmp", {"review_days": 3}, ["SG.yaml: sg-gmp: review_days: there is no such field; there are key, ..."]),
    ("sg-gmp", {"<<": {"title": "x"}}, ["SG.yaml: sg-gmp: <<: there is no such field; ..."]),
    ("sg-gmp", {"jurisdiction": "SG"}, ["SG.yaml: sg-gmp: jurisdiction: is given by the file's name; leave it out"]),
    ("sg-gmp", {"topic": MISSING}, ["SG.yaml: sg-gmp: topic: is missing and has to be given"]),
    ("sg-gmp", {"verified": MISSING}, ["SG.yaml: sg-gmp: verified: is missing and has to be given"]),
    ("sg-gmp", {"citations": MISSING}, ["SG.yaml: sg-gmp: citations: is missing and has to be given"]),
    ("vector", {"citations": MISSING}, ["glossary.yaml: vector: citations: is missing and has to be given"]),
    ("sg-gmp", {"key": MISSING}, ["SG.yaml: requirements no. 1: key: is missing and has to be given"]),
    (
        "sg-gmp",
        {"kind": MISSING, "title": MISSING, "checked_on": "soon"},
        [
            "SG.yaml: sg-gmp: title: is missing and has to be given",
            "SG.yaml: sg-gmp: checked_on: 'soon' is not a day; give 'YYYY-MM-DD'",
            "SG.yaml: sg-gmp: kind: is missing and has to be given",
        ],
    ),
    # empty values
    ("sg-gmp", {"citations": []}, [f"SG.yaml: sg-gmp: citations: {EMPTY}"]),
    ("sg-gmp", {"title": ""}, [f"SG.yaml: sg-gmp: title: {EMPTY}"]),
    ("sg-gmp", {"note": ""}, [f"SG.yaml: sg-gmp: note: {EMPTY}"]),
    ("sg-gmp", {"note": None}, [f"SG.yaml: sg-gmp: note: {EMPTY}"]),
    ("sg-gmp", {"scope": ""}, [f"SG.yaml: sg-gmp: scope: {EMPTY}"]),
    ("sg-trial", {"review_days": None}, [f"SG.yaml: sg-trial: review_days: {EMPTY}"]),
    (
        "sg-gmp",
        {"citations": [{"source": "sg-act", "locator": ""}]},
        [f"SG.yaml: sg-gmp: citations[1].locator: {EMPTY}"],
    ),
    ("gene-therapy", {"examples": ["AAV", None]}, [f"product-classes.yaml: gene-therapy: examples[2]: {EMPTY}"]),
    # wrong kinds of value
    ("sg-gmp", {"title": 5}, ["SG.yaml: sg-gmp: title: has to be a text, not 5; write it in quotes: '5'"]),
    ("sg-gmp", {"title": True}, ["SG.yaml: sg-gmp: title: has to be a text, not true; write it in quotes: 'true'"]),
    ("sg-act", {"issued": 2007}, ["SG.yaml: sg-act: issued: has to be a text, not 2007; write it in quotes: '2007'"]),
    ("sg-gmp", {"title": ["a"]}, ["SG.yaml: sg-gmp: title: has to be a text, not a list"]),
    ("sg-gmp", {"title": {"a": "b"}}, ["SG.yaml: sg-gmp: title: has to be a text, not a mapping"]),
    ("sg-trial", {"review_days": "30"}, ["SG.yaml: sg-trial: review_days: has to be a whole number, not '30'"]),
    ("sg-trial", {"review_days": 30.5}, ["SG.yaml: sg-trial: review_days: has to be a whole number, not '30.5'"]),
    ("sg-trial", {"review_days": True}, ["SG.yaml: sg-trial: review_days: has to be a whole number, not true"]),
    ("sg-trial", {"review_days": -1}, ["SG.yaml: sg-trial: review_days: is -1; the least is 0"]),
    ("sg-trial", {"review_days": 10001}, ["SG.yaml: sg-trial: review_days: is 10001; the most is 10000"]),
    ("sg-trial", {"review_days": 10**30}, ["SG.yaml: sg-trial: review_days: has to be a whole number, not '1000..."]),
    ("approval", {"order": 0}, ["topics.yaml: approval: order: is 0; the least is 1"]),
    ("ws-2026", {"economies": 40_000}, ["workshop.yaml: ws-2026: economies: is 40000; it has to be from 0 to 32767"]),
    ("sg-gmp", {"verified": "yes"}, ["SG.yaml: sg-gmp: verified: has to be true or false, not 'yes'"]),
    ("sg-gmp", {"verified": 1}, ["SG.yaml: sg-gmp: verified: has to be true or false, not 1"]),
    (
        "sg-gmp",
        {"product_classes": "gene-therapy"},
        ["SG.yaml: sg-gmp: product_classes: has to be a list, not 'gene-therapy'; write [gene-therapy]"],
    ),
    ("sg-gmp", {"product_classes": 5}, ["SG.yaml: sg-gmp: product_classes: has to be a list, not 5"]),
    ("sg-gmp", {"citations": {"source": "sg-act"}}, ["SG.yaml: sg-gmp: citations: has to be a list, not a mapping"]),
    (
        "sg-gmp",
        {"citations": ["sg-act"]},
        ["SG.yaml: sg-gmp: citations[1]: has to be a mapping of source, locator, supports, not 'sg-act'"],
    ),
    (
        "sg-gmp",
        {"citations": [{"sorce": "sg-act"}]},
        [
            "SG.yaml: sg-gmp: citations[1].source: is missing and has to be given",
            "SG.yaml: sg-gmp: citations[1].sorce: there is no such field; there are source, locator, supports; did you mean source?",
        ],
    ),
    (
        "sg-gmp",
        {"withdrawn": "2026-01-20"},
        ["SG.yaml: sg-gmp: withdrawn: has to be a mapping of day, reason, not '2026-..."],
    ),
    # dates
    (
        "sg-act",
        {"issued": "01/02/2007"},
        [
            "SG.yaml: sg-act: issued: '01/02/2007' is not a date; give 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', as exactly as the source does"
        ],
    ),
    ("sg-act", {"issued": "2007-13"}, ["SG.yaml: sg-act: issued: '2007-13' is not a date; ..."]),
    ("sg-act", {"issued": "2007-02-30"}, ["SG.yaml: sg-act: issued: '2007-02-30' is not a date; ..."]),
    ("sg-act", {"issued": "2007-2-3"}, ["SG.yaml: sg-act: issued: '2007-2-3' is not a date; ..."]),
    ("sg-act", {"issued": "２００７"}, ["SG.yaml: sg-act: issued: '２００７' is not a date; ..."]),
    ("sg-act", {"issued": "2007\n"}, ["SG.yaml: sg-act: issued: '2007\\u000a' is not a date; ..."]),
    ("sg-gmp", {"checked_on": "2026-01"}, ["SG.yaml: sg-gmp: checked_on: '2026-01' is not a day; give 'YYYY-MM-DD'"]),
    ("sg-gmp", {"checked_on": "20260115"}, ["SG.yaml: sg-gmp: checked_on: '20260115' is not a day; give 'YYYY-MM-DD'"]),
    ("sg-gmp", {"checked_on": "2026-W03-4"}, ["SG.yaml: sg-gmp: checked_on: '2026-W03-4' is not a day; ..."]),
    ("sg-gmp", {"checked_on": "2026-02-29"}, ["SG.yaml: sg-gmp: checked_on: '2026-02-29' is not a day; ..."]),
    # vocabularies
    (
        "sg-gmp",
        {"kind": "gmpp"},
        ["SG.yaml: sg-gmp: kind: 'gmpp' is not allowed; allowed: classification, quality, ...; did you mean gmp?"],
    ),
    (
        "sg-gmp",
        {"scope": "all"},
        ["SG.yaml: sg-gmp: scope: 'all' is not allowed; allowed: atmp, biological, medicine, ..."],
    ),
    (
        "sg-gmp",
        {"obligation": 5},
        ["SG.yaml: sg-gmp: obligation: 5 is not allowed; allowed: mandatory, conditional or recommended"],
    ),
    (
        "SG",
        {"kind": "country"},
        ["SG.yaml: SG: kind: 'country' is not allowed; allowed: economy, union or international"],
    ),
    (
        "gene-therapy",
        {"cell_sources": ["plants"]},
        ["product-classes.yaml: gene-therapy: cell_sources[1]: 'plants' is not allowed; ..."],
    ),
    # keys, codes, addresses
    (
        "sg-gmp",
        {"key": "SG GMP"},
        ["SG.yaml: SG GMP: key: 'SG GMP' is not right; a key is lower-case letters, digits and single hyphens"],
    ),
    ("sg-gmp", {"key": "sg--gmp"}, ["SG.yaml: sg--gmp: key: 'sg--gmp' is not right; a key is ..."]),
    ("sg-gmp", {"key": "sg-" + "x" * 80}, ["SG.yaml: sg-xxx...: key: has 83 characters; at most 80 are allowed"]),
    ("sg-gmp", {"key": ["sg-gmp"]}, ["SG.yaml: requirements no. 1: key: has to be a text, not a list"]),
    ("sg-gmp", {"topic": "Everything!"}, ["SG.yaml: sg-gmp: topic: 'Everything!' is not right; a key is ..."]),
    (
        "orbis-area",
        {"champions": ["Japan"]},
        [
            "reliance.yaml: orbis-area: champions[1]: 'Japan' is not right; a code is two to eight capital letters, such as SG"
        ],
    ),
    (
        "sg-act",
        {"url": "www.hsa.gov.sg"},
        ["SG.yaml: sg-act: url: 'www.hsa.gov.sg' is not right; an address begins with ..."],
    ),
    (
        "sg-act",
        {"url": "https://nowhere"},
        ["SG.yaml: sg-act: url: 'https://nowhere' does not fit: Enter a valid URL."],
    ),
    ("sg-act", {"url": "javascript:alert(1)"}, ["SG.yaml: sg-act: url: 'javascript:alert(1)' is not right; ..."]),
    (
        "sg-act",
        {"language": "English"},
        ["SG.yaml: sg-act: language: 'English' is not right; a language is a code such as en or zh-Hant"],
    ),
    (
        "sg-gmp",
        {"product_classes": ["gene-therapy"] * 2},
        ["SG.yaml: sg-gmp: product_classes: names the same key twice"],
    ),
    # lengths, asked of the columns
    ("sg-gmp", {"title": "x" * 201}, ["SG.yaml: sg-gmp: title: has 201 characters; at most 200 fit"]),
    ("sg-gmp", {"summary": "x" * 5001}, ["SG.yaml: sg-gmp: summary: has 5001 characters; at most 5000 are allowed"]),
    (
        "sg-gmp",
        {"citations": [{"source": "sg-act"}, {"source": "sg-act", "locator": "x" * 121}]},
        ["SG.yaml: sg-gmp: citations[2].locator: has 121 characters; at most 120 fit"],
    ),
    ("vector", {"abbreviation": "x" * 31}, ["glossary.yaml: vector: abbreviation: has 31 characters; at most 30 fit"]),
    (
        "vector",
        {"synonyms": [{"term": "x" * 201}]},
        ["glossary.yaml: vector: synonyms[1].term: has 201 characters; at most 200 fit"],
    ),
    # characters
    ("sg-gmp", {"summary": "One.\nTwo."}, [f"SG.yaml: sg-gmp: summary: {PARAGRAPH}"]),
    ("sg-gmp", {"summary": "One.  Two."}, [f"SG.yaml: sg-gmp: summary: {PARAGRAPH}"]),
    ("sg-gmp", {"summary": " "}, [f"SG.yaml: sg-gmp: summary: {PARAGRAPH}"]),
    ("sg-gmp", {"summary": "One.\tTwo."}, [f"SG.yaml: sg-gmp: summary: {PARAGRAPH}"]),
    (
        "sg-gmp",
        {"summary": "One.\N{NO-BREAK SPACE}Two."},
        ["SG.yaml: sg-gmp: summary: has NO-BREAK SPACE (U+00A0) at character 5; write an ordinary space"],
    ),
    (
        "sg-gmp",
        {"summary": "a\0b"},
        ["SG.yaml: sg-gmp: summary: has a character without a name (U+0000) at character 2; take it out"],
    ),
    (
        "sg-gmp",
        {"summary": "a\x1b[31mb"},
        ["SG.yaml: sg-gmp: summary: has a character without a name (U+001B) at character 2; ..."],
    ),
    (
        "sg-gmp",
        {"summary": "a\x85b"},
        ["SG.yaml: sg-gmp: summary: has a character without a name (U+0085) at character 2; take it out"],
    ),
    (
        "sg-gmp",
        {"summary": "a\u2028b"},
        ["SG.yaml: sg-gmp: summary: has LINE SEPARATOR (U+2028) at character 2; take it out"],
    ),
    (
        "sg-gmp",
        {"summary": "a\u202eb"},
        ["SG.yaml: sg-gmp: summary: has RIGHT-TO-LEFT OVERRIDE (U+202E) at character 2; take it out"],
    ),
    ("sg-gmp", {"summary": "a\u2066b"}, ["SG.yaml: sg-gmp: summary: has LEFT-TO-RIGHT ISOLATE (U+2066) at ..."]),
    (
        "sg-gmp",
        {"title": "a\u200bb"},
        ["SG.yaml: sg-gmp: title: has ZERO WIDTH SPACE (U+200B) at character 2; take it out"],
    ),
    ("sg-gmp", {"title": "a\ufffdb"}, ["SG.yaml: sg-gmp: title: has REPLACEMENT CHARACTER (U+FFFD) at ..."]),
    (
        "sg-act",
        {"url": "https://a.sg/\u202eb"},
        ["SG.yaml: sg-act: url: has RIGHT-TO-LEFT OVERRIDE (U+202E) at character 14; take it out"],
    ),
    ("sg-gmp", {"\x1b[31m": "x"}, ["SG.yaml: sg-gmp: \\u001b[31m: there is no such field; ..."]),
]


@pytest.mark.parametrize(
    ("key", "changes", "expected"), CASES, ids=[f"{key}-{'-'.join(changes)}" for key, changes, _ in CASES]
)
def test_a_wrong_record_is_refused(tmp_path: Path, key: str, changes: dict[str, Any], expected: list[str]):
    files = small()
    changed = record(files, key)
    for name, value in changes.items():
        if value is MISSING:
            del changed[name]
        else:
            changed[name] = value
    assert_refused(
        put(tmp_path, files), *(line if line.split(":")[0] in files else f"jurisdictions/{line}" for line in expected)
    )


def test_every_problem_is_told_at_once(tmp_path: Path):
    """Of shape and of agreement alike; what points at a record that could not be read is not called wrong for it."""
    files = small()
    record(files, "sg-act")["kind"] = "law"
    record(files, "sg-gmp")["topic"] = "everythin"
    record(files, "vector")["term"] = 5
    record(files, "ws-s2")["number"] = 1
    record(files, "sg-trial")["review_days"] = "many"
    assert_refused(
        put(tmp_path, files),
        "glossary.yaml: vector: term: has to be a text, not 5; write it in quotes: '5'",
        "jurisdictions/SG.yaml: sg-act: kind: 'law' is not allowed; ...",
        "jurisdictions/SG.yaml: sg-trial: review_days: has to be a whole number, not 'many'",
        "jurisdictions/SG.yaml: sg-gmp: topic: there is no topic 'everythin'; did you mean everything?",
        "workshop.yaml: ws-s2: workshop, number: is the same as of 'ws-s1'; no two records may say the same here",
    )
