"""Queues of what rests on documents that are no longer current: the facts, and the reviews of sources that are under way."""

from __future__ import annotations

from regulatory.admin.addresses import page_of
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.catalogue.source_reviews import Resting, ReviewReading, facts_on_ended_sources, source_reviews
from regulatory.models import Source


def unfinished(asker: Asker) -> list[ReviewReading]:
    return [each for each in source_reviews() if not each.is_done]


def row_of_review(review: ReviewReading) -> Row:
    replaced = f" by {review.successor}" if review.successor else ""
    return Row(
        page_of(Source, "resting", review.source_pk),
        review.title,
        about=f"{review.status}{replaced}: {review.done} of {len(review.facts)} done",
        mark=f"{len(review.facts) - review.done} to do",
        day=review.at,
    )


def resting(asker: Asker) -> list[Resting]:
    return facts_on_ended_sources()


def row_of_resting(fact: Resting) -> Row:
    """Leads to the page on which the facts of the source are worked through."""
    return Row(
        page_of(Source, "resting", fact.source_pk), fact.title, fact.jurisdiction, fact.source, fact.status, fact.since
    )


QUEUES = (
    Queue(
        "sources",
        "Sources being worked through",
        "Each fact that cited the document when it was marked is confirmed, or gets a new version.",
        "No source is being worked through.",
        unfinished,
        row_of_review,
    ),
    Queue(
        "superseded",
        "Facts on superseded sources",
        "Published facts that cite a superseded or repealed document and were not confirmed since it was marked.",
        "No published fact rests on a document that is no longer current.",
        resting,
        row_of_resting,
    ),
)
