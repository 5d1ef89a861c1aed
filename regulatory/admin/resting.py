"""Source first: a document is marked as superseded by another, and what rested on it is worked through, fact by fact.

The buttons stand on the form of the source (sources.py). The list is read from what became of the facts, so that it can be left and taken
up again, by several people at once.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from regulatory.admin import refusals
from regulatory.admin.addresses import form_of, form_of_version, page_of, step_of_version
from regulatory.admin.desk.open_versions import may_decide
from regulatory.admin.step_forms import SupersedeForm
from regulatory.catalogue.source_reviews import RestingFact, ReviewReading, source_reviews
from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.models import FACT_MODELS, Source

IN_PLACE, BESIDE, AS_IT_IS = "in-place", "beside", "as-it-is"
"""How a new version cites the successor: in place of the old document, beside it, or not at all."""


def supersede_page(desk: Any, request: HttpRequest, source: Source) -> HttpResponse:
    """Asks what replaced the document, and marks it."""
    if not desk.has_change_permission(request, source):
        raise PermissionDenied
    form = SupersedeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            due = actions.supersede_source(source, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except (ValidationError, IntegrityError) as refusal:
            refusals.tell(request, refusal)
        else:
            desk.log_change(
                request, source, f"Superseded by {form.cleaned_data['successor'].key}. {form.cleaned_data['reason']}"
            )
            messages.success(request, f"Marked as superseded. Published facts to be looked at again: {len(due)}.")
            return HttpResponseRedirect(page_of(Source, "resting", source.pk))
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "Superseded by another document",
        "step": {
            "label": "Mark as superseded",
            "explanation": "Each published fact that cites it is then confirmed, or gets a new version.",
        },
        "said": [("Document", source.title), ("Number", source.number), ("Issued", source.issued)],
        "back": page_of(Source, "change", source.pk),
        "form": form,
        "media": desk.media + form.media,
    }
    return TemplateResponse(request, "admin/regulatory/step.html", context)


def resting_page(desk: Any, request: HttpRequest, source: Source) -> HttpResponse:
    """What rested on the document when it was marked: what is done, what is to be done, and the ways to do it."""
    if not desk.has_view_permission(request, source):
        raise PermissionDenied
    here = page_of(Source, "resting", source.pk)
    reviews = source_reviews(source.pk)
    if request.method == "POST":
        return begin_version(request, reviews, here)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": f"What rests on {source.title}",
        "source": source,
        "back": page_of(Source, "change", source.pk),
        "reviews": [shown(each, request.user, here) for each in reviews],
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/regulatory/resting.html", context)


def shown(review: ReviewReading, user: Any, here: str) -> dict[str, Any]:
    """A review as the template shows it, what is to be done first."""
    facts = sorted(review.facts, key=lambda fact: fact.is_done)
    return {"review": review, "facts": [(fact, ways(fact, user, here)) for fact in facts]}


def ways(fact: RestingFact, user: Any, here: str) -> dict[str, Any]:
    """What this person can do about one fact."""
    is_free = not fact.is_done and not fact.open_by
    return {
        "url": form_of_version(fact.type, fact.current_pk),
        "confirm": step_of_version(fact.type, fact.current_pk, "confirm", then=here)
        if is_free and may_decide(user)
        else "",
        "start": is_free and may_begin(user, fact.type),
    }


def may_begin(user: Any, fact_type: str) -> bool:
    name = FACT_MODELS[FactType(fact_type)]._meta.model_name
    return bool(user.has_perm(f"regulatory.change_{name}"))


def begin_version(request: HttpRequest, reviews: list[ReviewReading], here: str) -> HttpResponse:
    """A new version of one fact of a review, citing the successor as asked; then on to its form."""
    user: Any = request.user
    key, how = request.POST.get("key", ""), request.POST.get("citing", "")
    review, fact = next(
        ((each, fact) for each in reviews for fact in each.facts if fact.key == key and not fact.is_done), (None, None)
    )
    if review is None or fact is None:
        messages.error(request, f"'{key}' is done already, or did not rest on this document.")
        return HttpResponseRedirect(here)
    if not may_begin(user, fact.type):
        raise PermissionDenied
    citing = None
    if review.successor_pk and how in (IN_PLACE, BESIDE):
        old, new = Source(pk=review.source_pk), Source.objects.get(pk=review.successor_pk)
        citing = actions.Succession(old, new, beside=how == BESIDE)
    try:
        draft = actions.start_draft(key, by=user, citing=citing)
    except ValidationError as refusal:
        refusals.tell(request, refusal)
        return HttpResponseRedirect(here)
    messages.success(request, "A new version was begun. Give the day of your check and the pinpoint, then submit it.")
    return HttpResponseRedirect(form_of(draft))
