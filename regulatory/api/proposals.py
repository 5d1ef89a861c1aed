"""Writing by programs: facts proposed as drafts, drafts edited and submitted, for the owner of a token and under the rules of the desk.

Nothing is published here. What may be said stands in dossiers/proposals.py, what is written in curation/actions.py, how drafts are read
in drafts.py, how an answer is given twice in access/idempotency.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError as Refusal
from rest_framework import exceptions, status
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from access import idempotency
from access.idempotency import Answer
from access.models import ApiToken
from access.permissions import Proposing
from atmp_kb.bodies import MergePatch
from atmp_kb.rest import meta, refuse_unknown
from regulatory.api.base import Links
from regulatory.api.drafts import NEVER_KEPT, draft_data, own_drafts
from regulatory.api.facts import FactViewSet
from regulatory.api.preconditions import Moved, given_tags, rests_on, saw_the_present
from regulatory.choices import FactType, State
from regulatory.curation import actions, versions
from regulatory.dossiers import proposals, proposed
from regulatory.dossiers.fact_shapes import FactShape
from regulatory.dossiers.proposals import Proposal, pointer
from regulatory.models import FACT_MODELS, Fact
from regulatory.querysets import open_facts

WRITES = ("create", "partial_update", "submit")
LONGEST_REASON = 5000
"""Characters, as of any text of the content."""


class Conflict(exceptions.APIException):
    """The body is right, and the state of the knowledge does not allow it now."""

    status_code = status.HTTP_409_CONFLICT


def refused(problems: Mapping[str, Iterable[str]]) -> exceptions.ValidationError:
    return exceptions.ValidationError({name: list(messages) for name, messages in problems.items()})


def as_problem(refusal: Refusal) -> exceptions.APIException:
    """What an action refused: by field where it names one, else as a conflict with what is there."""
    if hasattr(refusal, "error_dict"):
        return refused({f"/{name}": messages for name, messages in refusal.message_dict.items()})
    return Conflict(" ".join(refusal.messages))


def body_of(request: Request) -> dict[str, Any]:
    if not isinstance(request.data, dict):
        raise refused({"": ["has to be an object with the fields of the record"]})
    return request.data


def token_of(request: Request) -> ApiToken | None:
    """By which the record names the program; the permission of these addresses has seen to it that there is one."""
    token: Any = request.auth
    return token if isinstance(token, ApiToken) else None


def may(owner: User, verb: str, fact_type: str) -> None:
    """Raise a 403 unless the owner's groups let him do at the desk what his program asks for."""
    model: Any = FACT_MODELS[FactType(fact_type)]
    if not owner.has_perm(f"regulatory.{verb}_{model._meta.model_name}"):
        raise exceptions.PermissionDenied(
            f"The groups of this token's owner do not let him {verb} facts of the type {fact_type}."
        )


def approved(proposal: Proposal) -> FactShape:
    """The record of a proposal without a problem. Raises a 400 that names every problem by its JSON Pointer."""
    if proposal.problems or proposal.record is None:
        raise refused({pointer(place): messages for place, messages in proposal.problems.items()})
    return proposal.record


class ProposalViewSet(FactViewSet):
    """Facts of every type, as published today, as of a day or at a revision; with `in_force_on`, those in force on that day.

    With `in_force_on` each fact says in `on_that_day` whether its dates tell so.

    With a token of scope `propose` a curator's programs also propose new facts and changes, as drafts that another person publishes.
    """

    def get_permissions(self) -> list[Any]:
        return [Proposing()] if self.action in WRITES else [AllowAny()]

    def get_renderers(self) -> list[BaseRenderer]:
        return [JSONRenderer()] if self.action in WRITES else super().get_renderers()

    def get_parsers(self) -> list[Any]:
        # Asked before the action is known, and by what describes the API without a request.
        is_patch = self.request is not None and self.request.method == "PATCH"
        return [*super().get_parsers(), *([MergePatch()] if is_patch else [])]

    def create(self, request: Request) -> Response:
        """Propose a new fact: version 1 of its key, as a draft of the token's owner.

        The body is the record as the content files have it, with its `type`. All that is wrong with it is told at once, each field by
        its JSON Pointer.
        """
        return self.once(request, lambda: self.begin(request, body_of(request)))

    def partial_update(self, request: Request, key: str) -> Response:
        """Propose a change of a published fact, which starts a draft of its next version, or edit your own open version.

        The body holds the fields to change (RFC 7396: null leaves one open, a list replaces the whole list). `If-Match` names what was
        read: the ETag of the fact, or of the draft.
        """
        return self.once(request, lambda: self.change(request, key, body_of(request), given_tags(request)))

    @action(detail=True, methods=["post"])
    def submit(self, request: Request, key: str) -> Response:
        """Put your draft before another person, with the reason for the change. `If-Match` may name the text that is meant."""
        return self.once(request, lambda: self.put_up(request, key, body_of(request)))

    def once(self, request: Request, act: Callable[[], Answer]) -> Response:
        """The answer to a write; the same again for the same request under the same Idempotency-Key."""
        refuse_unknown(request.query_params, ())
        key = idempotency.key_of(request.headers.get(idempotency.HEADER))
        owner: Any = request.user
        asked = idempotency.fingerprint(str(request.method), request.path, request.data)
        try:
            answer = idempotency.once(owner, key, asked, act)
        except Refusal as refusal:
            raise as_problem(refusal) from refusal
        repeated = {"Idempotent-Replayed": "true"} if answer.is_repeated else {}
        return Response(answer.body, status=answer.status, headers={**NEVER_KEPT, **answer.headers, **repeated})

    def answer(self, request: Request, key: str, code: int) -> Answer:
        """The draft as it stands now."""
        owner: Any = request.user
        ((fact, stored),) = own_drafts(owner, key=key)
        body = draft_data(fact, stored, Links.of(request)) | {"meta": meta()}
        headers = {"ETag": str(body["etag"])}
        if code == status.HTTP_201_CREATED:
            headers["Location"] = str(body["api_url"])
        plain: dict[str, Any] = json.loads(JSONRenderer().render(body))
        return Answer(code, plain, headers)

    def begin(self, request: Request, body: dict[str, Any]) -> Answer:
        owner: Any = request.user
        if fact_type := proposals.type_in(body):
            may(owner, "add", fact_type)
        proposal = proposals.read(body)
        key = body.get("key")
        if isinstance(key, str) and ("key",) not in proposal.problems and versions.lock(key):
            taken = f"'{key}' is taken: a key names one fact for ever. Choose another, or PATCH that fact."
            if not proposal.problems:
                raise Conflict(taken)
            proposal.complain(("key",), taken)
        approved(proposal)
        written = proposed.write_new(proposal, by=owner, via=token_of(request))
        return self.answer(request, written.key, status.HTTP_201_CREATED)

    def change(self, request: Request, key: str, body: dict[str, Any], tags: list[str]) -> Answer:
        owner: Any = request.user
        draft, current = self.versions_for(owner, key)
        target = draft or current
        if target is None:
            raise exceptions.NotFound(self.not_found(key))
        may(owner, "change", target.type)
        if draft is None and open_facts().filter(key=key).exists():
            raise Conflict(f"Another person has an open version of '{key}'; one at a time. Wait until it is decided.")
        if not (rests_on(tags, draft) if draft else saw_the_present(tags, key)):
            links = Links.of(request)
            raise Moved(
                f"'{key}' is not as you read it. Read {links.api('drafts' if draft else 'facts', key)} again, then repeat the "
                "change on its new ETag."
            )
        changes = proposed.changes_of(target, body)
        approved(changes.proposal)
        proposed.write_changes(changes, key, draft, by=owner, via=token_of(request))
        return self.answer(request, key, status.HTTP_200_OK if draft else status.HTTP_201_CREATED)

    def put_up(self, request: Request, key: str, body: dict[str, Any]) -> Answer:
        owner: Any = request.user
        unknown = {f"/{name}": ["there is no such field; there is reason"] for name in body if name != "reason"}
        reason = body.get("reason")
        if not isinstance(reason, str) or not reason.strip() or "\x00" in reason or len(reason) > LONGEST_REASON:
            unknown["/reason"] = [f"has to be a text of 1 to {LONGEST_REASON} characters: why the change is right"]
        if unknown:
            raise refused(unknown)
        draft, _ = self.versions_for(owner, key)
        if draft is None:
            raise exceptions.NotFound(f"You have no open version of '{key[:80]}'.")
        may(owner, "change", draft.type)
        if "If-Match" in request.headers and not rests_on(given_tags(request), draft):
            raise Moved(f"Your open version of '{key}' is not as you read it. Read it again, then submit it.")
        actions.submit(key, by=owner, comment=str(reason).strip(), via=token_of(request))
        return self.answer(request, key, status.HTTP_200_OK)

    def versions_for(self, owner: User, key: str) -> tuple[Fact | None, Fact | None]:
        """The owner's open version and the published one, locked until the answer is written. Others' drafts are not there for him."""
        found = [] if "\x00" in key else versions.lock(key)
        own = next((each for each in found if each.is_open and each.author_id == owner.pk), None)
        return own, next((each for each in found if each.state == State.PUBLISHED), None)
