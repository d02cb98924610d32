"""Signing in with a password, and signing out."""

import hmac
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from assistant.accounts.types import Account
from assistant.audit.types import Action, Kind, Subject
from assistant.errors import StoreUnavailable
from assistant.messages import text
from assistant.settings import Settings
from assistant.web.coaching.forms import read_fields
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.entrance.page import LoginPage
from assistant.web.entrance.ways import address_of
from assistant.web.identity import form_token, visitor_of
from assistant.web.language import language_of
from assistant.web.links import page_of_ours
from assistant.web.observing.log import Log
from assistant.web.records import Records

Fields = Annotated[dict[str, str], Depends(read_fields)]
_MOST_CHARS = 256


@dataclass(frozen=True, slots=True)
class Entering:
    """What signing in needs, whichever way."""

    settings: Settings
    records: Records
    cookie: SessionCookie
    log: Log

    def let_in(self, account: Account, old: str, back: str) -> Response:
        """Start a session in place of the browser's old secret, and go on to a page.

        Raises:
            StoreUnavailable: It could not be saved.
        """
        self.log.figures.sign_ins.labels("in").inc()
        self.log.note(Action.SIGN_IN, account.id, Subject(Kind.ACCOUNT, account.id))
        self.records.sessions.end(old)
        secret = self.records.sessions.start(account.id, at=self.records.now())
        response = RedirectResponse(page_of_ours(back), HTTPStatus.SEE_OTHER)
        self.cookie.write(response, secret)
        return response


def entrance_router(entering: Entering, page: LoginPage) -> APIRouter:
    """The page for signing in, and what signs out."""
    router = APIRouter()
    records = entering.records
    by_password = entering.settings.way_in == "local"

    def refused(
        request: Request, fields: dict[str, str], key: str, status: HTTPStatus, **values: object
    ) -> Response:
        language = language_of(request)
        return page.show(
            language,
            token=form_token(visitor_of(request).session),
            back=page_of_ours(fields.get("back", "/")),
            login=fields.get("login", "")[:_MOST_CHARS],
            problem=text(f"web.{key}", language, **values),
            status=status,
        )

    @router.get("/login")
    def show(request: Request, back: str = "/") -> Response:
        visitor = visitor_of(request)
        if visitor.identity is not None or entering.settings.way_in == "none":
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)
        if entering.settings.way_in == "proxy":
            # The proxy in front has let somebody through without saying who.
            words = text("web.sign_in_first", language_of(request))
            return JSONResponse({"detail": words}, HTTPStatus.UNAUTHORIZED)
        token = form_token(visitor.session)
        return page.show(language_of(request), token=token, back=page_of_ours(back))

    @router.post("/login")
    def sign_in(request: Request, fields: Fields) -> Response:
        visitor = visitor_of(request)
        if not by_password:
            return JSONResponse({"detail": "Not Found"}, HTTPStatus.NOT_FOUND)
        if not _same(fields.get("token", ""), form_token(visitor.session)):
            return refused(request, fields, "login_stale", HTTPStatus.FORBIDDEN)
        login = fields.get("login", "")[:_MOST_CHARS]
        address = address_of(request, entering.settings.proxies)
        try:
            return attempt(request, fields, login, address, visitor.session)
        except StoreUnavailable:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return refused(request, fields, "records_unavailable", status)

    def attempt(
        request: Request, fields: dict[str, str], login: str, address: str, session: str
    ) -> Response:
        at = records.now()
        wait = records.throttle.wait(login, address, at=at)
        if wait:
            minutes = ceil(wait.total_seconds() / 60)
            entering.log.figures.sign_ins.labels("throttled").inc()
            status = HTTPStatus.TOO_MANY_REQUESTS
            response = refused(request, fields, "login_wait", status, minutes=minutes)
            response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
            return response
        found = records.accounts.check(login, fields.get("password", ""))
        if found is None:
            records.throttle.failed(login, address, at=at)
            entering.log.figures.sign_ins.labels("failed").inc()
            entering.log.note(Action.SIGN_IN_FAILED, "", Subject(Kind.ACCOUNT))
            return refused(request, fields, "login_wrong", HTTPStatus.UNAUTHORIZED)
        records.throttle.succeeded(login, address)
        return entering.let_in(found, session, fields.get("back", "/"))

    @router.post("/logout")
    def sign_out(request: Request) -> Response:
        visitor = visitor_of(request)
        records.sessions.end(visitor.session)
        if visitor.identity is not None:
            entering.log.note(Action.SIGN_OUT, visitor.identity, Subject(Kind.SESSION))
        response = JSONResponse({"success": True})
        entering.cookie.clear(response)
        return response

    return router


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
