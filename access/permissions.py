"""What a token lets its program do: the scope that the token carries, within the desk that its owner may enter.

Which facts the owner may write is asked where they are written.
"""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from access.models import ApiToken, Scope
from access.refusals import ScopeMissing, TokenMissing


class Proposing(BasePermission):
    """A token of scope `propose` whose owner may enter the curators' desk."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token: ApiToken | None = request.auth  # type: ignore[assignment]
        if token is None:
            raise TokenMissing("This is for curators: send a token of scope 'propose' as 'Authorization: Bearer ...'.")
        if token.scope != Scope.PROPOSE:
            raise ScopeMissing(
                f"The token is of scope '{token.scope}'; this needs one of scope 'propose'.", Scope.PROPOSE
            )
        if not token.user.is_staff:
            raise PermissionDenied("The owner of this token has no entry to the curators' desk any more.")
        return True
