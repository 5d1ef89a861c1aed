"""The index follows every change in its transaction, holds what is public and nothing else, and is always what a rebuild would make."""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulatory.choices import CharacteristicAnswer
from regulatory.curation import actions
from regulatory.curation.changes import change
from regulatory.models import (
    AcceptanceCriterion,
    Authority,
    ChangeEntry,
    ClassDriver,
    Fact,
    GlossaryTerm,
    Participation,
    Posting,
    SearchDocument,
    Source,
)
from regulatory.search import index
from regulatory.search.find import find
from tests import factories
from workshop.models import Insight, Session, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db: None) -> User:
    return factories.person("reviewer")


def keys(text: str, **asked: str) -> list[str]:
    return [f"{hit.noun}/{hit.key}" for hit in find(text, **asked).hits]


def whole_index() -> dict[tuple[str, str], tuple[tuple[str, ...], dict[str, int]]]:
    """The index without its primary keys."""
    postings: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for document, token, weight in Posting.objects.values_list("document_id", "token", "weight"):
        assert token not in postings[document]
        postings[document][token] = weight
    rows = SearchDocument.objects.values_list("pk", "noun", "key", "title", "original", "text", "url", "heading")
    found = {(noun, key): (tuple(rest), postings.pop(pk)) for pk, noun, key, *rest in rows}
    assert not postings
    return found


@pytest.fixture
def as_rebuilt(db: None) -> Callable[[], None]:
    """Call it at any moment: the index has to be what it would be if it were made anew.

    But for what the factories store past the actions, which nothing follows.
    """

    def check() -> None:
        followed = whole_index()
        index.rebuild()
        changed = set(ChangeEntry.objects.values_list("key", flat=True))
        rebuilt = whole_index().items()
        assert followed == {each: document for each, document in rebuilt if each in followed or each[1] in changed}

    return check


def record(made: object, by: User, key: str) -> None:
    actions.save_record(made, key=key, by=by, reason="Test")  # type: ignore[arg-type]


def revised(key: str, by: User, **values: object) -> Fact:
    fact = actions.start_draft(key, by=factories.person("author"))
    for name, value in {"checked_on": factories.CHECKED, **values}.items():
        setattr(fact, name, value)
    return actions.edit_draft(fact, by=factories.person("author"), stamp=fact.updated_at)


# ---- facts


def test_a_published_fact_is_found_and_a_draft_is_not(by: User, as_rebuilt: Callable[[], None]):
    factories.draft(key="sg-draft", title="Zebrafish draft")
    assert keys("zebrafish") == []
    factories.published(key="sg-fact", title="Zebrafish fact")
    assert keys("zebrafish") == ["facts/sg-fact"]
    as_rebuilt()


def test_a_new_version_takes_the_place_of_the_old(by: User, as_rebuilt: Callable[[], None]):
    factories.published(key="sg-fact", title="Zebrafish fact")
    draft = revised("sg-fact", by, title="Axolotl fact")
    assert keys("axolotl") == []
    actions.publish("sg-fact", by=by, stamp=draft.updated_at, reason="Test")
    assert keys("axolotl") == ["facts/sg-fact"]
    assert keys("zebrafish") == []
    as_rebuilt()


def test_a_withdrawn_fact_is_gone(by: User, as_rebuilt: Callable[[], None]):
    factories.published(key="sg-fact", title="Zebrafish fact")
    actions.withdraw("sg-fact", by=by, reason="Wrong")
    assert keys("zebrafish") == []
    assert find("zebrafsh").corrections == ()
    as_rebuilt()


def test_a_refused_change_leaves_the_index_as_it_was(by: User):
    factories.published(key="sg-fact", title="Zebrafish fact")
    before = whole_index()
    draft = revised("sg-fact", by, title="Axolotl fact")

    def publish_and_fail() -> None:
        with change(by=by, reason="Test") as log:
            actions.publish("sg-fact", by=by, stamp=draft.updated_at, reason="Test", log=log)
            actions.withdraw("no-such-fact", by=by, reason="Test", log=log)

    with pytest.raises(ValidationError):
        publish_and_fail()
    assert whole_index() == before


def test_a_confirmation_leaves_the_index_alone(by: User):
    factories.published(key="sg-fact")
    before = set(SearchDocument.objects.values_list("pk", flat=True))
    actions.confirm_still_true("sg-fact", by=by, day=datetime.date(2026, 11, 23), how="Read again")
    assert set(SearchDocument.objects.values_list("pk", flat=True)) == before


# ---- identity nouns


def test_a_source_that_is_renamed_is_renamed_in_the_facts_that_cite_it(by: User, as_rebuilt: Callable[[], None]):
    source = factories.source("sg-act", title="Zebrafish Act")
    factories.published(key="sg-fact", citations=[actions.CitationDraft(source)])
    record(source, by, "sg-act")
    assert keys("zebrafish") == ["facts/sg-fact"]  # the factory stores sources past the actions
    source.title = "Axolotl Act"
    record(source, by, "sg-act")
    assert set(keys("axolotl")) == {"facts/sg-fact", "sources/sg-act"}
    assert keys("zebrafish") == []
    as_rebuilt()


def test_an_economy_and_its_authorities_stand_in_its_facts(by: User, as_rebuilt: Callable[[], None]):
    place = factories.jurisdiction("SG")
    factories.published(key="sg-fact", jurisdiction=place)
    record(Authority(key="sg-zfa", jurisdiction=place, name="Fish Authority", abbreviation="ZFA"), by, "sg-zfa")
    assert keys("ZFA")[0] == "authorities/sg-zfa"
    assert "facts/sg-fact" in keys("ZFA")
    place.name = "Temasek"
    record(place, by, "SG")
    assert "facts/sg-fact" in keys("temasek")
    as_rebuilt()


def test_what_is_not_verified_is_hidden_until_it_is(by: User, as_rebuilt: Callable[[], None]):
    term = GlossaryTerm(key="zebra", term="Zebrafish", definition="A fish.")
    record(term, by, "zebra")
    assert keys("zebrafish") == []
    term.verified = True
    record(term, by, "zebra")
    assert keys("zebrafish") == ["glossary/zebra"]
    actions.remove_record(term, key="zebra", by=by, reason="Test")
    assert keys("zebrafish") == []
    as_rebuilt()


def test_parts_speak_in_the_document_of_their_owner(by: User, as_rebuilt: Callable[[], None]):
    initiative, place = factories.initiative(), factories.jurisdiction("SG")
    record(initiative, by, initiative.key)
    member = Participation(initiative=initiative, jurisdiction=place, authority="Zebrafish board", verified=True)
    record(member, by, "project-orbis/SG")
    assert keys("zebrafish") == ["reliance-initiatives/project-orbis"]
    assert keys("orbis", jurisdiction="SG") == ["reliance-initiatives/project-orbis"]
    actions.remove_record(member, key="project-orbis/SG", by=by, reason="Test")
    assert keys("zebrafish") == []
    as_rebuilt()


def test_a_part_that_moves_leaves_its_former_owner(by: User, as_rebuilt: Callable[[], None]):
    first, second = factories.product_class("first-class"), factories.product_class("second-class")
    for each in (first, second):
        record(each, by, each.key)
    driver = ClassDriver(key="d", product_class=first, characteristic="Zebrafish", effect="e", order=1, verified=True)
    record(driver, by, "d")
    assert keys("zebrafish") == ["product-classes/first-class"]
    driver.product_class = second
    record(driver, by, "d")
    assert keys("zebrafish") == ["product-classes/second-class"]
    as_rebuilt()


def test_a_criterion_that_is_not_verified_is_not_told(by: User, as_rebuilt: Callable[[], None]):
    attribute = factories.attribute()
    record(attribute, by, attribute.key)
    values = {"key": "c", "attribute": attribute, "kind": "guidance", "document": "Zebrafish guide", "order": 1}
    record(AcceptanceCriterion(**values, criterion="None found"), by, "c")
    assert keys("zebrafish") == []
    as_rebuilt()


def test_a_class_whose_definition_is_not_verified_keeps_its_name(by: User):
    made = factories.product_class("gene-modified-cells")
    made.name, made.definition, made.verified = "Axolotl", "Zebrafish", False
    made.viable_cells = CharacteristicAnswer.YES
    record(made, by, made.key)
    assert keys("axolotl") == ["product-classes/gene-modified-cells"]
    assert keys("zebrafish") == []


def test_a_former_key_goes_on_finding(by: User):
    record(factories.source("sg-new", title="Act", former_keys=["sg-old-one"]), by, "sg-new")
    source = Source.objects.get(key="sg-new")
    source.note = "Renamed"
    record(source, by, "sg-new")
    assert keys("sg-old-one") == ["sources/sg-new"]


# ---- the workshop, which is another app


def test_the_workshop_is_indexed_and_hidden_with_it(by: User, as_rebuilt: Callable[[], None]):
    values = {
        "title": "Zebrafish meeting",
        "focus": "f",
        "purpose": "p",
        "source": factories.source(),
        "verified": True,
    }
    meeting = Workshop(key="w", **values)
    record(meeting, by, "w")
    session = Session(key="s", workshop=meeting, number=1, title="Axolotl session", focus="f")
    record(session, by, "s")
    insight = Insight(key="i", workshop=meeting, session=session, kind="highlight", statement="Newts", order=1)
    record(insight, by, "i")
    assert keys("newts") == []
    insight.verified = True
    record(insight, by, "i")
    assert keys("newts") == ["insights/i"]
    assert keys("axolotl") == ["sessions/s"]
    as_rebuilt()
    meeting.verified = False
    record(meeting, by, "w")
    assert keys("newts") == keys("axolotl") == keys("zebrafish") == []
    as_rebuilt()


# ---- all of it


def test_a_large_change_rebuilds_and_comes_to_the_same(
    by: User, as_rebuilt: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(index, "MANY", 2)
    with change(by=by, reason="Test") as log:
        for number in range(4):
            made = GlossaryTerm(key=f"t{number}", term=f"Zebrafish {number}", definition="d", verified=True)
            actions.save_record(made, key=made.key, by=by, reason="Test", log=log)
    assert len(keys("zebrafish")) == 4
    as_rebuilt()


def test_following_a_fact_takes_the_same_queries_for_1_and_20(by: User):
    def queries() -> int:
        fact = factories.published()
        with CaptureQueriesContext(connection) as captured:
            index.follow([fact])
        return len(captured)

    one = queries()
    for _ in range(19):
        factories.published()
    assert queries() == one


def test_rebuild_search_makes_what_is_missing(by: User):
    factories.published(key="sg-fact", title="Zebrafish fact")
    SearchDocument.objects.all().delete()
    Posting.objects.all().delete()
    assert index.is_out_of_date()
    told = io.StringIO()
    call_command("rebuild_search", "--if-needed", stdout=told)
    assert keys("zebrafish") == ["facts/sg-fact"]
    call_command("rebuild_search", "--if-needed", stdout=told)
    assert told.getvalue().splitlines()[-1] == "The search index is up to date."
