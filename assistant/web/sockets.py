"""The guard of the socket: only the events that the page needs, each read strictly.

It stands between the decoder of Socket.IO and Chainlit's handlers, so that no difference in how a
frame is read can slip anything past. Chainlit gets a message that is made anew from what was read.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

import anyio.to_thread
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from socketio import AsyncServer  # type: ignore[import-untyped]
from socketio.exceptions import ConnectionRefusedError  # type: ignore[import-untyped]
from starlette.requests import HTTPConnection
from starlette.types import Scope

from assistant.web.entrance.entrance import Doorkeeper
from assistant.web.entrance.ways import Refused
from assistant.web.identifiers import Identifier
from assistant.web.identity import visitor_of_scope
from assistant.web.observing.figures import Figures
from assistant.web.observing.request_id import new_request_id

Handler = Callable[..., Awaitable[Any]]


class _Lenient(BaseModel):
    # The page sends more than is read here; the rest goes no further.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Greeting(_Lenient):
    """What a page says of itself as it connects."""

    sessionId: Identifier
    clientType: Literal["webapp"]
    threadId: Identifier | Literal[""] | None = None


class Question(_Lenient):
    """A message typed into the page."""

    id: Identifier
    output: str


class QuestionFrame(_Lenient):
    """The payload of a message; files cannot be attached."""

    message: Question
    fileReferences: Annotated[list[object], Field(max_length=0)] | None = None


def guard_socket(
    server: AsyncServer,
    doorkeeper: Doorkeeper,
    figures: Figures,
    *,
    resumed: Callable[[], Awaitable[None]],
) -> None:
    """Put the guard before the handlers that Chainlit has registered, and drop the others.

    Who sends a message is looked up again for each: a socket outlives signing out. `resumed` is
    called in the context of a page to which Chainlit has just sent all that it has for it.
    """
    handlers: dict[str, Handler] = server.handlers["/"]
    connect, message = handlers["connect"], handlers["client_message"]
    greet, disconnect = handlers["connection_successful"], handlers["disconnect"]
    kept = {"clear_session": handlers["clear_session"]}
    handlers.clear()
    connected: set[str] = set()
    for name, handler in kept.items():
        server.on(name, handler=_without_payload(handler))

    async def on_connect(sid: str, environ: dict[str, Any], auth: object = None) -> Any:
        try:
            greeting = Greeting.model_validate(auth)
        except ValidationError:
            raise ConnectionRefusedError("invalid identifier") from None
        given = {
            "sessionId": greeting.sessionId,
            "clientType": greeting.clientType,
            "threadId": greeting.threadId or None,
        }
        if greeting.threadId:
            await _forsake_unbegun(greeting, environ["asgi.scope"])
        accepted = await connect(sid, environ, given)
        connected.add(sid)
        figures.sockets.set(len(connected))
        return accepted

    async def on_disconnect(sid: str, *_: object) -> Any:
        connected.discard(sid)
        figures.sockets.set(len(connected))
        return await disconnect(sid)

    async def on_connected(sid: str, *_: object) -> None:
        await greet(sid)
        await resumed()

    async def on_message(sid: str, payload: object = None) -> None:
        try:
            question = QuestionFrame.model_validate(payload).message
        except ValidationError:
            return
        new_request_id()
        scope = server.get_environ(sid)["asgi.scope"]
        if not await anyio.to_thread.run_sync(_is_still_in, doorkeeper, scope):
            await server.disconnect(sid)
            return
        await message(sid, {"message": _step(question), "fileReferences": None})

    server.on("connect", handler=on_connect)
    server.on("disconnect", handler=on_disconnect)
    server.on("connection_successful", handler=on_connected)
    server.on("client_message", handler=on_message)


async def _forsake_unbegun(greeting: Greeting, scope: Scope) -> None:
    """Drop what a page has begun under its session before it knew which conversation to go on with.

    A page that is loaded slowly connects once without the conversation of its address and then
    with it. Chainlit would restore the first, which is a new conversation.
    """
    from chainlit.session import WebsocketSession
    from chainlit.user_session import user_sessions

    session = WebsocketSession.get_by_id(greeting.sessionId)
    identity = visitor_of_scope(scope).identity
    if session is None or session.user is None or identity is None:
        return
    mine = session.user.identifier == identity.account
    goes_on = session.has_first_interaction and session.thread_id == greeting.threadId
    if mine and not goes_on:
        user_sessions.pop(session.id, None)
        await session.delete()


def _is_still_in(doorkeeper: Doorkeeper, scope: Scope) -> bool:
    before = visitor_of_scope(scope).identity
    try:
        now = doorkeeper.visitor(HTTPConnection(scope)).identity
    except Refused:
        return False
    return now is not None and before is not None and now.account == before.account


def _step(question: Question) -> dict[str, str]:
    return {
        "id": question.id,
        "name": "User",
        "type": "user_message",
        "output": question.output,
        "createdAt": "",
    }


def _without_payload(handler: Handler) -> Handler:
    async def called(sid: str, *_: object) -> Any:
        return await handler(sid)

    return called
