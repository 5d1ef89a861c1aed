"""The workshop's nouns in the API. Every statement is attributed to the one source that reports it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from regulatory.api.base import Links, ReadViewSet, all_named, named, or_null, place
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

    def get_queryset(self) -> QuerySet[Workshop]:
        return nouns.public_workshops()

    def represent(self, row: Workshop, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "title": row.title,
            "title_note": or_null(row.title_note),
            "focus": row.focus,
            # Who hosted is given only where the source says so outright.
            "host": or_null(row.host) if row.host_verified else None,
            "host_verified": row.host_verified,
            "host_note": or_null(row.host_note),
            "month": or_null(row.month),
            "date_note": or_null(row.date_note),
            "duration_days": row.duration_days,
            "format": or_null(row.format),
            "registrants": row.registrants,
            "economies": row.economies,
            "economies_note": or_null(row.economies_note),
            "participants": row.participants,
            "purpose": row.purpose,
            "complements": row.complements,
            "organisers": [
                {"organisation": named(each.organisation), "role": each.role} for each in row.organisers.all()
            ],
            "sessions": [{"key": each.key, "number": each.number, "title": each.title} for each in row.sessions.all()],
            "source": row.source.key,
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }


class SessionViewSet(ReadViewSet):
    """Sessions of the workshops, with the keys of what was said in them."""

    noun = "sessions"
    one = "session"
    filterset_class = SessionFilter

    def get_queryset(self) -> QuerySet[Session]:
        return nouns.public_sessions()

    def represent(self, row: Session, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "workshop": titled(row.workshop),
            "number": row.number,
            "title": row.title,
            "focus": row.focus,
            "insights": [insight.key for insight in row.insights.all()],
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }


class InsightViewSet(ReadViewSet):
    """Statements reported from a workshop, its takeaways among them (`kind=takeaway`). Links are the editors' reading."""

    noun = "insights"
    one = "insight"
    filterset_class = InsightFilter

    def get_queryset(self) -> QuerySet[Insight]:
        return nouns.public_insights()

    def represent(self, row: Insight, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "workshop": row.workshop.key,
            "session": row.session.key if row.session else None,
            "kind": row.kind,
            "number": row.number,
            "title": or_null(row.title),
            "statement": row.statement,
            "note": or_null(row.note),
            "source": row.workshop.source.key,
            "topics": keys(row.topics),
            "jurisdictions": [each.code for each in row.jurisdictions.all()],
            "product_classes": keys(row.product_classes),
            "attributes": keys(row.attributes),
            "initiatives": keys(row.initiatives),
            "organisations": keys(row.organisations),
            "glossary_terms": keys(row.glossary_terms),
            "rests_on": keys(row.rests_on),
            "url": links.page(row.get_absolute_url()),
            "api_url": links.api(self.noun, row.key),
        }


def keys(related: Any) -> list[str]:
    """The keys of prefetched records."""
    return [each.key for each in related.all()]


class OrganisationViewSet(ReadViewSet):
    """Bodies that the account of a workshop names. `url` is the body's own site."""

    noun = "organisations"
    one = "organisation"
    filterset_class = OrganisationFilter

    def get_queryset(self) -> QuerySet[Organisation]:
        return nouns.public_organisations()

    def represent(self, row: Organisation, links: Links) -> dict[str, object]:
        return {
            "key": row.key,
            "name": row.name,
            "name_original": or_null(row.name_original),
            "name_note": or_null(row.name_note),
            "abbreviation": or_null(row.abbreviation),
            "kind": row.kind,
            "jurisdiction": place(row.jurisdiction),
            "parent": named(row.parent),
            "parts": all_named(row.parts.all()),
            "role": row.role,
            "named_in_article": row.named_in_article,
            "url": or_null(row.url),
            "api_url": links.api(self.noun, row.key),
        }
