"""Pages of sources: the filtered list, and one document with what rests on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from regulatory import nouns, querysets
from regulatory.catalogue.sources import (
    CitingRecord,
    key_after_renaming,
    read_source_rows,
    source_for_page,
)
from regulatory.choices import Force, SourceKind, SourceStatus
from regulatory.filtersets.sources import SourceFilter
from regulatory.pages import linked_data
from regulatory.pages.asking import asked_strictly, filtered, paged
from regulatory.pages.cards import cards_of, cite_of
from regulatory.pages.economies import source_line
from regulatory.pages.filterforms import ChoiceField, form_of, place_field, vocabulary_field, words_field
from regulatory.pages.references import source_reference
from regulatory.pages.shell import Link, Page, show
from regulatory.pages.wording import language_name, partial_date

SIZE = 50
TRAIL = (Link("Sources", "/sources/"),)

CITING_WORDS = {
    "attribute": ("Quality attribute", "/quality/{}/"),
    "criterion": ("Acceptance criterion", "/quality/{}/#criteria"),
    "framework": ("Quality framework", "/quality/#{}"),
    "initiative": ("Reliance initiative", "/reliance/{}/"),
    "participation": ("Participation", "/reliance/{}/#participants"),
    "component": ("Part of an initiative", "/reliance/{}/#parts"),
    "class": ("Product class", "/classes/#{}"),
    "driver": ("What drives requirements", "/classes/#{}"),
    "follow-up": ("Follow-up rule", "/classes/#{}"),
    "term": ("Glossary term", "/glossary/#{}"),
}


@asked_strictly
def sources(request: HttpRequest) -> HttpResponse:
    """All documents, filtered by economy, kind, force, status and words; fifty a page."""
    rows = filtered(SourceFilter(request.GET, nouns.public_sources()), nouns.public_sources())
    pages = paged(request, rows, SIZE)
    fields: list[ChoiceField] = [
        words_field("q", "Words in title, number or issuer"),
        place_field(),
        vocabulary_field("kind", "Kind", SourceKind),
        vocabulary_field("force", "Force of law", Force),
        vocabulary_field("status", "Status", SourceStatus),
    ]
    page = Page(
        "Sources", "The laws, rules, guidance and literature that the facts rest on.", pages.address, (), "/sources/"
    )
    values = {
        "pages": pages,
        "lines": [source_line(row) for row in read_source_rows(pages.items)],
        "form": form_of(request, fields),
    }
    return show(request, "sources/list.html", page, values)


def source(request: HttpRequest, key: str) -> HttpResponse:
    """One document; an earlier key of it leads to the present one."""
    found = source_for_page(key)
    if found is None:
        present = key_after_renaming(key)
        if present is None:
            raise Http404(f"There is no source '{key}'.")
        return HttpResponsePermanentRedirect(f"/sources/{present}/")
    rows = querysets.published_facts().filter(citations__source__key=key).distinct()
    facts = querysets.read_facts(querysets.in_display_order(rows))
    cards = cards_of(facts)
    document = found.source
    page = Page(
        document.title,
        f"{SourceKind(document.kind).label} that {len(facts)} facts of this knowledge base rest on.",
        f"/sources/{key}/",
        TRAIL,
        "/sources/",
        linked=(linked_data.document(request, document, found.jurisdiction.name if found.jurisdiction else ""),),
    )
    revision = querysets.content_revision()
    values = {
        "revision": revision,
        "reference": source_reference(request, document, revision),
        "found": found,
        "source": document,
        "cite": cite_of(document),
        "kind": SourceKind(document.kind),
        "status": SourceStatus(document.status) if document.status else None,
        "issued": partial_date(document.issued),
        "effective": partial_date(found.effective),
        "language": language_name(document.language),
        "supersedes": cite_of(found.supersedes) if found.supersedes else None,
        "superseded_by": [cite_of(each) for each in found.superseded_by],
        "uses": [(card, [each for each in card.cites if each.source.key == key]) for card in cards],
        "citing": [citing_line(each) for each in found.cited_by],
    }
    return show(request, "sources/page.html", page, values)


def citing_line(record: CitingRecord) -> tuple[str, str, str, str]:
    """Noun, name, locator and address of a record that cites a document."""
    noun, pattern = CITING_WORDS[record.noun]
    return noun, record.name, record.locator, pattern.format(record.key)
