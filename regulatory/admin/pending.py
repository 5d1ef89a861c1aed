"""The desk of coming changes: the list of all that were ever noted, and the steps of each as buttons on its page.

They are proposed on the form of the fact (review.py); what each step does stands in curation/pending.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from regulatory.admin import refusals
from regulatory.admin.addresses import form_of, page_of
from regulatory.admin.changes import ReadOnlyAdmin
from regulatory.admin.desk.open_versions import may_decide
from regulatory.admin.step_forms import ReasonForm
from regulatory.choices import PendingOutcome
from regulatory.curation import actions
from regulatory.models import PendingChange


def may_publish(user: User, pending: PendingChange) -> bool:
    return may_decide(user) and pending.published_at is None and pending.proposed_by_id != user.pk


def may_decline(user: User, pending: PendingChange) -> bool:
    """A proposal is also taken back by who made it."""
    return pending.published_at is None and (may_decide(user) or pending.proposed_by_id == user.pk)


def may_close(user: User, pending: PendingChange) -> bool:
    return may_decide(user) and pending.published_at is not None


def publish(pending: PendingChange, user: User, reason: str) -> None:
    actions.publish_change(pending, by=user, reason=reason)


def closing(outcome: PendingOutcome) -> Callable[[PendingChange, User, str], None]:
    def close(pending: PendingChange, user: User, reason: str) -> None:
        actions.close_change(pending, by=user, outcome=outcome, reason=reason)

    return close


@dataclass(frozen=True, slots=True)
class Step:
    """One button; each asks for a reason."""

    verb: str
    label: str
    explanation: str
    may: Callable[[User, PendingChange], bool]
    run: Callable[[PendingChange, User, str], None]


STEPS = {
    step.verb: step
    for step in (
        Step("publish", "Show to readers", "Readers see the note beside the fact from now on.", may_publish, publish),
        Step(
            "decline",
            "Decline",
            "Closes the proposal; readers never saw it.",
            may_decline,
            closing(PendingOutcome.DECLINED),
        ),
        Step(
            "apply",
            "Applied",
            "The change came and the fact says so already. A version that applies it is better told so when it is published.",
            may_close,
            closing(PendingOutcome.APPLIED),
        ),
        Step(
            "withdraw",
            "Take back",
            "Readers no longer see the note: the change will not come, or the note was wrong.",
            may_close,
            closing(PendingOutcome.WITHDRAWN),
        ),
    )
}


@admin.register(PendingChange)
class PendingChangeAdmin(ReadOnlyAdmin):
    """Coming changes of facts, open and closed."""

    change_form_template = "admin/regulatory/pending.html"
    list_display = ["changes_on", "fact", "note", "source", "shown", "outcome", "proposed_by", "published_by"]
    list_select_related = ["fact", "source", "proposed_by", "published_by"]
    list_filter = ["outcome", ("published_at", admin.EmptyFieldListFilter), "fact__jurisdiction"]
    search_fields = ["fact__key", "fact__title", "note", "source__key", "source__title"]
    fields = [
        "of_fact",
        "changes_on",
        "note",
        "source",
        "locator",
        "proposed_by",
        "proposed_at",
        "published_by",
        "published_at",
        "closed_by",
        "closed_at",
        "outcome",
        "closing_reason",
    ]
    readonly_fields = ["of_fact"]

    @admin.display(description="Shown to readers", boolean=True)
    def shown(self, pending: PendingChange) -> bool:
        return pending.is_shown

    @admin.display(description="Fact")
    def of_fact(self, pending: PendingChange) -> SafeString:
        fact = pending.fact
        return format_html('<a href="{}">{}</a> ({})', form_of(fact), fact.title, fact.key)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.step_view)
        name = "regulatory_pendingchange_step"
        return [path("<path:object_id>/step/<slug:verb>/", view, name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        pending, user = context.get("original"), request.user
        if pending is not None and pending.closed_at is None:
            context["steps"] = [
                (step, page_of(PendingChange, "step", quote(pending.pk), step.verb))
                for step in STEPS.values()
                if step.may(user, pending)  # type: ignore[arg-type]
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def step_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """The page of one step: what it does, and why."""
        pending = self.get_object(request, unquote(object_id))
        step = STEPS.get(verb)
        if pending is None or step is None:
            raise Http404(f"There is no such coming change, or no step '{verb}'.")
        back = page_of(PendingChange, "change", pending.pk)
        user: Any = request.user
        if pending.closed_at is not None:
            messages.warning(request, f"This is closed already: {pending.get_outcome_display().lower()}.")
            return HttpResponseRedirect(back)
        if not step.may(user, pending):
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                step.run(pending, user, form.cleaned_data["reason"])
            except (ValidationError, IntegrityError) as refusal:
                refusals.tell(request, refusal)
            else:
                messages.success(request, f"Done: {step.label.lower()}.")
                return HttpResponseRedirect(form_of(pending.fact))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": step.label,
            "step": step,
            "said": [
                ("Fact", str(pending.fact.title)),
                ("Changes on", pending.changes_on),
                ("What will change", pending.note),
                ("Source", ", ".join(filter(None, (str(pending.source), pending.locator)))),
                ("Proposed by", str(pending.proposed_by)),
            ],
            "back": back,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/regulatory/step.html", context)
