"""How a refused write is told to the curator who tried it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def tell(request: HttpRequest, refusal: ValidationError | IntegrityError) -> None:
    """Show why an action or the database refused, one message a reason."""
    for text in refusal.messages if isinstance(refusal, ValidationError) else [f"This was not stored: {refusal}"]:
        messages.error(request, text)


def answer(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of a view that writes in one transaction; what it refuses is a message, never an error page.

    Tried twice: what somebody else did between the checks of the form and the write is then found by the form itself, which keeps
    the text that was typed in.
    """
    try:
        return view()
    except (ValidationError, IntegrityError):
        pass
    try:
        return view()
    except (ValidationError, IntegrityError) as refusal:
        tell(request, refusal)
        return HttpResponseRedirect(request.get_full_path())
