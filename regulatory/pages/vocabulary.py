"""Pages of words and classes: the glossary, and the product classes with what drives requirements."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from regulatory.catalogue.classes import (
    ClassPage,
    DriverReading,
    FollowUpReading,
    classes_for_page,
    general_follow_up_rules,
)
from regulatory.catalogue.glossary import TermReading, terms_for_glossary
from regulatory.choices import CharacteristicAnswer
from regulatory.pages import linked_data
from regulatory.pages.cards import Cite, cites_of
from regulatory.pages.shell import Page, show
from regulatory.pages.wording import years_between


@dataclass(frozen=True, slots=True)
class TermLine:
    term: TermReading
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class DriverLine:
    driver: DriverReading
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    rule: FollowUpReading
    years: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class ClassSection:
    each: ClassPage
    parent: str
    characteristics: tuple[tuple[str, CharacteristicAnswer], ...]
    drivers: tuple[DriverLine, ...]
    rules: tuple[RuleLine, ...]
    cites: tuple[Cite, ...]


def glossary(request: HttpRequest) -> HttpResponse:
    """All terms from A to Z, each at an address of its own on this page."""
    lines = [TermLine(term, cites_of(term.citations)) for term in terms_for_glossary()]
    letters = [(letter, list(group)) for letter, group in groupby(lines, key=lambda line: line.term.term[0].upper())]
    description = "Terms of the field in our own words, with abbreviations, synonyms and the words that economies use."
    data = linked_data.glossary(request, "Glossary of advanced therapies", [line.term for line in lines])
    page = Page("Glossary", description, "/glossary/", (), "/glossary/", linked=(data,))
    return show(request, "glossary.html", page, {"letters": letters, "total": len(lines)})


def classes(request: HttpRequest) -> HttpResponse:
    """The tree of product classes with what drives requirements, and the follow-up rules."""
    found = classes_for_page()
    names = {each.key: each.name for each in found}
    page = Page(
        "Product classes",
        "Classes of advanced therapies, the characteristics that drive requirements, and rules on follow-up.",
        "/classes/",
        (),
        "/classes/",
    )
    values = {
        "sections": [section_of(each, names) for each in found],
        "general": [rule_line(rule) for rule in general_follow_up_rules()],
    }
    return show(request, "classes.html", page, values)


def section_of(each: ClassPage, names: dict[str, str]) -> ClassSection:
    return ClassSection(
        each=each,
        parent=names.get(each.parent or "", ""),
        characteristics=tuple((name, CharacteristicAnswer(value)) for name, value in each.characteristics),
        drivers=tuple(DriverLine(driver, cites_of(driver.citations)) for driver in each.drivers),
        rules=tuple(rule_line(rule) for rule in each.follow_up),
        cites=cites_of(each.citations),
    )


def rule_line(rule: FollowUpReading) -> RuleLine:
    return RuleLine(rule, years_between(rule.years_min, rule.years_max), cites_of(rule.citations))
