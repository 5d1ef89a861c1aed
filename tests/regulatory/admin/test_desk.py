"""The first page of the admin: each queue holds what it says, for whom it says; the grid leads to forms; queries do not grow."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regulatory.choices import FactType
from regulatory.curation import actions, rights
from regulatory.curation.actions import CitationDraft
from regulatory.models import Fact, FileConflict, Source, Topic
from tests import factories
from tests.factories import person
from tests.regulatory.admin.versions import in_review, second_version

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2024, 1, 1)


def queue(client: Client, key: str) -> list[str]:
    """The titles of a queue's rows on its full page."""
    response = client.get(f"/admin/desk/queues/{key}/")
    assert response.status_code == 200
    return [row.title for row in response.context["rows"]]


def on_the_desk(client: Client) -> dict[str, list[str]]:
    response = client.get("/admin/")
    return {each.queue.key: [row.title for row in each.rows] for each in response.context["queues"]}


def own_draft(name: str = "curator", **values: object) -> Fact:
    return factories.draft(by=User.objects.get(username=name), **values)


# ---- who sees what


def test_my_drafts_are_mine(curator):
    own_draft(title="Mine")
    factories.draft(title="Another's")
    assert queue(curator, "drafts") == ["Mine"]


def test_what_waits_for_review_is_what_others_wrote(decider, chief):
    in_review(title="By the author")
    mine = own_draft("chief", title="By the chief")
    actions.submit(mine.key, by=mine.author)
    assert queue(decider, "review") == ["By the author", "By the chief"]
    assert queue(chief, "review") == ["By the author"]


def test_who_wrote_in_a_version_is_not_asked_to_review_it(chief):
    fact = own_draft("chief", title="Begun by the chief")
    fact.title = "Edited by another"
    actions.edit_draft(fact, by=person("author"), stamp=fact.updated_at)
    actions.submit(fact.key, by=person("author"))
    assert queue(chief, "review") == []


def test_queues_of_decisions_are_on_the_desks_of_those_who_decide(curator, decider):
    assert {"review", "coming"} <= set(on_the_desk(decider))
    assert not {"review", "coming"} & set(on_the_desk(curator))
    assert curator.get("/admin/desk/queues/review/").status_code == 404


def test_an_unknown_queue_or_topic_is_told(curator):
    assert curator.get("/admin/desk/queues/nothing/").status_code == 404
    assert curator.get("/admin/desk/topics/nothing/").status_code == 404


def test_readers_do_not_get_in(client):
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/desk/queues/due/").status_code == 302


def test_the_desk_has_its_records_at_hand(chief):
    page = chief.get("/admin/").content.decode()
    for name in ("source", "regulatorypathway", "changenote"):
        assert f'href="/admin/regulatory/{name}/"' in page


# ---- what rests on ended sources, imports, conflicts


def test_facts_on_superseded_sources_stay_until_they_are_confirmed_or_replaced(curator):
    old, new = factories.source("old"), factories.source("new")
    for title in ("One", "Two"):
        factories.published(key=f"sg-{title.lower()}", title=title, citations=[CitationDraft(old)])
    factories.published(title="Elsewhere", citations=[CitationDraft(new)])
    assert queue(curator, "superseded") == []
    actions.supersede_source(old, by=person("author"), successor=new, reason="A new act")
    assert queue(curator, "superseded") == ["One", "Two"]
    assert queue(curator, "sources") == [old.title]
    actions.confirm_still_true("sg-one", by=person("reviewer"), day=factories.CHECKED, how="The same in the new act")
    assert queue(curator, "superseded") == ["Two"]
    draft = actions.start_draft("sg-two", by=person("author"), citing=actions.Succession(old, new))
    draft.checked_on = factories.CHECKED
    actions.edit_draft(draft, by=person("author"), stamp=draft.updated_at)
    actions.publish("sg-two", by=person("reviewer"), stamp=draft.updated_at, reason="Cites the new act")
    assert queue(curator, "superseded") == queue(curator, "sources") == []


def test_a_check_from_before_a_source_was_repealed_does_not_count(curator):
    old = factories.source("old")
    factories.published(key="sg-one", title="One", citations=[CitationDraft(old)])
    actions.confirm_still_true("sg-one", by=person("reviewer"), day=factories.CHECKED, how="Read")
    old.status = "repealed"
    actions.save_record(old, key=old.key, by=person("author"), reason="Repealed")
    assert queue(curator, "superseded") == ["One"]


def test_imports_wait_apart_and_nouns_are_counted(decider):
    fact = factories.draft(by=person(rights.FILES_AUTHOR), title="From the files")
    actions.submit(fact.key, by=fact.author)
    factories.product_class("seen")
    unseen = factories.product_class("unseen")
    type(unseen).objects.filter(pk=unseen.pk).update(verified=False)
    assert queue(decider, "unverified") == ["From the files", "1 product class"]
    assert queue(decider, "review") == []


def test_conflicts_lead_to_the_record(curator):
    factories.published(key="sg-fact")
    for noun, key in (("fact", "sg-fact"), ("source", "sg-act"), ("participation", "orbis/SG"), ("gone", "x")):
        FileConflict.objects.create(noun=noun, key=key, file="SG.yaml", message="differs", found_at=timezone.now())
    rows = curator.get("/admin/desk/queues/conflicts/").context["rows"]
    assert [row.url for row in rows] == [
        "/admin/regulatory/fact/?q=sg-fact",
        "",
        "/admin/regulatory/participation/?q=orbis",
        "/admin/regulatory/source/?q=sg-act",
    ]
    for row in rows:
        assert not row.url or curator.get(row.url).status_code == 200


# ---- the grid


def cells(client: Client, address: str = "/admin/") -> dict[tuple[str, str], object]:
    grid = client.get(address).context["grid"]
    return {
        (row.place.code, topic.name): cell
        for row in grid.rows
        for topic, cell in zip(grid.topics, row.cells, strict=True)
    }


@pytest.fixture
def topics() -> list[Topic]:
    stage = factories.topic("safety", order=1)
    below = factories.topic("follow-up", parent=stage)
    for each in (stage, below):
        each.answered_by = [{"type": "pharmacovigilance-requirement", "kind": ["registry", "long-term-follow-up"]}]
        each.save()
    return [stage, below]


def test_a_blank_opens_the_form_that_fills_it(curator, topics):
    place = factories.jurisdiction("JP")
    cell = cells(curator)["JP", "Safety"]
    form = curator.get(cell.url).context["adminform"].form
    assert form.initial == {
        "jurisdiction": str(place.pk),
        "topic": str(topics[0].pk),
        "key": "jp-",
        "kind": "registry",
    } | {name: value for name, value in form.initial.items() if name in ("legal_status", "stamp")}
    assert type(form.instance).__name__ == "PharmacovigilanceRequirement"
    assert "nothing yet" in cell.words


def test_a_blank_leads_nowhere_for_who_only_reviews(decider, topics):
    factories.jurisdiction("JP")
    assert cells(decider)["JP", "Safety"].url == ""


def test_cells_count_by_state_and_age(curator, topics):
    values = {"topic": topics[1], "jurisdiction": factories.jurisdiction("SG")}
    factories.published(checked_on=timezone.now().date(), **values)
    cell = cells(curator)["SG", "Safety"]
    assert (cell.text, cell.look) == ("1", "fresh")
    in_review(**values)
    assert cells(curator)["SG", "Safety"].text == "1 +1"
    factories.published(FactType.ABSENCE, checked_on=LONG_AGO, **values)
    cell = cells(curator)["SG", "Safety"]
    assert (cell.text, cell.look) == ("2 +1 !", "due")
    assert cell.words == (
        "Singapore, Safety: 2 published, 1 of them attested blank, 1 in review, oldest check 1 January 2024, 1 due"
    )


def test_a_topic_has_a_grid_of_its_own_that_leads_to_its_facts(curator, topics):
    fact = factories.published(topic=topics[1], jurisdiction=factories.jurisdiction("SG"))
    cell = cells(curator, "/admin/desk/topics/safety/")["SG", "Follow up"]
    page = curator.get(cell.url)
    assert fact.key in page.content.decode()
    assert cells(curator, "/admin/desk/topics/safety/")["SG", "Safety"].text == "+"


# ---- its cost and its shape


def fill(number: int) -> None:
    old, new = factories.source(), factories.source()
    in_review()
    own_draft()
    factories.published(checked_on=LONG_AGO, citations=[CitationDraft(old)])
    imported = factories.draft(by=person(rights.FILES_AUTHOR))
    actions.submit(imported.key, by=imported.author)
    actions.supersede_source(old, by=person("author"), successor=new, reason="Test")
    fact = factories.published()
    actions.propose_change(fact.key, by=person("author"), changes_on="2027", note="Text", source=new)
    FileConflict.objects.create(noun="fact", key=f"sg-{number}", message="differs", found_at=timezone.now())
    second_version(fact)


@pytest.mark.parametrize("address", ["", "desk/queues/due/", "desk/queues/superseded/", "desk/queues/review/"])
def test_queries_do_not_grow(enter, address):
    client = enter("curator", "Curator", "Reviewer")
    counts = []
    for number in range(1, 8):
        fill(number)
        if number in (1, 7):
            client.get(f"/admin/{address}")
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(f"/admin/{address}")
            counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] < 75


def test_a_long_queue_is_cut_into_pages(curator):
    for number in range(53):
        own_draft(title=f"Draft {number:02}")
    page = curator.get("/admin/desk/queues/drafts/")
    assert "1 to 50 of 53" in " ".join(page.content.decode().split())
    rest = curator.get("/admin/desk/queues/drafts/?p=2")
    assert [row.title for row in rest.context["rows"]] == ["Draft 50", "Draft 51", "Draft 52"]
    assert "51 to 53 of 53" in " ".join(rest.content.decode().split())
    assert len(on_the_desk(curator)["drafts"]) == 5


def test_nothing_stands_inline(chief):
    old, new = factories.source("old"), factories.source("new")
    factories.published(citations=[CitationDraft(old)])
    actions.supersede_source(old, by=person("author"), successor=new, reason="Test")
    for address in ("", "desk/queues/due/", f"regulatory/source/{Source.objects.get(key='old').pk}/resting/"):
        page = chief.get(f"/admin/{address}").content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)
        assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page) == []


@pytest.mark.slow
def test_the_desk_is_quick_with_the_real_content(real_content, curator):
    curator.get("/admin/")
    began = time.process_time()
    response = curator.get("/admin/")
    assert response.status_code == 200
    assert time.process_time() - began < 2
