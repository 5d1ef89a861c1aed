"""Suggesting a correction of a fact, without an account, and what became of it.

Nothing here may be kept by a cache: the form holds its reader's token, the answer changes without a change of the content. Which texts
are taken in is decided here, how many in curation/corrections.py, how often from one address in atmp_kb/limits.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from regulatory import querysets
from regulatory.choices import CorrectionState
from regulatory.curation import corrections
from regulatory.models import Correction, Fact
from regulatory.pages.shell import Link, Page, show

TEXT_LENGTHS = (10, 4000)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Controls other than new lines and tabs, and marks that turn the direction of what follows."""


def validate_seen(text: str) -> None:
    if UNSEEN.search(text):
        raise ValidationError(
            "It holds control characters that nobody would see; type the passage instead of pasting it."
        )


class WordsField(forms.CharField):
    """Text as it was typed, with the line ends of one system."""

    def to_python(self, value: object) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class CorrectionForm(forms.Form):
    """What is wrong. `website` is a trap: a reader does not see it, and programs that fill in everything fall into it."""

    text = WordsField(
        label="What is wrong, and what would be right",
        min_length=TEXT_LENGTHS[0],
        max_length=TEXT_LENGTHS[1],
        validators=[validate_seen],
        help_text="Name the article or page where you can. At most 4,000 characters.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Say what is wrong, and what would be right."},
    )
    source_url = forms.URLField(
        label="Where it can be read (optional)",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"]), validate_seen],
        help_text="The address of a public document, beginning with https://",
        widget=forms.URLInput(attrs={"placeholder": ""}),
    )
    email = forms.EmailField(
        label="Your e-mail (optional)",
        required=False,
        max_length=254,
        help_text="Only for a curator who has a question. Kept with the correction, shown to nobody else.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("The last field of the form has to stay empty. Send the form again without it.")
        return ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader may see of a correction: nothing of what it says, nor of which fact."""

    number: int
    state: CorrectionState
    sent_at: object
    decided_at: object


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def correct(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The form for one version that readers see; what was typed is never lost by a refusal."""
    fact = querysets.versions_of(key).filter(version=number).select_related("jurisdiction").first()
    if fact is None:
        raise Http404(f"The fact '{key}' has no version {number} that was published.")
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    full, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("text", "source_url", "email")}
            try:
                correction = corrections.suggest_correction(fact, **given)
            except corrections.FullError as refusal:
                full, status = str(refusal), 503
            else:
                return HttpResponseRedirect(f"/corrections/{correction.pk}/")
    return show(request, "facts/correct.html", page_of(fact), {"fact": fact, "form": form, "full": full}, status=status)


def page_of(fact: Fact) -> Page:
    place = fact.jurisdiction
    return Page(
        f"Suggest a correction: {fact.title}, version {fact.version} · {place.name}",
        "Tell the curators what is wrong in this statement, without an account.",
        f"/facts/{fact.key}/v{fact.version}/correct/",
        (
            Link("Economies", "/economies/"),
            Link(place.name, f"/economies/{place.code}/"),
            Link(fact.title, f"/facts/{fact.key}/v{fact.version}/"),
        ),
        "/economies/",
        indexed=False,
    )


@cache_control(private=True, no_store=True)
@require_safe
def correction(request: HttpRequest, number: int) -> HttpResponse:
    """What became of it: its state and days, and nothing of what it says."""
    row = (
        Correction.objects.filter(pk=number).values_list("pk", "state", "sent_at", "decided_at").first()
        if number < 2**31
        else None
    )
    if row is None:
        raise Http404(f"There is no correction with the number {number}.")
    standing = Standing(row[0], CorrectionState(row[1]), row[2], row[3])
    page = Page(f"Correction {number}", "What became of it.", f"/corrections/{number}/", indexed=False)
    return show(request, "corrections/page.html", page, {"standing": standing})
