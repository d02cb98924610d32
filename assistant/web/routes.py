"""The addresses that we answer ourselves, in place of Chainlit's where they take identifiers."""

from http import HTTPStatus
from typing import Annotated, Literal

from chainlit.context import init_ws_context
from chainlit.server import project_settings
from chainlit.session import WebsocketSession
from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.messages import text
from assistant.types import Language
from assistant.web.chat import Chat
from assistant.web.excerpts import excerpt
from assistant.web.home import LOCALES
from assistant.web.identifiers import Identifier
from assistant.web.identity import visitor_of
from assistant.web.language import COOKIE, as_language, language_of
from assistant.web.links import SOURCES_PATH, page_of_ours, read_place
from assistant.web.pages import Pages, shell_response
from assistant.web.service import Service
from corpus import Corpus

LOGO_PATH = "/public/logo.svg"
_MOST_QUOTES = 100
_YEAR = 365 * 24 * 3600


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class SessionBody(_Body):
    """The page says which session it is."""

    session_id: Identifier


class QuestionPayload(_Body):
    """What a clickable question carries."""

    question: str


class QuestionAction(_Body):
    """A click on a question."""

    name: Literal["ask"]
    payload: QuestionPayload


class QuotingPayload(_Body):
    """Which answer's quotes are wanted."""

    answer: Identifier


class QuotingAction(_Body):
    """A click on the button under a language model's answer."""

    name: Literal["quoting"]
    payload: QuotingPayload


class ActionBody(_Body):
    """A click, and the session in which it was made."""

    sessionId: Identifier
    action: Annotated[QuestionAction | QuotingAction, Field(discriminator="name")]


def pages_router(corpus: Corpus, pages: Pages, service: Service) -> APIRouter:
    """What is read: the page, its language, sources, and whether all is well."""
    router = APIRouter()

    @router.api_route("/", methods=["GET", "HEAD"])
    async def shell(request: Request) -> Response:
        return shell_response(pages, request)

    @router.get("/logo")
    async def logo() -> Response:
        # Chainlit's page asks here until it has read its settings.
        return RedirectResponse(LOGO_PATH, HTTPStatus.PERMANENT_REDIRECT)

    @router.get("/coaching")
    async def coaching() -> Response:
        return RedirectResponse("/coaching/", HTTPStatus.PERMANENT_REDIRECT)

    @router.get("/language/{language}")
    async def choose_language(language: Language, back: str = "/") -> Response:
        response = RedirectResponse(page_of_ours(back), HTTPStatus.SEE_OTHER)
        response.set_cookie(COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax")
        return response

    @router.get(f"{SOURCES_PATH}/{{source_id}}")
    async def sources(
        request: Request,
        source_id: str,
        quote: Annotated[list[str], Query(min_length=1, max_length=_MOST_QUOTES)],
        language: Language | None = None,
    ) -> Response:
        spoken = language or language_of(request)
        excerpts = []
        for place in map(read_place, quote):
            record = corpus.records.get(place.record_id) if place else None
            shown = excerpt(place, record, corpus.source) if place and record else None
            if shown is None or source_id != corpus.source.id:
                raise HTTPException(HTTPStatus.NOT_FOUND, text("web.source_unknown", spoken))
            excerpts.append(shown)
        return HTMLResponse(pages.sources(excerpts, spoken))

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz")
    async def readyz() -> Response:
        if service.is_open:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "not ready"}, HTTPStatus.SERVICE_UNAVAILABLE)

    return router


def chat_router(chat: Chat) -> APIRouter:
    """What the chat sends besides questions."""
    router = APIRouter()

    @router.get("/project/settings")
    async def settings(language: str = "") -> Response:
        locale = LOCALES[as_language(language) or "ja"]
        response: Response = await project_settings(None, locale, None)
        return response

    @router.post("/set-session-cookie")
    async def remember_session(body: SessionBody) -> dict[str, str]:
        # Chainlit's page wants an answer before it connects; no cookie of it is needed here.
        return {"message": "ok"}

    @router.post("/project/action")
    async def act(body: ActionBody, request: Request) -> dict[str, bool]:
        session = _own_session(body.sessionId, request)
        if session is None:
            gone = text("web.session_gone", language_of(request))
            raise HTTPException(HTTPStatus.NOT_FOUND, gone)
        init_ws_context(session)
        match body.action:
            case QuestionAction(payload=asked):
                await chat.ask(asked.question)
            case QuotingAction(payload=wanted):
                await chat.quote(wanted.answer)
        return {"success": True}

    return router


def _own_session(session_id: str, request: Request) -> WebsocketSession | None:
    """A conversation of who asks; somebody else's is as good as none."""
    session = WebsocketSession.get_by_id(session_id)
    identity = visitor_of(request).identity
    if session is None or session.user is None or identity is None:
        return None
    return session if session.user.identifier == identity.account else None
