"""The workshop's nouns in the API. Every statement is attributed to the one source that reports it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet

from regulatory.api.base import ReadViewSet, Writers, all_named, named, or_null, place
from regulatory.nouns import Only
from workshop import nouns
from workshop.filtersets import InsightFilter, OrganisationFilter, SessionFilter, WorkshopFilter
from workshop.models import Insight, Organisation, Session, Workshop


def titled(row: Workshop) -> dict[str, str]:
    return {"key": row.key, "title": row.title}


class WorkshopViewSet(ReadViewSet):
    """Workshops, each as one source reports it."""

    noun = "workshops"
    one = "workshop"
    filterset_class = WorkshopFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "title": lambda row, _: row.title,
        "title_note": lambda row, _: or_null(row.title_note),
        "focus": lambda row, _: row.focus,
        # Who hosted is given only where the source says so outright.
        "host": lambda row, _: or_null(row.host) if row.host_verified else None,
        "host_verified": lambda row, _: row.host_verified,
        "host_note": lambda row, _: or_null(row.host_note),
        "month": lambda row, _: or_null(row.month),
        "date_note": lambda row, _: or_null(row.date_note),
        "duration_days": lambda row, _: row.duration_days,
        "format": lambda row, _: or_null(row.format),
        "registrants": lambda row, _: row.registrants,
        "economies": lambda row, _: row.economies,
        "economies_note": lambda row, _: or_null(row.economies_note),
        "participants": lambda row, _: row.participants,
        "purpose": lambda row, _: row.purpose,
        "complements": lambda row, _: row.complements,
        "organisers": lambda row, _: [
            {"organisation": named(each.organisation), "role": each.role} for each in row.organisers.all()
        ],
        "sessions": lambda row, _: [
            {"key": each.key, "number": each.number, "title": each.title} for each in row.sessions.all()
        ],
        "source": lambda row, _: row.source.key,
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("workshops", row.key),
    }
    needs = {"host": ("host", "host_verified")}

    def rows(self, only: Only = None) -> QuerySet[Workshop]:
        return nouns.public_workshops(only)


class SessionViewSet(ReadViewSet):
    """Sessions of the workshops, with the keys of what was said in them."""

    noun = "sessions"
    one = "session"
    filterset_class = SessionFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "workshop": lambda row, _: titled(row.workshop),
        "number": lambda row, _: row.number,
        "title": lambda row, _: row.title,
        "focus": lambda row, _: row.focus,
        "insights": lambda row, _: [insight.key for insight in row.insights.all()],
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("sessions", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[Session]:
        return nouns.public_sessions(only)


class InsightViewSet(ReadViewSet):
    """Statements reported from a workshop, its takeaways among them (`kind=takeaway`). Links are the editors' reading."""

    noun = "insights"
    one = "insight"
    filterset_class = InsightFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "workshop": lambda row, _: row.workshop.key,
        "session": lambda row, _: row.session.key if row.session else None,
        "kind": lambda row, _: row.kind,
        "number": lambda row, _: row.number,
        "title": lambda row, _: or_null(row.title),
        "statement": lambda row, _: row.statement,
        "note": lambda row, _: or_null(row.note),
        "source": lambda row, _: row.workshop.source.key,
        "topics": lambda row, _: keys(row.topics),
        "jurisdictions": lambda row, _: [each.code for each in row.jurisdictions.all()],
        "product_classes": lambda row, _: keys(row.product_classes),
        "attributes": lambda row, _: keys(row.attributes),
        "initiatives": lambda row, _: keys(row.initiatives),
        "organisations": lambda row, _: keys(row.organisations),
        "glossary_terms": lambda row, _: keys(row.glossary_terms),
        "rests_on": lambda row, _: keys(row.rests_on),
        "url": lambda row, links: links.page(row.get_absolute_url()),
        "api_url": lambda row, links: links.api("insights", row.key),
    }
    needs = {"source": ("workshop",), "url": ("session", "workshop")}

    def rows(self, only: Only = None) -> QuerySet[Insight]:
        return nouns.public_insights(only)


def keys(related: Any) -> list[str]:
    """The keys of prefetched records."""
    return [each.key for each in related.all()]


class OrganisationViewSet(ReadViewSet):
    """Bodies that the account of a workshop names. `url` is the body's own site."""

    noun = "organisations"
    one = "organisation"
    filterset_class = OrganisationFilter
    fields: ClassVar[Writers] = {
        "key": lambda row, _: row.key,
        "name": lambda row, _: row.name,
        "name_original": lambda row, _: or_null(row.name_original),
        "name_note": lambda row, _: or_null(row.name_note),
        "abbreviation": lambda row, _: or_null(row.abbreviation),
        "kind": lambda row, _: row.kind,
        "jurisdiction": lambda row, _: place(row.jurisdiction),
        "parent": lambda row, _: named(row.parent),
        "parts": lambda row, _: all_named(row.parts.all()),
        "role": lambda row, _: row.role,
        "named_in_article": lambda row, _: row.named_in_article,
        "url": lambda row, _: or_null(row.url),
        "api_url": lambda row, links: links.api("organisations", row.key),
    }

    def rows(self, only: Only = None) -> QuerySet[Organisation]:
        return nouns.public_organisations(only)
