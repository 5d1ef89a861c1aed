"""Authorised products x economies: a selection, never a register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from regulatory import querysets
from regulatory.choices import ApprovalRoute, FactType, JurisdictionKind
from regulatory.pages.cards import FactCard, card_of
from regulatory.pages.shell import Page, show
from regulatory.pages.wording import partial_date
from regulatory.readings import FactReading, JurisdictionReading, ProductOwn


@dataclass(frozen=True, slots=True)
class Approval:
    """One authorisation; empty texts and None are not stated."""

    card: FactCard
    own: ProductOwn
    approved: str
    route: ApprovalRoute | None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product with its authorisations, a tuple a column: a product can be authorised twice in one place."""

    name: str
    inn: str
    classes: tuple[str, ...]
    cells: tuple[tuple[Approval, ...], ...]


def products(request: HttpRequest) -> HttpResponse:
    rows = querysets.in_display_order(querysets.published_facts().filter(type=FactType.PRODUCT))
    facts = querysets.read_facts(rows)
    places = sorted(
        {fact.jurisdiction for fact in facts}, key=lambda place: (place.kind != JurisdictionKind.ECONOMY, place.name)
    )
    page = Page(
        "Authorised products",
        "A selection of ATMPs that authorities have authorised, by economy; not a register.",
        "/products/",
        (),
        "/products/",
    )
    values = {"places": places, "rows": rows_of(facts, places), "facts": len(facts)}
    return show(request, "products.html", page, values)


def rows_of(facts: Iterable[FactReading], places: list[JurisdictionReading]) -> list[ProductRow]:
    """A row a product, from A to Z. Facts are of one product where their nonproprietary names agree, else their titles."""
    found: defaultdict[str, list[tuple[FactReading, ProductOwn]]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact.own, ProductOwn):
            found[(fact.own.inn or fact.title).casefold().strip()].append((fact, fact.own))
    rows = [row_of(group, places) for group in found.values()]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.inn))


def row_of(group: list[tuple[FactReading, ProductOwn]], places: list[JurisdictionReading]) -> ProductRow:
    return ProductRow(
        name=" / ".join(dict.fromkeys(fact.title for fact, _ in group)),
        inn=", ".join(dict.fromkeys(own.inn for _, own in group if own.inn)),
        classes=tuple(dict.fromkeys(each.name for fact, _ in group for each in fact.product_classes)),
        cells=tuple(
            tuple(approval_of(fact, own) for fact, own in group if fact.jurisdiction.code == place.code)
            for place in places
        ),
    )


def approval_of(fact: FactReading, own: ProductOwn) -> Approval:
    return Approval(card_of(fact), own, partial_date(own.approved), ApprovalRoute(own.route) if own.route else None)


def approvals_of(facts: Iterable[FactReading]) -> list[Approval]:
    """The authorisations among the facts, in their order."""
    return [approval_of(fact, fact.own) for fact in facts if isinstance(fact.own, ProductOwn)]
