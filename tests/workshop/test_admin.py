"""The workshop in the admin. What holds for every model is tested in tests/regulatory/admin/test_every_model.py."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from regulatory.choices import ChangeVerb
from regulatory.models import ChangeEntry, ChangeNote
from tests import factories
from tests.regulatory.admin import rows
from tests.regulatory.admin.posting import address, filled, save, wrong
from workshop.models import Insight, Organiser, Session, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(db: None) -> Client:
    user = User.objects.create_user("curator", is_staff=True)
    user.groups.add(Group.objects.get(name="Curator"))
    client = Client()
    client.force_login(user)
    return client


def test_a_workshop_is_written_with_its_organisers_and_sessions_as_one_change(curator):
    values = {
        "key": "new-workshop",
        "title": "New workshop",
        "focus": "ATMPs",
        "purpose": "To talk",
        "source": factories.source().pk,
        "participants": "regulators\nindustry",
        "organisers-TOTAL_FORMS": 1,
        "organisers-0-organisation": rows.organisation().pk,
        "organisers-0-role": "Host",
        "sessions-TOTAL_FORMS": 1,
        "sessions-0-key": "new-workshop-1",
        "sessions-0-number": 1,
        "sessions-0-title": "First",
        "sessions-0-focus": "CMC",
        "reason": "It took place",
    }
    assert save(curator, address(Workshop, "add"), **values).status_code == 302
    made = Workshop.objects.get()
    assert made.participants == ["regulators", "industry"]
    assert (made.organisers.count(), made.sessions.count()) == (1, 1)
    entries = list(ChangeNote.objects.get().entries.order_by("pk"))
    assert [(entry.noun, entry.key) for entry in entries] == [
        ("workshop", "new-workshop"),
        ("session", "new-workshop-1"),
    ]
    assert entries[0].after["organisers"] == [
        {"organisation": Organiser.objects.get().organisation.key, "role": "Host"}
    ]


def test_the_links_of_an_insight_are_logged_by_key(curator):
    insight = rows.insight()
    attribute = factories.attribute("potency")
    url = address(Insight, "change", insight.pk)
    assert save(curator, url, attributes=[attribute.pk], topics=[], reason="It speaks of potency").status_code == 302
    entry = ChangeEntry.objects.get()
    assert (entry.verb, entry.noun, entry.key) == (ChangeVerb.EDITED, "insight", insight.key)
    assert (entry.before["topics"], entry.after["attributes"]) == (["long-term-follow-up"], ["potency"])
    assert "attributes" not in entry.before
    assert "topics" not in entry.after


def test_an_edited_insight_does_not_close_the_open_form_of_its_workshop(curator):
    insight = rows.insight()
    url = address(Workshop, "change", insight.workshop.pk)
    opened = filled(curator.get(url))
    save(curator, address(Insight, "change", insight.pk), statement="They differed.", reason="Misread")
    assert curator.post(url, opened | {"title": "Another title", "reason": "A typo"}).status_code == 302


def test_two_sessions_of_a_number_are_an_error_of_the_form(curator):
    session = rows.session()
    values = {"key": "another", "workshop": session.workshop.pk, "number": 1, "title": "Again", "focus": "CMC"}
    response = save(curator, address(Session, "add"), **values, reason="Forgot")
    assert any("already exists" in error for error in wrong(response))
    assert Session.objects.count() == 1


def test_sessions_begin_with_one(curator):
    session = rows.session()
    response = save(curator, address(Session, "change", session.pk), number=0, reason="Zero")
    assert wrong(response) == ["number: Ensure this value is greater than or equal to 1."]
