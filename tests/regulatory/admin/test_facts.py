"""The forms of facts: a new fact, an open version that is edited, a published one that is only read."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from regulatory.choices import FactType, ReviewVerb, State
from regulatory.curation import actions
from regulatory.models import FACT_MODELS, Citation, Fact, PharmacovigilanceRequirement, RegulatoryPathway, ReviewEvent
from tests import factories
from tests.regulatory.admin.posting import address, filled, save, told, wrong
from tests.regulatory.admin.versions import edit

pytestmark = pytest.mark.django_db

OWN = {
    FactType.QUALITY_EXPECTATION: lambda: {"attribute": factories.attribute().pk},
    FactType.ABSENCE: lambda: {"looked_in": "The authority's site", "kind": "not-found"},
    FactType.PATHWAY: lambda: {"kind": "clinical-trial"},
    FactType.PHARMACOVIGILANCE: lambda: {"kind": "traceability"},
    FactType.REQUIREMENT: lambda: {"kind": "gmp"},
}


def new_fact(key: str = "sg-new", **values: object) -> dict[str, object]:
    return {
        "key": key,
        "jurisdiction": factories.jurisdiction().pk,
        "topic": factories.topic().pk,
        "title": "A new fact",
        "class_links-0-product_class": factories.product_class().pk,
        "citations-0-source": factories.source().pk,
        "citations-0-locator": "Art. 7",
        **values,
    }


@pytest.mark.parametrize("fact_type", FactType)
def test_add_makes_a_draft_of_each_type_by_the_curator(fact_type, curator):
    values = new_fact(**OWN.get(fact_type, dict)())
    response = save(curator, address(FACT_MODELS[fact_type], "add"), **values)
    assert response.status_code == 302
    fact = FACT_MODELS[fact_type].objects.get()
    assert (fact.key, fact.version, fact.state, fact.type) == ("sg-new", 1, State.DRAFT, fact_type)
    assert fact.author.username == "curator"
    assert [citation.locator for citation in fact.citations.all()] == ["Art. 7"]
    assert fact.class_links.count() == 1
    assert ReviewEvent.objects.get().verb == ReviewVerb.STARTED


@pytest.mark.parametrize("make", [factories.draft, factories.published])
@pytest.mark.parametrize("fact_type", [FactType.REQUIREMENT, FactType.PATHWAY])
def test_add_with_a_taken_key_is_an_error_of_the_form(make, fact_type, curator):
    make(FactType.REQUIREMENT, key="sg-taken", title="Clean rooms")
    response = save(curator, address(FACT_MODELS[fact_type], "add"), **new_fact("sg-taken", **OWN[fact_type]()))
    assert response.status_code == 200
    assert "'sg-taken' is taken by 'Clean rooms' (Singapore)" in wrong(response)[0]
    assert Fact.objects.count() == 1


def test_add_says_what_is_wrong(curator):
    values = new_fact("Not a key", kind="", effective_from="2020-13", deadline_basis="working")
    response = save(curator, address(PharmacovigilanceRequirement, "add"), **values)
    fields = {error.split(":")[0] for error in wrong(response)}
    assert fields == {"key", "kind", "effective_from", "deadline_basis"}
    assert not Fact.objects.exists()


def test_a_duration_that_ends_before_it_begins_is_refused(curator):
    values = new_fact(kind="traceability", duration_years_min="15", duration_years_max="5")
    response = save(curator, address(PharmacovigilanceRequirement, "add"), **values)
    assert wrong(response) == ["duration_years_max: It is less than the shortest duration, 15."]


def test_a_deadline_is_in_days_or_hours(curator):
    values = new_fact(kind="adverse-event-reporting", deadline_days="3", deadline_hours="72")
    response = save(curator, address(PharmacovigilanceRequirement, "add"), **values)
    assert wrong(response)[0] == "deadline_hours: Give days or hours, whichever the source counts."


def test_the_same_place_cannot_be_cited_twice(curator):
    source = factories.source().pk
    values = new_fact(kind="gmp") | {"citations-TOTAL_FORMS": 2}
    for row in "01":
        values |= {f"citations-{row}-source": source, f"citations-{row}-locator": "Art. 7"}
    response = save(curator, address(FACT_MODELS[FactType.REQUIREMENT], "add"), **values)
    assert "Please correct the duplicate" in wrong(response)[-1]
    assert not Fact.objects.exists()


def test_a_group_of_classes_is_not_offered(curator):
    group = factories.product_class("group")
    group.selectable = False
    group.save()
    values = new_fact(kind="gmp") | {"class_links-0-product_class": group.pk}
    response = save(curator, address(FACT_MODELS[FactType.REQUIREMENT], "add"), **values)
    assert "product_class: Select a valid choice" in wrong(response)[0]
    assert not Fact.objects.exists()


def test_add_takes_what_the_address_prefills(curator):
    place = factories.jurisdiction("KR")
    page = curator.get(address(RegulatoryPathway, "add") + f"?jurisdiction={place.pk}&kind=clinical-trial")
    assert page.context["adminform"].form.initial == {"jurisdiction": str(place.pk), "kind": "clinical-trial"}


def test_a_draft_is_edited_and_its_stamp_moves(curator):
    draft = factories.draft(by=User.objects.get(username="curator"))
    response = save(curator, edit(draft), title="Another title", summary="Line one.\nLine two.")
    assert response.status_code == 302
    now = Fact.objects.get()
    assert (now.title, now.version, now.state) == ("Another title", 1, State.DRAFT)
    assert now.updated_at > draft.updated_at


def test_an_edit_of_a_citation_alone_moves_the_stamp(curator, reviewer):
    draft = factories.draft()
    response = save(curator, edit(draft), **{"citations-0-locator": "Art. 99"})
    assert response.status_code == 302
    assert Citation.objects.get().locator == "Art. 99"
    with pytest.raises(Exception, match="changed after you opened it"):
        actions.publish(draft.key, by=reviewer, stamp=draft.updated_at, reason="Unseen")


def test_an_edit_that_removes_a_class_moves_the_stamp(curator):
    draft = factories.draft()
    save(curator, edit(draft), **{"class_links-0-DELETE": "on"})
    assert not draft.class_links.exists()
    assert Fact.objects.get().updated_at > draft.updated_at


def test_saving_without_a_change_leaves_the_version_as_it_was(curator):
    draft = factories.draft()
    response = save(curator, edit(draft))
    assert told(curator.get(response.url)) == [f"Nothing was changed on '{draft}', so nothing was stored."]
    assert Fact.objects.get().updated_at == draft.updated_at
    assert Fact.objects.get().author.username == "author"


def test_what_names_a_version_cannot_be_posted(curator):
    draft = factories.draft(key="sg-kept")
    forged = {"key": "sg-other", "version": 7, "state": State.PUBLISHED, "type": FactType.ABSENCE, "author": 1}
    save(curator, edit(draft), title="Edited", published_by="1", published_at="2020-01-01", **forged)
    now = Fact.objects.get()
    assert (now.key, now.version, now.state, now.type) == ("sg-kept", 1, State.DRAFT, draft.type)
    assert (now.title, now.published_by, now.published_at) == ("Edited", None, None)


def test_a_form_opened_before_another_edit_is_refused_with_its_text(curator, chief):
    draft = factories.draft()
    opened = filled(curator.get(edit(draft)))
    save(chief, edit(draft), title="The other's title")
    response = curator.post(edit(draft), opened | {"title": "My title"})
    assert response.status_code == 200
    assert "was changed after you opened this form" in response.content.decode()
    assert 'value="My title"' in response.content.decode()
    assert Fact.objects.get().title == "The other's title"


def test_a_form_opened_before_the_publication_changes_nothing(curator, reviewer):
    draft = factories.draft()
    opened = filled(curator.get(edit(draft)))
    actions.publish(draft.key, by=reviewer, stamp=Fact.objects.get().updated_at, reason="Seen")
    response = curator.post(edit(draft), opened | {"title": "Too late"})
    assert "was published after you opened this form" in response.content.decode()
    assert Fact.objects.get().title == draft.title


@pytest.mark.parametrize("fact_type", FactType)
def test_a_published_version_is_only_read(fact_type, root):
    fact = factories.published(fact_type)
    page = root.get(edit(fact))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert root.post(edit(fact), filled(page) | {"title": "Forged"}).status_code == 403
    delete = address(FACT_MODELS[fact_type], "delete", fact.pk)
    assert (root.get(delete).status_code, root.post(delete, {"post": "yes"}).status_code) == (403, 403)
    assert Fact.objects.get().title == fact.title


def test_superseded_and_withdrawn_versions_are_only_read(root, reviewer):
    fact = factories.published()
    actions.start_draft(fact.key, by=factories.person("author"))
    draft = Fact.objects.get(version=2)
    Fact.objects.filter(pk=draft.pk).update(checked_on=datetime.date(2026, 11, 22))
    actions.publish(fact.key, by=reviewer, stamp=draft.updated_at, reason="Next")
    actions.withdraw(fact.key, by=reviewer, reason="Wrong")
    for version in Fact.objects.all():
        assert root.get(edit(version)).status_code == 200
        assert root.post(edit(version), {"title": "Forged"}).status_code == 403


def test_the_overview_lists_all_types_and_leads_to_their_forms(curator):
    facts = [factories.draft(fact_type, key=f"sg-{fact_type}") for fact_type in FactType]
    page = curator.get(reverse("admin:regulatory_fact_changelist"))
    assert {fact.key for fact in page.context["cl"].result_list} == {fact.key for fact in facts}
    for fact in facts:
        assert f'href="{edit(fact)}"' in page.content.decode()
        assert curator.get(reverse("admin:regulatory_fact_change", args=[fact.pk])).url == edit(fact)
    assert curator.get(reverse("admin:regulatory_fact_add")).status_code == 403


def test_the_overview_filters_by_state_and_by_cited_source(curator):
    source = factories.source("sg-act")
    factories.draft(key="sg-draft", citations=[actions.CitationDraft(source)])
    factories.published(key="sg-published")
    url = reverse("admin:regulatory_fact_changelist")
    keys = {
        query: [fact.key for fact in curator.get(url + query).context["cl"].result_list]
        for query in (
            "?state__exact=draft",
            "?state__exact=published",
            "?source=sg-act",
            "?source=none",
            "?key=sg-draft",
        )
    }
    assert keys == {
        "?state__exact=draft": ["sg-draft"],
        "?state__exact=published": ["sg-published"],
        "?source=sg-act": ["sg-draft"],
        "?source=none": [],
        "?key=sg-draft": ["sg-draft"],
    }


def test_a_fact_that_is_gone_is_told(curator):
    for model in (Fact, RegulatoryPathway):
        assert "Perhaps it was deleted" in told(curator.get(address(model, "change", 999), follow=True))[0]
