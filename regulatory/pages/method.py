"""The method page: every closed vocabulary with its meanings, the rules of review, and on what terms the content may be used."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from regulatory import choices
from regulatory.choices import Vocabulary
from regulatory.pages.shell import Page, show


@dataclass(frozen=True, slots=True)
class ShownVocabulary:
    anchor: str
    name: str
    members: tuple[Vocabulary, ...]


def all_vocabularies() -> list[ShownVocabulary]:
    """Every vocabulary of `choices`, by name."""
    return [
        ShownVocabulary(anchor(name), anchor(name).replace("-", " ").capitalize(), tuple(each))
        for name, each in sorted(vars(choices).items())
        if isinstance(each, type) and issubclass(each, Vocabulary) and each is not Vocabulary
    ]


def anchor(name: str) -> str:
    """PathwayKind -> pathway-kind."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def method(request: HttpRequest) -> HttpResponse:
    description = "How the content is gathered, reviewed and dated, what each word means, and how it may be reused."
    page = Page("Method", description, "/method/", (), "/method/")
    vocabularies = all_vocabularies()
    by_anchor = {each.anchor: each for each in vocabularies}
    values = {
        "force": by_anchor["force"],
        "blanks": by_anchor["blank-kind"],
        "states": by_anchor["state"],
        "vocabularies": [each for each in vocabularies if each.anchor not in ("force", "blank-kind", "state")],
    }
    return show(request, "method.html", page, values)
