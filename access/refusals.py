"""How a program is told that its token does not do: 401 and 403 with a challenge as RFC 6750 has it. The document is made in rest.py."""

from __future__ import annotations

from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied

from access.models import Scope

SCHEME = "Bearer"
REALM = "ATMP regulatory knowledge base"


def challenge(**more: str) -> str:
    """The value of WWW-Authenticate."""
    return f"{SCHEME} " + ", ".join(f'{name}="{value}"' for name, value in {"realm": REALM, **more}.items())


class TokenRefused(AuthenticationFailed):
    """What was sent is no token that works. Never answered as if nothing had been sent."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.challenge = challenge(error="invalid_token", error_description=detail)


class TokenMissing(NotAuthenticated):
    """The address is not open to everybody."""

    challenge = challenge()


class ScopeMissing(PermissionDenied):
    """The token works, for something else."""

    def __init__(self, detail: str, scope: Scope) -> None:
        super().__init__(detail)
        self.challenge = challenge(error="insufficient_scope", scope=str(scope))
