"""Pages of topics: the two-level list, and one question each with the answers of all economies."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.catalogue.glossary import terms_for_marking, terms_for_topic
from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.catalogue.topics import find_topic, topics_for_list
from regulatory.choices import FactType, JurisdictionKind
from regulatory.pages import voices
from regulatory.pages.asking import address, asked_strictly
from regulatory.pages.cards import FactCard, cards_of
from regulatory.pages.feeds import feed_of_topic
from regulatory.pages.glance import glances_of
from regulatory.pages.glossing import Glossing, glossed
from regulatory.pages.moments import moment_shown, read_at
from regulatory.pages.references import topic_reference
from regulatory.pages.shell import Link, Page, show
from regulatory.readings import FactReading, JurisdictionReading

TRAIL = (Link("Topics", "/topics/"),)


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What one economy answers: its cards, attested blanks among them; none: nobody has looked yet."""

    place: JurisdictionReading
    cards: tuple[FactCard, ...]


def topics(request: HttpRequest) -> HttpResponse:
    description = "The questions that every economy is asked, in the order of a product's life."
    page = Page("Topics", description, "/topics/", section="/topics/")
    return show(request, "topics/list.html", page, {"tree": topics_for_list()})


@asked_strictly
def topic(request: HttpRequest, key: str) -> HttpResponse:
    """One topic. A first-level topic gathers the answers of its subtopics."""
    node, parent = find_topic(topics_for_list(), key)
    if node is None:
        raise Http404(f"There is no topic '{key}'.")
    shown = moment_shown(request)
    rows = querysets.facts_at(shown.moment).filter(topic__key__in=node.keys)
    facts = read_at(shown, querysets.in_display_order(rows))
    places = jurisdictions_for_choice()
    answers = answers_of(facts, places, shown.day)
    glossing = Glossing(terms_for_marking())
    answered = sum(bool(each.cards) and each.place.kind == JurisdictionKind.ECONOMY for each in answers)
    page = Page(
        node.name,
        node.question,
        address(f"/topics/{key}/", shown.query),
        (*TRAIL, *((Link(parent.name, f"/topics/{parent.key}/"),) if parent else ())),
        "/topics/",
        indexed=not shown.query,
        feeds=(feed_of_topic(key, node.name),),
    )
    values = {
        "notes": shown.notes,
        "revision": shown.revision,
        "reference": topic_reference(request, key, node.name, shown.revision, shown.world),
        "topic": node,
        "parent": parent,
        "glances": glances_of(facts, places),
        "answers": [dataclasses.replace(each, cards=glossed(each.cards, glossing)) for each in answers if each.cards],
        "blanks": [each.place for each in answers if not each.cards],
        "answered": answered,
        "facts": len(facts),
        "terms": terms_for_topic(node.keys),
        "statements": voices.about_topics(node.keys),
    }
    return show(request, "topics/page.html", page, values)


def answers_of(
    facts: list[FactReading], places: list[JurisdictionReading], on: datetime.date | None = None
) -> list[PlaceAnswer]:
    """What each place answers, in the order of the places; rules before attested blanks."""
    found: defaultdict[str, list[FactReading]] = defaultdict(list)
    for fact in facts:
        found[fact.jurisdiction.code].append(fact)
    return [
        PlaceAnswer(
            place,
            tuple(cards_of(sorted(found[place.code], key=lambda fact: fact.type == FactType.ABSENCE), on)),
        )
        for place in places
    ]
