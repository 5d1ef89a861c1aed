"""Rows of every model that the admin knows, for the tests that go over all of them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable

from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.utils import timezone

from access.models import ApiToken
from regulatory import models
from regulatory.curation import actions, corrections
from regulatory.models import FACT_MODELS, FileRecord
from tests import factories
from tests.access.programs import issued
from workshop.models import Insight, Organisation, Organiser, Session, Workshop

numbers = itertools.count(1)


def key(start: str) -> str:
    return f"{start}-{next(numbers)}"


def code() -> str:
    """A new code of two capital letters after an X."""
    high, low = divmod(next(numbers), 26)
    return f"X{chr(65 + high % 26)}{chr(65 + low)}"


def cited(record: Model) -> Model:
    record.citations.create(source=factories.source(), locator="1")
    return record


def parent_topic() -> models.Topic:
    return factories.topic(key("area"))


def parent_class() -> models.ProductClass:
    return factories.product_class(key("group"))


def authority() -> Model:
    return models.Authority.objects.create(
        key=key("authority"), jurisdiction=factories.jurisdiction(), name="Authority", who_listed=True
    )


def driver() -> Model:
    values = {"characteristic": "integrates", "effect": "follow-up", "order": 1, "verified": True}
    return cited(models.ClassDriver.objects.create(key=key("driver"), product_class=parent_class(), **values))


def rule() -> Model:
    values = {"statement": "15 years", "years_min": 5, "years_max": 15, "order": 1, "document": factories.source()}
    return cited(models.FollowUpRule.objects.create(key=key("rule"), product_class=parent_class(), **values))


def term() -> Model:
    made = models.GlossaryTerm.objects.create(key=key("term"), term="Term", definition="A word", verified=True)
    made.topics.add(factories.topic())
    made.synonyms.create(term="Synonym", jurisdiction=factories.jurisdiction(), verified=True)
    return cited(made)


def product_class() -> Model:
    made = factories.product_class(key("class"))
    made.parent = parent_class()
    made.save()
    return cited(made)


def attribute() -> Model:
    made = factories.attribute(key("attribute"))
    made.product_classes.add(factories.product_class())
    return cited(made)


def criterion() -> Model:
    values = {"kind": "guidance", "criterion": "70 %", "document": "Guideline", "order": 1, "verified": True}
    return cited(
        models.AcceptanceCriterion.objects.create(key=key("criterion"), attribute=factories.attribute(), **values)
    )


def framework() -> Model:
    values = {"title": "Framework", "jurisdiction": factories.jurisdiction(), "summary": "All of it"}
    return cited(models.QualityFramework.objects.create(key=key("framework"), **values))


def participation() -> Model:
    within = factories.initiative(key("initiative"))
    return cited(
        models.Participation.objects.create(initiative=within, jurisdiction=factories.jurisdiction(), position=1)
    )


def component() -> Model:
    values = {"kind": "statement", "name": "Part", "order": 1, "initiative": factories.initiative()}
    return cited(models.InitiativeComponent.objects.create(key=key("component"), **values))


def organisation() -> Organisation:
    values = {"name": "Body", "kind": "regulator", "role": "Host", "named_in_article": True}
    parent = Organisation.objects.create(key=key("parent"), **values)
    return Organisation.objects.create(key=key("body"), jurisdiction=factories.jurisdiction(), parent=parent, **values)


def workshop() -> Workshop:
    made = Workshop.objects.create(
        key=key("workshop"), title="Workshop", focus="ATMPs", purpose="To talk", source=factories.source()
    )
    Organiser.objects.create(workshop=made, organisation=organisation(), role="Host")
    return made


def session() -> Session:
    return Session.objects.create(key=key("session"), workshop=workshop(), number=1, title="Session", focus="CMC")


def insight() -> Insight:
    within = session()
    values = {"kind": "highlight", "statement": "They agreed.", "order": 1, "verified": True}
    made = Insight.objects.create(key=key("insight"), workshop=within.workshop, session=within, **values)
    made.topics.add(factories.topic())
    made.jurisdictions.add(factories.jurisdiction())
    return made


def noted() -> Model:
    by = factories.person(key("editor"))
    actions.save_record(
        models.Topic(key=(name := key("topic")), name="T", description="d", question="q?", order=1),
        key=name,
        by=by,
        reason="For the test",
    )
    return models.ChangeNote.objects.latest("revision")


def entry() -> Model:
    return noted().entries.get()


def confirmation() -> Model:
    fact = factories.published()
    return actions.confirm_still_true(fact.key, by=factories.person("r2"), day=datetime.date(2026, 11, 22), how="Read")


def withdrawal() -> Model:
    fact = factories.published()
    actions.withdraw(fact.key, by=factories.person("r2"), reason="Wrong")
    return models.Withdrawal.objects.get(fact=fact)


def event() -> Model:
    fact = factories.draft()
    return models.ReviewEvent.objects.get(key=fact.key)


def file_record() -> Model:
    return FileRecord.objects.create(noun="topic", key=key("topic"), digest="0")


def pending() -> Model:
    fact, source = factories.published(), factories.source()
    author = factories.person(key("author"))
    return actions.propose_change(
        fact.key, by=author, changes_on="2027-04", note="Five years become ten", source=source
    )


def correction() -> Model:
    return corrections.suggest_correction(factories.published(), text="The article was renumbered.")


def source_review() -> Model:
    old, new = factories.source(), factories.source()
    factories.published(citations=[actions.CitationDraft(old, "Art. 1")])
    actions.supersede_source(old, by=factories.person(key("author")), successor=new, reason="A new act")
    return old.reviews.get()


def file_conflict() -> Model:
    return models.FileConflict.objects.create(
        noun="topic", key=key("topic"), message="differs", found_at=timezone.now()
    )


MAKERS: dict[type[Model], Callable[[], Model]] = {
    models.Jurisdiction: lambda: factories.jurisdiction(code()),
    models.Authority: authority,
    models.Source: lambda: factories.source(jurisdiction=factories.jurisdiction()),
    models.Topic: lambda: factories.topic(key("topic"), parent=parent_topic()),
    models.ProductClass: product_class,
    models.ClassDriver: driver,
    models.FollowUpRule: rule,
    models.GlossaryTerm: term,
    models.CriticalQualityAttribute: attribute,
    models.AcceptanceCriterion: criterion,
    models.QualityFramework: framework,
    models.RelianceInitiative: lambda: cited(factories.initiative(key("initiative"))),
    models.Participation: participation,
    models.InitiativeComponent: component,
    models.ChangeNote: noted,
    models.ChangeEntry: entry,
    models.ReviewEvent: event,
    models.Confirmation: confirmation,
    models.Withdrawal: withdrawal,
    models.FileRecord: file_record,
    models.FileConflict: file_conflict,
    models.PendingChange: pending,
    models.Correction: correction,
    models.SourceReview: source_review,
    models.Fact: lambda: models.Fact.objects.get(pk=factories.draft(by=factories.person(key("author"))).pk),
    models.Citation: lambda: factories.draft().citations.get(),
    **{
        model: lambda fact_type=fact_type: factories.draft(fact_type, by=factories.person(key("author")))
        for fact_type, model in FACT_MODELS.items()
    },
    Organisation: organisation,
    Workshop: workshop,
    Session: session,
    Insight: insight,
    ApiToken: lambda: issued(factories.person(key("person")))[0],
    Group: lambda: Group.objects.create(name=key("group")),
    User: lambda: factories.person(key("person")),
}
