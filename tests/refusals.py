"""Says that a step was refused with the right words and left nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the regulatory app."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("regulatory").get_models(include_auto_created=True)
    }


@contextmanager
def refused(saying: str) -> Iterator[None]:
    """The block has to raise a ValidationError with these words, and the database has to be as before."""
    before = everything()
    with pytest.raises(ValidationError) as caught:
        yield
    assert saying in " ".join(caught.value.messages)
    assert everything() == before
