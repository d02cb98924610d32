"""The page on which people delete all of their conversations at once."""

import hmac
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.audit.types import Action, Kind, Subject
from assistant.errors import StoreUnavailable
from assistant.messages import text
from assistant.web.coaching.forms import ConfirmForm, FormProblem, checked
from assistant.web.entrance.page import template
from assistant.web.entrance.routes import Fields
from assistant.web.identity import form_token, visitor_of
from assistant.web.keeper import Keeper
from assistant.web.language import language_of
from assistant.web.observing.log import Log

CONVERSATIONS_PATH = "/conversations"
_DONE_PATH = f"{CONVERSATIONS_PATH}/deleted"

Deleted = Callable[[str], Awaitable[None]]


def conversations_router(keeper: Keeper, log: Log, on_deleted: Deleted) -> APIRouter:
    """The page, what its form does, and the page that says that it is done.

    Args:
        keeper: Where conversations are kept.
        log: Where deletions are noted.
        on_deleted: Called with the account whose conversations were deleted.
    """
    router = APIRouter()

    def page(request: Request, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
        try:
            count: int | None = keeper.history.count(_account(request))
        except StoreUnavailable:
            count, problem, status = None, "history_unavailable", HTTPStatus.SERVICE_UNAVAILABLE
        token = form_token(visitor_of(request).session)
        return _filled(request, status, count=count, problem=problem, token=token)

    @router.get(CONVERSATIONS_PATH)
    def ask(request: Request) -> Response:
        return page(request)

    @router.post(CONVERSATIONS_PATH)
    def delete(request: Request, fields: Fields, after: BackgroundTasks) -> Response:
        token = form_token(visitor_of(request).session)
        if not hmac.compare_digest(fields.get("token", "").encode(), token.encode()):
            return page(request, "login_stale", HTTPStatus.FORBIDDEN)
        try:
            checked(ConfirmForm, fields)
            account = _account(request)
            count = keeper.history.delete_all(account)
        except FormProblem:
            return page(request, "delete_all_unconfirmed", HTTPStatus.UNPROCESSABLE_ENTITY)
        except StoreUnavailable:
            return page(request)
        log.note(Action.DELETED, account, Subject(Kind.THREAD), detail={"count": count})
        after.add_task(on_deleted, account)
        return RedirectResponse(_DONE_PATH, HTTPStatus.SEE_OTHER)

    @router.get(_DONE_PATH)
    def done(request: Request) -> Response:
        return _filled(request, HTTPStatus.OK, deleted=True)

    return router


def _account(request: Request) -> str:
    """Who asks, if conversations of theirs can be kept at all."""
    identity = visitor_of(request).identity
    if identity is None or not identity.kept:
        raise StoreUnavailable("The records cannot be read.")
    return identity.account


def _filled(
    request: Request,
    status: HTTPStatus,
    *,
    count: int | None = None,
    problem: str = "",
    token: str = "",
    deleted: bool = False,
) -> Response:
    language = language_of(request)

    def say(key: str, **values: object) -> str:
        return text(f"web.{key}", language, **values)

    filled = template("conversations.html").render(
        t=say,
        lang=language,
        here=CONVERSATIONS_PATH,
        count=count,
        problem=say(problem) if problem else "",
        token=token,
        deleted=deleted,
    )
    response = HTMLResponse(filled, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language
    return response
