"""Pages of economies (and the references beside them): the list, and one profile each."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from regulatory import querysets
from regulatory.catalogue.glossary import terms_for_marking
from regulatory.catalogue.jurisdictions import (
    AuthorityReading,
    JurisdictionProfile,
    jurisdiction_for_profile,
    jurisdictions_for_choice,
    jurisdictions_for_list,
)
from regulatory.catalogue.sources import SourceRow, sources_of_jurisdiction
from regulatory.catalogue.topics import TopicNode, topics_for_list
from regulatory.choices import FactType, JurisdictionKind, MembershipStatus
from regulatory.comparison import indicators
from regulatory.comparison.closed_questions import INDICATORS
from regulatory.filtersets.indicated import standing_of
from regulatory.pages import voices
from regulatory.pages.asking import address, asked_strictly
from regulatory.pages.cards import Cite, FactCard, cards_of, cite_of
from regulatory.pages.feeds import feed_of_economy
from regulatory.pages.glossing import Glossing, glossed
from regulatory.pages.indicators import quick_facts_of
from regulatory.pages.moments import moment_shown, read_at
from regulatory.pages.products import approvals_of
from regulatory.pages.references import economy_reference
from regulatory.pages.shell import Link, Page, show
from regulatory.pages.wording import language_of
from regulatory.readings import FactReading

TRAIL = (Link("Economies", "/economies/"),)


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The cards of one first-level topic on a profile."""

    topic: TopicNode
    cards: tuple[FactCard, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An authority with its memberships in words; what is not known is left out."""

    authority: AuthorityReading
    memberships: tuple[str, ...]
    site: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    cite: Cite
    facts: int


def economies(request: HttpRequest) -> HttpResponse:
    """All economies with what is known of each."""
    places = jurisdictions_for_list()
    topics = topics_for_list()
    page = Page("Economies", "The 21 APEC economies and what is known of each.", "/economies/", section="/economies/")
    values = {
        "groups": [
            ("APEC member economies", [(each, language_of(each.code)) for each in places if is_economy(each.kind)]),
            (
                "Kept as a reference beside them",
                [(each, language_of(each.code)) for each in places if not is_economy(each.kind)],
            ),
        ],
        "topics": sum(1 + len(topic.subtopics) for topic in topics),
    }
    return show(request, "economies/list.html", page, values)


def is_economy(kind: str) -> bool:
    return kind == JurisdictionKind.ECONOMY


@asked_strictly
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """One economy: overview, authorities, facts by topic, products, sources, what the workshop said."""
    if code != code.upper():
        return HttpResponsePermanentRedirect(f"/economies/{code.upper()}/")
    place = jurisdiction_for_profile(code)
    if place is None:
        raise Http404(f"There is no economy with the code {code} here.")
    shown = moment_shown(request)
    rows = querysets.in_display_order(querysets.facts_at(shown.moment).filter(jurisdiction__code=code))
    facts = read_at(shown, rows)
    groups = by_topic([fact for fact in facts if fact.type != FactType.PRODUCT], topics_for_list(), shown.day)
    glossing = Glossing(terms_for_marking())
    page = Page(
        place.name,
        f"How {place.name} regulates advanced therapies: {len(facts)} facts by topic, each with its sources.",
        address(f"/economies/{code}/", shown.query),
        TRAIL,
        "/economies/",
        indexed=not shown.query,
        feeds=(feed_of_economy(code, place.name),),
    )
    values = {
        "notes": shown.notes,
        "revision": shown.revision,
        "reference": economy_reference(request, code, place.name, shown.revision, shown.world),
        "place": place,
        "lang": language_of(code),
        "kind": JurisdictionKind(place.kind),
        "standings": [Standing(each, memberships_of(each), urlsplit(each.url).netloc) for each in place.authorities],
        "groups": [TopicGroup(each.topic, glossed(each.cards, glossing)) for each in groups],
        "quick": quick_facts_of(indicators.quick_facts(INDICATORS, facts, stated_of(place))),
        "facts": len(facts),
        "due": sum(card.age.is_due for group in groups for card in group.cards),
        "products": approvals_of(facts),
        "sources": [source_line(row) for row in sources_of_jurisdiction(code)],
        "statements": voices.about_jurisdiction(code),
        "others": [each for each in jurisdictions_for_choice() if each.code != code],
    }
    return show(request, "economies/profile.html", page, values)


def by_topic(facts: list[FactReading], topics: list[TopicNode], on: datetime.date | None = None) -> list[TopicGroup]:
    """The facts under their first-level topics, in the order of a product's life; topics without facts are left out."""
    found: defaultdict[str, list[FactReading]] = defaultdict(list)
    for fact in facts:
        found[fact.topic.parent or fact.topic.key].append(fact)
    return [TopicGroup(topic, tuple(cards_of(found[topic.key], on))) for topic in topics if found[topic.key]]


def stated_of(place: JurisdictionProfile) -> indicators.Standing:
    rows = [(each.key, each.ich_status, each.pics_status, each.who_listed) for each in place.authorities]
    return standing_of(place.code, place.local_term, rows)


def memberships_of(authority: AuthorityReading) -> tuple[str, ...]:
    words = [
        f"{body} {MembershipStatus(status).label.lower()}"
        for body, status in (("ICH", authority.ich_status), ("PIC/S", authority.pics_status))
        if status
    ]
    if authority.who_listed is not None:
        words.append("WHO Listed Authority" if authority.who_listed else "not a WHO Listed Authority")
    return tuple(words)


def source_line(row: SourceRow) -> SourceLine:
    return SourceLine(cite_of(row.source), row.facts)
