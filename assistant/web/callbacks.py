"""Registers the chat with Chainlit. Importing this imports Chainlit, which reads its folder."""

import chainlit as cl
from chainlit.server import app as chainlit_app
from chainlit.server import sio
from chainlit.session import ws_sessions_id

from assistant.web.chat import Chat
from assistant.web.data_layer import DataLayer
from assistant.web.entrance.entrance import Doorkeeper
from assistant.web.keeper import Keeper
from assistant.web.language import as_language
from assistant.web.observing.figures import Figures
from assistant.web.sockets import guard_socket
from assistant.web.starters import starter_categories


def register(chat: Chat, doorkeeper: Doorkeeper, keeper: Keeper, figures: Figures) -> None:
    """Give Chainlit the callbacks of `chat` and the store, and put the guard before its socket."""
    cl.data_layer(lambda: DataLayer(keeper))
    cl.on_chat_start(chat.start)
    cl.on_chat_resume(chat.resume)
    cl.on_chat_end(chat.end)
    cl.on_message(chat.take)

    @cl.set_starter_categories
    async def categories(_: cl.User | None, language: str | None) -> list[cl.StarterCategory]:
        return starter_categories(as_language(language or "") or "ja")

    guard_socket(sio, doorkeeper, figures, resumed=chat.connected)


async def reload_pages(account: str, thread_id: str | None = None) -> None:
    """Load every page anew that shows a conversation which has just been deleted; None for any."""
    for session in list(ws_sessions_id.values()):
        is_theirs = session.user is not None and session.user.identifier == account
        if is_theirs and thread_id in (None, session.thread_id):
            await sio.emit("reload", {}, to=session.socket_id)


__all__ = ["chainlit_app", "register", "reload_pages"]
