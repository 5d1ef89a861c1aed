"""The audit: every write is in it, whoever may see it and nobody else, as a page and as CSV; nobody edits what it is read from."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regulatory.choices import PendingOutcome
from regulatory.curation import actions, corrections
from regulatory.models import (
    ChangeEntry,
    ChangeNote,
    Confirmation,
    Correction,
    PendingChange,
    ReviewEvent,
    SourceReview,
    Withdrawal,
)
from tests import factories
from tests.factories import person
from tests.regulatory.admin.posting import address, save
from tests.regulatory.admin.rows import MAKERS

pytestmark = pytest.mark.django_db
RECORDS = (ChangeNote, ChangeEntry, ReviewEvent, Confirmation, Withdrawal, SourceReview, PendingChange, Correction)


def told(client: Client, query: str = "") -> list[tuple[str, str, str, str]]:
    """(who, did, key, why) of each row of the page."""
    response = client.get(f"/admin/audit/{query}")
    assert response.status_code == 200
    return [(each.person, each.did, each.key, each.why) for each in response.context["writes"]]


def rows(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"/admin/audit.csv{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert response.streaming
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_every_kind_of_write_is_in_it(chief):
    fact = factories.published(key="sg-fact")
    note = actions.propose_change("sg-fact", by=person("ann"), changes_on="2027", note="Ten", source=factories.source())
    actions.close_change(note, by=person("bob"), outcome=PendingOutcome.DECLINED, reason="The bill fell")
    correction = corrections.suggest_correction(fact, text="The article was renumbered.")
    corrections.decline_correction(correction, by=person("cy"), reason="It was not")
    actions.start_draft("sg-fact", by=person("dee"))
    actions.discard("sg-fact", by=person("dee"), comment="Begun by mistake")
    actions.withdraw("sg-fact", by=person("eve"), reason="Misread")
    group = Group.objects.get(name="Curator")
    save(chief, address(User, "change", person("ann").pk), groups=[group.pk])
    found = told(chief)
    assert found[0][:2] == ("chief", "Changed")
    assert "Groups" in found[0][3] or "groups" in found[0][3]
    assert found[1:7] == [
        ("eve", "Withdrawn", "sg-fact", "Misread"),
        ("dee", "Discarded", "sg-fact", "Begun by mistake"),
        ("dee", "Started", "sg-fact", ""),
        ("cy", "Declined", "sg-fact", "It was not"),
        ("bob", "Declined", "sg-fact", "The bill fell"),
        ("ann", "Proposed", "sg-fact", "Ten"),
    ]
    assert {each[1] for each in found[7:]} == {"Started", "Published"}


def test_it_is_asked_by_day_and_person(chief):
    factories.published(key="sg-fact")
    actions.withdraw("sg-fact", by=person("eve"), reason="Misread")
    today = timezone.now().date()
    yesterday, tomorrow = today - datetime.timedelta(days=1), today + datetime.timedelta(days=1)
    whole = told(chief)
    assert told(chief, "?person=eve") == [("eve", "Withdrawn", "sg-fact", "Misread")]
    assert told(chief, f"?since={today}&until={today}") == whole
    assert told(chief, f"?until={yesterday}") == told(chief, f"?since={tomorrow}") == []
    assert len(rows(chief, "?person=eve")) == 2


@pytest.mark.parametrize("query", ["?since=soon", "?person=nobody", "?who=eve", "?since=2026-02-01&until=2026-01-01"])
def test_a_wrong_filter_shows_nothing_and_says_so(chief, query):
    factories.published()
    for page in ("/admin/audit/", "/admin/audit.csv"):
        response = chief.get(page + query)
        assert response.status_code == 400
        assert response.context["writes"] == []
        assert response.context["form"].errors


def test_in_the_file_nothing_is_a_formula(chief):
    fact = factories.published(key="sg-fact", title="=HYPERLINK(1)")
    actions.withdraw(fact.key, by=person("eve"), reason="@SUM(A1)\nand more")
    head, newest, *_ = rows(chief)
    assert head[:2] == ["At (UTC)", "Who"]
    assert newest[1:] == [
        "eve", "", "Change of the content", "Withdrawn", "fact", "sg-fact", "1", "'=HYPERLINK(1)", "'@SUM(A1)\nand more",
    ]  # fmt: skip
    assert newest[0].startswith(f"{timezone.now().year}-")


@pytest.mark.parametrize("who", ["curator", "decider"])
def test_it_is_for_administrators(who, request, chief):
    client = request.getfixturevalue(who)
    assert [client.get(each).status_code for each in ("/admin/audit/", "/admin/audit.csv")] == [403, 403]
    assert "/admin/audit/" not in client.get("/admin/").content.decode()
    assert 'href="/admin/audit/"' in chief.get("/admin/").content.decode()
    assert Client().get("/admin/audit.csv").status_code == 302


def test_it_takes_the_same_queries_for_1_and_many(chief):
    def count(page: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = chief.get(page)
            b"".join(response.streaming_content) if response.streaming else response.content
        return len(captured)

    factories.published()
    few = [count(page) for page in ("/admin/audit/", "/admin/audit.csv")]
    for _ in range(10):
        factories.published()
    assert [count(page) for page in ("/admin/audit/", "/admin/audit.csv")] == few


@pytest.mark.parametrize("model", RECORDS, ids=[model.__name__ for model in RECORDS])
def test_nobody_edits_or_deletes_a_record_not_even_a_superuser(model, root):
    row = MAKERS[model]()
    kept = model.objects.values().get(pk=row.pk)
    assert root.post(address(model, "change", row.pk), {"reason": "Other", "comment": "Other"}).status_code == 403
    assert root.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    root.post(address(model, "changelist"), chosen)
    assert model.objects.values().get(pk=row.pk) == kept


def test_the_log_of_the_admin_has_no_page_and_goes_with_nobody(root):
    assert LogEntry not in admin.site._registry
    someone = person("someone")
    assert root.post(address(User, "delete", someone.pk), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=someone.pk).exists()
