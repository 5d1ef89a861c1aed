"""The desk of facts: the list over all types, and one form a type, on which an open version is edited and others are only read.

What a version's buttons do stands in review.py. Saving goes through curation/actions.py: a new fact is a draft, an edit moves the
stamp that a publisher has to carry, also where only a citation changed.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from regulatory.admin import overtaken, refusals, review
from regulatory.admin.addresses import form_of, page_of
from regulatory.admin.changes import ReadOnlyAdmin
from regulatory.admin.citations import CitationInline, FactClassInline
from regulatory.admin.forms import FactForm, kind_field
from regulatory.admin.sheets.exports import export_csv, export_xlsx
from regulatory.admin.writing import WritingAdmin
from regulatory.choices import KINDS, OPEN_STATES
from regulatory.curation import actions, corrections, timeline
from regulatory.models import (
    FACT_MODELS,
    Citation,
    Confirmation,
    Correction,
    Fact,
    PendingChange,
    ReviewEvent,
    own_fields,
    type_of,
)


class SourceFilter(admin.SimpleListFilter):
    """Facts that cite one source; reached from the list of sources, so that it offers nothing by itself."""

    title = "cited source"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        key = request.GET.get(self.parameter_name)
        return [(key, key)] if key else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fact]) -> QuerySet[Fact]:
        if not self.value():
            return queryset
        return queryset.filter(pk__in=Citation.objects.filter(source__key=self.value()).values("fact"))


@admin.register(Fact)
class FactOverview(ReadOnlyAdmin):
    """All versions of all facts, of every type; each opens in the form of its type."""

    actions = [export_xlsx, export_csv]  # type: ignore[assignment]
    list_display = ["name", "title", "jurisdiction", "state", "type", "topic", "version", "checked_on", "author"]
    list_display_links = None
    list_filter = [
        "state",
        "type",
        "jurisdiction",
        "topic",
        "kind",
        "legal_status",
        "obligation",
        "scope",
        "product_classes",
        ("author", admin.RelatedOnlyFieldListFilter),
        SourceFilter,
    ]
    list_select_related = ["jurisdiction", "topic", "author"]
    search_fields = ["key", "title", "title_original", "summary", "note"]
    date_hierarchy = "checked_on"

    @admin.display(description="Key", ordering="key")
    def name(self, fact: Fact) -> SafeString:
        return format_html('<a href="{}">{}</a>', form_of(fact), fact.key)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        fact = self.get_object(request, unquote(object_id))
        if fact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        return HttpResponseRedirect(form_of(fact))


class VersionAdmin(WritingAdmin):
    """Versions of facts of one type."""

    form = FactForm
    actions = [export_xlsx, export_csv]  # type: ignore[assignment]
    inlines = [FactClassInline, CitationInline]
    change_form_template = "admin/regulatory/version.html"
    list_display = ["key", "title", "jurisdiction", "state", "kind", "topic", "version", "checked_on", "author"]
    list_display_links = ["key", "title"]
    list_filter = FactOverview.list_filter[:1] + FactOverview.list_filter[2:]
    list_select_related = ["jurisdiction", "topic", "author"]
    search_fields = FactOverview.search_fields
    life = ["version", "author", "created_at", "updated_at", "published_by", "published_at", "superseded_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("jurisdiction", "topic", "author", "published_by")

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return ["jurisdiction", "topic", *(field.name for field in own_fields(self.model) if field.is_relation)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["key", "state", "kind_in_words", *self.life] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        editable = obj is None or self.has_change_permission(request, obj)
        kind = ["kind" if editable else "kind_in_words"] if type_of(self.model) in KINDS else []
        own = [field.name for field in own_fields(self.model)]
        said = [
            "key",
            *(["state"] if obj else []),
            "jurisdiction",
            "topic",
            *kind,
            "title",
            "title_original",
            "summary",
        ]
        times = ["effective_from", "effective_until", "checked_on", "review_due"]
        sets: list[Any] = [
            (None, {"fields": [*said, *(["stamp", "carry"] if editable else [])]}),
            ("The answer", {"fields": ["obligation", "scope", "legal_status", *own, "note"]}),
            ("When", {"fields": times}),
        ]
        return [*sets, ("This version", {"fields": self.life})] if obj else sets

    @admin.display(description="Kind")
    def kind_in_words(self, fact: Fact) -> str:
        return timeline.text_of(fact.type, "kind", fact.kind)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            return kind_field(type_of(self.model))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def view_on_site(self, obj: Fact) -> str | None:
        return None if obj.is_open else obj.get_absolute_url()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_open or overtaken.was_open_to(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and obj.is_open and review.may_discard(request.user, obj)  # type: ignore[arg-type]

    def write(self, request: HttpRequest, form: Any, formsets: Any, *, change: bool) -> None:
        fact, by = form.instance, request.user
        if change and not fact.is_open:
            request.carried_to = overtaken.carry_over(form, formsets, by=by)  # type: ignore[arg-type,attr-defined]
            return
        if change:
            stamp = datetime.datetime.fromisoformat(form.cleaned_data["stamp"])
            actions.edit_draft(fact, by=by, stamp=stamp)  # type: ignore[arg-type]
        else:
            actions.write_draft(fact, by=by)  # type: ignore[arg-type]
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def told(self, request: HttpRequest, form: Any, formsets: Any, add: bool) -> Any:
        if hasattr(request, "carried_to"):
            return "Carried over into a new version."
        return super().told(request, form, formsets, add)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        draft = getattr(request, "carried_to", None)
        if draft is None:
            return super().response_change(request, obj)
        messages.success(request, "A new version was started with your text.")
        return HttpResponseRedirect(form_of(draft))

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.review_view(request, object_id, "discard")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The form with what surrounds a version: its buttons, its siblings, its way so far."""
        if fact := context.get("original"):
            user: Any = request.user
            siblings = list(Fact.objects.filter(key=fact.key).select_related("author").order_by("-version"))
            context |= {
                "steps": [(step, self.address_of(fact, step)) for step in review.offered(user, fact, siblings)],
                "siblings": [(version, form_of(version)) for version in siblings],
                "events": list(ReviewEvent.objects.filter(key=fact.key).select_related("by", "via")[:30]),
                "coming": [
                    (each, page_of(PendingChange, "change", each.pk)) for each in actions.open_changes(fact.key)
                ],
                "corrections": [
                    (each, page_of(Correction, "change", each.pk)) for each in corrections.for_version(fact)
                ],
                "confirmations": list(Confirmation.objects.filter(fact=fact).select_related("by")),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def address_of(self, fact: Fact, step: review.Step) -> str:
        return reverse(f"admin:regulatory_{self.opts.model_name}_review", args=[quote(fact.pk), step.verb])

    def get_urls(self) -> list[URLPattern]:
        name = f"regulatory_{self.opts.model_name}_review"
        view = self.admin_site.admin_view(self.review_view)
        return [path("<path:object_id>/review/<slug:verb>/", view, name=name), *super().get_urls()]

    def review_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """The page of one step: what it does, what differs, and what it asks for."""
        step = review.STEPS.get(verb)
        if step is None:
            raise Http404(f"There is no step '{verb}'.")
        fact = self.get_object(request, unquote(object_id))
        if fact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        user: Any = request.user
        if not step.may(user, fact) or (verb == "discard" and fact.state not in OPEN_STATES):
            raise PermissionDenied
        form = review.form_of(step, fact, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                outcome = review.take(step, fact, user, form.cleaned_data)
            except (ValidationError, IntegrityError) as refusal:
                refusals.tell(request, refusal)
                fact = self.get_object(request, unquote(object_id)) or fact
                given = request.POST.copy()
                given["stamp"] = fact.updated_at.isoformat()
                form = review.form_of(step, fact, given)
            else:
                self.log_change(request, fact, review.in_words(step, form.cleaned_data))
                messages.success(request, step.done)
                back = form_of(outcome) if outcome else reverse("admin:regulatory_fact_changelist")
                return HttpResponseRedirect(way_back(request) or back)
        if not step.asks or fact.state not in step.states:
            if request.method != "POST":
                messages.warning(
                    request, f"'{fact}' is {fact.get_state_display().lower()}: {step.label} is done elsewhere."
                )
            return HttpResponseRedirect(form_of(fact))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": step.label,
            "step": step,
            "fact": fact,
            "back": way_back(request) or form_of(fact),
            "form": form,
            "media": self.media + form.media,
            "comparison": review.compare_with_published(fact),
        }
        return TemplateResponse(request, "admin/regulatory/review.html", context)


def way_back(request: HttpRequest) -> str:
    """The page that led to a step, where it said so: a list that is being worked through. Never a page elsewhere."""
    then = request.GET.get("then", "")
    return then if url_has_allowed_host_and_scheme(then, allowed_hosts=None) else ""


for model in FACT_MODELS.values():
    admin.site.register(model, VersionAdmin)
