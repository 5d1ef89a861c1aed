"""From a draft to what readers see: four eyes, what is compared, and what keeps a version from being published."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from regulatory.choices import State
from regulatory.curation import actions
from regulatory.models import ChangeNote, Fact
from tests import factories
from tests.regulatory.admin.posting import save, told
from tests.regulatory.admin.versions import edit, in_review, second_version, step

pytestmark = pytest.mark.django_db


def stamp_on(page) -> str:
    return page.context["form"].initial["stamp"]


def test_a_fact_goes_from_draft_to_published_and_on(curator, decider):
    fact = factories.draft(by=User.objects.get(username="curator"), title="First title")
    curator.post(step(fact, "submit"), {"comment": "Please read"})
    page = decider.get(step(fact, "publish"))
    assert "First title" in page.content.decode()
    response = decider.post(step(fact, "publish"), {"reason": "Read and found right", "stamp": stamp_on(page)})
    assert response.url == edit(fact)
    assert told(decider.get(response.url)) == ["The version is published."]
    assert Fact.objects.get().published_by.username == "decider"
    assert ChangeNote.objects.get().reason == "Read and found right"

    started = curator.post(step(fact, "start"))
    draft = Fact.objects.get(version=2)
    assert started.url == edit(draft)
    assert (draft.author.username, draft.title) == ("curator", "First title")
    assert draft.citations.count() == fact.citations.count() == 1
    save(curator, edit(draft), title="Second title", checked_on="2026-11-20")
    curator.post(step(draft, "submit"), {"comment": "A new deadline"})
    page = decider.get(step(draft, "publish"))
    decider.post(step(draft, "publish"), {"reason": "Better", "stamp": stamp_on(page)})
    states = dict(Fact.objects.values_list("version", "state"))
    assert states == {1: State.SUPERSEDED, 2: State.PUBLISHED}


def test_the_page_to_publish_shows_what_differs(decider):
    fact = factories.published(title="Old title", obligation="mandatory")
    draft = second_version(fact)
    draft.title, draft.obligation = "New title", ""
    draft.save()
    draft.citations.update(locator="Art. 2")
    draft.class_links.all().delete()
    actions.submit(fact.key, by=draft.author)
    page = decider.get(step(draft, "publish"))
    changes = {(change.label, change.before, change.after) for change in page.context["comparison"].changes}
    source = fact.citations.get().source
    assert changes == {
        ("Title", "Old title", "New title"),
        ("Obligation", "Mandatory", ""),
        ("Product class", "gene-modified-cells", None),
        (f"Citation of {source.title}, Art. 1", "", None),
        (f"Citation of {source.title}, Art. 2", None, ""),
    }
    for text in ("Old title", "New title", "not stated", "Art. 2", source.title):
        assert text in page.content.decode()


def test_nobody_publishes_what_he_has_not_seen(decider):
    fact = in_review()
    page = decider.get(step(fact, "publish"))
    actions.edit_draft(
        Fact.objects.get().pharmacovigilancerequirement, by=factories.person("author"), stamp=fact.updated_at
    )
    given = {"reason": "Seen", "stamp": stamp_on(page)}
    response = decider.post(step(fact, "publish"), given)
    assert response.status_code == 200
    assert "was changed after you opened it" in told(response)[0]
    assert Fact.objects.get().state == State.IN_REVIEW
    # The page shows the version anew, with the reason kept and the stamp of what it shows now.
    again = response.context["form"]
    assert again["reason"].value() == "Seen"
    assert decider.post(step(fact, "publish"), given | {"stamp": again["stamp"].value()}).status_code == 302
    assert Fact.objects.get().state == State.PUBLISHED


def test_a_superuser_cannot_publish_his_own_version(root):
    own = in_review(by=User.objects.get(username="root"))
    given = {"reason": "I am root", "stamp": own.updated_at.isoformat()}
    response = root.post(step(own, "publish"), given)
    assert response.status_code == 200
    assert "another person has to" in told(response)[0]
    assert Fact.objects.get().state == State.IN_REVIEW


def test_who_edited_a_version_cannot_publish_it(root):
    fact = in_review()
    save(root, edit(fact), title="Edited by root")
    fact.refresh_from_db()
    response = root.post(step(fact, "publish"), {"reason": "Mine", "stamp": fact.updated_at.isoformat()})
    assert "another person has to" in told(response)[-1]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"citations": []}, "A fact is published with at least one citation."),
        ({"checked_on": None}, "Give the day on which a supporting text was seen."),
    ],
)
def test_what_is_missing_for_publishing_is_told(values, message, decider):
    fact = in_review(**values)
    response = decider.post(step(fact, "publish"), {"reason": "Yes", "stamp": fact.updated_at.isoformat()})
    assert told(response) == [message]


@pytest.mark.parametrize("stamp", ["", "yesterday", "2026-13-01"])
def test_a_damaged_stamp_is_an_error_of_the_form(stamp, decider):
    response = decider.post(step(in_review(), "publish"), {"reason": "Yes", "stamp": stamp})
    assert response.status_code == 200
    assert "stamp" in response.context["form"].errors
    assert Fact.objects.get().state == State.IN_REVIEW
