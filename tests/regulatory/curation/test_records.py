"""Writes of identity nouns: each edit is logged with what it changed and why; what is in use stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from regulatory.choices import ChangeVerb, SourceStatus
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.curation.changes import change
from regulatory.curation.records import put_rows
from regulatory.models import ChangeEntry, ChangeNote, GlossarySynonym, GlossaryTerm, Source, Topic
from tests import factories
from tests.refusals import everything, refused

pytestmark = pytest.mark.django_db


def new_term(key: str = "atmp") -> GlossaryTerm:
    return GlossaryTerm(key=key, term="ATMP", definition="d", verified=True)


def save(record: object, by: User) -> None:
    actions.save_record(record, key=record.key, by=by, reason="Test")


# ---- save_record


def test_save_record_adds_with_a_note(author: User):
    save(new_term(), author)
    entry = ChangeEntry.objects.get()
    assert (entry.verb, entry.noun, entry.key, entry.title) == (ChangeVerb.ADDED, "glossary term", "atmp", "ATMP")
    assert entry.before is None
    assert entry.after == {"key": "atmp", "term": "ATMP", "abbreviation": "", "definition": "d", "verified": True}


def test_save_record_edits_with_both_states(author: User):
    record = factories.source("a", binding=None)
    record.binding, record.number = True, "S 1/2020"
    save(record, author)
    entry = ChangeEntry.objects.get()
    assert entry.verb == ChangeVerb.EDITED
    changed = {name for name, value in entry.after.items() if value != entry.before[name]}
    assert changed == {"binding", "number"}
    assert "force" not in entry.after


def test_save_record_that_changes_nothing_leaves_no_note(author: User):
    save(factories.source("a"), author)
    assert not ChangeNote.objects.exists()


def test_save_record_within_a_change_always_leaves_an_entry(author: User):
    """There the caller may change links and citations, which the columns don't show."""
    record = factories.source("a")
    with change(by=author, reason="Links") as log:
        actions.save_record(record, key="a", by=author, reason="", log=log, as_told=({"links": []}, {"links": ["b"]}))
    assert (ChangeEntry.objects.get().before, ChangeEntry.objects.get().after) == ({"links": []}, {"links": ["b"]})


def test_save_record_refusals(author: User):
    factories.topic("gmp")
    with refused("already exists"):
        save(Topic(key="gmp", name="GMP", description="d", question="q", order=1), author)
    with refused("lower-case letters"):
        save(new_term("ATMP !"), author)
    with refused("Say why"):
        actions.save_record(new_term(), key="atmp", by=author, reason="")
    with refused("already exists"), change(by=author, reason="Test") as log:
        topic = Topic(key="gmp", name="GMP", description="d", question="q", order=1)
        actions.save_record(topic, key="gmp", by=author, reason="", log=log)


# ---- put_rows


def test_put_rows_gives_exactly_these_rows_in_order(author: User):
    term = new_term()
    term.save()
    put_rows(term, "synonyms", [{"term": "a"}, {"term": "b"}])
    put_rows(term, "synonyms", [{"term": "c"}, {"term": "a"}])
    assert [(row.term, row.position) for row in term.synonyms.all()] == [("c", 0), ("a", 1)]


def test_put_rows_refuses_a_row_that_does_not_fit(author: User):
    term = new_term()
    term.save()
    put_rows(term, "synonyms", [{"term": "a"}])
    with refused("at most 200 characters"):
        put_rows(term, "synonyms", [{"term": "x" * 201}])


# ---- remove_record


def test_remove_record_takes_what_is_its_own_with_it(author: User):
    term = new_term()
    term.save()
    put_rows(term, "synonyms", [{"term": "a"}])
    actions.remove_record(term, key="atmp", by=author, reason="Not a term")
    assert not GlossaryTerm.objects.exists()
    assert not GlossarySynonym.objects.exists()
    entry = ChangeEntry.objects.get()
    assert (entry.verb, entry.key, entry.after) == (ChangeVerb.REMOVED, "atmp", None)
    assert entry.before["definition"] == "d"


def test_remove_record_refuses_what_is_in_use(author: User):
    factories.draft(citations=[CitationDraft(factories.source("cited"))])
    with refused("'cited' is in use (citation); take it out there first"):
        actions.remove_record(Source.objects.get(key="cited"), key="cited", by=author, reason="Test")


def test_refused_removal_leaves_no_entry_in_the_callers_change(author: User):
    factories.draft(citations=[CitationDraft(factories.source("cited"))])
    before = everything()
    with change(by=author, reason="Clear up") as log, refused("is in use"):
        actions.remove_record(Source.objects.get(key="cited"), key="cited", by=author, reason="", log=log)
    assert everything() == before


# ---- supersede_source


def test_supersede_source_links_both_and_names_the_facts_that_are_due(author: User):
    old, new = factories.source("old"), factories.source("new")
    for key in ("sg-b", "sg-a"):
        factories.published(key=key, citations=[CitationDraft(old, "Art. 1"), CitationDraft(old, "Art. 2")])
    factories.published(key="sg-other", citations=[CitationDraft(new)])
    factories.draft(key="sg-draft", citations=[CitationDraft(old)])
    notes = ChangeNote.objects.count()
    assert actions.supersede_source(old, by=author, successor=new, reason="A new act") == ["sg-a", "sg-b"]
    assert Source.objects.get(key="old").status == SourceStatus.SUPERSEDED
    assert Source.objects.get(key="new").supersedes == old
    assert ChangeNote.objects.count() == notes + 1
    assert [entry.key for entry in ChangeNote.objects.first().entries.order_by("pk")] == ["new", "old"]


def test_supersede_source_refusals(author: User):
    old, new, third = factories.source("old"), factories.source("new"), factories.source("third")
    with refused("cannot supersede itself"):
        actions.supersede_source(old, by=author, successor=old, reason="Test")
    with refused("Say why"):
        actions.supersede_source(old, by=author, successor=new, reason=" ")
    actions.supersede_source(old, by=author, successor=new, reason="Test")
    with refused("'new' supersedes 'old', so it cannot be superseded by it"):
        actions.supersede_source(new, by=author, successor=old, reason="Test")
    with refused("'new' supersedes another document already"):
        actions.supersede_source(third, by=author, successor=new, reason="Test")
