"""The guard that every request and every socket passes before anything else sees it.

It refuses foreign hosts and origins, odd paths, identifiers that are not canonical UUIDs, and
bodies that are too large. `Gate` then keeps all of Chainlit closed that this page does not use.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.identifiers import is_identifier

SOCKET_PATH = "/ws/socket.io"
MAX_TARGET_BYTES = 4096
MAX_BODY_BYTES = 16 * 1024
# The longest note of the coaching pages, every character written as up to nine.
MAX_FORM_BYTES = 64 * 1024
FORMS_PATH = "/coaching/"
# A question travels through the socket, which may fall back to posting; Engine.IO takes as much.
MAX_SOCKET_BODY_BYTES = 1_000_000

# Query parameters that name something by an identifier, whatever the route.
_ID_PARAMETERS = frozenset(
    {
        "ask_parent_id",
        "chainlitKey",
        "elementId",
        "element_id",
        "feedbackId",
        "feedback_id",
        "fileId",
        "file_id",
        "forId",
        "for_id",
        "sessionId",
        "session_id",
        "thread",
        "threadId",
        "thread_id",
    }
)
# The path segment after one of these is an identifier.
_ID_SEGMENTS = frozenset({"thread", "share", "element", "file"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what no browser of ours would send."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], host_refused: str) -> None:
        """Guard `app`, served under `hosts` (names or addresses without ports)."""
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._host_refused = host_refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        try:
            self._check(scope)
            if scope["type"] == "http" and scope["method"] not in _SAFE_METHODS:
                receive = await _read(scope, receive)
        except _Refused as refusal:
            await _refuse(refusal, scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name_of(f"//{host}") not in self._hosts:
            raise _Refused(HTTPStatus.BAD_REQUEST, self._host_refused)
        origin = headers.get("origin")
        if origin is not None and _authority_of(origin) != host.lower():
            raise _Refused(HTTPStatus.FORBIDDEN, "This origin is not allowed.")
        target = scope.get("raw_path") or scope["path"].encode()
        if len(target) + len(scope["query_string"]) > MAX_TARGET_BYTES:
            raise _Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        _check_path(scope["path"])
        _check_query(scope["query_string"])


class Gate:
    """Lets through to Chainlit only what the page uses."""

    def __init__(self, app: ASGIApp, *, open_paths: Iterable[str]) -> None:
        """Open `open_paths` of `app` for reading, and its socket."""
        self._app = app
        self._open_paths = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there is no such page."""
        if self._is_open(scope):
            await self._app(scope, receive, send)
        else:
            closed = _Refused(HTTPStatus.NOT_FOUND, "There is no such page.")
            await _refuse(closed, scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        path = scope["path"]
        if path.rstrip("/") == SOCKET_PATH:
            return True
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        return reads and path in self._open_paths


class _Refused(Exception):
    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def _check_path(path: str) -> None:
    segments = path.split("/")
    if _CONTROL.search(path) or "." in segments or ".." in segments:
        raise _Refused(HTTPStatus.BAD_REQUEST, "The path is not allowed.")
    if segments[1:2] == ["public"] or segments[1:2] == ["assets"]:
        return
    for name, value in pairwise(segments):
        if name in _ID_SEGMENTS and not is_identifier(value):
            raise _Refused(HTTPStatus.BAD_REQUEST, "The identifier is not valid.")


def _check_query(query: bytes) -> None:
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if name in _ID_PARAMETERS and not is_identifier(value):
            raise _Refused(HTTPStatus.BAD_REQUEST, "The identifier is not valid.")


def _name_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _authority_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


async def _read(scope: Scope, receive: Receive) -> Receive:
    """Take the whole body in, up to the limit, and give it out again in one piece."""
    limit = MAX_BODY_BYTES
    for start, most in ((SOCKET_PATH, MAX_SOCKET_BODY_BYTES), (FORMS_PATH, MAX_FORM_BYTES)):
        if scope["path"].startswith(start):
            limit = most
    too_large = _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large.")
    announced = Headers(scope=scope).get("content-length", "0")
    if not announced.isascii() or not announced.isdigit() or int(announced) > limit:
        raise too_large
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise too_large
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return pending.pop() if pending else await receive()

    return replayed


async def _refuse(refusal: _Refused, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Closed before it was accepted: the browser sees 403.
        await send({"type": "websocket.close", "code": 1008, "reason": refusal.detail})
        return
    response = JSONResponse({"detail": refusal.detail}, refusal.status)
    await response(scope, receive, send)
