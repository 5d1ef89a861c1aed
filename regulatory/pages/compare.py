"""The comparison as a page: topics x economies, or the form that asks for them. What the facts mean together: comparison/table.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from regulatory import querysets
from regulatory.catalogue.jurisdictions import jurisdictions_for_choice
from regulatory.comparison.table import Blank, Cell, Comparison, Row, compare
from regulatory.filtersets.base import parameter_problems
from regulatory.models import Fact
from regulatory.pages.asking import address, asked_strictly
from regulatory.pages.cards import Cite, FactCard, card_of, cite_of
from regulatory.pages.filterforms import Choice
from regulatory.pages.home import EXAMPLE
from regulatory.pages.shell import Page, show
from regulatory.readings import FactReading, JurisdictionReading, SourceReading, TopicReading

PATH = "/compare/"
PARAMETERS = ("jurisdictions", "topics")


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered link from a cell to the list of sources under the table."""

    number: int
    locator: str


@dataclass(frozen=True, slots=True)
class CellFact:
    card: FactCard
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: what is known, and the attested blanks beside it; `blank` is set where nothing in force is known."""

    place: JurisdictionReading
    facts: tuple[CellFact, ...]
    absences: tuple[CellFact, ...]
    blank: Blank | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    topic: TopicReading
    cells: tuple[ShownCell, ...]
    strictest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one first-level topic."""

    key: str
    name: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class TopicChoice:
    choice: Choice
    subtopics: tuple[Choice, ...]


class Sources:
    """Numbers the sources of a page in the order in which they are first cited."""

    def __init__(self) -> None:
        self.numbers: dict[SourceReading, int] = {}

    def references(self, fact: FactReading) -> tuple[Reference, ...]:
        return tuple(
            Reference(self.numbers.setdefault(each.source, len(self.numbers) + 1), each.locator)
            for each in fact.citations
        )

    def cites(self) -> list[Cite]:
        return [cite_of(source) for source in self.numbers]


@asked_strictly
def comparison(request: HttpRequest) -> HttpResponse:
    """`jurisdictions` and `topics` as a,b or repeated; one of them left out means all of it; both left out: the form."""
    given = {name: parts(request.GET.getlist(name)) for name in PARAMETERS}
    if any(len(request.GET.getlist(name)) > 1 for name in PARAMETERS):
        beside = [
            (name, value) for name in request.GET if name not in PARAMETERS for value in request.GET.getlist(name)
        ]
        return HttpResponseRedirect(address(PATH, [*query(given["jurisdictions"], given["topics"]), *beside]))
    places = {each.code: each for each in jurisdictions_for_choice()}
    topics = {each.key: each for each in sorted(querysets.topics_by_id().values(), key=lambda each: each.place)}
    codes = [code.upper() for code in given["jurisdictions"]]
    problems = parameter_problems(request.GET, known=PARAMETERS, several=PARAMETERS)
    for name, asked, known, noun in (
        ("jurisdictions", codes, places, "economy"),
        ("topics", given["topics"], topics, "topic"),
    ):
        if unknown := [each for each in asked if each not in known]:
            problems[name] = [complaint(noun, each, known) for each in unknown]
    columns = [places[code] for code in codes if code in places]
    asked_topics = [topics[key] for key in given["topics"] if key in topics]
    values = {
        "places": [Choice(each.code, each.name, each in columns) for each in places.values()],
        "topics": topic_choices(topics.values(), asked_topics),
        "chosen_places": len(columns),
        "chosen_topics": len(asked_topics),
        "columns": 1 + (len(columns) or len(places)),
        "example": EXAMPLE,
        "problems": problems,
    }
    if problems or not (codes or given["topics"]):
        page = Page("Compare economies", "Put economies side by side, topic by topic.", PATH, (), PATH)
        return show(request, "compare/page.html", page, values, status=400 if problems else 200)
    table = compare(
        querysets.read_facts(facts_of(columns, asked_topics)),
        columns or list(places.values()),
        with_subtopics(asked_topics, topics.values()),
    )
    sources = Sources()
    groups = groups_of(table, topics, sources)
    names = ", ".join(each.name for each in columns) or "All economies"
    subject = ", ".join(each.name for each in asked_topics) or "all topics"
    page = Page(
        f"{names} compared",
        f"{names} compared on {subject}, each statement with its source.",
        address(PATH, query(codes, given["topics"])),
        (),
        PATH,
    )
    shown = {"table": table, "groups": groups, "sources": sources.cites(), "names": names, "subject": subject}
    return show(request, "compare/page.html", page, {**values, **shown})


def complaint(noun: str, value: str, known: Iterable[str]) -> str:
    """What is wrong with one value, and what would be right: a near one, or the whole of a short list; the form has all."""
    allowed = list(known)
    near = get_close_matches(value, allowed, n=3) or (allowed if len(allowed) < 30 else [])
    hint = f" Known: {', '.join(near)}." if near else ""
    return f"There is no {noun} '{value[:80]}'.{hint} All of them are in the form below."


def parts(texts: list[str]) -> list[str]:
    """The values of a parameter, each once."""
    return list(dict.fromkeys(part.strip() for text in texts for part in text.split(",") if part.strip()))


def query(codes: list[str], topics: list[str]) -> list[tuple[str, str]]:
    return [(name, ",".join(values)) for name, values in (("jurisdictions", codes), ("topics", topics)) if values]


def facts_of(places: list[JurisdictionReading], topics: list[TopicReading]) -> QuerySet[Fact]:
    """The published facts of these places and topics, those of subtopics included; an empty list means all."""
    facts = querysets.published_facts().order_by("key")
    if places:
        facts = facts.filter(jurisdiction__code__in=[each.code for each in places])
    if topics:
        keys = [each.key for each in topics]
        facts = facts.filter(Q(topic__key__in=keys) | Q(topic__parent__key__in=keys))
    return facts


def with_subtopics(asked: list[TopicReading], topics: Iterable[TopicReading]) -> list[TopicReading]:
    """The topics asked for with the subtopics of those of the first level; all where none was asked for."""
    keys = {each.key for each in asked}
    return [each for each in topics if not asked or each.key in keys or each.parent in keys]


def topic_choices(topics: Iterable[TopicReading], asked: list[TopicReading]) -> list[TopicChoice]:
    chosen = {each.key for each in asked}
    every = list(topics)
    return [
        TopicChoice(
            Choice(each.key, each.name, each.key in chosen),
            tuple(Choice(sub.key, sub.name, sub.key in chosen) for sub in every if sub.parent == each.key),
        )
        for each in every
        if each.parent is None
    ]


def groups_of(table: Comparison, topics: dict[str, TopicReading], sources: Sources) -> list[RowGroup]:
    groups = []
    for key, rows in groupby(table.rows, key=lambda row: row.topic.parent or row.topic.key):
        groups.append(RowGroup(key, topics[key].name, tuple(shown_row(row, sources) for row in rows)))
    return groups


def shown_row(row: Row, sources: Sources) -> ShownRow:
    strictest = tuple(
        f"{each.superlative}: {each.label} ({', '.join(place.name for place in each.jurisdictions)})"
        for each in row.strictest
    )
    return ShownRow(row.topic, tuple(shown_cell(cell, sources) for cell in row.cells), strictest)


def shown_cell(cell: Cell, sources: Sources) -> ShownCell:
    rules = cell.rules
    absences = [fact for fact in cell.facts if fact not in rules]
    return ShownCell(
        cell.jurisdiction,
        tuple(CellFact(card_of(fact), sources.references(fact)) for fact in rules),
        tuple(CellFact(card_of(fact), sources.references(fact)) for fact in absences),
        cell.blank,
    )
