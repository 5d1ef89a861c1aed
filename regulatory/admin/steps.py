"""A record that is only read, with steps: each is one button on its page, behind it a page that asks why. Which records have steps, and
which, stands in modules of their own (pending.py, corrections.py); those of versions of facts stand in review.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from regulatory.admin import refusals
from regulatory.admin.addresses import page_of
from regulatory.admin.changes import ReadOnlyAdmin
from regulatory.admin.step_forms import ReasonForm

Said = Sequence[tuple[str, str]]
"""What a step is about: names and texts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One button; each asks for a reason. `run` gives the address to which it leads."""

    verb: str
    label: str
    explanation: str
    may: Callable[[User, Any], bool]
    run: Callable[[Any, User, str], str]


class SteppedAdmin(ReadOnlyAdmin):
    """Set `steps`; say what a record is about (`said`) and how it was settled (`settled`)."""

    change_form_template = "admin/regulatory/stepped.html"
    steps: Mapping[str, Step]

    def said(self, record: Any) -> Said:
        raise NotImplementedError

    def settled(self, record: Any) -> str:
        """How it was settled, in words; empty while steps may be taken."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.step_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [path("<path:object_id>/step/<slug:verb>/", view, name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        record, user = context.get("original"), request.user
        if record is not None and not self.settled(record):
            context["steps"] = [
                (step, page_of(self.model, "step", quote(record.pk), step.verb))
                for step in self.steps.values()
                if step.may(user, record)  # type: ignore[arg-type]
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def step_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """The page of one step: what it does, and why."""
        record = self.get_object(request, unquote(object_id))
        step = self.steps.get(verb)
        if record is None or step is None:
            raise Http404(f"There is no such {self.opts.verbose_name}, or no step '{verb}'.")
        back = page_of(self.model, "change", record.pk)
        user: Any = request.user
        if settled := self.settled(record):
            messages.warning(request, f"This is closed already: {settled}.")
            return HttpResponseRedirect(back)
        if not step.may(user, record):
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                leads_to = step.run(record, user, form.cleaned_data["reason"])
            except (ValidationError, IntegrityError) as refusal:
                refusals.tell(request, refusal)
            else:
                messages.success(request, f"Done: {step.label.lower()}.")
                return HttpResponseRedirect(leads_to)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": step.label,
            "step": step,
            "said": self.said(record),
            "back": back,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/regulatory/step.html", context)
