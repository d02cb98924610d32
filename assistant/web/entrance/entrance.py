"""The entrance itself: every request and every socket gets a visitor, or goes no further."""

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

import anyio.to_thread
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.audit.types import Action, Kind, Subject
from assistant.errors import StoreUnavailable
from assistant.messages import text
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.entrance.lost import lost_page
from assistant.web.entrance.ways import Reason, Refused, WayIn
from assistant.web.identity import Identity, Visitor
from assistant.web.language import language_of
from assistant.web.observing.log import Log
from assistant.web.records import Records

LOGIN_PATH = "/login"
SIGN_ON_PATH = "/sign-on"
_MOST_REMEMBERED = 10_000

_log = logging.getLogger(__name__)


class Doorkeeper:
    """Finds out who sends a request. Its methods block; meant for threads."""

    def __init__(self, records: Records, way: WayIn, cookie: SessionCookie) -> None:
        """Look sessions up in `records`; everybody else goes `way`."""
        self._records = records
        self._way = way
        self._cookie = cookie
        # Who was in when the records could last be read: they may go on asking without them.
        self._remembered: OrderedDict[str, Identity] = OrderedDict()
        self._lock = threading.Lock()

    def visitor(self, request: HTTPConnection) -> Visitor:
        """Who sends this request.

        Raises:
            Refused: Somebody who may not come in at all.
        """
        secret = self._cookie.read(request)
        try:
            found = self._known(request, secret)
        except StoreUnavailable as error:
            _log.warning("%s", error)
            session = secret or secrets.token_urlsafe(32)
            return Visitor(session, self._unkept(request, session), unavailable=True)
        if found is None:
            return Visitor(secret or secrets.token_urlsafe(32), None)
        if not found.session:
            found = Visitor(secret or secrets.token_urlsafe(32), found.identity)
        return found

    def _known(self, request: HTTPConnection, secret: str) -> Visitor | None:
        if secret and self._way.origins:
            account = self._records.sessions.find(secret, at=self._records.now())
            welcome = account is not None and account.origin in self._way.origins
            identity = Identity.of(account) if account and welcome else None
            self._remember(secret, identity)
            if identity is not None:
                return Visitor(secret, identity)
        return self._way.come(request, self._records)

    def _unkept(self, request: HTTPConnection, session: str) -> Identity | None:
        with self._lock:
            known = self._remembered.get(session)
        if known is not None:
            return Identity(known.account, known.name, known.role, kept=False)
        return self._way.unkept(request, session)

    def _remember(self, secret: str, identity: Identity | None) -> None:
        with self._lock:
            self._remembered.pop(secret, None)
            if identity is not None:
                self._remembered[secret] = identity
            while len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.popitem(last=False)


class Entrance:
    """Lets visitors through with who they are; who is nobody only sees what is open to all."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        doorkeeper: Doorkeeper,
        cookie: SessionCookie,
        log: Log,
        open_paths: Iterable[str],
    ) -> None:
        """Guard `app` but for `open_paths`; one that ends in a slash opens all below it."""
        self._app = app
        self._doorkeeper = doorkeeper
        self._cookie = cookie
        self._log = log
        paths = tuple(open_paths)
        self._open = frozenset(path for path in paths if not path.endswith("/"))
        self._open_below = tuple(path for path in paths if path.endswith("/"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find out who asks, and pass the request on or turn it away."""
        if scope["type"] not in ("http", "websocket") or self._needs_nobody(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        try:
            visitor = await anyio.to_thread.run_sync(self._doorkeeper.visitor, request)
        except Refused as refusal:
            _log.warning("turned away: %s", refusal)
            ignored = refusal.reason is Reason.NOT_THE_PROXY
            action = Action.HEADER_IGNORED if ignored else Action.DENIED
            detail = {"reason": refusal.reason.value}
            note = partial(self._log.note, action, "", Subject(Kind.PAGE), detail=detail)
            await anyio.to_thread.run_sync(note)
            await _turn_away(scope, receive, send, _refused(request))
            return
        scope.setdefault("state", {})["visitor"] = visitor
        if visitor.identity is None and not _lets_in(scope["path"]):
            await _turn_away(scope, receive, send, _ask_to_sign_in(request, visitor))
            return
        if scope["type"] == "http" and visitor.session != self._cookie.read(request):
            send = self._with_cookie(send, visitor.session)
        await self._app(scope, receive, send)

    def _needs_nobody(self, path: str) -> bool:
        return path in self._open or path.startswith(self._open_below)

    def _with_cookie(self, send: Send, session: str) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                # A handler that has signed somebody in or out has had the last word.
                if not any(name.lower() == b"set-cookie" for name, _ in headers):
                    message = {**message, "headers": [*headers, self._cookie.header(session)]}
            await send(message)

        return sending


def _lets_in(path: str) -> bool:
    return path == LOGIN_PATH or path.startswith(f"{SIGN_ON_PATH}/")


async def _turn_away(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    if scope["type"] == "websocket":
        # Before it was accepted, this is an answer with status 403.
        await send({"type": "websocket.close", "code": 1008})
        return
    await response(scope, receive, send)


def _ask_to_sign_in(request: HTTPConnection, visitor: Visitor) -> Response:
    if visitor.unavailable:
        words = text("web.records_unavailable", language_of(request))
        return JSONResponse({"detail": words}, HTTPStatus.SERVICE_UNAVAILABLE)
    shown = "text/html" in request.headers.get("accept", "")
    if shown and request.scope["method"] not in ("GET", "HEAD"):
        return lost_page(language_of(request))
    if shown:
        back = quote(request.url.path, safe="/")
        return RedirectResponse(f"{LOGIN_PATH}?back={back}", HTTPStatus.SEE_OTHER)
    words = text("web.sign_in_first", language_of(request))
    return JSONResponse({"detail": words}, HTTPStatus.UNAUTHORIZED)


def _refused(request: HTTPConnection) -> Response:
    words = text("web.not_let_in", language_of(request))
    return JSONResponse({"detail": words}, HTTPStatus.FORBIDDEN)
