"""Facts proposed by a curator's program: begun, edited, submitted, read again, and what of it others see."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import ApiToken
from regulatory.choices import FactType, ReviewVerb, State
from regulatory.curation import actions
from regulatory.models import Fact, ReviewEvent, as_type
from tests import factories
from tests.access.programs import API, Program, member
from tests.regulatory.api.proposing import BODY, CITED, OF_TYPE, body, published, world
from tests.schema.document import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program()


def draft_of(key: str = "sg-gmp") -> Fact:
    return as_type(Fact.objects.get(key=key, state__in=[State.DRAFT, State.IN_REVIEW]))


# ---- a new fact


@pytest.mark.parametrize("fact_type", list(FactType))
def test_a_proposal_of_each_type_becomes_a_draft_that_says_the_same(program, fact_type):
    world()
    response = program.post("facts/", body(fact_type))
    assert response.status_code == 201, response.json()
    told = response.json()
    assert (told["version"], told["state"], told["type"]) == (1, "draft", fact_type)
    assert {name: told["record"].get(name) for name in body(fact_type)} == body(fact_type)
    assert response["Location"] == told["api_url"] == "http://testserver/api/v1/drafts/sg-gmp/"
    assert response["ETag"] == told["etag"]
    assert response["Cache-Control"] == "private, no-store"
    fact = draft_of()
    assert (fact.author, fact.state, fact.published_by) == (program.owner, State.DRAFT, None)
    for name, value in OF_TYPE[fact_type].items():
        stored = getattr(fact, name)
        assert getattr(stored, "key", stored) == ("" if value is None else value)
    assert [(each.source.key, each.locator, each.supports) for each in fact.citations.all()] == [
        ("an-act", "Art. 1", "It says so.")
    ]
    assert [each.key for each in fact.product_classes.all()] == ["cells"]


def test_what_is_sent_as_null_is_left_open(program):
    world()
    response = program.post("facts/", body(note=None, obligation=None, product_classes=None, checked_on="2026-11-01"))
    assert response.status_code == 201
    fact = draft_of()
    assert (fact.note, fact.obligation, fact.checked_on) == ("", "", datetime.date(2026, 11, 1))
    assert fact.product_classes.count() == 0


def test_readers_see_nothing_of_a_draft(program):
    published()
    before = {address: Client().get(API + address).content for address in ("facts/", "facts/sg-old/", "changes/")}
    program.post("facts/", body())
    program.patch("facts/sg-old/", {"title": "Secret"}, if_match=program.get("facts/sg-old/")["ETag"])
    for address, content in before.items():
        assert Client().get(API + address).content == content == program.get(address).content
    assert Client().get(f"{API}facts/sg-gmp/").status_code == 404


# ---- a change


def test_a_change_of_a_published_fact_starts_its_next_version(program):
    published()
    response = program.patch("facts/sg-old/", {"title": "New title"}, if_match=program.get("facts/sg-old/")["ETag"])
    assert response.status_code == 201, response.json()
    assert response["Location"].endswith("/api/v1/drafts/sg-old/")
    draft = draft_of("sg-old")
    assert (draft.version, draft.title, draft.author) == (2, "New title", program.owner)
    assert Fact.objects.get(key="sg-old", version=1).title == "Old title"
    assert draft.note == "First line.\n\nSecond line."
    assert (draft.checked_on, draft.citations.count(), draft.product_classes.count()) == (None, 1, 1)


def test_a_fact_read_in_part_or_in_another_format_can_be_changed_too(program):
    published()
    etag = Client().get(f"{API}facts/sg-old/?fields=title", headers={"accept-encoding": "gzip"})["ETag"]
    assert program.patch("facts/sg-old/", {"note": None}, if_match=f'"x", {etag}').status_code == 201
    assert draft_of("sg-old").note == ""


def test_an_open_version_is_edited_field_by_field(program):
    world()
    etag = program.post("facts/", body())["ETag"]
    changes = {
        "citations": [*CITED, {"source": "an-act", "locator": "Art. 2"}],
        "product_classes": [],
        "obligation": "mandatory",
    }
    response = program.patch("facts/sg-gmp/", changes, if_match=etag)
    assert response.status_code == 200, response.json()
    assert response["ETag"] not in ("", etag)
    fact = draft_of()
    assert (fact.version, fact.obligation, fact.title) == (1, "mandatory", BODY["title"])
    assert [each.locator for each in fact.citations.all()] == ["Art. 1", "Art. 2"]
    assert fact.product_classes.count() == 0
    response = program.patch("facts/sg-gmp/", {"obligation": None}, if_match=response["ETag"])
    assert (response.status_code, response.json()["record"]["obligation"]) == (200, None)


def test_what_was_read_can_be_sent_back_as_it_is_and_changes_nothing(program):
    world()
    first = program.post("facts/", body())
    record = program.get("drafts/sg-gmp/").json()["record"]
    response = program.patch("facts/sg-gmp/", record, if_match=first["ETag"])
    assert (response.status_code, response["ETag"]) == (200, first["ETag"])
    assert ReviewEvent.objects.count() == 1


def test_a_merge_patch_is_taken_under_its_own_name(program):
    world()
    etag = program.post("facts/", body())["ETag"]
    named = {"content_type": "application/merge-patch+json", "if_match": etag}
    assert program.patch("facts/sg-gmp/", {"title": "T"}, **named).status_code == 200


def test_a_version_in_review_is_edited_by_its_author_as_at_the_desk(program):
    world()
    program.post("facts/", body())
    etag = program.post("facts/sg-gmp/submit/", {"reason": "New"})["ETag"]
    response = program.patch("facts/sg-gmp/", {"title": "T"}, if_match=etag)
    assert (response.status_code, response.json()["state"]) == (200, "in-review")


# ---- before another person


def test_a_draft_is_submitted_with_its_reason_and_published_by_another_person_at_the_desk(program):
    world()
    program.post("facts/", body(checked_on="2026-11-01"))
    response = program.post("facts/sg-gmp/submit/", {"reason": " The guideline is new. "})
    assert (response.status_code, response.json()["state"]) == (200, "in-review")
    fact = draft_of()
    with pytest.raises(Exception, match="Who wrote in a version cannot publish it"):
        actions.publish("sg-gmp", by=program.owner, stamp=fact.updated_at, reason="Mine")
    actions.publish("sg-gmp", by=factories.person("reviewer"), stamp=fact.updated_at, reason="Read")
    assert Client().get(f"{API}facts/sg-gmp/").json()["title"] == BODY["title"]
    assert program.get("drafts/sg-gmp/").status_code == 404
    assert program.post("facts/sg-gmp/submit/", {"reason": "Again"}).status_code == 404


def test_it_is_submitted_once_and_as_it_was_read(program):
    world()
    etag = program.post("facts/", body())["ETag"]
    moved = program.patch("facts/sg-gmp/", {"title": "T"}, if_match=etag)["ETag"]
    assert program.post("facts/sg-gmp/submit/", {"reason": "R"}, if_match=etag).status_code == 412
    assert program.post("facts/sg-gmp/submit/", {"reason": "R"}, if_match=moved).status_code == 200
    again = program.post("facts/sg-gmp/submit/", {"reason": "R"})
    assert (again.status_code, again.json()["detail"]) == (409, "'sg-gmp' is in review already.")


@pytest.mark.parametrize(
    "given", [{}, {"reason": ""}, {"reason": " "}, {"reason": 5}, {"reason": "x" * 5001}, {"reason": "\0"}]
)
def test_a_submission_without_a_reason_is_refused(program, given):
    world()
    program.post("facts/", body())
    response = program.post("facts/sg-gmp/submit/", given)
    assert (response.status_code, list(response.json()["errors"])) == (400, ["/reason"])
    assert draft_of().state == State.DRAFT


# ---- one's own drafts


def test_one_reads_ones_own_open_versions_and_nobody_elses(program):
    world()
    other = Program(member("other"))
    for number in range(3):
        program.post("facts/", body(key=f"sg-own-{number}"))
    other.post("facts/", body(key="sg-other"))
    found = program.get("drafts/?page_size=2")
    assert found.json()["count"] == 3
    assert [row["key"] for row in found.json()["results"]] == ["sg-own-0", "sg-own-1"]
    assert found["Cache-Control"] == "private, no-store"
    assert "ETag" not in found
    one = program.get("drafts/sg-own-0/")
    assert {name: value for name, value in one.json().items() if name != "meta"} == found.json()["results"][0]
    assert one["ETag"] == one.json()["etag"]
    assert program.get("drafts/sg-other/").status_code == 404
    assert program.get("drafts/?colour=red").status_code == 400
    assert program.get("drafts/%00/").status_code == 404


def test_a_draft_is_never_confirmed_by_the_validators_of_the_content(program):
    world()
    etag = program.post("facts/", body())["ETag"]
    for held in (etag, "*"):
        assert program.get("drafts/sg-gmp/", **{"if-none-match": held}).status_code == 200


def test_answers_are_as_the_document_says(program):
    world()
    for number, fact_type in enumerate(FactType):
        program.post("facts/", body(fact_type, key=f"sg-{number}"))
        single = program.get(f"drafts/sg-{number}/").json()
        assert faults("/api/v1/drafts/{key}/", single) == []
    assert faults("/api/v1/drafts/", program.get("drafts/").json()) == []


def queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert act().status_code in (200, 201)
    return len(captured)


def test_every_address_takes_the_same_queries_for_1_and_20_rows(program):
    world()
    published()
    counts = []
    for number in (1, 20):
        for each in range(number):
            program.post("facts/", body(key=f"sg-{number}-{each}"))
            factories.source(f"source-{number}-{each}")
            factories.topic(f"topic-{number}-{each}")
        cited = [{"source": f"source-{number}-{each}"} for each in range(number)]
        key = f"sg-many-{number}"
        begin = queries(lambda key=key, cited=cited: program.post("facts/", body(key=key, citations=cited)))
        etag = program.get(f"drafts/{key}/")["ETag"]
        moved = {"citations": [{**each, "locator": "Art. 9"} for each in cited], "title": "T"}
        change = queries(lambda key=key, etag=etag, moved=moved: program.patch(f"facts/{key}/", moved, if_match=etag))
        one, many = (queries(lambda at=at: program.get(at)) for at in (f"drafts/{key}/", "drafts/?page_size=200"))
        submit = queries(lambda key=key: program.post(f"facts/{key}/submit/", {"reason": "R"}))
        counts.append((begin, change, one, many, submit))
    assert counts[0] == counts[1]


# ---- the record of it


def test_the_record_says_which_token_did_it(program):
    published()
    etag = program.patch("facts/sg-old/", {"title": "T"}, if_match=program.get("facts/sg-old/")["ETag"])["ETag"]
    program.post("facts/sg-old/submit/", {"reason": "Because"}, if_match=etag)
    events = ReviewEvent.objects.filter(via=program.token).order_by("pk")
    assert [(each.verb, each.by, each.comment) for each in events] == [
        (ReviewVerb.STARTED, program.owner, ""),
        (ReviewVerb.EDITED, program.owner, ""),
        (ReviewVerb.SUBMITTED, program.owner, "Because"),
    ]
    assert ReviewEvent.objects.filter(via=None).count() == 1  # the factory's, as at the desk
    assert ApiToken.objects.get().last_used_on is not None
