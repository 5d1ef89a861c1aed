"""Editing an open version: its stamp moves with every part, and who edits is its author, so nobody publishes his own or unseen text."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from regulatory.choices import FactType, State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import Fact, PharmacovigilanceRequirement, as_type
from tests import factories
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(author: User) -> PharmacovigilanceRequirement:
    written = factories.draft(key="sg-fact", citations=[CitationDraft(factories.source("seen"), "Art. 1")])
    return PharmacovigilanceRequirement.objects.get(pk=written.pk)


def stored(fact: Fact) -> PharmacovigilanceRequirement:
    return PharmacovigilanceRequirement.objects.get(pk=fact.pk)


def test_edit_draft_stores_values_of_both_tables(draft: PharmacovigilanceRequirement, author: User):
    draft.title, draft.trigger, draft.deadline_days = "Another", "A death", 7
    edited = actions.edit_draft(draft, by=author, stamp=draft.updated_at)
    assert (stored(draft).title, stored(draft).trigger, stored(draft).deadline_days) == ("Another", "A death", 7)
    assert edited.updated_at == stored(draft).updated_at


def test_edit_draft_leaves_parts_that_are_not_given(draft: PharmacovigilanceRequirement, author: User):
    actions.edit_draft(draft, by=author, stamp=draft.updated_at)
    assert [each.locator for each in draft.citations.all()] == ["Art. 1"]
    assert draft.class_links.count() == 1
    actions.edit_draft(draft, by=author, stamp=draft.updated_at, classes=[])
    assert (draft.citations.count(), draft.class_links.count()) == (1, 0)


def test_edit_draft_replaces_parts_that_are_given(draft: PharmacovigilanceRequirement, author: User):
    given = [CitationDraft(factories.source("b"), "p. 2", "two"), CitationDraft(factories.source("seen"), "Art. 1")]
    actions.edit_draft(draft, by=author, stamp=draft.updated_at, citations=given)
    assert [(each.source.key, each.locator, each.supports) for each in draft.citations.all()] == [
        ("b", "p. 2", "two"),
        ("seen", "Art. 1", ""),
    ]
    assert draft.class_links.count() == 1


def test_edit_draft_makes_the_editor_the_author(draft: PharmacovigilanceRequirement, reviewer: User):
    actions.edit_draft(draft, by=reviewer, stamp=draft.updated_at)
    assert stored(draft).author == reviewer
    stamp = stored(draft).updated_at
    with refused("Who wrote in a version cannot publish it"):
        actions.publish("sg-fact", by=reviewer, stamp=stamp, reason="Test")
    actions.publish("sg-fact", by=factories.person("a third one"), stamp=stamp, reason="Test")


def test_edit_draft_keeps_the_state_and_what_publication_sets(draft: PharmacovigilanceRequirement, author: User):
    actions.submit("sg-fact", by=author)
    draft = stored(draft)
    draft.state, draft.published_at, draft.version, draft.type = State.PUBLISHED, draft.created_at, 7, FactType.PATHWAY
    actions.edit_draft(draft, by=author, stamp=draft.updated_at)
    kept = stored(draft)
    assert (kept.state, kept.published_at, kept.version) == (State.IN_REVIEW, None, 1)
    assert kept.type == FactType.PHARMACOVIGILANCE


def test_edit_draft_refuses_what_another_edited_meanwhile(draft: PharmacovigilanceRequirement, author: User):
    mine, his = stored(draft), stored(draft)
    stamp = mine.updated_at
    actions.edit_draft(his, by=author, stamp=stamp)
    mine.title = "Overwritten"
    with refused("'sg-fact' was changed after you opened it"):
        actions.edit_draft(mine, by=author, stamp=stamp)


def test_edit_draft_refuses_a_published_version(author: User):
    fact = factories.published(key="sg-fact")
    fact.title = "Changed"
    with refused("v1 is not open. Start a new version"):
        actions.edit_draft(fact, by=author, stamp=fact.updated_at)


def test_edit_draft_refuses_a_change_of_key(draft: PharmacovigilanceRequirement, author: User):
    for key in ("sg-another", factories.published().key):
        draft.key = key
        with refused(f"There is no such version of '{key}'"):
            actions.edit_draft(draft, by=author, stamp=draft.updated_at)


@pytest.mark.parametrize(
    ("field", "value", "saying"),
    [
        ("title", "", "cannot be blank"),
        ("kind", "none", "is not one of"),
        ("deadline_basis", "working", "deadline_basis_needs_days"),
    ],
)
def test_edit_draft_refuses_wrong_values(
    draft: PharmacovigilanceRequirement, author: User, field: str, value: str, saying: str
):
    setattr(draft, field, value)
    with refused(saying):
        actions.edit_draft(draft, by=author, stamp=draft.updated_at)


# ---- the stamp


def edit_classes(draft: Fact, author: User) -> None:
    actions.edit_draft(draft, by=author, stamp=draft.updated_at, classes=[factories.product_class("combined")])


def edit_citations(draft: Fact, author: User) -> None:
    actions.edit_draft(draft, by=author, stamp=draft.updated_at, citations=[CitationDraft(factories.source("unseen"))])


def put_parts(draft: Fact, author: User) -> None:
    actions.put_parts(draft, classes=[], citations=[CitationDraft(factories.source("unseen"))])


def save_a_form(draft: Fact, author: User) -> None:
    as_type(draft).save()


def submit(draft: Fact, author: User) -> None:
    actions.submit(draft.key, by=author)


EDITS = [edit_classes, edit_citations, put_parts, save_a_form, submit]


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_moves_the_stamp(draft: PharmacovigilanceRequirement, author: User, reviewer: User, edit):
    seen = draft.updated_at
    edit(draft, author)
    assert stored(draft).updated_at > seen
    with refused("'sg-fact' was changed after you opened it"):
        actions.publish("sg-fact", by=reviewer, stamp=seen, reason="Test")
    actions.publish("sg-fact", by=reviewer, stamp=stored(draft).updated_at, reason="Test")


def test_put_parts_tells_the_new_stamp(draft: PharmacovigilanceRequirement):
    put_parts(draft, draft.author)
    assert draft.updated_at == stored(draft).updated_at


def test_put_parts_refuses_a_published_version():
    fact = factories.published(key="sg-fact")
    factories.source("unseen")
    with refused("'sg-fact' v1 is not open"):
        put_parts(fact, fact.author)


def test_publish_refuses_everybody_who_wrote_in_the_version():
    """The last editor is the author; who began the text does not get his hands free by another's comma."""
    written = factories.draft(by=factories.person("author"))
    written.refresh_from_db()
    written.title = "Another title"
    actions.edit_draft(written, by=factories.person("second"), stamp=written.updated_at)
    written.refresh_from_db()
    with refused("Who wrote in a version cannot publish it"):
        actions.publish(written.key, by=factories.person("author"), stamp=written.updated_at, reason="Test")
    actions.publish(written.key, by=factories.person("reviewer"), stamp=written.updated_at, reason="Test")


def test_publish_forgets_who_wrote_in_a_version_that_was_discarded():
    factories.draft(key="sg-again", by=factories.person("author"))
    actions.discard("sg-again", by=factories.person("author"))
    written = factories.draft(key="sg-again", by=factories.person("second"))
    written.refresh_from_db()
    actions.publish("sg-again", by=factories.person("author"), stamp=written.updated_at, reason="Test")
