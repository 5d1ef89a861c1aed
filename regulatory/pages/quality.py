"""Pages of critical quality attributes: the catalogue, and one attribute each with its criteria and what economies expect."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.catalogue.quality import (
    CriterionReading,
    FrameworkReading,
    attribute_for_page,
    attributes_for_list,
    frameworks_for_list,
)
from regulatory.choices import AttributeCategory
from regulatory.pages import voices
from regulatory.pages.cards import Cite, cards_of, cites_of
from regulatory.pages.shell import Link, Page, show

TRAIL = (Link("Quality attributes", "/quality/"),)


@dataclass(frozen=True, slots=True)
class CriterionLine:
    criterion: CriterionReading
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    framework: FrameworkReading
    cites: tuple[Cite, ...]


def attributes(request: HttpRequest) -> HttpResponse:
    """All attributes by category, and the documents that span them."""
    rows = attributes_for_list()
    page = Page(
        "Critical quality attributes",
        "What has to be within limits for an ATMP to be safe and to work, with criteria and what economies expect.",
        "/quality/",
        (),
        "/quality/",
    )
    values = {
        "groups": [
            (category, found)
            for category in AttributeCategory
            if (found := [row for row in rows if row.category == category])
        ],
        "frameworks": [FrameworkLine(each, cites_of(each.citations)) for each in frameworks_for_list()],
    }
    return show(request, "quality/list.html", page, values)


def attribute(request: HttpRequest, key: str) -> HttpResponse:
    """One attribute: definition, methods, criteria with their documents, examples, expectations by economy."""
    found = attribute_for_page(key)
    if found is None:
        raise Http404(f"There is no quality attribute '{key}'.")
    filed_under = [each.key for each in found.filed_under]
    rows = querysets.published_facts().filter(qualityexpectation__attribute__key__in=filed_under)
    page = Page(found.name, found.definition, f"/quality/{key}/", TRAIL, "/quality/")
    values = {
        "attribute": found,
        "category": AttributeCategory(found.category),
        "criteria": [CriterionLine(each, cites_of(each.citations)) for each in found.criteria],
        "examples": [CriterionLine(each, cites_of(each.citations)) for each in found.examples],
        "cards": cards_of(querysets.read_facts(querysets.in_display_order(rows))),
        "elsewhere": [each for each in found.filed_under if each.key != key],
        "cites": cites_of(found.citations),
        "statements": voices.about_attribute(key),
    }
    return show(request, "quality/page.html", page, values)
