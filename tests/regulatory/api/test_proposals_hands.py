"""In whose hands a proposal is, and on what a change rests: tokens, groups, others' drafts, publishing, texts that moved."""

from __future__ import annotations

import pytest
from django.test import Client

from access.models import Scope
from regulatory.choices import State
from regulatory.curation import actions
from regulatory.curation.rights import ADMINISTRATOR, REVIEWER
from regulatory.models import Fact, ReviewEvent, as_type
from tests import factories
from tests.access.programs import API, Program, member
from tests.regulatory.api.proposing import body, published, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    world()
    return Program()


# ---- hands


@pytest.mark.parametrize("method", ["get", "post", "patch"])
def test_without_a_token_nothing_is_written_and_no_draft_is_read(method):
    world()
    addresses = {"get": ["drafts/", "drafts/sg-x/"], "post": ["facts/", "facts/sg-x/submit/"], "patch": ["facts/sg-x/"]}
    for address in addresses[method]:
        response = getattr(Client(), method)(API + address, body(), content_type="application/json")
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == 'Bearer realm="ATMP regulatory knowledge base"'
        assert "send a token of scope 'propose'" in response.json()["detail"]
    assert Fact.objects.count() == 0


def test_being_signed_in_at_the_desk_is_no_token():
    world()
    client = Client()
    client.force_login(member())
    assert client.post(f"{API}facts/", body(), content_type="application/json").status_code == 401


def test_a_token_to_read_writes_nothing(program):
    reader = Program(member("reader"), Scope.READ)
    for response in (
        reader.post("facts/", body()),
        reader.get("drafts/"),
        reader.patch("facts/sg-x/", {}, if_match='"x"'),
    ):
        assert response.status_code == 403
        assert 'error="insufficient_scope", scope="propose"' in response["WWW-Authenticate"]
    assert Fact.objects.count() == 0


def test_a_token_gives_no_more_than_the_groups_of_its_owner():
    published()
    decider = Program(member("decider", REVIEWER))
    assert decider.post("facts/", body()).status_code == 403
    response = decider.patch("facts/sg-old/", {"title": "T"}, if_match=decider.get("facts/sg-old/")["ETag"])
    assert (response.status_code, "WWW-Authenticate" in response) == (403, False)
    assert (
        response.json()["detail"]
        == "The groups of this token's owner do not let him change facts of the type requirement."
    )
    assert Program(member("chief", ADMINISTRATOR)).post("facts/", body()).status_code == 201


def test_who_left_the_desk_or_his_group_writes_no_more(program):
    assert program.post("facts/", body(key="sg-first")).status_code == 201
    program.owner.groups.clear()
    assert program.post("facts/", body()).status_code == 403
    member(program.owner.username)
    program.owner.is_staff = False
    program.owner.save()
    assert program.post("facts/", body()).status_code == 403
    assert program.get("drafts/").status_code == 403
    program.owner.is_active = False
    program.owner.save()
    assert program.post("facts/", body()).status_code == 401
    assert Fact.objects.count() == 1


def test_another_persons_draft_is_not_there(program):
    published()
    other = Program(member("other"))
    etag = other.post("facts/", body())["ETag"]
    assert program.get("drafts/sg-gmp/").status_code == 404
    assert program.patch("facts/sg-gmp/", {"title": "T"}, if_match=etag).status_code == 404
    assert program.post("facts/sg-gmp/submit/", {"reason": "R"}, if_match=etag).status_code == 404
    of_public = program.get("facts/sg-old/")["ETag"]
    assert other.patch("facts/sg-old/", {"title": "Theirs"}, if_match=of_public).status_code == 201
    response = program.patch("facts/sg-old/", {"title": "Mine"}, if_match=of_public)
    assert response.status_code == 409
    assert "Theirs" not in response.content.decode()
    assert "other" not in response.json()["detail"].replace("Another", "")
    assert {fact.author for fact in Fact.objects.filter(state=State.DRAFT)} == {other.owner}


def test_a_taken_key_is_a_conflict_whoever_has_it(program):
    published()
    Program(member("other")).post("facts/", body(key="sg-hidden", title="Hidden title"))
    for key in ("sg-old", "sg-hidden"):
        response = program.post("facts/", body(key=key))
        assert response.status_code == 409
        assert response.json()["detail"].startswith(f"'{key}' is taken: a key names one fact for ever.")
        assert "Hidden title" not in response.content.decode()
    both = program.post("facts/", body(key="sg-old", title=None))
    assert (both.status_code, {"/key", "/title"} <= set(both.json()["errors"])) == (400, True)


@pytest.mark.parametrize(
    "address", ["publish", "withdraw", "confirm", "send-back", "discard", "review/publish", "submit/publish"]
)
def test_there_is_no_publishing(program, address):
    program.post("facts/", body())
    assert program.post(f"facts/sg-gmp/{address}/", {"reason": "R"}).status_code == 404
    for method in ("put", "delete"):
        for at in ("facts/sg-gmp/", "drafts/sg-gmp/", "facts/", "drafts/"):
            assert getattr(program.client, method)(API + at).status_code == 405
    assert Fact.objects.get().state == State.DRAFT


def test_nouns_of_one_type_are_read_only(program):
    for noun in ("requirements", "sources", "jurisdictions", "changes", "drafts"):
        assert program.post(f"{noun}/", body()).status_code == 405


# ---- what a change rests on


@pytest.mark.parametrize("headers", [{}, {"if_match": "*"}, {"if_match": ""}, {"if_match": "no-quotes"}])
def test_a_change_says_what_it_rests_on(program, headers):
    published()
    response = program.patch("facts/sg-old/", {"title": "T"}, **headers)
    assert (response.status_code, Fact.objects.count()) == (428, 1)


def test_a_change_of_a_text_that_moved_is_refused(program):
    published()
    etag = program.get("facts/sg-old/")["ETag"]
    newer = as_type(actions.start_draft("sg-old", by=factories.person("author")))
    newer.checked_on = factories.CHECKED
    actions.edit_draft(newer, by=factories.person("author"), stamp=newer.updated_at)
    actions.publish("sg-old", by=factories.person("reviewer"), stamp=newer.updated_at, reason="Newer")
    refused = program.patch("facts/sg-old/", {"title": "T"}, if_match=etag)
    assert refused.status_code == 412
    assert "http://testserver/api/v1/facts/sg-old/" in refused.json()["detail"]
    assert (
        program.patch("facts/sg-old/", {"title": "T"}, if_match=program.get("facts/sg-old/")["ETag"]).status_code == 201
    )


def test_what_happens_to_other_facts_moves_nothing(program):
    published()
    etag = program.get("facts/sg-old/")["ETag"]
    factories.published(key="sg-elsewhere")
    actions.confirm_still_true("sg-old", by=factories.person("reviewer"), day=factories.CHECKED, how="Read")
    assert program.patch("facts/sg-old/", {"title": "T"}, if_match=etag).status_code == 201


@pytest.mark.parametrize(
    "tag", ['W/"0-{0}"', 'W/"999-{0}"', '"999999999999999999999-{0}"', 'W/"1-short"', '"draft-1-1"', '"٣-{0}"']
)
def test_a_tag_that_no_reading_gave_is_refused(program, tag):
    published()
    response = program.patch("facts/sg-old/", {"title": "T"}, if_match=tag.format("0" * 32))
    assert response.status_code == 412


def test_a_draft_is_changed_on_its_own_tag_only(program):
    published()
    of_public = program.get("facts/sg-old/")["ETag"]
    first = program.patch("facts/sg-old/", {"title": "One"}, if_match=of_public)["ETag"]
    second = program.patch("facts/sg-old/", {"title": "Two"}, if_match=first)["ETag"]
    for old in (of_public, first):
        response = program.patch("facts/sg-old/", {"title": "Lost"}, if_match=old)
        assert response.status_code == 412
        assert "/api/v1/drafts/sg-old/" in response.json()["detail"]
    assert program.get("drafts/sg-old/")["ETag"] == second


def test_an_edit_at_the_desk_moves_the_tag_too(program):
    etag = program.post("facts/", body())["ETag"]
    fact = as_type(Fact.objects.get())
    fact.title = "From the desk"
    actions.edit_draft(fact, by=program.owner, stamp=fact.updated_at)
    assert program.patch("facts/sg-gmp/", {"title": "T"}, if_match=etag).status_code == 412
    assert ReviewEvent.objects.filter(via=None).count() == 1


def test_a_withdrawn_fact_and_an_unknown_one_are_not_there(program):
    published()
    etag = program.get("facts/sg-old/")["ETag"]
    actions.withdraw("sg-old", by=factories.person("reviewer"), reason="Wrong")
    for key in ("sg-old", "sg-none", "a" * 300, "%00"):
        assert program.patch(f"facts/{key}/", {"title": "T"}, if_match=etag).status_code == 404
        assert program.post(f"facts/{key}/submit/", {"reason": "R"}).status_code == 404
