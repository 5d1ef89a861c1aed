"""The permanent page of a fact and the pages of its earlier versions."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.catalogue.glossary import terms_for_marking
from regulatory.catalogue.history import FactHistory, VersionReading, WithdrawalReading, history_for_page
from regulatory.choices import EventPhase, ReportedEvent, Reporter, State
from regulatory.pages.cards import FactCard, card_of
from regulatory.pages.feeds import feed_of_economy, feed_of_topic
from regulatory.pages.glossing import Glossing, glossed
from regulatory.pages.references import fact_reference
from regulatory.pages.shell import Link, Page, show
from regulatory.pages.wording import partial_date
from regulatory.readings import (
    AbsenceOwn,
    ClassificationOwn,
    FactReading,
    PathwayOwn,
    PharmacovigilanceOwn,
    ProductOwn,
    QualityExpectationOwn,
    RelianceOwn,
)


@dataclass(frozen=True, slots=True)
class Detail:
    """A value that only this type of fact has: its name, its text, and the page of what it names."""

    name: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list of versions. `diff_url` compares it with the one before it; empty for the first."""

    version: int
    state: State
    title: str
    url: str
    published_at: datetime.datetime
    superseded_at: datetime.datetime | None
    diff_url: str = ""


def fact(request: HttpRequest, key: str) -> HttpResponse:
    """The published version; for a fact that was taken back, that it was, when and why."""
    history = history_of(key)
    return page_of(request, key, history.versions[0].version, history, permalink=True)


def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One version that readers may see, with what became of it."""
    history = history_of(key)
    if number not in {each.version for each in history.versions}:
        raise Http404(f"The fact '{key}' has no version {number} that was published.")
    return page_of(request, key, number, history, permalink=False)


def history_of(key: str) -> FactHistory:
    history = history_for_page(key)
    if not history.versions:
        raise Http404(f"There is no fact '{key}'.")
    return history


def page_of(request: HttpRequest, key: str, number: int, history: FactHistory, *, permalink: bool) -> HttpResponse:
    reading = querysets.read_facts(querysets.versions_of(key).filter(version=number))[0]
    shown = next(each for each in history.versions if each.version == number)
    current = history.versions[0]
    (card,) = glossed([card_of(reading)], Glossing(terms_for_marking()))
    place, topic = reading.jurisdiction, reading.topic
    path = f"/facts/{key}/" if permalink or current == shown else f"/facts/{key}/v{number}/"
    title = reading.title if permalink else f"{reading.title}, version {number}"
    page = Page(
        f"{title} · {place.name}",
        description_of(card, shown),
        path,
        (Link("Economies", "/economies/"), Link(place.name, f"/economies/{place.code}/")),
        "/economies/",
        indexed=shown.state == State.PUBLISHED,
        feeds=(feed_of_economy(place.code, place.name), feed_of_topic(topic.key, topic.name)),
    )
    revision = querysets.content_revision()
    values = {
        "revision": revision,
        "reference": fact_reference(request, reading, revision),
        "card": card,
        "fact": reading,
        "topic_url": f"/topics/{topic.key}/",
        "details": list(details_of(reading)),
        "effective_from": partial_date(reading.effective_from),
        "effective_until": partial_date(reading.effective_until),
        "state": State(shown.state),
        "shown": version_line(key, shown),
        "current": version_line(key, current),
        "is_current": current == shown,
        "permalink": permalink,
        "withdrawn": withdrawal_of(history, number),
        "versions": version_lines(key, history),
        "confirmations": history.confirmations,
        "compare_url": f"/compare/?jurisdictions={place.code}&topics={topic.key}",
    }
    return show(request, "facts/page.html", page, values)


def description_of(card: FactCard, shown: VersionReading) -> str:
    """What search engines show of the page: the statement only while it stands."""
    if shown.state == State.WITHDRAWN:
        return "A statement that was taken back."
    return card.fact.summary or f"{card.type.label} in {card.fact.jurisdiction.name}: {card.fact.title}."


def version_line(key: str, each: VersionReading) -> VersionLine:
    url = f"/facts/{key}/v{each.version}/"
    return VersionLine(each.version, State(each.state), each.title, url, each.published_at, each.superseded_at)


def version_lines(key: str, history: FactHistory) -> list[VersionLine]:
    """The versions, newest first, each with the way to what it changed."""
    lines = [version_line(key, each) for each in history.versions]
    before = [*lines[1:], None]
    return [
        dataclasses.replace(line, diff_url=f"/facts/{key}/diff/?from={old.version}&to={line.version}") if old else line
        for line, old in zip(lines, before, strict=True)
    ]


def withdrawal_of(history: FactHistory, number: int) -> WithdrawalReading | None:
    return next((each for each in history.withdrawals if each.version == number), None)


def reported_event(own: PharmacovigilanceOwn) -> str:
    """Such as "Serious; after approval; sponsor or holder"."""
    said = (
        ReportedEvent(own.event).label if own.event else "",
        EventPhase(own.event_phase).label if own.event_phase else "",
        f"reported by: {Reporter(own.reporter).label.lower()}" if own.reporter else "",
    )
    return "; ".join(filter(None, said))


def details_of(reading: FactReading) -> Iterable[Detail]:
    """The values of its own type in words; what is not stated is left out."""
    own = reading.own
    details: tuple[Detail, ...] = ()
    match own:
        case PathwayOwn():
            details = (
                Detail("Who and what is eligible", own.eligibility),
                Detail("Standard of evidence", own.evidence_standard),
                Detail("On the review time", own.review_note),
                Detail("Obligations afterwards", own.obligations_afterwards),
            )
        case PharmacovigilanceOwn():
            details = (
                Detail("Trigger", own.trigger),
                Detail("Reported event", reported_event(own)),
                Detail("Who is responsible", own.responsible),
            )
        case ClassificationOwn():
            details = (Detail("Regulated as", own.regulated_as),)
        case QualityExpectationOwn():
            details = (Detail("Quality attribute", own.attribute_name, f"/quality/{own.attribute}/"),)
        case RelianceOwn():
            details = (Detail("Initiative", own.initiative_name or "", f"/reliance/{own.initiative}/"),)
        case ProductOwn():
            details = (
                Detail("International nonproprietary name", own.inn),
                Detail("Holder", own.holder),
                Detail("Indication", own.indication),
            )
        case AbsenceOwn():
            details = (Detail("Looked for in", own.looked_in),)
    return [each for each in details if each.text]
