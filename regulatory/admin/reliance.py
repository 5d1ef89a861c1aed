"""The desk of reliance initiatives, who takes part in them, and their parts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from regulatory.admin.citations import links
from regulatory.admin.records import RecordAdmin, RecordForm
from regulatory.admin.rows import PartForm, PartInline, Rows
from regulatory.models import (
    InitiativeComponent,
    InitiativeComponentCitation,
    Participation,
    ParticipationCitation,
    RelianceInitiative,
    RelianceInitiativeCitation,
)


def refuse_both_or_neither(form: forms.ModelForm) -> None:
    """A participant is a jurisdiction of this knowledge base, or another one by its name."""
    if {"jurisdiction", "name"} & set(form.errors) or not {"jurisdiction", "name"} <= set(form.fields):
        return
    if bool(form.cleaned_data.get("jurisdiction")) == bool(form.cleaned_data.get("name")):
        form.add_error(
            "name", "Choose a jurisdiction or, for one outside this knowledge base, give its name: one of both."
        )


class ParticipantForm(PartForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_both_or_neither(self)
        return cleaned


class ParticipationForm(RecordForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_both_or_neither(self)
        if "initiative" in cleaned and "name" in cleaned and not self.errors:
            others = Participation.objects.filter(
                initiative=cleaned["initiative"], jurisdiction=cleaned["jurisdiction"], name=cleaned["name"]
            )
            if others.exclude(pk=self.instance.pk).exists():
                raise ValidationError("This participant is in the list of the initiative already.")
        return cleaned


class Participants(Rows):
    first = 1

    def clean(self) -> None:
        super().clean()
        filled = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        named = [row.get("jurisdiction") or row.get("name") for row in filled if not row.get("DELETE")]
        if twice := [str(name) for name, times in Counter(named).items() if name and times > 1]:
            raise ValidationError(f"Listed twice: {', '.join(twice)}.")


class ParticipationInline(PartInline):
    model = Participation
    form = ParticipantForm
    formset = Participants
    fields = ["jurisdiction", "name", "authority", "role", "status", "since", "position", "verified"]
    autocomplete_fields = ["jurisdiction"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        return super().get_queryset(request).select_related("jurisdiction", "initiative")


class ComponentInline(PartInline):
    model = InitiativeComponent
    fields = ["key", "kind", "name", "text", "order", "verified"]


@admin.register(RelianceInitiative)
class InitiativeAdmin(RecordAdmin):
    list_display = ["key", "name", "lead", "direction", "order", "verified"]
    list_display_links = ["key", "name"]
    list_filter = ["direction", "verified"]
    search_fields = ["key", "name", "lead", "what_it_does"]
    inlines = [links(RelianceInitiativeCitation), ParticipationInline, ComponentInline]


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    form = ParticipationForm
    list_display = ["__str__", "initiative", "authority", "role", "status", "since", "verified"]
    list_filter = ["status", "verified", "initiative", "jurisdiction"]
    list_select_related = ["initiative", "jurisdiction"]
    search_fields = ["name", "jurisdiction__name", "initiative__name", "authority"]
    autocomplete_fields = ["initiative", "jurisdiction"]
    inlines = [links(ParticipationCitation)]


@admin.register(InitiativeComponent)
class ComponentAdmin(RecordAdmin):
    list_display = ["key", "initiative", "kind", "name", "verified"]
    list_filter = ["kind", "verified", "initiative"]
    list_select_related = ["initiative"]
    search_fields = ["key", "name", "text"]
    autocomplete_fields = ["initiative", "jurisdiction", "champions"]
    inlines = [links(InitiativeComponentCitation)]
