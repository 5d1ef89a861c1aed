"""Queues of open versions: my drafts, what waits for my review, and imports of the content files that nobody has verified."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Exists, Model, OuterRef, QuerySet

from regulatory.admin.addresses import form_of, page_of, step_of_version
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.choices import ReviewVerb, State
from regulatory.curation import rights
from regulatory.models import Fact, ReviewEvent


def open_versions(state: State) -> QuerySet[Fact]:
    return (
        Fact.objects.filter(state=state).select_related("jurisdiction", "topic", "author").order_by("updated_at", "pk")
    )


def drafts_of(asker: Asker) -> QuerySet[Fact]:
    return open_versions(State.DRAFT).filter(author=asker.user)


def waiting_for(asker: Asker) -> QuerySet[Fact]:
    """What somebody else wrote and put up; imports have a queue of their own. Who wrote in a version cannot publish it."""
    written = ReviewEvent.objects.filter(
        key=OuterRef("key"),
        version=OuterRef("version"),
        by=asker.user,
        verb__in=[ReviewVerb.STARTED, ReviewVerb.EDITED],
        at__gte=OuterRef("created_at"),
    )
    waiting = open_versions(State.IN_REVIEW).exclude(author=asker.user).exclude(author__username=rights.FILES_AUTHOR)
    return waiting.filter(~Exists(written))


def row_of_version(fact: Fact) -> Row:
    return Row(
        form_of(fact),
        fact.title,
        fact.jurisdiction.name,
        f"{fact.topic.name}, version {fact.version} by {fact.author}",
        "new" if fact.version == 1 else "",
        fact.updated_at,
    )


def row_to_review(fact: Fact) -> Row:
    shown = row_of_version(fact)
    url = step_of_version(fact.type, fact.pk, "publish")
    return Row(url, shown.title, shown.place, shown.about, shown.mark, shown.day)


def may_decide(user: User) -> bool:
    return user.has_perm(f"regulatory.{rights.PUBLISH}")


def unverified(asker: Asker) -> list[Fact | tuple[type[Model], int]]:
    """Facts that the content files brought in without a text that was seen, drafts from spreadsheets that nobody has put up for review
    yet, then the other nouns with how many there are of each."""
    facts = list(
        open_versions(State.IN_REVIEW).filter(author__username=rights.FILES_AUTHOR).order_by("jurisdiction", "key")
    )
    imported = ReviewEvent.objects.filter(
        key=OuterRef("key"), version=OuterRef("version"), verb=ReviewVerb.IMPORTED, at__gte=OuterRef("created_at")
    )
    drafts = list(open_versions(State.DRAFT).filter(Exists(imported)).order_by("jurisdiction", "key"))
    return [*facts, *drafts, *unverified_nouns()]


def unverified_nouns() -> list[tuple[type[Model], int]]:
    """The nouns of which something is not verified: one query a noun."""
    found = []
    for label in rights.KNOWLEDGE_APPS:
        for model in apps.get_app_config(label).get_models():
            has_list = any(field.name == "verified" for field in model._meta.concrete_fields) and hasattr(
                model, "citations"
            )
            if has_list and (count := model._default_manager.filter(verified=False).count()):
                found.append((model, count))
    return found


def row_of_unverified(item: Any) -> Row:
    if isinstance(item, Fact):
        about = item.topic.name
        if item.state == State.DRAFT:
            about = f"{about}, version {item.version} from a spreadsheet of {item.author}"
        return Row(form_of(item), item.title, item.jurisdiction.name, about, "", item.created_at)
    model, count = item
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return Row(
        page_of(model, "changelist", verified__exact=0),
        f"{count} {name}",
        about="kept from readers until a text was seen",
    )


QUEUES = (
    Queue(
        "drafts",
        "My drafts",
        "Begun or edited last by you, not yet submitted; the oldest first.",
        "You have no draft open.",
        drafts_of,
        row_of_version,
    ),
    Queue(
        "review",
        "Waiting for review",
        "Submitted by somebody else; the longest waiting first. You wrote in none of them.",
        "Nothing waits for your review.",
        waiting_for,
        row_to_review,
        may=may_decide,
    ),
)
UNVERIFIED = Queue(
    "unverified",
    "Unverified imports",
    "Written down without a text that was seen, and kept from readers. Find the text, then publish or discard.",
    "Everything that was imported has been verified.",
    unverified,
    row_of_unverified,
)
