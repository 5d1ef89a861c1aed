"""Versions on their way: begun, copied, edited, put up for review, sent back, thrown away. Publication: test_actions_publication.py."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models

from regulatory.choices import FactType, ReviewVerb, State
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.curation.versions import NOT_COPIED
from regulatory.models import FACT_MODELS, ChangeNote, Fact, PharmacovigilanceRequirement, ReviewEvent, Source, as_type
from tests import factories
from tests.refusals import everything, refused

pytestmark = pytest.mark.django_db


def new_fact(fact_type: FactType = FactType.REQUIREMENT, **values: Any) -> Fact:
    """Not stored yet."""
    defaults = {
        "key": "sg-fact",
        "kind": "gmp" if fact_type == FactType.REQUIREMENT else "",
        "title": "Title",
        "jurisdiction": factories.jurisdiction(),
        "topic": factories.topic(),
    }
    return FACT_MODELS[fact_type](**defaults | values)


def parts(fact: Fact) -> tuple[list[str], list[tuple[str, str, str]]]:
    return (
        [link.product_class.key for link in fact.class_links.all()],
        [(each.source.key, each.locator, each.supports) for each in fact.citations.select_related("source")],
    )


def verbs() -> list[tuple[str, str, str]]:
    return [(event.verb, event.by.username, event.comment) for event in ReviewEvent.objects.order_by("pk")]


# ---- write_draft


@pytest.mark.parametrize("fact_type", FactType)
def test_write_draft_begins_a_fact_of_each_type(fact_type: FactType):
    fact = Fact.objects.get(pk=factories.draft(fact_type, key="sg-fact").pk)
    assert (fact.key, fact.version, fact.state, fact.type) == ("sg-fact", 1, State.DRAFT, fact_type)
    assert isinstance(as_type(fact), FACT_MODELS[fact_type])


def test_write_draft_keeps_author_parts_and_their_order(author: User):
    sources = [factories.source("z-source"), factories.source("a-source")]
    fact = actions.write_draft(
        new_fact(),
        by=author,
        classes=[factories.product_class("combined")],
        citations=[
            CitationDraft(sources[0], "Art. 2", "says so"),
            CitationDraft(sources[1]),
            CitationDraft(sources[0]),
        ],
    )
    assert fact.author == author
    assert parts(fact) == (
        ["combined"],
        [("z-source", "Art. 2", "says so"), ("a-source", "", ""), ("z-source", "", "")],
    )
    assert verbs() == [(ReviewVerb.STARTED, "author", "")]
    assert not ChangeNote.objects.exists()


def test_write_draft_is_the_next_version_of_a_known_key(author: User):
    factories.published(FactType.REQUIREMENT, key="sg-fact")
    assert actions.write_draft(new_fact(), by=author).version == 2


@pytest.mark.parametrize("in_review", [False, True])
def test_write_draft_refuses_a_second_open_version(author: User, in_review: bool):
    factories.draft(FactType.REQUIREMENT, key="sg-fact")
    if in_review:
        actions.submit("sg-fact", by=author)
    with refused("'sg-fact' has an open version already"):
        actions.write_draft(new_fact(), by=author)


@pytest.mark.parametrize("end", ["published", "withdrawn"])
def test_write_draft_refuses_another_type_for_a_key(author: User, end: str):
    factories.published(FactType.PATHWAY, key="sg-fact")
    if end == "withdrawn":
        actions.withdraw("sg-fact", by=author, reason="Test")
    with refused("'sg-fact' names a regulatory pathway for ever"):
        actions.write_draft(new_fact(), by=author)


def test_write_draft_refuses_a_stored_version(author: User):
    published, draft = factories.published(), factories.draft()
    for stored in (published, draft):
        stored.key = "sg-another"
        with refused("edited with edit_draft"):
            actions.write_draft(stored, by=author)


WRONG: list[tuple[FactType, dict[str, Any], str]] = [
    (FactType.REQUIREMENT, {"key": "SG Fact"}, "lower-case letters"),
    (FactType.REQUIREMENT, {"key": "sg-" + "x" * 80}, "at most 80 characters"),
    (FactType.REQUIREMENT, {"title": ""}, "cannot be blank"),
    (FactType.REQUIREMENT, {"kind": "clinical"}, "'clinical' is not one of"),
    (FactType.REQUIREMENT, {"kind": ""}, "is not one of: classification, quality"),
    (FactType.CLASSIFICATION, {"kind": "gmp"}, "has no kind"),
    (FactType.REQUIREMENT, {"obligation": "perhaps"}, "not a valid choice"),
    (FactType.REQUIREMENT, {"effective_from": "2020-02-30"}, "YYYY-MM-DD"),
    (FactType.REQUIREMENT, {"effective_from": "2021", "effective_until": "2020"}, "ends before it begins"),
    (
        FactType.PATHWAY,
        {"kind": "clinical-trial", "review_days_basis": "working"},
        "Constraint “review_basis_needs_days” is violated",
    ),
    (
        FactType.PHARMACOVIGILANCE,
        {"kind": "registry", "deadline_basis": "working"},
        "Constraint “deadline_basis_needs_days” is violated",
    ),
    (
        FactType.PHARMACOVIGILANCE,
        {"kind": "registry", "duration_years_min": 5, "duration_years_max": 4},
        "Constraint “duration_min_not_above_max” is violated",
    ),
    (FactType.ABSENCE, {"kind": "not-found"}, "cannot be blank"),
    (FactType.QUALITY_EXPECTATION, {}, "cannot be null"),
]


@pytest.mark.parametrize(("fact_type", "values", "saying"), WRONG)
def test_write_draft_refuses_wrong_values(author: User, fact_type: FactType, values: dict[str, Any], saying: str):
    factories.jurisdiction(), factories.topic()
    with refused(saying):
        actions.write_draft(new_fact(fact_type, **values), by=author)


def wrong_parts() -> dict[str, tuple[str, dict[str, Any]]]:
    source, group = factories.source("a-source"), factories.product_class("group")
    group.selectable = False
    group.save()
    twice = [factories.product_class(), factories.product_class()]
    return {
        "cited twice": ("'a-source' is cited twice at 'Art. 1'", {"citations": [CitationDraft(source, "Art. 1")] * 2}),
        "cited twice nowhere": ("'a-source' is cited twice", {"citations": [CitationDraft(source)] * 2}),
        "long locator": ("at most 120 characters", {"citations": [CitationDraft(source, "x" * 121)]}),
        "class twice": ("named twice", {"classes": twice}),
        "group": ("'group' only gathers others", {"classes": [group]}),
    }


@pytest.mark.parametrize("case", ["cited twice", "cited twice nowhere", "long locator", "class twice", "group"])
def test_parts_are_checked_before_they_are_written(author: User, case: str):
    saying, given = wrong_parts()[case]
    draft = factories.draft(key="sg-draft")
    with refused(saying):
        actions.write_draft(new_fact(jurisdiction=draft.jurisdiction, topic=draft.topic), by=author, **given)
    with refused(saying):
        actions.edit_draft(draft, by=author, stamp=draft.updated_at, **given)
    with refused(saying):
        actions.put_parts(draft, **{"classes": [], "citations": []} | given)


@pytest.mark.django_db(transaction=True)
def test_write_draft_refuses_what_only_the_end_of_the_transaction_shows():
    """Foreign keys are checked at the commit."""
    gone, author = factories.source(), factories.person("author")
    pk = gone.pk
    gone.delete()
    fact = new_fact()
    with refused("'sg-fact' cannot be stored like this"):
        actions.write_draft(fact, by=author, citations=[CitationDraft(Source(pk=pk))])


# ---- start_draft


def filled(field: models.Field[Any, Any], today: datetime.date) -> Any:
    """A value for a field that is not its default, so that one left out of a copy is seen."""
    if field.choices:
        return [value for value, _ in field.flatchoices if value][-1]
    if isinstance(field, models.DateField):
        return today
    if isinstance(field, models.IntegerField):
        return 7
    return "2020-01" if field.max_length == 10 else f"Text of {field.name}"


@pytest.mark.parametrize("fact_type", FactType)
def test_start_draft_copies_everything(fact_type: FactType, reviewer: User):
    leave = NOT_COPIED | {"key", "type", "kind", "checked_on"}
    values = {
        field.name: filled(field, factories.CHECKED)
        for field in FACT_MODELS[fact_type]._meta.concrete_fields
        if not field.is_relation and field.name not in leave
    }
    if fact_type == FactType.RELIANCE:
        values["initiative"] = factories.initiative()
    values.pop("deadline_hours", None)  # a deadline is in days or in hours
    classes = [factories.product_class("combined"), factories.product_class("somatic-cell")]
    citations = [CitationDraft(factories.source(), "Art. 1", "yes"), CitationDraft(factories.source(), "", "no")]
    old = factories.published(
        fact_type, key="sg-fact", review_due=factories.CHECKED, classes=classes, citations=citations, **values
    )
    before = as_type(old)
    new = as_type(actions.start_draft("sg-fact", by=reviewer))
    differing = {
        field.name
        for field in new._meta.concrete_fields
        if getattr(new, field.attname) != getattr(before, field.attname)
    }
    assert differing == NOT_COPIED - {"superseded_at"}
    assert parts(new) == parts(before)
    assert len(parts(new)[0]) == len(parts(new)[1]) == 2
    assert (new.version, new.state, new.author) == (2, State.DRAFT, reviewer)
    assert new.checked_on is new.review_due is new.published_at is new.published_by is new.superseded_at is None


def test_start_draft_leaves_the_published_version_as_it_is(author: User):
    fact = factories.published(key="sg-fact")
    kept = list(Fact.objects.filter(pk=fact.pk).values()), parts(fact)
    actions.start_draft("sg-fact", by=author)
    assert (list(Fact.objects.filter(pk=fact.pk).values()), parts(fact)) == kept
    assert verbs()[-1] == (ReviewVerb.STARTED, "author", "")
    assert ChangeNote.objects.count() == 1


def test_start_draft_takes_up_a_withdrawn_fact(author: User):
    factories.published(key="sg-fact")
    actions.withdraw("sg-fact", by=author, reason="Test")
    draft = actions.start_draft("sg-fact", by=author)
    assert (draft.version, draft.state, len(parts(draft)[1])) == (2, State.DRAFT, 1)


def test_start_draft_refuses_an_unknown_key(author: User):
    with refused("There is no fact 'sg-nothing'"):
        actions.start_draft("sg-nothing", by=author)


@pytest.mark.parametrize("published", [False, True])
def test_start_draft_refuses_a_second_open_version(author: User, published: bool):
    if published:
        factories.published(key="sg-fact")
        actions.start_draft("sg-fact", by=author)
    else:
        factories.draft(key="sg-fact")
    with refused("'sg-fact' has an open version already, by author"):
        actions.start_draft("sg-fact", by=author)


# ---- submit, send_back, discard


def test_submit_puts_a_draft_up_for_review(author: User):
    draft = factories.draft(key="sg-fact")
    actions.submit("sg-fact", by=author, comment="Ready")
    assert Fact.objects.get().state == State.IN_REVIEW
    assert Fact.objects.get().updated_at > draft.updated_at
    assert verbs()[-1] == (ReviewVerb.SUBMITTED, "author", "Ready")
    with refused("'sg-fact' is in review already"):
        actions.submit("sg-fact", by=author)


def test_send_back_returns_a_version_with_what_is_to_be_mended(author: User, reviewer: User):
    factories.draft(key="sg-fact")
    with refused("'sg-fact' is not in review"):
        actions.send_back("sg-fact", by=reviewer, comment="Mend it")
    actions.submit("sg-fact", by=author)
    with refused("Say what is to be mended"):
        actions.send_back("sg-fact", by=reviewer, comment="  ")
    actions.send_back("sg-fact", by=reviewer, comment="Mend it")
    assert Fact.objects.get().state == State.DRAFT
    assert verbs()[-1] == (ReviewVerb.RETURNED, "reviewer", "Mend it")


def test_discard_leaves_the_published_version_and_a_trace(author: User):
    fact = factories.published(key="sg-fact")
    before = everything()
    actions.start_draft("sg-fact", by=author)
    actions.discard("sg-fact", by=author, comment="Not needed")
    after = everything()
    events = after.pop("regulatory.ReviewEvent"), before.pop("regulatory.ReviewEvent")
    assert after == before
    assert [event["verb"] for event in events[0][len(events[1]) :]] == [ReviewVerb.STARTED, ReviewVerb.DISCARDED]
    assert PharmacovigilanceRequirement.objects.get() == fact


@pytest.mark.parametrize("step", ["submit", "send_back", "discard"])
def test_steps_of_review_need_an_open_version(author: User, step: str):
    factories.published(key="sg-fact")
    for key in ("sg-fact", "sg-nothing"):
        with refused(f"There is no open version of '{key}'"):
            getattr(actions, step)(key, by=author, comment="Test")
