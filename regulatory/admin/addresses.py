"""Addresses within the admin: the form of a version, an empty form with values filled in, a list that is filtered."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse

from regulatory.choices import FactType
from regulatory.models import FACT_MODELS, Fact


def page_of(model: type[models.Model], page: str, *arguments: int | str, **question: object) -> str:
    """A page of a model's desk ("changelist", "add", "change", ...), with a query string."""
    opts = model._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[quote(each) for each in arguments])
    return f"{address}?{urlencode(question)}" if question else address


def form_of_version(fact_type: str, pk: int) -> str:
    return page_of(FACT_MODELS[FactType(fact_type)], "change", pk)


def form_of(fact: Fact) -> str:
    """The address of a version's form."""
    return form_of_version(fact.type, fact.pk)


def step_of_version(fact_type: str, pk: int, verb: str, **question: Any) -> str:
    """The page of a step of a version's life."""
    return page_of(FACT_MODELS[FactType(fact_type)], "review", pk, verb, **question)
