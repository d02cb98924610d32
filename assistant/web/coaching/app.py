"""The coaching pages as an application of their own, so that their errors become their pages."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from assistant.errors import AppError, NotShared
from assistant.settings import Settings
from assistant.web.coaching.asking import work_router
from assistant.web.coaching.assessing import assessing_router
from assistant.web.coaching.audited import audit_visits
from assistant.web.coaching.coaching import coach_router
from assistant.web.coaching.commenting import comment_router
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.entry import entry_router
from assistant.web.coaching.forms import FormProblem
from assistant.web.coaching.pages import Pages, Problem, status_of, to
from assistant.web.coaching.plan_page import PlanPage
from assistant.web.coaching.planning import planning_router
from assistant.web.coaching.staff import staff_router
from assistant.web.coaching.visit import Door, NotKnown, Visit
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.identity import Identities
from assistant.web.language import language_of
from assistant.web.observing.log import Log
from assistant.web.records import Records
from assistant.web.service import Service
from corpus import Corpus

# Without a language model, answers are there well before.
PATIENCE = 1.0

_log = logging.getLogger(__name__)


def coaching_app(
    settings: Settings,
    corpus: Corpus,
    service: Service,
    records: Records,
    cookie: SessionCookie,
    log: Log,
    *,
    patience: float = PATIENCE,
) -> ASGIApp:
    """The pages, to be mounted behind the entrance; `patience` as of the desk."""
    pages = Pages(evaluation=settings.way_in == "none")
    identities = Identities(records)
    desk = Desk(records, corpus, service, identities, log, patience=patience)
    door = Door(desk)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(entry_router(settings, identities, cookie, pages, door))
    for make in (staff_router, assessing_router, coach_router):
        app.include_router(make(desk, pages, door))
    for make_plan in (planning_router, comment_router):
        app.include_router(make_plan(desk, PlanPage(desk, pages), door))
    app.include_router(work_router(desk, door))
    _explain_errors(app, pages)
    audit_visits(app, log)
    return app


def _explain_errors(app: FastAPI, pages: Pages) -> None:
    @app.exception_handler(NotKnown)
    async def not_known(_: Request, __: NotKnown) -> Response:
        return to("/")

    @app.exception_handler(AppError)
    @app.exception_handler(OSError)
    @app.exception_handler(FormProblem)
    async def told(request: Request, error: AppError | OSError | FormProblem) -> Response:
        if isinstance(error, NotShared):
            return await missing(request, error)
        _log.warning("%s", error)
        visit = _visit(request)
        problem = Problem(error, visit.language)
        return pages.page("error", visit, status=status_of(error), problem=problem)

    # A record that is not there, is not shared, or has no possible name: one and the same page.
    @app.exception_handler(RequestValidationError)
    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: Exception) -> Response:
        visit = _visit(request)
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        if status == HTTPStatus.FORBIDDEN:
            return pages.page("stale", visit, status=HTTPStatus.FORBIDDEN)
        return pages.page("missing", visit, status=HTTPStatus(status))

    @app.exception_handler(Exception)
    async def failed(request: Request, _: Exception) -> Response:
        visit = _visit(request)
        return pages.page("failed", visit, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _visit(request: Request) -> Visit:
    """A visit of whom nothing is asked: finding out may be what has failed."""
    return Visit(request.url.path, language_of(request), "", "", None)
