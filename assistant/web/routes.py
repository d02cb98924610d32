"""The addresses that we answer ourselves, in place of Chainlit's where they take identifiers."""

import json
from http import HTTPStatus
from typing import Annotated, Any, Literal

from chainlit.context import init_ws_context
from chainlit.server import project_settings
from chainlit.session import WebsocketSession
from fastapi import APIRouter, Cookie, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.messages import text
from assistant.types import Language
from assistant.web.chat import Chat
from assistant.web.excerpts import excerpt
from assistant.web.feedback import FeedbackStore, Rating
from assistant.web.home import LOCALES
from assistant.web.identifiers import Identifier, is_identifier
from assistant.web.identity import visitor_of
from assistant.web.language import COOKIE, as_language, language_of
from assistant.web.links import SOURCES_PATH, page_of_ours, read_place
from assistant.web.pages import Pages
from assistant.web.service import Service
from assistant.web.talk import talk_of
from corpus import Corpus

SESSION_COOKIE = "session"
MAX_COMMENT_CHARS = 1000
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


class RatingPart(_Body):
    """A rating of the answer `forId`."""

    forId: Identifier
    value: Literal[0, 1]
    comment: Annotated[str, Field(max_length=MAX_COMMENT_CHARS)] | None = None


class RatingBody(_Body):
    """A rating, and the session in which it was given."""

    sessionId: Identifier
    feedback: RatingPart


class RatingRemovalBody(_Body):
    """Takes back a rating."""

    feedbackId: Identifier


def pages_router(corpus: Corpus, pages: Pages, service: Service) -> APIRouter:
    """What is read: the page, its language, sources, and whether all is well."""
    router = APIRouter()

    @router.api_route("/", methods=["GET", "HEAD"])
    async def shell(request: Request) -> Response:
        language = language_of(request)
        response = HTMLResponse(pages.shell(language))
        response.headers["Vary"] = "Accept-Language, Cookie"
        response.headers["Content-Language"] = language
        return response

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


def chat_router(chat: Chat, feedback: FeedbackStore) -> APIRouter:
    """What the chat sends besides questions."""
    router = APIRouter()

    @router.get("/project/settings")
    async def settings(language: str = "") -> Response:
        locale = LOCALES[as_language(language) or "ja"]
        response = await project_settings(None, locale, None)
        return JSONResponse(_rateable(response))

    @router.post("/set-session-cookie")
    async def remember_session(body: SessionBody, request: Request) -> Response:
        response = JSONResponse({"message": "ok"})
        secure = request.url.scheme == "https"
        response.set_cookie(
            SESSION_COOKIE, body.session_id, httponly=True, samesite="strict", secure=secure
        )
        return response

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

    @router.put("/feedback")
    def rate(body: RatingBody, request: Request) -> dict[str, Any]:
        session = _own_session(body.sessionId, request)
        talk = talk_of(body.sessionId) if session else None
        given = body.feedback
        answer = talk.answers.get(given.forId) if talk else None
        if answer is None:
            refusal = text("web.not_your_answer", language_of(request))
            raise HTTPException(HTTPStatus.FORBIDDEN, refusal)
        rating = Rating(given.forId, given.value, given.comment or "")
        return {"success": True, "feedbackId": feedback.put(body.sessionId, rating, answer)}

    @router.delete("/feedback")
    def take_back(
        body: RatingRemovalBody,
        request: Request,
        session: Annotated[str, Cookie(alias=SESSION_COOKIE)] = "",
    ) -> dict[str, bool]:
        if not is_identifier(session) or not feedback.remove(session, body.feedbackId):
            refusal = text("web.not_your_answer", language_of(request))
            raise HTTPException(HTTPStatus.FORBIDDEN, refusal)
        return {"success": True}

    return router


def _own_session(session_id: str, request: Request) -> WebsocketSession | None:
    """A conversation of who asks; somebody else's is as good as none."""
    session = WebsocketSession.get_by_id(session_id)
    identity = visitor_of(request).identity
    if session is None or session.user is None or identity is None:
        return None
    return session if session.user.identifier == identity.account else None


def _rateable(response: JSONResponse) -> dict[str, Any]:
    """Chainlit's settings, saying that data is kept: its page shows thumbs only then.

    What is kept is the ratings alone, and by us; Chainlit itself is given no store.
    """
    settings: dict[str, Any] = json.loads(bytes(response.body))
    settings["dataPersistence"] = True
    return settings
