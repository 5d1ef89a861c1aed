"""Lists of the facts of one type, filtered as the API filters them: pathways and pharmacovigilance duties."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.choices import FactType, Obligation, PathwayKind, PharmacovigilanceKind, Scope, Vocabulary
from regulatory.filtersets.facts import FACT_FILTERS
from regulatory.models import Fact
from regulatory.pages.asking import asked_strictly, filtered, paged
from regulatory.pages.cards import cards_of
from regulatory.pages.filterforms import form_of, place_field, vocabulary_field
from regulatory.pages.moments import Shown, read_at
from regulatory.pages.questions import notes_on
from regulatory.pages.shell import Page, show

SIZE = 50


@dataclass(frozen=True, slots=True)
class FactList:
    """What one list shows."""

    fact_type: FactType
    kinds: type[Vocabulary]
    path: str
    title: str
    lead: str


PATHWAYS = FactList(
    FactType.PATHWAY,
    PathwayKind,
    "/pathways/",
    "Pathways",
    "Ways to a trial, to approval and to a patient, with the time that a review takes and the term of what it grants.",
)
PHARMACOVIGILANCE = FactList(
    FactType.PHARMACOVIGILANCE,
    PharmacovigilanceKind,
    "/pharmacovigilance/",
    "Pharmacovigilance",
    "Safety duties during trials and after approval, with their deadlines and durations.",
)


@asked_strictly
def pathways(request: HttpRequest) -> HttpResponse:
    return fact_list(request, PATHWAYS)


@asked_strictly
def pharmacovigilance(request: HttpRequest) -> HttpResponse:
    return fact_list(request, PHARMACOVIGILANCE)


def fact_list(request: HttpRequest, listed: FactList) -> HttpResponse:
    """One page of the published facts of a type, by economy and topic unless another order is asked for."""
    facts = Fact.objects.all()  # the filter set narrows them to what is, or on a given day was, published
    filterset = FACT_FILTERS[listed.fact_type](request.GET, facts)
    rows = filtered(filterset, facts)
    pages = paged(request, rows, SIZE)
    moment = filterset.moment
    shown = Shown(moment, revision := querysets.revision_at(moment), notes_on(moment, revision))
    readings = read_at(shown, pages.items)
    fields = [
        place_field(),
        vocabulary_field("kind", "Kind", listed.kinds),
        vocabulary_field("obligation", "Obligation", Obligation),
        vocabulary_field("scope", "Written for", Scope),
    ]
    page = Page(listed.title, listed.lead, pages.address, (), listed.path)
    values = {
        "listed": listed,
        "pages": pages,
        "cards": cards_of(readings, shown.day),
        "form": form_of(request, fields),
    }
    values |= {"notes": shown.notes, "revision": revision}
    return show(request, "facts/list.html", page, values)
