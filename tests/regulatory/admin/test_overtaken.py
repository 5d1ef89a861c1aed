"""Two curators at one record: who comes second sees both texts, loses nothing, and can send the form again."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from regulatory.choices import State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import AcceptanceCriterion, ChangeNote, Citation, Fact, GlossaryTerm, Source, Topic
from tests import factories
from tests.factories import person
from tests.regulatory.admin.posting import address, filled, save, wrong
from tests.regulatory.admin.versions import edit, in_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(enter) -> Client:
    return enter("second", "Curator")


def both(response: HttpResponse) -> dict[str, tuple[str, str]]:
    """Label -> (mine, theirs)."""
    return {each.label: (each.mine, each.theirs) for each in response.context["differences"]}


def sent_again(client: Client, url: str, response: HttpResponse, **changes: Any) -> HttpResponse:
    """What a browser sends when the refused form is saved once more."""
    return client.post(url, filled(response) | changes)


# ---- versions of facts


def test_both_texts_stand_field_by_field_and_mine_can_be_sent_again(curator, second):
    fact = factories.draft(title="As it was", note="Kept")
    mine = filled(curator.get(edit(fact))) | {"title": "Mine", "summary": "My summary", "obligation": "mandatory"}
    save(second, edit(fact), title="Theirs", scope="atmp")
    response = curator.post(edit(fact), mine)
    assert "was changed after you opened this form by second, so it was not saved" in wrong(response)[0]
    assert both(response) == {
        "Title": ("Mine", "Theirs"),
        "Summary": ("My summary", fact.summary),
        "Obligation": ("Mandatory", ""),
        "Scope": ("", "ATMPs"),
    }
    page = response.content.decode()
    assert "Yours, not saved" in page
    assert 'value="Mine"' in page
    assert Fact.objects.get().title == "Theirs"
    assert sent_again(curator, edit(fact), response).status_code == 302
    stored = Fact.objects.get()
    assert (stored.title, stored.summary, stored.author.username) == ("Mine", "My summary", "curator")


def test_sent_again_it_is_refused_once_more_if_a_third_came_between(curator, second):
    fact = factories.draft()
    mine = filled(curator.get(edit(fact))) | {"title": "Mine"}
    save(second, edit(fact), title="Theirs")
    response = curator.post(edit(fact), mine)
    save(second, edit(fact), title="Theirs again")
    response = sent_again(curator, edit(fact), response)
    assert both(response)["Title"] == ("Mine", "Theirs again")
    assert sent_again(curator, edit(fact), response).status_code == 302


def test_citations_are_shown_and_kept_row_by_row(curator, second):
    old = factories.source("old", title="Old act")
    more = factories.source("more", title="More")
    fact = factories.draft(citations=[CitationDraft(old, "Art. 1", "Five years")])
    mine = filled(curator.get(edit(fact))) | {"citations-0-locator": "Art. 2"}
    theirs = filled(second.get(edit(fact)))
    number = int(theirs["citations-TOTAL_FORMS"]) - 1
    added = {f"citations-{number}-source": more.pk, f"citations-{number}-locator": "p. 3"}
    second.post(edit(fact), theirs | added)
    response = curator.post(edit(fact), mine)
    assert both(response) == {
        "Citations": ("Old act · Art. 2 · Five years\nMore · p. 3", "Old act · Art. 1 · Five years\nMore · p. 3")
    }
    assert sent_again(curator, edit(fact), response).status_code == 302
    assert list(Citation.objects.values_list("source__key", "locator")) == [("old", "Art. 2"), ("more", "p. 3")]


def test_a_row_that_was_removed_meanwhile_is_not_lost(curator, second):
    fact = factories.draft(
        citations=[CitationDraft(factories.source("one")), CitationDraft(factories.source("two", title="Two"))]
    )
    mine = filled(curator.get(edit(fact))) | {"citations-1-locator": "Art. 7"}
    save(second, edit(fact), **{"citations-1-DELETE": "on"})
    assert Citation.objects.count() == 1
    response = curator.post(edit(fact), mine)
    assert "Two · Art. 7" in both(response)["Citations"][0]
    assert "Two" not in both(response)["Citations"][1]
    assert sent_again(curator, edit(fact), response).status_code == 302
    assert list(Citation.objects.values_list("source__key", "locator")) == [("one", ""), ("two", "Art. 7")]


@pytest.mark.parametrize("how", ["published", "discarded and begun anew"])
def test_a_version_that_was_closed_meanwhile(curator, how):
    fact = in_review(key="sg-fact", title="As it was")
    fact.refresh_from_db()
    mine = filled(curator.get(edit(fact))) | {"title": "Mine", "citations-0-locator": "Art. 9"}
    actions.publish(fact.key, by=person("reviewer"), stamp=fact.updated_at, reason="Read")
    response = curator.post(edit(fact), mine)
    assert "was published after you opened this form by reviewer" in wrong(response)[0]
    assert both(response)["Title"] == ("Mine", "As it was")
    assert Fact.objects.get().title == "As it was"
    if how == "published":
        assert sent_again(curator, edit(fact), response).status_code == 302
        draft = Fact.objects.get(version=2)
        assert (draft.state, draft.title, draft.author.username) == (State.DRAFT, "Mine", "curator")
        assert [each.locator for each in draft.citations.all()] == ["Art. 9"]
        assert Fact.objects.get(version=1).title == "As it was"
    else:
        actions.start_draft(fact.key, by=person("third"))
        response = sent_again(curator, edit(fact), response)
        assert "third has begun a new version of it meanwhile" in wrong(response)[0]
        assert 'value="Mine"' in response.content.decode()


def test_a_closed_version_is_not_edited_by_who_never_had_its_form(curator):
    fact = factories.published()
    assert curator.post(edit(fact), {"title": "Past the desk"}).status_code == 403


def test_a_version_that_was_thrown_away_gives_back_what_was_typed(curator):
    fact = factories.draft()
    mine = filled(curator.get(edit(fact))) | {"summary": "Hours of work"}
    actions.discard(fact.key, by=fact.author)
    response = curator.post(edit(fact), mine)
    assert response.status_code == 410
    assert "Hours of work" in response.content.decode()


# ---- identity records


RECORDS = {
    "source": (lambda: factories.source("sg-act"), "title"),
    "topic": (lambda: factories.topic("safety"), "question"),
    "product class": (lambda: factories.product_class(), "definition"),
    "jurisdiction": (lambda: factories.jurisdiction(), "local_term"),
    "attribute": (lambda: factories.attribute(), "why_it_matters"),
    "initiative": (lambda: factories.initiative(), "lead"),
}


@pytest.mark.parametrize("noun", RECORDS)
def test_a_record_that_another_changed(curator, second, noun):
    make, field = RECORDS[noun]
    record = make()
    url = address(type(record), "change", record.pk)
    mine = filled(curator.get(url)) | {field: "Mine", "reason": "My reason"}
    save(second, url, **{field: "Theirs", "reason": "Their reason"})
    notes = ChangeNote.objects.count()
    response = curator.post(url, mine)
    assert "by second, so it was not saved" in wrong(response)[0]
    assert list(both(response).values()) == [("Mine", "Theirs")]
    assert "My reason" in response.content.decode()
    assert ChangeNote.objects.count() == notes
    assert sent_again(curator, url, response).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "Mine"
    entry = ChangeNote.objects.latest("revision").entries.get()
    assert (entry.before[field], entry.after[field]) == ("Theirs", "Mine")


def test_parts_of_a_record_that_another_added(curator, second):
    attribute = factories.attribute()
    url = address(type(attribute), "change", attribute.pk)
    mine = filled(curator.get(url)) | {"why_it_matters": "Mine", "reason": "Mine"}
    AcceptanceCriterion.objects.create(
        key="theirs", attribute=attribute, kind="guidance", criterion="c", document="d", order=1
    )
    response = curator.post(url, mine)
    assert both(response)["Why it matters"] == ("Mine", "w")
    assert sent_again(curator, url, response).status_code == 302
    assert AcceptanceCriterion.objects.get().key == "theirs"


def test_a_term_with_links_to_many(curator, second):
    one, two = factories.topic("one"), factories.topic("two")
    term = GlossaryTerm.objects.create(key="term", term="Term", definition="d", verified=True)
    url = address(GlossaryTerm, "change", term.pk)
    mine = filled(curator.get(url)) | {"topics": [one.pk], "reason": "Mine"}
    save(second, url, topics=[two.pk], reason="Theirs")
    response = curator.post(url, mine)
    assert both(response)["Topics"] == ("One", "Two")
    sent_again(curator, url, response)
    assert list(term.topics.all()) == [one]


def test_a_record_that_was_removed_gives_back_what_was_typed(curator, chief):
    topic = factories.topic("gone")
    url = address(Topic, "change", topic.pk)
    mine = filled(curator.get(url)) | {"question": "What did I type?", "reason": "Mine"}
    actions.remove_record(topic, key="gone", by=person("chief"), reason="A duplicate")
    response = curator.post(url, mine)
    assert response.status_code == 410
    assert "What did I type?" in response.content.decode()


def test_without_another_change_nothing_is_shown(curator):
    source = factories.source()
    response = save(curator, address(Source, "change", source.pk), title="", reason="Mine")
    assert response.status_code == 200
    assert not response.context.get("differences")
