"""The addresses of kept conversations and ratings, in place of Chainlit's, which check no owner.

A conversation of somebody else and one that does not exist get one and the same answer.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from assistant.audit.types import Action, Kind, Subject
from assistant.errors import AppError, NoSuchThread
from assistant.history.names import name_of
from assistant.history.types import MOST_COMMENT_CHARS, MOST_LISTED, Value
from assistant.messages import text
from assistant.web.identifiers import Identifier
from assistant.web.identity import visitor_of
from assistant.web.keeper import Keeper
from assistant.web.language import language_of
from assistant.web.observing.log import Log
from assistant.web.pages import Pages, shell_response
from assistant.web.steps import page_shape, thread_shape

Deleted = Callable[[str, str], Awaitable[None]]

_MOST_TYPED = 1000


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class PagePart(_Body):
    """Which part of the list."""

    first: Annotated[int, Field(ge=1, le=MOST_LISTED)]
    cursor: Annotated[str, Field(max_length=100)] | None = None


class FilterPart(_Body):
    """What is looked for, always among one's own conversations."""

    search: Annotated[str, Field(max_length=_MOST_TYPED)] | None = None
    feedback: Value | None = None


class ListBody(_Body):
    """Asks for a part of the list."""

    pagination: PagePart
    filter: FilterPart


class NameBody(_Body):
    """Gives a conversation another title."""

    threadId: Identifier
    name: Annotated[str, Field(max_length=_MOST_TYPED)]


class ThreadBody(_Body):
    """Names a conversation."""

    threadId: Identifier


class RatingPart(_Body):
    """A rating of what the run `forId` answered."""

    forId: Identifier
    threadId: Identifier
    value: Value
    comment: Annotated[str, Field(max_length=MOST_COMMENT_CHARS)] | None = None


class RatingBody(_Body):
    """A rating."""

    feedback: RatingPart


class RatingRemovalBody(_Body):
    """Takes back a rating."""

    feedbackId: Identifier


def threads_router(keeper: Keeper, pages: Pages, log: Log, on_deleted: Deleted) -> APIRouter:
    """The page of a conversation, and what the list of conversations asks for.

    Args:
        keeper: Where conversations are kept.
        pages: Where the page is.
        log: Where deletions are noted.
        on_deleted: Called with the account and the conversation when one was deleted.
    """
    router = APIRouter()

    def denial(account: str, thread_id: str) -> Callable[[], None]:
        return partial(_note_denied, log, account, Subject(Kind.THREAD, thread_id))

    @router.get("/thread/{thread_id}")
    async def thread_page(thread_id: Identifier, request: Request) -> Response:
        # Loaded again at once, its first question may still be on its way into the store.
        await keeper.caught_up(thread_id)
        return await run_in_threadpool(page_of, thread_id, request)

    def page_of(thread_id: str, request: Request) -> Response:
        try:
            account = _account(request)
            with _told(request, denied=denial(account, thread_id)):
                keeper.history.recall(account, thread_id)
        except HTTPException:
            # Not there, not theirs, or out of reach: the page could only say so in English.
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)
        return shell_response(pages, request)

    @router.post("/project/threads")
    def listed(body: ListBody, request: Request) -> Response:
        account = _account(request)
        with _told(request):
            page = keeper.history.page(
                account,
                first=body.pagination.first,
                after=body.pagination.cursor or "",
                search=body.filter.search or "",
                rated=body.filter.feedback,
            )
        return JSONResponse(page_shape(account, page))

    @router.get("/project/thread/{thread_id}")
    async def one(thread_id: Identifier, request: Request) -> Response:
        await keeper.caught_up(thread_id)
        return await run_in_threadpool(shape_of, thread_id, request)

    def shape_of(thread_id: str, request: Request) -> Response:
        account = _account(request)
        with _told(request, denied=denial(account, thread_id)):
            return JSONResponse(thread_shape(account, keeper.history.get(account, thread_id)))

    @router.put("/project/thread")
    def rename(body: NameBody, request: Request) -> dict[str, bool]:
        name = name_of(body.name)
        if not name:
            refusal = text("web.thread_unnamed", language_of(request))
            raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, refusal)
        account = _account(request)
        with _told(request, denied=denial(account, body.threadId)):
            keeper.history.rename(account, body.threadId, name)
        return {"success": True}

    @router.delete("/project/thread")
    def delete(body: ThreadBody, request: Request, after: BackgroundTasks) -> dict[str, bool]:
        account = _account(request)
        with _told(request, denied=denial(account, body.threadId)):
            keeper.history.delete(account, body.threadId)
        log.note(Action.DELETED, account, Subject(Kind.THREAD, body.threadId))
        after.add_task(on_deleted, account, body.threadId)
        return {"success": True}

    return router


def ratings_router(keeper: Keeper, log: Log) -> APIRouter:
    """What the thumbs under an answer ask for."""
    router = APIRouter()

    @router.put("/feedback")
    def rate(body: RatingBody, request: Request) -> dict[str, Any]:
        given, account = body.feedback, _account(request)
        about = Subject(Kind.FEEDBACK, given.forId)
        denied = partial(_note_denied, log, account, about)
        with _told(request, "not_your_answer", HTTPStatus.FORBIDDEN, denied=denied):
            feedback_id = keeper.ratings.put(
                account,
                given.threadId,
                given.forId,
                given.value,
                given.comment or "",
                at=keeper.records.now(),
            )
        return {"success": True, "feedbackId": feedback_id}

    @router.delete("/feedback")
    def take_back(body: RatingRemovalBody, request: Request) -> dict[str, bool]:
        account = _account(request)
        with _told(request):
            found = keeper.ratings.remove(account, body.feedbackId)
        if not found:
            _note_denied(log, account, Subject(Kind.FEEDBACK, body.feedbackId))
            refusal = text("web.not_your_answer", language_of(request))
            raise HTTPException(HTTPStatus.FORBIDDEN, refusal)
        return {"success": True}

    return router


def _account(request: Request) -> str:
    identity = visitor_of(request).identity
    if identity is None or not identity.kept:
        raise _unavailable(request)
    return identity.account


def _note_denied(log: Log, account: str, about: Subject) -> None:
    log.note(Action.DENIED, account, about)


@contextmanager
def _told(
    request: Request,
    missing: str = "thread_unknown",
    status: HTTPStatus = HTTPStatus.NOT_FOUND,
    *,
    denied: Callable[[], None] | None = None,
) -> Iterator[None]:
    """Tell errors in the reader's language; `denied` notes that there is no such thing for them."""
    try:
        yield
    except NoSuchThread:
        if denied is not None:
            denied()
        raise HTTPException(status, text(f"web.{missing}", language_of(request))) from None
    except AppError:
        raise _unavailable(request) from None


def _unavailable(request: Request) -> HTTPException:
    words = text("web.history_unavailable", language_of(request))
    return HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, words)
