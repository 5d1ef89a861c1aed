"""What the content files don't hold and pages show all the same: a second version, a draft, one in review, a withdrawn fact, a due one,
a correction.

Run as a program beside the server, on its database; prints where the versions are kept (desk), and the pages of errors, as JSON.
"""

from __future__ import annotations

import datetime
import json
import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.exceptions import PermissionDenied  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402

from regulatory.admin.facts import form_of  # noqa: E402
from regulatory.curation import actions, corrections  # noqa: E402
from regulatory.models import Fact, Source, as_type  # noqa: E402
from regulatory.pages import errors  # noqa: E402
from tests.browser.kinds import DUE, REVISED, WITHDRAWN  # noqa: E402

DRAFTED, IN_REVIEW = "jp-sakigake", "jp-priority-review"
LONG_AGO = datetime.date(2025, 1, 15)


def opened(key: str, by: User, **changes: object) -> Fact:
    draft = as_type(actions.start_draft(key, by=by))
    for name, value in changes.items():
        setattr(draft, name, value)
    return actions.edit_draft(draft, by=by, stamp=draft.updated_at)


def revised(key: str, by: User, reviewer: User, **changes: object) -> Fact:
    opened(key, by, **changes)
    actions.submit(key, by=by, comment="Ready")
    stamp = Fact.objects.get(key=key, state="in-review").updated_at
    return actions.publish(key, by=reviewer, stamp=stamp, reason="Read against its sources")


def error_pages() -> dict[str, str]:
    """By status: the pages that no address of a site in order answers with."""
    request = RequestFactory().get("/")
    answers = (
        errors.forbidden(request, PermissionDenied()),
        errors.too_many_requests(request, 30),
        errors.server_error(request),
        errors.unavailable(request),
    )
    return {str(each.status_code): each.content.decode() for each in answers}


def main() -> None:
    curator, reviewer = (User.objects.get(username=name) for name in ("curator", "reviewer"))
    checked = datetime.datetime.now(datetime.UTC).date()
    fact = Fact.objects.get(key=REVISED, state="published")
    revised(REVISED, curator, reviewer, checked_on=checked, summary=f"{fact.summary} Read again.")
    for key in DUE:
        revised(key, curator, reviewer, checked_on=LONG_AGO)
    actions.withdraw(WITHDRAWN, by=reviewer, reason="The source was read again and does not say so.")
    draft = opened(DRAFTED, curator, checked_on=checked, note="To be looked into.")
    waiting = opened(IN_REVIEW, curator, checked_on=checked, note="To be looked into.")
    actions.submit(IN_REVIEW, by=curator, comment="Ready")
    published = as_type(Fact.objects.get(key=REVISED, state="published"))
    corrections.suggest_correction(published, text="The section it names was renumbered.")
    steps = {
        "review": f"{form_of(waiting).removesuffix('change/')}review/publish/",
        "withdraw": f"{form_of(published).removesuffix('change/')}review/withdraw/",
    }
    source = reverse("admin:regulatory_source_change", args=[Source.objects.order_by("key")[0].pk])
    places = {"draft": form_of(draft), "published": form_of(published), "source": source, **steps}
    json.dump({"places": places, "errors": error_pages()}, sys.stdout)


if __name__ == "__main__":
    main()
