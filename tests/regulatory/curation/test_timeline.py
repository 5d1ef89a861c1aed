"""What differs between two versions of a fact, as the reviewer and the history tell it."""

from __future__ import annotations

import pytest

from regulatory import querysets
from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.curation.timeline import FieldChange, diff, values_of
from regulatory.models import FACT_MODELS, Fact
from regulatory.readings import FactReading
from tests import factories

pytestmark = pytest.mark.django_db


def readings(key: str) -> list[FactReading]:
    return querysets.read_facts(Fact.objects.filter(key=key).order_by("version"))


def next_version(fact: Fact, **values: object) -> Fact:
    draft = actions.start_draft(fact.key, by=factories.person("author"))
    draft.checked_on = factories.CHECKED
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save()
    return draft


@pytest.mark.parametrize("fact_type", FactType)
def test_a_copy_differs_in_nothing(fact_type):
    next_version(factories.published(fact_type, key="sg-fact"))
    assert diff(*readings("sg-fact")) == []


def test_common_and_own_values_are_told_in_the_words_of_the_form():
    fact = factories.published(
        FactType.PHARMACOVIGILANCE, key="sg-fact", title="Old", obligation="mandatory", deadline_days=15
    )
    next_version(fact, title="New", obligation="", deadline_days=None, kind="traceability")
    changes = diff(*readings("sg-fact"))
    assert changes == [
        FieldChange("kind", "Kind", "Long-term follow-up", "Traceability"),
        FieldChange("title", "Title", "Old", "New"),
        FieldChange("obligation", "Obligation", "Mandatory", ""),
        FieldChange("deadline_days", "Deadline days", "15", ""),
    ]
    assert {change.verb for change in changes} == {"changed"}


def test_zero_is_a_value_and_not_an_empty_one():
    fact = factories.published(FactType.PATHWAY, key="sg-fact")
    next_version(fact, review_days=0)
    assert diff(*readings("sg-fact")) == [FieldChange("review_days", "Review days", "", "0")]


def test_a_move_to_another_place_or_topic_is_told():
    fact = factories.published(key="sg-fact")
    next_version(fact, jurisdiction=factories.jurisdiction("JP"), topic=factories.topic("safety"))
    assert diff(*readings("sg-fact")) == [
        FieldChange("jurisdiction", "Jurisdiction", "Singapore", "Japan"),
        FieldChange("topic", "Topic", "Long term follow up", "Safety"),
    ]


def test_a_link_is_told_by_name_and_key():
    fact = factories.published(FactType.QUALITY_EXPECTATION, key="sg-fact")
    next_version(fact, attribute=factories.attribute("potency"))
    assert diff(*readings("sg-fact")) == [
        FieldChange("attribute", "Attribute", "Sterility (sterility)", "Potency (potency)")
    ]


def test_classes_are_told_one_by_one():
    fact = factories.published(key="sg-fact", classes=[factories.product_class("a"), factories.product_class("b")])
    draft = next_version(fact)
    actions.put_parts(
        draft, classes=[factories.product_class("b"), factories.product_class("c")], citations=citations(draft)
    )
    changes = diff(*readings("sg-fact"))
    assert changes == [
        FieldChange("product_classes", "Product class", "a", None),
        FieldChange("product_classes", "Product class", None, "c"),
    ]
    assert [change.verb for change in changes] == ["removed", "added"]


def citations(fact: Fact) -> list[CitationDraft]:
    return [CitationDraft(each.source, each.locator, each.supports) for each in fact.citations.all()]


def cited(*places: tuple[str, str, str]) -> list[CitationDraft]:
    return [CitationDraft(factories.source(key), locator, supports) for key, locator, supports in places]


def changes_of_citations(before: list[CitationDraft], after: list[CitationDraft]) -> list[tuple[object, ...]]:
    draft = next_version(factories.published(key="sg-fact", citations=before, classes=[]))
    actions.put_parts(draft, classes=[], citations=after)
    return [(change.label, change.before, change.after, change.verb) for change in diff(*readings("sg-fact"))]


def test_citations_are_told_as_added_removed_or_changed():
    before = cited(("law", "Art. 1", "says 15 days"), ("law", "Art. 2", ""))
    after = cited(("law", "Art. 1", "says 15 calendar days"), ("guide", "", "explains it"))
    assert changes_of_citations(before, after) == [
        ("Citation of Act law, Art. 1", "says 15 days", "says 15 calendar days", "changed"),
        ("Citation of Act law, Art. 2", "", None, "removed"),
        ("Citation of Act guide", None, "explains it", "added"),
    ]


def test_another_order_of_the_citations_is_told():
    places = [("law", "Art. 1", ""), ("law", "Art. 2", "")]
    assert changes_of_citations(cited(*places), cited(*reversed(places))) == [
        ("Order of the citations", "law Art. 1; law Art. 2", "law Art. 2; law Art. 1", "changed")
    ]


@pytest.mark.parametrize("fact_type", FactType)
def test_without_an_old_version_all_that_is_said_is_new(fact_type):
    factories.draft(fact_type, key="sg-fact", title="First")
    changes = diff(None, *readings("sg-fact"))
    assert {change.verb for change in changes} == {"added"}
    told = {change.field for change in changes}
    assert {"jurisdiction", "topic", "title", "summary", "legal_status", "citations", "product_classes"} <= told
    assert not {"state", "version", "note", "published_at"} & told


def test_every_stored_value_of_every_type_is_compared():
    common = {"id", "key", "version", "type", "state", "author", "created_at", "updated_at"}
    life = {"published_by", "published_at", "superseded_at"}
    for fact_type, model in FACT_MODELS.items():
        reading = readings(factories.draft(fact_type).key)[0]
        stored = {field.name for field in model._meta.concrete_fields} - common - life - {"fact_ptr"}
        assert set(values_of(reading)) == stored
