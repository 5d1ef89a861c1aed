"""That nothing which readers may not see is in any answer: drafts, versions in review, what no text was seen for, who did it."""

from __future__ import annotations

import pytest

from atmp_kb.api import NOUNS
from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import ProductClass
from tests import catalogue, factories
from tests.regulatory.api.asking import get, keys

pytestmark = pytest.mark.django_db

SECRET = "zzsecret"


def everything() -> str:
    """Every answer of the API, lists and single records, as one text."""
    texts = [str(get("")), str(get("status/"))]
    for noun in NOUNS:
        rows = get(f"{noun.noun}/?page_size=200")["results"]
        texts.append(str(rows))
        texts += [str(get(row["api_url"].partition("/api/v1/")[2])) for row in rows]
    return "\n".join(texts)


def hidden_facts() -> None:
    for fact_type in FactType:
        factories.draft(fact_type, key=f"{SECRET}-draft-{fact_type}", title=SECRET)
    factories.draft(key=f"{SECRET}-review", summary=SECRET)
    actions.submit(f"{SECRET}-review", by=factories.person("author"), comment=SECRET)
    factories.published(key="sg-public", title="Public")
    revised = actions.start_draft("sg-public", by=factories.person("author"))
    revised.note = SECRET
    revised.save()
    factories.published(key="sg-withdrawn", title=SECRET, summary="Withdrawn text")
    actions.withdraw("sg-withdrawn", by=factories.person("reviewer"), reason="Was wrong")


def hidden_records() -> None:
    public_class = factories.product_class("public-class")
    waiting = ProductClass.objects.create(
        key="waiting", name="Waiting", selectable=True, order=9, definition=SECRET, note=SECRET
    )
    catalogue.cite(waiting, locator=SECRET)
    catalogue.driver(f"{SECRET}-driver", product_class=public_class, verified=False)
    catalogue.rule(f"{SECRET}-rule", product_class=public_class, verified=False)
    catalogue.rule(f"{SECRET}-general", verified=False)
    hidden_term = catalogue.term(f"{SECRET}-term", verified=False)
    public_term = catalogue.term("public-term")
    catalogue.synonym(public_term, SECRET, jurisdiction=factories.jurisdiction("JP"), verified=False)
    catalogue.synonym(public_term, "seen word", jurisdiction=factories.jurisdiction("SG"), verified=True)
    catalogue.synonym(public_term, "common word")
    public_attribute = catalogue.attribute("public-attribute")
    hidden_attribute = catalogue.attribute(f"{SECRET}-attribute", verified=False)
    for link in (public_attribute.filed_under, public_attribute.members, hidden_attribute.members):
        link.add(hidden_attribute, public_attribute)
    catalogue.criterion(f"{SECRET}-criterion", attribute=public_attribute, verified=False)
    catalogue.framework(f"{SECRET}-framework", verified=False)
    public_initiative = catalogue.initiative("public-initiative")
    hidden_initiative = catalogue.initiative(f"{SECRET}-initiative", verified=False)
    catalogue.participation(initiative=public_initiative, name=SECRET, verified=False)
    catalogue.component(f"{SECRET}-component", initiative=public_initiative, verified=False)
    meeting = catalogue.workshop("public-workshop", host=SECRET, host_verified=False)
    sitting = catalogue.session(meeting, key="public-session")
    hidden_insight = catalogue.insight(meeting, f"{SECRET}-insight", session=sitting, verified=False)
    said = catalogue.insight(meeting, "public-insight", session=sitting)
    said.rests_on.add(hidden_insight)
    said.attributes.add(hidden_attribute)
    said.initiatives.add(hidden_initiative)
    said.glossary_terms.add(hidden_term)
    hidden_workshop = catalogue.workshop(f"{SECRET}-workshop", verified=False)
    hidden_session = catalogue.session(hidden_workshop, key=f"{SECRET}-session")
    catalogue.insight(hidden_workshop, f"{SECRET}-elsewhere", session=hidden_session)
    editor = factories.person(f"{SECRET}-person")
    hidden_term.definition = SECRET
    actions.save_record(hidden_term, key=hidden_term.key, by=editor, reason=f"{SECRET} reason")
    public_term.definition = "Better said"
    actions.save_record(public_term, key=public_term.key, by=editor, reason="Spelling")


def test_nothing_that_is_not_public_is_in_any_answer():
    hidden_facts()
    hidden_records()
    answers = everything()
    assert "sg-public" in answers
    assert "seen word" in answers
    assert "common word" in answers
    assert "Spelling" in answers
    # The change notes name what was published or withdrawn once, with its title of that time.
    notes = [row for row in get("changes/?page_size=200")["results"] if row["key"] == "sg-withdrawn"]
    assert {row["verb"] for row in notes} == {"published", "withdrawn"}
    assert answers.count(SECRET) == str(notes).count(SECRET) + sum(
        str(get(f"changes/{row['revision']}/")).count(SECRET) for row in notes
    )


def test_what_is_hidden_is_not_found_by_its_key_either():
    hidden_facts()
    hidden_records()
    for address in [
        f"facts/{SECRET}-review/",
        f"pathways/{SECRET}-draft-pathway/",
        "facts/sg-withdrawn/",
        f"follow-up-rules/{SECRET}-general/",
        f"glossary/{SECRET}-term/",
        f"quality-attributes/{SECRET}-attribute/",
        f"quality-frameworks/{SECRET}-framework/",
        f"reliance-initiatives/{SECRET}-initiative/",
        f"workshops/{SECRET}-workshop/",
        f"sessions/{SECRET}-session/",
        f"insights/{SECRET}-insight/",
        f"insights/{SECRET}-elsewhere/",
    ]:
        get(address, 404)


def test_a_withdrawn_fact_is_said_to_be_withdrawn():
    hidden_facts()
    assert "was withdrawn on" in get("facts/sg-withdrawn/", 404)["detail"]
    assert "withdrawn" not in get(f"facts/{SECRET}-review/", 404)["detail"]


def test_a_class_stays_while_its_definition_waits():
    hidden_records()
    waiting = get("product-classes/waiting/")
    assert (waiting["definition"], waiting["definition_in_review"], waiting["citations"]) == (None, True, [])
    public = get("product-classes/public-class/")
    assert (public["definition"], public["definition_in_review"]) == ("public-class.", False)


def test_readers_see_the_published_version_until_the_next_one_is_published():
    fact = factories.published(key="sg-fact", title="First", citations=[CitationDraft(factories.source("one"))])
    revised = actions.start_draft(fact.key, by=factories.person("author"))
    revised.title = "Second"
    revised.checked_on = factories.CHECKED
    revised.save()
    assert get("facts/sg-fact/")["title"] == "First"
    assert keys("facts/?q=second") == []
    revised.refresh_from_db()
    actions.publish(fact.key, by=factories.person("reviewer"), stamp=revised.updated_at, reason="Renamed")
    assert (get("facts/sg-fact/")["title"], get("facts/sg-fact/")["version"]) == ("Second", 2)
    assert keys("facts/?q=first") == []
    assert keys("facts/") == ["sg-fact"]
