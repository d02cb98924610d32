"""Tells Chainlit who asks, in the only way that it takes: a token of its own kind.

The token is made anew for every request and never leaves this process; one that a client sends is
taken away. So Chainlit's own logins, whose tokens outlive signing out, are out of play.
"""

import os
import secrets

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.messages import text
from assistant.web.entrance.cookie import without_cookies
from assistant.web.identity import visitor_of_scope
from assistant.web.language import language_of

_COOKIE = "access_token"


def require_users() -> None:
    """Let Chainlit take nobody without a token. To be called before it is imported."""
    os.environ["CHAINLIT_CUSTOM_AUTH"] = "true"
    os.environ["CHAINLIT_AUTH_SECRET"] = secrets.token_hex(32)
    os.environ["CHAINLIT_AUTH_COOKIE_NAME"] = _COOKIE


class ForChainlit:
    """Replaces every sign of identity in a request by that of its visitor."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before Chainlit's `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as its visitor's."""
        if scope["type"] in ("http", "websocket"):
            scope = {**scope, "headers": _headers(scope)}
        await self._app(scope, receive, send)


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    from chainlit.auth import create_jwt
    from chainlit.user import User

    identity = visitor_of_scope(scope).identity
    cookie = without_cookies(Headers(scope=scope).get("cookie", ""), _COOKIE)
    if identity is not None:
        guest = text("web.guest", language_of(HTTPConnection(scope)))
        user = User(identifier=identity.account, display_name=identity.name or guest)
        cookie = "; ".join(filter(None, (cookie, f"{_COOKIE}={create_jwt(user)}")))
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if name not in (b"cookie", b"authorization")
    ]
    return [*kept, (b"cookie", cookie.encode("latin-1"))]
