"""The database refuses records of identity nouns that contradict themselves or repeat a key, and every constraint has its test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, models
from django.utils import timezone

from regulatory.models import (
    AcceptanceCriterion,
    Authority,
    ChangeNote,
    ClassDriver,
    CriticalQualityAttribute,
    FileRecord,
    FollowUpRule,
    GlossarySynonym,
    GlossaryTerm,
    InitiativeComponent,
    Jurisdiction,
    Participation,
    ProductClass,
    QualityFramework,
    RelianceInitiative,
    SearchDocument,
    Source,
    Topic,
    Withdrawal,
)
from tests import factories
from tests.constraints import all_constraints, not_null, not_unique, refused_by

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).resolve().parents[2]


def test_every_constraint_has_a_test():
    """By its name in a file of tests of constraints; one that is added to a model has to be tried there."""
    text = "".join(path.read_text() for path in TESTS.rglob("test_*constraints.py"))
    assert [name for name in all_constraints() if f'"{name}"' not in text] == []


# ---- participations


def test_participant_that_is_nobody():
    with refused_by("participant_is_a_jurisdiction_or_a_name"):
        Participation.objects.create(initiative=factories.initiative())


def test_participant_that_is_a_jurisdiction_and_a_name():
    with refused_by("participant_is_a_jurisdiction_or_a_name"):
        Participation.objects.create(
            initiative=factories.initiative(), jurisdiction=factories.jurisdiction(), name="Switzerland"
        )


def test_jurisdiction_twice_in_an_initiative():
    values = {"initiative": factories.initiative(), "jurisdiction": factories.jurisdiction()}
    Participation.objects.create(**values)
    with refused_by("one_row_a_jurisdiction_in_an_initiative"):
        Participation.objects.create(**values)
    Participation.objects.create(initiative=values["initiative"], jurisdiction=factories.jurisdiction("JP"))


def test_name_twice_in_an_initiative():
    Participation.objects.create(initiative=factories.initiative(), name="Switzerland")
    with refused_by("one_row_a_name_in_an_initiative"):
        Participation.objects.create(initiative=factories.initiative(), name="Switzerland")
    Participation.objects.create(initiative=factories.initiative("access-consortium"), name="Switzerland")


# ---- words and files


def term(key: str = "atmp") -> GlossaryTerm:
    return GlossaryTerm.objects.create(key=key, term=key, definition="d")


def test_word_of_a_jurisdiction_that_does_not_say_if_it_was_seen():
    kept = term()
    with refused_by("synonym_of_a_jurisdiction_says_if_verified"):
        GlossarySynonym.objects.create(glossary_term=kept, jurisdiction=factories.jurisdiction(), term="CTGTP")
    GlossarySynonym.objects.create(
        glossary_term=kept, jurisdiction=factories.jurisdiction(), term="CTGTP", verified=False
    )
    GlossarySynonym.objects.create(glossary_term=kept, term="ATMP")


def test_record_of_a_file_twice():
    FileRecord.objects.create(noun="fact", key="sg-fact", digest="0")
    with refused_by("file_record_once"):
        FileRecord.objects.create(noun="fact", key="sg-fact", digest="1")
    FileRecord.objects.create(noun="source", key="sg-fact", digest="1")


def test_document_of_the_index_twice():
    values = {"noun": "facts", "key": "sg-fact", "title": "t", "url": "/", "heading": "", "standing": 1, "format": 1}
    SearchDocument.objects.create(**values)
    with refused_by("search_document_once"):
        SearchDocument.objects.create(**values)
    SearchDocument.objects.create(**values | {"noun": "sources"})


# ---- keys

NOUNS: dict[type[models.Model], Callable[[], models.Model]] = {
    Jurisdiction: factories.jurisdiction,
    Topic: factories.topic,
    ProductClass: factories.product_class,
    CriticalQualityAttribute: factories.attribute,
    RelianceInitiative: factories.initiative,
    Source: factories.source,
    GlossaryTerm: term,
    Authority: lambda: Authority.objects.create(key="sg-hsa", jurisdiction=factories.jurisdiction(), name="HSA"),
    ClassDriver: lambda: ClassDriver.objects.create(
        key="driver", product_class=factories.product_class(), characteristic="c", effect="e", order=1
    ),
    FollowUpRule: lambda: FollowUpRule.objects.create(key="rule", statement="s", order=1),
    AcceptanceCriterion: lambda: AcceptanceCriterion.objects.create(
        key="criterion", attribute=factories.attribute(), kind="guidance", criterion="c", document="d", order=1
    ),
    QualityFramework: lambda: QualityFramework.objects.create(
        key="framework", title="t", jurisdiction=factories.jurisdiction(), summary="s"
    ),
    InitiativeComponent: lambda: InitiativeComponent.objects.create(
        key="component", initiative=factories.initiative(), kind="statement", order=1
    ),
}


@pytest.mark.parametrize("model", NOUNS)
def test_key_names_one_record(model: type[models.Model]):
    record = NOUNS[model]()
    record.pk, record._state.adding = None, True
    with not_unique():
        record.save()


def test_every_noun_with_a_key_is_tried_above():
    keyed = {
        model
        for model in apps.get_app_config("regulatory").get_models()
        if any(field.unique and field.name in ("key", "code") for field in model._meta.local_concrete_fields)
    }
    assert keyed == set(NOUNS)


def test_name_of_an_economy_is_its_own():
    kept = factories.jurisdiction("SG")
    with not_unique():
        Jurisdiction.objects.create(code="XX", name=kept.name, kind="economy", apec_member=True)


# ---- traces


def test_revision_is_given_once():
    values = {"at": timezone.now(), "by": factories.person("author"), "reason": "Test"}
    ChangeNote.objects.create(revision=1, **values)
    with pytest.raises(IntegrityError, match=r"(?i)unique|only ever added to"):
        ChangeNote.objects.bulk_create([ChangeNote(revision=1, **values)])


@pytest.mark.parametrize("column", ["at", "by"])
def test_change_note_says_who_and_when(column: str):
    values = {"at": timezone.now(), "by": factories.person("author"), "reason": "Test"} | {column: None}
    with not_null():
        ChangeNote.objects.create(revision=1, **values)


def test_version_is_withdrawn_once():
    fact = factories.published()
    values = {"fact": fact, "day": factories.CHECKED, "by": factories.person("author"), "reason": "Test"}
    Withdrawal.objects.create(**values)
    with pytest.raises(IntegrityError, match=r"(?i)unique|only ever added to"):
        Withdrawal.objects.create(**values)
