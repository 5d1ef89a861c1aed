"""Source first: marking a document as superseded, working through what rests on it, by several people, with rests in between."""

from __future__ import annotations

import pytest
from django.test import Client

from regulatory.choices import SourceStatus, State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import Citation, Confirmation, Fact, Source, SourceReview
from tests import factories
from tests.factories import person
from tests.regulatory.admin.posting import address, save, told
from tests.regulatory.admin.versions import step

pytestmark = pytest.mark.django_db
KEYS = ["sg-a", "sg-b", "sg-c"]


@pytest.fixture
def sources() -> tuple[Source, Source]:
    old, new = factories.source("old"), factories.source("new")
    for key in KEYS:
        factories.published(key=key, title=key.upper(), citations=[CitationDraft(old, "Art. 1", "Fifteen years")])
    factories.published(key="sg-other", citations=[CitationDraft(new)])
    return old, new


def marked(sources: tuple[Source, Source]) -> str:
    """The address of the list, after the old document was marked."""
    actions.supersede_source(sources[0], by=person("author"), successor=sources[1], reason="A new act")
    return address(Source, "resting", sources[0].pk)


def progress(client: Client, here: str) -> tuple[str, dict[str, str]]:
    """Such as "1 of 3", and the outcome of each fact."""
    (each,) = client.get(here).context["reviews"]
    review = each["review"]
    return f"{review.done} of {len(review.facts)}", {fact.key: fact.outcome for fact, _ in each["facts"]}


def published(key: str) -> None:
    draft = Fact.objects.get(key=key, state=State.DRAFT)
    Fact.objects.filter(pk=draft.pk).update(checked_on=factories.CHECKED)
    actions.publish(key, by=person("reviewer"), stamp=draft.updated_at, reason="The new act")


# ---- marking


def test_a_curator_marks_a_document_and_is_led_to_what_rests_on_it(curator, sources):
    old, new = sources
    form = address(Source, "change", old.pk)
    assert address(Source, "supersede", old.pk) in curator.get(form).content.decode()
    given = {"successor": new.pk, "reason": "The act of 2026 replaced it"}
    response = curator.post(address(Source, "supersede", old.pk), given, follow=True)
    assert told(response) == ["Marked as superseded. Published facts to be looked at again: 3."]
    assert progress(curator, address(Source, "resting", old.pk)) == ("0 of 3", dict.fromkeys(KEYS, "to-do"))
    old.refresh_from_db()
    assert old.status == SourceStatus.SUPERSEDED
    assert old.superseded_by.get() == new
    assert SourceReview.objects.get().reason == "The act of 2026 replaced it"
    page = curator.get(form).content.decode()
    assert address(Source, "resting", old.pk) in page
    assert address(Source, "supersede", old.pk) not in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reason": "Because"}, "successor"),
        ({"successor": "new", "reason": " "}, "reason"),
        ({"successor": "nonsense", "reason": "Because"}, "successor"),
    ],
)
def test_marking_needs_successor_and_reason(curator, sources, given, why):
    if given.get("successor") == "new":
        given = given | {"successor": sources[1].pk}
    response = curator.post(address(Source, "supersede", sources[0].pk), given)
    assert list(response.context["form"].errors) == [why]
    assert not SourceReview.objects.exists()


def test_a_refusal_of_the_action_keeps_what_was_typed(curator, sources):
    given = {"successor": sources[0].pk, "reason": "By itself"}
    response = curator.post(address(Source, "supersede", sources[0].pk), given)
    assert told(response) == ["A document cannot supersede itself."]
    assert response.context["form"].data["reason"] == "By itself"


def test_who_only_reviews_marks_nothing(decider, sources):
    assert decider.post(address(Source, "supersede", sources[0].pk), {}).status_code == 403


@pytest.mark.parametrize("status", ["superseded", "repealed"])
def test_marked_on_its_form_it_is_queued_just_so(curator, sources, status):
    old = sources[0]
    save(curator, address(Source, "change", old.pk), status=status, reason="Seen in the gazette")
    assert SourceReview.objects.get().status == status
    assert progress(curator, address(Source, "resting", old.pk))[0] == "0 of 3"
    save(curator, address(Source, "change", old.pk), number="S 1", reason="Its number")
    assert SourceReview.objects.count() == 1


def test_a_circle_of_documents_is_refused(sources):
    old, new = sources
    third = factories.source("third")
    actions.supersede_source(old, by=person("author"), successor=new, reason="Test")
    actions.supersede_source(new, by=person("author"), successor=third, reason="Test")
    with pytest.raises(Exception, match="'third' supersedes 'old', so it cannot be superseded by it"):
        actions.supersede_source(third, by=person("author"), successor=old, reason="Test")


# ---- working through


def test_each_fact_is_confirmed_replaced_or_withdrawn(curator, decider, sources):
    here = marked(sources)
    first = Fact.objects.get(key="sg-a")
    response = decider.post(
        f"{step(first, 'confirm')}?then={here}", {"day": "2026-11-22", "how": "The new act says the same"}
    )
    assert response.url == here
    assert progress(decider, here) == ("1 of 3", {"sg-b": "to-do", "sg-c": "to-do", "sg-a": "confirmed"})
    curator.post(here, {"key": "sg-b", "citing": "in-place"})
    assert progress(curator, here)[0] == "1 of 3"
    assert "new version by curator under way" in curator.get(here).content.decode()
    published("sg-b")
    actions.withdraw("sg-c", by=person("reviewer"), reason="The new act is silent")
    assert progress(curator, here) == ("3 of 3", {"sg-a": "confirmed", "sg-b": "new-version", "sg-c": "withdrawn"})
    page = curator.get(here).content.decode()
    assert "3 of 3 done" in page
    assert "The new act says the same" in page


@pytest.mark.parametrize(
    ("how", "cited"),
    [
        ("in-place", [("new", "", "Fifteen years")]),
        ("beside", [("old", "Art. 1", "Fifteen years"), ("new", "", "Fifteen years")]),
        ("as-it-is", [("old", "Art. 1", "Fifteen years")]),
    ],
)
def test_a_new_version_cites_the_new_document_as_asked(curator, sources, how, cited):
    here = marked(sources)
    response = curator.post(here, {"key": "sg-a", "citing": how}, follow=True)
    draft = Fact.objects.get(key="sg-a", state=State.DRAFT)
    rows = Citation.objects.filter(fact=draft).values_list("source__key", "locator", "supports")
    assert list(rows) == cited
    assert response.context["original"].pk == draft.pk
    assert draft.checked_on is None


def test_a_fact_that_is_cited_twice_cites_the_successor_once():
    old, new = factories.source("old"), factories.source("new")
    citations = [CitationDraft(old, "Art. 1"), CitationDraft(old, "Art. 2"), CitationDraft(new, "Art. 9")]
    for beside, expected in ((False, ["new", "new"]), (True, ["old", "new", "old", "new"])):
        found = actions.Succession(old, new, beside=beside).applied_to(citations)
        assert [each.source.key for each in found] == expected
        assert len({(each.source.key, each.locator) for each in found}) == len(found)


def test_two_curators_at_one_fact(curator, enter, sources):
    here = marked(sources)
    curator.post(here, {"key": "sg-a", "citing": "in-place"})
    response = enter("second", "Curator").post(here, {"key": "sg-a", "citing": "in-place"}, follow=True)
    assert "'sg-a' has an open version already, by curator." in told(response)
    assert Fact.objects.filter(key="sg-a", state=State.DRAFT).count() == 1


def test_what_is_done_or_does_not_rest_on_it_is_not_begun(curator, sources):
    here = marked(sources)
    actions.withdraw("sg-a", by=person("reviewer"), reason="Wrong")
    for key in ("sg-a", "sg-other", "nonsense"):
        response = curator.post(here, {"key": key, "citing": "in-place"}, follow=True)
        assert "is done already, or did not rest on this document" in told(response)[0]
    assert not Fact.objects.filter(state=State.DRAFT).exists()


def test_who_may_only_read_is_offered_nothing(decider, curator, sources):
    here = marked(sources)
    assert "Start a new version" not in decider.get(here).content.decode()
    assert "Confirm still true" not in curator.get(here).content.decode()
    assert decider.post(here, {"key": "sg-a", "citing": "in-place"}).status_code == 403


def test_facts_that_came_later_are_not_part_of_it(curator, sources):
    here = marked(sources)
    factories.published(key="sg-late", citations=[CitationDraft(sources[0])])
    assert progress(curator, here)[0] == "0 of 3"


def test_the_way_back_never_leads_elsewhere(decider, sources):
    marked(sources)
    fact = Fact.objects.get(key="sg-a")
    for then in ("https://elsewhere.example/", "//elsewhere.example/"):
        given = {"day": "2026-11-22", "how": "Read"}
        response = decider.post(f"{step(fact, 'confirm')}?then={then}", given)
        assert response.url.startswith("/admin/")
    assert Confirmation.objects.count() == 2
