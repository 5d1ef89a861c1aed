"""The workshop's nouns in the API: their shapes, their filters, and what is left out."""

from __future__ import annotations

import pytest

from tests import catalogue, factories
from tests.regulatory.api.asking import get, keys, refusal
from workshop.models import Organiser

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def meeting(stage: None) -> None:
    """A workshop with two sessions, a statement in each, a takeaway and a frame."""
    source = factories.source("field-notes", kind="workshop-report", primary=False, binding=False)
    workshop = catalogue.workshop("ws-2026", title="ATMP workshop", source=source, host="CoRE", host_note="Not said")
    first = catalogue.session(workshop, 1, key="ws-1", title="Development")
    second = catalogue.session(workshop, 2, key="ws-2", title="Evaluation")
    stage = factories.topic("safety")
    topic = factories.topic("follow-up", parent=stage)
    said = catalogue.insight(workshop, "ws-1-early", session=first, statement="Talk early to authorities.", order=1)
    said.topics.add(topic, stage)
    said.jurisdictions.add(factories.jurisdiction("JP"), factories.jurisdiction("SG"))
    said.product_classes.add(factories.product_class("cells"))
    said.attributes.add(catalogue.attribute("potency"))
    said.initiatives.add(catalogue.initiative("orbis"))
    said.glossary_terms.add(catalogue.term("ltfu"))
    body = catalogue.organisation("core", name="Centre", jurisdiction=factories.jurisdiction("SG"))
    catalogue.organisation("duke-nus", name="School", kind="government", parent=body, named_in_article=False)
    said.organisations.add(body)
    Organiser.objects.create(workshop=workshop, organisation=body, role="Named in the article")
    catalogue.insight(workshop, "ws-2-data", session=second, kind="regulator-perspective", order=2)
    takeaway = catalogue.insight(
        workshop, "ws-t-1", kind="takeaway", number=1, title="Engage", statement="Early talk helps.", order=3
    )
    takeaway.rests_on.add(said)


def test_an_insight_gives_its_links_as_keys_and_is_attributed():
    row = get("insights/ws-1-early/")
    assert row.pop("meta")["data_revision"] == 0
    assert row == {
        "key": "ws-1-early",
        "workshop": "ws-2026",
        "session": "ws-1",
        "kind": "highlight",
        "number": None,
        "title": None,
        "statement": "Talk early to authorities.",
        "note": None,
        "source": "field-notes",
        "topics": ["safety", "follow-up"],
        "jurisdictions": ["JP", "SG"],
        "product_classes": ["cells"],
        "attributes": ["potency"],
        "initiatives": ["orbis"],
        "organisations": ["core"],
        "glossary_terms": ["ltfu"],
        "rests_on": [],
        "url": "http://testserver/sessions/ws-1/#ws-1-early",
        "api_url": "http://testserver/api/v1/insights/ws-1-early/",
    }
    takeaway = get("insights/ws-t-1/")
    assert (takeaway["session"], takeaway["number"], takeaway["rests_on"]) == (None, 1, ["ws-1-early"])
    assert takeaway["url"] == "http://testserver/workshops/ws-2026/#ws-t-1"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["ws-1-early", "ws-2-data", "ws-t-1"]),
        ("kind=takeaway", ["ws-t-1"]),
        ("kind=takeaway,highlight", ["ws-1-early", "ws-t-1"]),
        ("session=ws-2", ["ws-2-data"]),
        ("session=ws-1&session=ws-2", ["ws-1-early", "ws-2-data"]),
        ("session__isnull=true", ["ws-t-1"]),
        ("workshop=ws-2026", ["ws-1-early", "ws-2-data", "ws-t-1"]),
        ("topic=follow-up", ["ws-1-early"]),
        ("topic=safety", ["ws-1-early"]),
        ("jurisdiction=jp,sg", ["ws-1-early"]),
        ("product_class=cells", ["ws-1-early"]),
        ("attribute=potency", ["ws-1-early"]),
        ("initiative=orbis", ["ws-1-early"]),
        ("organisation=core", ["ws-1-early"]),
        ("q=early", ["ws-1-early", "ws-t-1"]),
        ("q=early+authorities", ["ws-1-early"]),
        ("ordering=-key", ["ws-t-1", "ws-2-data", "ws-1-early"]),
        ("ordering=number", ["ws-t-1", "ws-1-early", "ws-2-data"]),
    ],
)
def test_a_filter_finds_the_insights(query, expected):
    assert keys(f"insights/?{query}") == expected


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("insights/?kind=gossip", "'gossip' is not one of: highlight,"),
        ("insights/?session=ws-9", "There is no session 'ws-9'. Known: ws-1, ws-2."),
        ("insights/?workshop=ws-9", "There is no workshop 'ws-9'. Known: ws-2026."),
        ("insights/?organisation=x", "There is no organisation 'x'. Known: core, duke-nus."),
        ("insights/?topic=x", "There is no topic 'x'."),
        ("insights/?initiative=x", "There is no reliance initiative 'x'."),
        ("sessions/?workshop=x", "There is no workshop 'x'."),
        ("workshops/?month__gte=x", "Give a date as YYYY"),
        ("workshops/?source=x", "No source has the key 'x'."),
        ("organisations/?kind=x", "'x' is not one of: international,"),
        ("organisations/?named_in_article=x", "'x' is neither true nor false."),
    ],
)
def test_an_unknown_value_is_refused_by_name(address, said):
    (sentences,) = refusal(address).values()
    assert sentences[0].startswith(said)


def test_a_workshop_gives_its_sessions_and_organisers_and_a_host_only_where_the_source_says_so():
    row = get("workshops/ws-2026/")
    assert (row["host"], row["host_verified"], row["host_note"]) == (None, False, "Not said")
    assert [each["key"] for each in row["sessions"]] == ["ws-1", "ws-2"]
    assert row["organisers"] == [{"organisation": {"key": "core", "name": "Centre"}, "role": "Named in the article"}]
    assert row["source"] == "field-notes"
    catalogue.workshop("ws-2025", host="HSA", host_verified=True, month="2025-02")
    assert get("workshops/ws-2025/")["host"] == "HSA"
    assert keys("workshops/?month__lte=2025") == ["ws-2025"]
    assert keys("workshops/?month__isnull=true") == []
    assert keys("workshops/?month__isnull=false") == ["ws-2026", "ws-2025"]
    assert keys("workshops/?source=field-notes&q=atmp") == ["ws-2026"]
    assert keys("workshops/?ordering=month") == ["ws-2025", "ws-2026"]


def test_a_session_gives_the_keys_of_what_was_said():
    row = get("sessions/ws-1/")
    assert (row["number"], row["insights"]) == (1, ["ws-1-early"])
    assert row["workshop"] == {"key": "ws-2026", "title": "ATMP workshop"}
    assert keys("sessions/?workshop=ws-2026&q=evaluation") == ["ws-2"]


def test_organisations_are_filtered():
    assert keys("organisations/?jurisdiction=SG") == ["core"]
    assert keys("organisations/?kind=government") == ["duke-nus"]
    assert keys("organisations/?parent=core") == ["duke-nus"]
    assert keys("organisations/?named_in_article=false") == ["duke-nus"]
    assert keys("organisations/?q=centre") == ["core"]
    assert get("organisations/core/")["parts"] == [{"key": "duke-nus", "name": "School"}]
