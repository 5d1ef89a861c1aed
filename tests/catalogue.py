"""Builders of identity records with all that hangs on them, verified and cited unless a test says otherwise.

Facts are built in factories.py. `world` fills every noun at once.
"""

from __future__ import annotations

from typing import Any

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from regulatory.models import (
    AcceptanceCriterion,
    Authority,
    ClassDriver,
    CriticalQualityAttribute,
    FollowUpRule,
    GlossarySynonym,
    GlossaryTerm,
    InitiativeComponent,
    Jurisdiction,
    Participation,
    ProductClass,
    QualityFramework,
    RelianceInitiative,
    Source,
    Topic,
)
from tests import factories
from tests.factories import counter
from workshop.models import Insight, Organisation, Organiser, Session, Workshop


def cite(record: Any, source: Source | None = None, locator: str = "p. 1") -> Any:
    """The record, with one more citation."""
    record.citations.create(source=source or factories.source(), locator=locator)
    return record


def made(model: Any, key: str | None, defaults: dict[str, Any], values: dict[str, Any]) -> Any:
    return model.objects.create(
        key=key or f"{model.__name__.lower()}-{next(counter)}", **{"verified": True, **defaults, **values}
    )


def authority(key: str | None = None, **values: Any) -> Authority:
    defaults = {"jurisdiction": values.pop("jurisdiction", None) or factories.jurisdiction(), "name": "Authority"}
    return Authority.objects.create(key=key or f"authority-{next(counter)}", **defaults | values)


def driver(key: str | None = None, **values: Any) -> ClassDriver:
    values["product_class"] = values.get("product_class") or factories.product_class()
    defaults = {"characteristic": "Integrates", "effect": "Long follow-up", "order": next(counter)}
    return cite(made(ClassDriver, key, defaults, values))


def rule(key: str | None = None, **values: Any) -> FollowUpRule:
    defaults = {"statement": "Up to 15 years", "years_max": 15, "order": next(counter)}
    return cite(made(FollowUpRule, key, defaults, values))


def term(key: str | None = None, **values: Any) -> GlossaryTerm:
    return cite(made(GlossaryTerm, key, {"term": "Term", "definition": "What it means"}, values))


def synonym(of: GlossaryTerm, word: str = "Synonym", **values: Any) -> GlossarySynonym:
    return GlossarySynonym.objects.create(glossary_term=of, term=word, **values)


def attribute(key: str | None = None, **values: Any) -> CriticalQualityAttribute:
    defaults = {"name": "Potency", "category": "potency", "definition": "Does it act", "why_it_matters": "Efficacy"}
    return cite(made(CriticalQualityAttribute, key, defaults, values))


def criterion(key: str | None = None, **values: Any) -> AcceptanceCriterion:
    defaults = {"kind": "guidance", "criterion": "< 5 copies", "document": "A guideline", "order": next(counter)}
    return cite(made(AcceptanceCriterion, key, defaults, values))


def framework(key: str | None = None, **values: Any) -> QualityFramework:
    values["jurisdiction"] = values.get("jurisdiction") or factories.jurisdiction()
    return cite(made(QualityFramework, key, {"title": "Guideline", "summary": "Covers quality"}, values))


def initiative(key: str | None = None, **values: Any) -> RelianceInitiative:
    defaults = {"name": "Scheme", "lead": "FDA", "direction": "mutual", "what_it_does": "Shares", "order": 1}
    return cite(made(RelianceInitiative, key, defaults, values))


def participation(**values: Any) -> Participation:
    return cite(Participation.objects.create(**{"verified": True, **values}))


def component(key: str | None = None, **values: Any) -> InitiativeComponent:
    defaults = {"kind": "priority-work-area", "name": "Work area", "order": next(counter)}
    return cite(made(InitiativeComponent, key, defaults, values))


def organisation(key: str | None = None, **values: Any) -> Organisation:
    defaults = {"name": "Body", "kind": "academic", "role": "Took part", "named_in_article": True}
    return Organisation.objects.create(key=key or f"organisation-{next(counter)}", **defaults | values)


def workshop(key: str | None = None, **values: Any) -> Workshop:
    values["source"] = values.get("source") or factories.source(kind="workshop-report", binding=False, primary=False)
    defaults = {"title": "Workshop", "focus": "Safety", "purpose": "To exchange", "month": "2026-02"}
    return made(Workshop, key, defaults, values)


def session(of: Workshop, number: int = 1, **values: Any) -> Session:
    key = values.pop("key", None) or f"session-{next(counter)}"
    return Session.objects.create(
        key=key, workshop=of, number=number, **{"title": "Session", "focus": "Trials", **values}
    )


def insight(of: Workshop, key: str | None = None, **values: Any) -> Insight:
    defaults = {"workshop": of, "kind": "highlight", "statement": "It was said.", "order": next(counter)}
    return made(Insight, key, defaults, values)


def code(number: int) -> str:
    """A code of a jurisdiction that doesn't exist."""
    return "X" + chr(65 + number // 26) + chr(65 + number % 26)


def world(first: int, last: int) -> None:
    """Rows number `first` to `last` (excluded) of every noun. The first row of each noun gets something nested from every other."""
    for number in range(first, last):
        place: Jurisdiction = factories.jurisdiction(code(number))
        first_place = factories.jurisdiction(code(0))
        body = authority(f"authority-w{number}", jurisdiction=first_place)
        source = factories.source(f"source-w{number}", jurisdiction=place, authority=body)
        if number:
            source.supersedes = Source.objects.get(key="source-w0")
            source.save()
        root = factories.topic("topic-root")
        topic = factories.topic(f"topic-w{number}", parent=root)
        group = ProductClass.objects.get_or_create(
            key="group", defaults={"name": "Group", "selectable": False, "order": 0, "verified": True}
        )[0]
        product_class = factories.product_class(f"class-w{number}")
        product_class.parent = group
        product_class.save()
        cite(product_class, source)
        first_class = ProductClass.objects.get(key="class-w0")
        driver(f"driver-w{number}", product_class=first_class)
        rule(f"rule-w{number}", product_class=first_class, document=source)
        rule(f"general-w{number}")
        word = term(f"term-w{number}")
        word.topics.set(Topic.objects.filter(key__startswith="topic-w"))
        synonym(GlossaryTerm.objects.get(key="term-w0"), "Local", jurisdiction=place, verified=True)
        quality = attribute(f"attribute-w{number}")
        first_quality = CriticalQualityAttribute.objects.get(key="attribute-w0")
        criterion(f"criterion-w{number}", attribute=first_quality)
        for link in (first_quality.filed_under, first_quality.members, quality.members):
            link.add(quality, first_quality)
        first_quality.product_classes.add(product_class)
        framework(f"framework-w{number}", jurisdiction=place).product_classes.add(product_class, first_class)
        scheme = initiative(f"initiative-w{number}")
        first_scheme = RelianceInitiative.objects.get(key="initiative-w0")
        participation(initiative=first_scheme, jurisdiction=place)
        part = component(f"component-w{number}", initiative=first_scheme, jurisdiction=place)
        part.champions.add(place, first_place)
        for fact_type in FactType:
            own: dict[str, Any] = {"attribute": quality} if fact_type == FactType.QUALITY_EXPECTATION else {}
            if fact_type == FactType.RELIANCE:
                own = {"initiative": scheme}
            factories.published(
                fact_type,
                key=f"{fact_type}-w{number}",
                jurisdiction=place,
                topic=topic,
                classes=[product_class, first_class] if number else [product_class],
                citations=[CitationDraft(source, "Art. 1"), CitationDraft(source, "Art. 2")],
                **own,
            )
        body = organisation(f"organisation-w{number}", jurisdiction=place)
        first_body = Organisation.objects.get(key="organisation-w0")
        if number:
            body.parent = first_body
            body.save()
        meeting = workshop(f"workshop-w{number}")
        first_meeting = Workshop.objects.get(key="workshop-w0")
        Organiser.objects.create(workshop=first_meeting, organisation=body, role="Hosted")
        sitting = session(first_meeting, number + 1, key=f"session-w{number}")
        first_sitting = Session.objects.get(key="session-w0")
        said = insight(first_meeting, f"insight-w{number}", session=first_sitting)
        first_said = Insight.objects.get(key="insight-w0")
        insight(meeting, f"frame-w{number}", session=None if number else sitting)
        for each in {said, first_said}:
            each.topics.add(topic, root)
            each.jurisdictions.add(place, first_place)
            each.product_classes.add(product_class)
            each.attributes.add(quality)
            each.initiatives.add(scheme)
            each.organisations.add(body)
            each.glossary_terms.add(word)
            each.rests_on.add(first_said)
        source.note = "The title was read again."
        actions.save_record(source, key=source.key, by=factories.person("reviewer"), reason="The title was read again")
