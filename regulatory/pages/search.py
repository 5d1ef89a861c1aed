"""The search page: answers grouped by noun, facts first, or all those of one noun in pages; how the question was read, and what to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from regulatory.filtersets.searched import NotAskedError, Searched, searched
from regulatory.pages.asking import RefusedError, address, asked_strictly, paged
from regulatory.pages.filterforms import Choice
from regulatory.pages.searchform import SearchForm, form_of
from regulatory.pages.shell import Page, show
from regulatory.pages.wording import language_of
from regulatory.search.documents import NOUNS
from regulatory.search.found import Correction, Found, Group, Hit

PATH = "/search/"
SIZE = 20
FIRST = "facts"
NAMED = 3
"""Words that are named of those looked for in place of one."""
LEAD = "Rules, economies, products, sources, terms and what the workshop said."
EXAMPLES = (
    "RMAT",
    "long-term follow-up Japan",
    "Act No. 85 of 2013",
    "再生医療等製品",
    "hospital exemption",
    "vector copy number",
)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows or turns the answers; `url` asks without it."""

    label: str
    removal: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """`lang` is the language of the original title, empty where it is not known."""

    hit: Hit
    lang: str


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one noun that are shown; `url` leads to all of them, empty where they all stand here."""

    noun: str
    label: str
    total: int
    hits: tuple[ShownHit, ...]
    url: str


@asked_strictly
def search(request: HttpRequest) -> HttpResponse:
    """`q` and filters. Without words, the form and some examples."""
    if not request.GET.get("q", "-").strip():
        return HttpResponseRedirect(
            address(request.path, [(name, str(value)) for name, value in request.GET.items() if name != "q"])
        )
    try:
        asked = searched(request.GET, beside=("page",))
        found = asked.answer(limit=SIZE, offset=(page_number(request) - 1) * SIZE) if asked.text else Found("")
    except NotAskedError as error:
        raise RefusedError(error.problems) from error
    if "page" in request.GET and not asked.noun:
        raise RefusedError(
            {"page": ["Everything stands on one page. Give a noun too, to read all its answers in pages."]}
        )
    pages = paged(request, range(found.total), SIZE) if asked.noun else None
    form = form_of(asked)
    values = {
        "form": form,
        "asked": asked,
        "found": found,
        "chips": chips_of(asked, found, form),
        "readings": readings_of(found.corrections),
        "nouns": noun_links(asked, found),
        "sections": sections_of(asked, found),
        "pages": pages,
        "examples": EXAMPLES,
        "lead": LEAD,
        "everywhere": asks(Searched(asked.text)) if len(asked.query) > 1 else "",
    }
    title = f"Search: {asked.text}" if asked.text else "Search"
    where = pages.address if pages else asks(asked)
    return show(request, "search/page.html", Page(title, LEAD, where, (), PATH, indexed=False), values)


def page_number(request: HttpRequest) -> int:
    """The page asked for as far as it is a number; whether it is there is looked at when the answers are known."""
    text = request.GET.get("page", "1")
    return max(int(text[:9]), 1) if text.isdecimal() else 1


def asks(asked: Searched, **otherwise: str) -> str:
    """The address of a search, with some of its parameters otherwise (empty: without them)."""
    query = {**dict(asked.query), **otherwise}
    return address(PATH, [(name, value) for name, value in query.items() if value])


def chips_of(asked: Searched, found: Found, form: SearchForm) -> list[Chip]:
    """The filters, and the economies to which the words turned the answers."""
    chips = []
    if asked.jurisdiction:
        chips.append(Chip(f"Economy: {chosen(form.places)}", "Show all economies", asks(asked, jurisdiction="")))
    if asked.topic:
        topics = [choice for each in form.topics for choice in (each.choice, *each.subtopics)]
        chips.append(Chip(f"Topic: {chosen(topics)}", "Show all topics", asks(asked, topic="")))
    if asked.noun:
        chips.append(Chip(NOUNS[asked.noun].label, "Show everything", asks(asked, noun="")))
    if found.economies:
        names = ", ".join(each.name for each in found.economies)
        chips.append(
            Chip(f"{names} first", f"Take “{found.economy_words}” as words like others", asks(asked, literal="1"))
        )
    if asked.literal:
        chips.append(Chip("Names of economies taken as words", "Put the economy first", asks(asked, literal="")))
    return chips


def chosen(choices: Sequence[Choice]) -> str:
    return next((each.label for each in choices if each.chosen), "")


def readings_of(corrections: Sequence[Correction]) -> list[Correction]:
    """What was looked for in place of words that stand nowhere; the first few words where many begin so."""
    return [Correction(each.typed, each.used[:NAMED], each.is_completion) for each in corrections]


def noun_links(asked: Searched, found: Found) -> list[tuple[str, int, str, bool]]:
    """Label, number, address and whether it is the one shown: everything, then the nouns that answer."""
    groups = facts_first(found.groups)
    everything = ("Everything", sum(each.total for each in groups), asks(asked, noun=""), not asked.noun)
    of_nouns = [(each.label, each.total, asks(asked, noun=each.noun), each.noun == asked.noun) for each in groups]
    return [everything, *of_nouns] if groups else []


def sections_of(asked: Searched, found: Found) -> list[Section]:
    """The chosen noun with its page of hits; else each noun with its best."""
    if asked.noun:
        if not found.hits:
            return []
        return [Section(asked.noun, NOUNS[asked.noun].label, found.total, shown(found.hits), "")]
    return [
        Section(
            each.noun,
            each.label,
            each.total,
            shown(each.hits),
            asks(asked, noun=each.noun) if each.total > len(each.hits) else "",
        )
        for each in facts_first(found.groups)
    ]


def facts_first(groups: Sequence[Group]) -> list[Group]:
    """Facts, then the others in the order of their best hit."""
    return sorted(groups, key=lambda each: each.noun != FIRST)


def shown(hits: Sequence[Hit]) -> tuple[ShownHit, ...]:
    return tuple(ShownHit(hit, language_of(hit.jurisdiction.code) if hit.jurisdiction else "") for hit in hits)
