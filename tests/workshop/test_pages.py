"""Pages of workshops and sessions: every statement stands on a session's page, attributed, with links to what it is about."""

from __future__ import annotations

import pytest
import yaml
from django.conf import settings

from tests import catalogue, factories
from tests.regulatory.pages.reading import html, links, text
from workshop.models import Insight, Organiser, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> None:
    """A workshop with two sessions: a statement of each kind in the first, a frame, a takeaway and a close around them."""
    source = factories.source("field-notes", title="Field Notes", kind="workshop-report", issued="2026-04-15")
    workshop = catalogue.workshop(
        "ws-2026",
        title="ATMP workshop",
        purpose="To exchange experience.",
        source=source,
        host="CoRE",
        host_note="Not said outright.",
        registrants=218,
        economies=9,
        month="2026-02",
    )
    first = catalogue.session(workshop, 1, key="ws-1", title="Development", focus="Trials")
    second = catalogue.session(workshop, 2, key="ws-2", title="Evaluation")
    for order, kind in enumerate(("highlight", "regulator-perspective", "industry-perspective", "outlook")):
        catalogue.insight(workshop, f"ws-1-{kind}", session=first, kind=kind, statement=f"Said as {kind}.", order=order)
    catalogue.insight(workshop, "ws-2-said", session=second, statement="Said in the second.", order=10)
    catalogue.insight(workshop, "ws-frame", statement="How it was framed.", order=11)
    catalogue.insight(workshop, "ws-close", kind="closing", statement="How it closed.", order=12)
    for number, resting in ((1, "ws-1-highlight"), (2, "ws-2-said")):
        takeaway = catalogue.insight(
            workshop, f"ws-t{number}", kind="takeaway", number=number, title=f"Takeaway {number}", order=20 + number
        )
        takeaway.rests_on.add(Insight.objects.get(key=resting))
    body = catalogue.organisation("core", name="Centre", jurisdiction=factories.jurisdiction("SG"))
    catalogue.organisation("ministry", name="Ministry", named_in_article=False)
    Organiser.objects.create(workshop=workshop, organisation=body, role="Named as a centre")
    said = Insight.objects.get(key="ws-1-highlight")
    said.topics.add(factories.topic("follow-up"))
    said.jurisdictions.add(factories.jurisdiction("SG"))
    said.product_classes.add(factories.product_class("cells"))
    said.attributes.add(catalogue.attribute("potency"))
    said.initiatives.add(catalogue.initiative("orbis"))
    said.glossary_terms.add(catalogue.term("ltfu"))
    said.organisations.add(body)


def test_a_session_shows_its_statements_by_kind_and_its_source(meeting):
    shown = text("/sessions/ws-1/")
    places = [
        shown.index(words)
        for words in (
            "As reported in Field Notes (15 April 2026)",
            "Said as highlight.",
            "Regulators' perspective",
            "Said as regulator-perspective.",
            "Said as industry-perspective.",
            "Said as outlook.",
            "1. Takeaway 1",
            "Context",
            "How it was framed.",
            "How it closed.",
            "Session 2: Evaluation",
        )
    ]
    assert places == sorted(places)
    assert "Said in the second." not in shown
    assert "Takeaway 2" not in shown


def test_a_statement_links_to_what_it_is_about_and_has_an_address(meeting):
    found = links("/sessions/ws-1/")
    assert {
        "/topics/follow-up/",
        "/economies/SG/",
        "/classes/#cells",
        "/quality/potency/",
        "/reliance/orbis/",
        "/glossary/#ltfu",
        "/workshops/ws-2026/#core",
        "/sessions/ws-1/#ws-1-highlight",
    } <= set(found)
    assert 'id="ws-1-highlight"' in html("/sessions/ws-1/")
    assert 'id="core"' in html("/workshops/ws-2026/")


def test_a_workshop_shows_its_frame_sessions_takeaways_and_who_took_part(meeting):
    shown = text("/workshops/ws-2026/")
    for words in (
        "To exchange experience.",
        "February 2026",
        "218 registrants from 9 economies",
        "Host not stated outright Not said outright.",
        "Centre : Named as a centre",
        "Session 1: Development 4 statements",
        "How it was framed.",
        "Takeaway 2",
        "How it closed.",
        "As reported in Field Notes",
    ):
        assert words in shown, words
    assert "CoRE" not in shown
    assert "Ministry" not in shown


def test_workshops_are_listed_with_their_sessions(meeting):
    assert "ATMP workshop February 2026" in text("/workshops/")
    assert {"/workshops/ws-2026/", "/sessions/ws-1/", "/sessions/ws-2/"} <= set(links("/workshops/"))


@pytest.mark.parametrize("address", ["/workshops/none/", "/sessions/none/"])
def test_what_is_not_there_is_not_found(address):
    assert "There is no" in text(address, 404)


def test_every_statement_of_the_workshop_file_is_on_a_session_page(real_content):
    written = yaml.safe_load((settings.CONTENT_DIR / "workshop.yaml").read_text())["insights"]
    assert len(written) > 60
    pages = "\n".join(text(f"/sessions/{key}/") for key in Session.objects.values_list("key", flat=True))
    missing = [each["key"] for each in written if " ".join(each["statement"].split()) not in pages]
    assert missing == []


def test_what_a_page_of_regulatory_shows_leads_to_the_statement(meeting):
    for address in ("/economies/SG/", "/topics/follow-up/", "/quality/potency/", "/reliance/orbis/"):
        assert "Said as highlight." in text(address), address
        assert "/sessions/ws-1/#ws-1-highlight" in links(address), address
