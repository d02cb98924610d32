"""Stands outside of everything: numbers each request, counts it, catches what nobody else did."""

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.messages import text
from assistant.web.language import language_of
from assistant.web.observing.figures import Figures
from assistant.web.observing.request_id import new_request_id

HEADER = "X-Request-ID"
# Where an address belongs. Whole addresses would make figures of which there is no end.
_PARTS = (
    ("/coaching", "coaching"),
    ("/ws/", "socket"),
    ("/login", "entrance"),
    ("/logout", "entrance"),
    ("/sign-on", "entrance"),
    ("/sources", "sources"),
    ("/public", "files"),
    ("/assets", "files"),
    ("/healthz", "health"),
    ("/readyz", "health"),
    ("/metrics", "health"),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})

_log = logging.getLogger(__name__)


class Observed:
    """Numbers, times and counts requests. What breaks off is told in words, without its cause."""

    def __init__(self, app: ASGIApp, *, figures: Figures) -> None:
        """Observe `app`."""
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and take note of its response."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        number, begun, status = new_request_id(), time.perf_counter(), 0

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except Exception as error:
            if scope["type"] == "websocket" and isinstance(error, OSError):
                # The browser has gone while something was being sent to it.
                return
            _log.exception("request %s broke off", number)
            self._figures.failures.labels("request").inc()
            if scope["type"] == "http" and not status:
                await _broken(scope, receive, observed, number)
        finally:
            if scope["type"] == "http":
                self._count(scope, status, time.perf_counter() - begun)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        part = next((part for path, part in _PARTS if scope["path"].startswith(path)), "chat")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._figures.requests.labels(part, method, str(status)).inc()
        if part != "socket":
            # A socket that falls back to polling waits on purpose.
            self._figures.seconds.labels(part).observe(seconds)


async def _broken(scope: Scope, receive: Receive, send: Send, number: str) -> None:
    language = language_of(HTTPConnection(scope))
    detail = text("web.broken", language, number=number)
    await JSONResponse({"detail": detail}, 500)(scope, receive, send)
