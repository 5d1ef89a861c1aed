"""What the workshop said about a noun of regulatory: registered there as a voice, so that its pages can show it."""

from __future__ import annotations

from django.db.models import QuerySet

from regulatory.choices import InsightKind
from regulatory.pages.voices import Statement
from workshop import nouns
from workshop.models import Insight


class WorkshopVoice:
    """Statements of the workshops, each attributed to the article that reports it. One query a method."""

    def about_jurisdiction(self, code: str) -> list[Statement]:
        return statements(Insight.objects.filter(jurisdictions__code=code))

    def about_topics(self, keys: tuple[str, ...]) -> list[Statement]:
        return statements(Insight.objects.filter(topics__key__in=keys))

    def about_initiative(self, key: str) -> list[Statement]:
        return statements(Insight.objects.filter(initiatives__key=key))

    def about_attribute(self, key: str) -> list[Statement]:
        return statements(Insight.objects.filter(attributes__key=key))

    def takeaways(self) -> list[Statement]:
        return statements(Insight.objects.filter(kind=InsightKind.TAKEAWAY))


def statements(insights: QuerySet[Insight]) -> list[Statement]:
    """The verified ones, each once, in the order of the workshop."""
    seen = nouns.insights_seen().filter(pk__in=insights.order_by().values("pk"))
    rows = seen.select_related("session", "workshop__source")
    return [
        Statement(
            key=each.key,
            kind=InsightKind(each.kind).label,
            title=each.title,
            text=each.statement,
            note=each.note,
            url=each.get_absolute_url(),
            place=f"Session {each.session.number}" if each.session else "Workshop",
            attribution=f"as reported in {each.workshop.source.title}",
        )
        for each in rows
    ]
