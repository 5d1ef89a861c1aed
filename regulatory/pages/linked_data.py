"""What search engines and catalogues read of a page: schema.org in JSON-LD. The pages themselves say the same to people.

Each function makes one object from finished values; addresses are whole. Nothing is claimed that is not stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from regulatory.catalogue.glossary import TermReading
from regulatory.choices import Force, SourceKind, SourceStatus
from regulatory.querysets import ContentRevision
from regulatory.readings import SourceReading

Thing = Mapping[str, Any]
"""An object of schema.org."""

BINDING = (Force.STATUTE, Force.BINDING_RULE)
LEGAL_FORCE = {
    SourceStatus.IN_FORCE: "https://schema.org/InForce",
    SourceStatus.SUPERSEDED: "https://schema.org/NotInForce",
    SourceStatus.REPEALED: "https://schema.org/NotInForce",
    SourceStatus.DRAFT: "https://schema.org/NotInForce",
}
TYPE_OF_KIND = {
    SourceKind.ARTICLE: "Article",
    SourceKind.WEB_PAGE: "WebPage",
    SourceKind.REPORT: "Report",
    SourceKind.WORKSHOP_REPORT: "Report",
}
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OUT_OF_HTML = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""Letters that could end the element in which the text stands; inside JSON they may be written so."""


def script_text(thing: Thing) -> SafeString:
    """The object as it may stand inside a script element, whatever its texts are."""
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(OUT_OF_HTML))  # noqa: S308 - nothing is left in it that HTML would read


def dataset(
    request: HttpRequest,
    name: str,
    description: str,
    path: str,
    revision: ContentRevision,
    files: Iterable[tuple[str, str]],
) -> Thing:
    """The knowledge base, or a comparison out of it; `files` are (csv, json or xlsx; its path)."""
    return stated(
        {
            "@type": "Dataset",
            "name": name,
            "description": description,
            "url": request.build_absolute_uri(path),
            "license": settings.CONTENT_LICENCE_URL,
            "isAccessibleForFree": True,
            "inLanguage": "en-GB",
            "version": str(revision.number) if revision.number else "",
            "dateModified": revision.at.date().isoformat() if revision.at else "",
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": MEDIA[kind],
                    "contentUrl": request.build_absolute_uri(place),
                }
                for kind, place in files
            ],
        }
    )


def document(request: HttpRequest, source: SourceReading, place: str) -> Thing:
    """A source: Legislation where it binds, else the kind of work that it is. `place` is the economy of its dossier, or empty."""
    force = Force(source.force)
    shared = {
        "name": source.title,
        "alternateName": source.title_original,
        "inLanguage": source.language,
        "url": request.build_absolute_uri(f"/sources/{source.key}/"),
        "sameAs": source.url,
    }
    issuer = {"@type": "Organization", "name": source.issuer} if source.issuer else ""
    if force not in BINDING:
        kind = TYPE_OF_KIND.get(SourceKind(source.kind), "CreativeWork")
        number = {"identifier": source.number, "datePublished": source.issued, "publisher": issuer}
        return stated({"@type": kind, **shared, **number})
    status = LEGAL_FORCE.get(SourceStatus(source.status), "") if source.status else ""
    law = {
        "legislationIdentifier": source.number,
        "legislationDate": source.issued,
        "legislationPassedBy": issuer,
        "legislationJurisdiction": place,
        "legislationLegalForce": status,
    }
    return stated({"@type": "Legislation", **shared, **law})


def glossary(request: HttpRequest, name: str, terms: Iterable[TermReading]) -> Thing:
    """The glossary with all its terms, each at its address on the page."""
    url = request.build_absolute_uri("/glossary/")
    return {
        "@type": "DefinedTermSet",
        "@id": url,
        "name": name,
        "license": settings.CONTENT_LICENCE_URL,
        "hasDefinedTerm": [
            stated(
                {
                    "@type": "DefinedTerm",
                    "@id": f"{url}#{each.key}",
                    "name": each.term,
                    "alternateName": [word for word in (each.abbreviation, *each.synonyms) if word],
                    "description": each.definition,
                    "inDefinedTermSet": {"@id": url},
                }
            )
            for each in terms
        ],
    }


def stated(values: dict[str, Any]) -> Thing:
    """Without what is not stated."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}
