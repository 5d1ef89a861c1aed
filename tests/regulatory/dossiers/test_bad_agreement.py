"""Records that do not agree with each other or with the rules of the house: refused, each with what is wrong and what would be right.

No test here may touch the database: what is refused is refused before it is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.content_files import SG, Files, assert_refused, put, record, run, small


def changed(key: str, /, **values: Any) -> Callable[[Files], None]:
    return lambda files: record(files, key).update(values)


def both(*changes: Callable[[Files], None]) -> Callable[[Files], None]:
    def do(files: Files) -> None:
        for change in changes:
            change(files)

    return do


def added(file: str, section: str, like: str, /, **values: Any) -> Callable[[Files], None]:
    """One more record, like another one but for these values."""
    return lambda files: files[file].setdefault(section, []).append({**record(files, like), **values})


def without(key: str, *fields: str) -> Callable[[Files], None]:
    return lambda files: [record(files, key).pop(field) for field in fields] and None


def removed(file: str, section: str, key: str) -> Callable[[Files], None]:
    return lambda files: files[file][section].remove(record(files, key))


HERE = "jurisdictions/SG.yaml: "
CASES: dict[str, tuple[Callable[[Files], None], list[str]]] = {
    # links
    "link to nothing": (
        changed("sg-gmp", citations=[{"source": "shared-ac"}]),
        [HERE + "sg-gmp: citations[1].source: there is no source 'shared-ac'; did you mean shared-act..."],
    ),
    "link to a former key": (
        changed("sg-gmp", citations=[{"source": "old-report"}]),
        [HERE + "sg-gmp: citations[1].source: there is no source 'old-report'..."],
    ),
    "link to another noun": (changed("sg-gmp", topic="vector"), [HERE + "sg-gmp: topic: there is no topic 'vector'"]),
    "unknown economy": (
        changed("orbis-area", champions=["JP", "XX"]),
        ["reliance.yaml: orbis-area: champions: there is no jurisdiction 'XX'"],
    ),
    "unknown class": (
        changed("sg-gmp", product_classes=["gene-therapie"]),
        [HERE + "sg-gmp: product_classes: there is no product class 'gene-therapie'; did you mean gene-therapy?"],
    ),
    "unknown parent": (
        changed("gene-therapy", parent="al"),
        ["product-classes.yaml: gene-therapy: parent: there is no product class 'al'; did you mean all?"],
    ),
    "unknown superseded": (
        changed("sg-act", supersedes="sg-older-act"),
        [HERE + "sg-act: supersedes: there is no source 'sg-older-act'; did you mean sg-old-act..."],
    ),
    "unknown organiser": (
        changed("ws-2026", organisers=[{"organisation": "duke", "role": "Host"}]),
        ["workshop.yaml: ws-2026: organisers[1].organisation: there is no organisation 'duke'..."],
    ),
    "unknown attribute of an answer": (
        changed("approval", answered_by=[{"type": "quality-expectation", "attribute": ["sterile"]}]),
        ["topics.yaml: approval: answered_by[1].attribute: there is no critical quality attribute 'sterile'..."],
    ),
    "insight on an unknown one": (
        changed("ws-takeaway", rests_on=["ws-second"]),
        ["workshop.yaml: ws-takeaway: rests_on: there is no insight 'ws-second'..."],
    ),
    # keys
    "key twice in one file": (
        added(SG, "requirements", "sg-gmp"),
        [HERE + "sg-gmp: key: there is another fact 'sg-gmp' in jurisdictions/SG.yaml; keys are unique"],
    ),
    "key in two sections": (
        added(SG, "classifications", "sg-class", key="sg-gmp"),
        [HERE + "sg-gmp: key: there is another fact 'sg-gmp' in jurisdictions/SG.yaml; keys are unique"],
    ),
    "key in two files": (
        added(SG, "sources", "sg-act", key="shared-act"),
        [HERE + "shared-act: key: there is another source 'shared-act' in sources.yaml; keys are unique"],
    ),
    "participant twice": (
        lambda files: files["reliance.yaml"]["participants"].append(files["reliance.yaml"]["participants"][0]),
        ["reliance.yaml: participants no. 3: key: there is another participation 'orbis/SG' in reliance.yaml; ..."],
    ),
    "key without the code": (changed("sg-gmp", key="gmp"), [HERE + "gmp: key: begins with the economy's code: sg-..."]),
    "key of another": (changed("sg-gmp", key="jp-gmp"), [HERE + "jp-gmp: key: begins with the economy's code: sg-..."]),
    "former key in use": (
        changed("sg-act", former_keys=["shared-act"]),
        [HERE + "sg-act: former_keys: 'shared-act' is, or was, the key of 'shared-act'"],
    ),
    "former key of two": (
        changed("sg-act", former_keys=["old-report"]),
        [HERE + "sg-act: former_keys: 'old-report' is, or was, the key of 'shared-report'"],
    ),
    "former key its own": (
        changed("sg-act", former_keys=["sg-act"]),
        [HERE + "sg-act: former_keys: 'sg-act' is its present key; leave it out"],
    ),
    "name of a participant too long": (
        both(
            changed("orbis", key="o" * 80),
            changed("orbis-area", initiative="o" * 80),
            lambda files: (
                [each.update(initiative="o" * 80) for each in files["reliance.yaml"]["participants"]] and None
            ),
            lambda files: files["reliance.yaml"]["participants"][1].update(name="S" * 100),
            changed("sg-orbis", initiative="o" * 80),
            lambda files: record(files, "everything")["answered_by"][5].update(initiative=["o" * 80]),
        ),
        ["reliance.yaml: ooo.../SSS...: 'ooo...' has 181 characters; at most 160 fit"],
    ),
    # circles and levels
    "own parent": (
        changed("approval", parent="approval"),
        [
            "topics.yaml: approval: parent: leads back to itself: approval -> approval",
            *["topics.yaml: ...two levels"] * 2,
        ],
    ),
    "parents in a circle": (
        changed("all", parent="gene-therapy"),
        ["product-classes.yaml: all: parent: leads back to itself: all -> gene-therapy -> all"],
    ),
    "sources in a circle": (
        changed("sg-old-act", supersedes="sg-act"),
        [HERE + "sg-act: supersedes: leads back to itself: sg-act -> sg-old-act -> sg-act"],
    ),
    "topic on a third level": (
        added("topics.yaml", "topics", "everything", key="third", parent="everything"),
        ["topics.yaml: third: parent: 'everything' is itself below 'approval'; there are two levels"],
    ),
    # what stands only once
    "cited twice": (
        changed("sg-gmp", citations=[{"source": "sg-act", "locator": "s. 2"}] * 2),
        [HERE + "sg-gmp: citations: cites sg-act s. 2 twice; once is right"],
    ),
    "cited twice by a noun": (
        changed("vector", citations=[{"source": "sg-act"}] * 2),
        ["glossary.yaml: vector: citations: cites sg-act twice; once is right"],
    ),
    "organiser twice": (
        changed("ws-2026", organisers=[{"organisation": "duke-nus", "role": role} for role in ("Host", "Chair")]),
        ["workshop.yaml: ws-2026: organisers: names duke-nus twice; once is right"],
    ),
    "two economies of one name": (
        changed("JP", name="Singapore"),
        [HERE + "SG: name: is the same as of 'JP'; no two records may say the same here"],
    ),
    "two sessions of one number": (
        changed("ws-s2", number=1),
        ["workshop.yaml: ws-s2: workshop, number: is the same as of 'ws-s1'; no two records may say the same here"],
    ),
    # numbers
    "least above most": (
        changed("sg-follow-up", duration_years_min=20),
        [HERE + "sg-follow-up: duration_years_min: 20 is above duration_years_max, 15"],
    ),
    "least above most of a rule": (
        changed("fifteen-years", years_min=16),
        ["product-classes.yaml: fifteen-years: years_min: 16 is above years_max, 15"],
    ),
    "basis without days": (
        both(without("sg-trial", "review_days"), changed("sg-trial", review_days_basis="working")),
        [HERE + "sg-trial: review_days_basis: needs review_days; give the number too, or leave both out"],
    ),
    "days and hours": (
        changed("sg-follow-up", deadline_days=3, deadline_hours=72),
        [HERE + "sg-follow-up: deadline_hours: stands beside deadline_days; give what the source counts"],
    ),
    "basis of a deadline without days": (
        changed("sg-follow-up", deadline_basis="calendar"),
        [HERE + "sg-follow-up: deadline_basis: needs deadline_days; give the number too, or leave both out"],
    ),
    # what was published, and when
    "verified and not dated": (
        without("sg-gmp", "checked_on"),
        [HERE + "sg-gmp: checked_on: is missing: give the day on which a supporting text was seen"],
    ),
    "no summary": (without("sg-gmp", "summary"), [HERE + "sg-gmp: summary: is missing: say in our own words ..."]),
    "ends before it begins": (
        changed("sg-follow-up", effective_until="2020"),
        [HERE + "sg-follow-up: effective_until: lies before effective_from, 2021-03"],
    ),
    "checked in the future": (
        changed("sg-gmp", checked_on="2999-01-01"),
        [HERE + "sg-gmp: checked_on: 2999-01-01 lies in the future; give today (UTC) or an earlier day"],
    ),
    "confirmed in the future": (
        changed("sg-gmp", confirmations=[{"day": "2026-01-20", "how": "Read."}, {"day": "2999-01-01", "how": "Read."}]),
        [HERE + "sg-gmp: confirmations[2].day: 2999-01-01 lies in the future; ..."],
    ),
    "withdrawn in the future": (
        changed("sg-gmp", withdrawn={"day": "2999-01-01", "reason": "Repealed."}),
        [HERE + "sg-gmp: withdrawn.day: 2999-01-01 lies in the future; ..."],
    ),
    "withdrawn and never published": (
        changed("sg-unseen", withdrawn={"day": "2026-01-20", "reason": "Wrong."}),
        [HERE + "sg-unseen: withdrawn: only a published fact can be withdrawn; delete the record instead"],
    ),
    "confirmed and never published": (
        changed("sg-unseen", confirmations=[{"day": "2026-01-20", "how": "Read."}]),
        [HERE + "sg-unseen: confirmations: only a published fact can be confirmed; say verified: true ..."],
    ),
    # topics and classes
    "kind that the topic does not ask for": (
        changed("sg-trial", kind="expedited-review"),
        [HERE + "sg-trial: topic: 'everything' is not answered by a pathway expedited-review; see answered_by ..."],
    ),
    "type that the topic does not ask for": (
        changed("sg-class", topic="approval"),
        [HERE + "sg-class: topic: 'approval' is not answered by a classification; see answered_by of that topic"],
    ),
    "attribute that the topic does not ask for": (
        both(
            added("cqas.yaml", "attributes", "sterility", key="potency", filed_under=["potency"]),
            changed("sg-sterility", attribute="potency"),
        ),
        [HERE + "sg-sterility: topic: 'everything' is not answered by a quality-expectation; ..."],
    ),
    "answer of an unknown kind": (
        changed("approval", answered_by=[{"type": "pathway", "kind": ["lot-releases"]}]),
        ["topics.yaml: approval: answered_by[1].kind: 'lot-releases' is no kind of pathway; allowed: ..."],
    ),
    "answer of a type without kinds": (
        changed("approval", answered_by=[{"type": "classification", "kind": ["gmp"]}]),
        ["topics.yaml: approval: answered_by[1].kind: 'gmp' is no kind of classification; allowed: none"],
    ),
    "group of classes": (
        changed("sg-gmp", product_classes=["all"]),
        [HERE + "sg-gmp: product_classes: 'all' is a group; name the classes in it"],
    ),
    # participants and words
    "participant with two names": (
        lambda files: files["reliance.yaml"]["participants"][0].update(name="Singapore"),
        ["reliance.yaml: orbis/SG: name: give a jurisdiction of this knowledge base, or the name of another ..."],
    ),
    "participant without a name": (
        lambda files: files["reliance.yaml"]["participants"][1].pop("name") and None,
        ["reliance.yaml: orbis/: name: give a jurisdiction of this knowledge base, or the name of another ..."],
    ),
    "word of an economy, seen or not": (
        changed("vector", synonyms=[{"jurisdiction": "JP", "term": "ベクター"}]),
        ["glossary.yaml: vector: synonyms[1].verified: is missing: say whether a text that uses the word was seen"],
    ),
    "name of an economy": (
        changed("sg-gmp", summary="As in Taiwan."),
        [HERE + "sg-gmp: summary: says 'Taiwan'; write Chinese Taipei"],
    ),
    "name of a jurisdiction": (
        changed("JP", name="Hong Kong"),
        ["jurisdictions/JP.yaml: JP: name: says 'Hong Kong'; write Hong Kong, China"],
    ),
    "name in a citation": (
        changed("sg-gmp", citations=[{"source": "sg-act", "supports": "As in Vietnam."}]),
        [HERE + "sg-gmp: citations[1].supports: says 'Vietnam'; write Viet Nam"],
    ),
    "members of APEC": (
        changed("ws-first", statement="Many APEC countries came, all member countries."),
        ["workshop.yaml: ws-first: statement: says 'APEC countries'; write economy or economies"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_records_that_do_not_agree_are_refused(tmp_path: Path, case: str):
    change, expected = CASES[case]
    files = small()
    change(files)
    assert_refused(put(tmp_path, files), *expected)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("sg-act", {"title": "Drug law of Vietnam and Taiwan", "issuer": "Taiwan"}),
        ("sg-gmp", {"title": "Guideline of the Taiwan Food and Drug Administration"}),
        ("sg-gmp", {"summary": "As the Taiwan Food and Drug Administration and Hong Kong, China say."}),
        ("sg-hsa", {"name": "Pharmacy Board of Hong Kong"}),
        ("sg-gmp", {"summary": "Vietnamese and Taiwanese texts, and countries in Europe."}),
    ],
)
def test_what_others_call_themselves_is_quoted(tmp_path: Path, key: str, values: dict[str, Any]):
    files = small()
    record(files, key).update(values)
    outcome = run("check_kb", put(tmp_path, files))
    assert "says '" not in outcome.err
