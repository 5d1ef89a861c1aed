"""How the API knows for whom a program asks: the token in the header Authorization. The life of tokens stands in access/.

What is sent is a token that works or the request is refused: a program that believes to be known is never answered as an unknown one.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from access import tokens
from access.models import ApiToken, Standing
from access.refusals import SCHEME, TokenRefused, challenge
from atmp_kb.limits import MinuteThrottle

HOW = f"Send 'Authorization: {SCHEME} ' and one token"


class TokenAuthentication(BaseAuthentication):
    """`request.user` is the owner and `request.auth` the token; both None where no token is sent."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        header = get_authorization_header(request)
        if not header:
            return None
        try:
            token = working_token(header)
        except TokenRefused:
            # Such requests never come to the throttle of the view.
            throttle = MinuteThrottle()
            if not throttle.allow_address(request):
                raise Throttled(throttle.wait()) from None
            raise
        tokens.note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return challenge()


def working_token(header: bytes) -> ApiToken:
    """The token that the header names. Raises TokenRefused with what is wrong with it."""
    scheme, _, secret = header.decode("latin-1").partition(" ")
    if scheme.lower() != SCHEME.lower():
        raise TokenRefused(f"The scheme of Authorization is not known here. {HOW}, or leave the header out to read.")
    if not secret.isascii() or not secret.strip() or " " in secret.strip():
        raise TokenRefused(f"There is no token in Authorization. {HOW}, or leave the header out to read.")
    token = tokens.find(secret.strip())
    if token is None:
        raise TokenRefused("This token is not known here. Tokens are made on the curators' desk.")
    match token.standing():
        case Standing.REVOKED:
            raise TokenRefused("This token was revoked. Tokens are made on the curators' desk.")
        case Standing.EXPIRED:
            raise TokenRefused(
                f"This token expired after {token.expires_on} (UTC). Make a new one on the curators' desk."
            )
    if not token.user.is_active:
        raise TokenRefused("The account that this token belongs to is closed.")
    return token
