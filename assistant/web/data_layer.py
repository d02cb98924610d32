"""Chainlit's data layer over our store. Who acts is who is behind the socket, and nobody else.

Chainlit calls most of this without waiting and without looking at what becomes of it; the keeper
puts it in order and remembers what was not kept.
"""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from chainlit.context import ChainlitContextException, get_context
from chainlit.data.base import BaseDataLayer
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import (
    Feedback,
    PageInfo,
    PaginatedResponse,
    Pagination,
    ThreadDict,
    ThreadFilter,
)
from chainlit.user import PersistedUser, User

from assistant.errors import NoSuchThread
from assistant.history.history import History
from assistant.history.names import name_of, title_of
from assistant.history.types import Kind, Page, Thread
from assistant.web.identifiers import is_account, is_identifier
from assistant.web.keeper import Keeper
from assistant.web.steps import page_shape, step_of, thread_shape

# What Chainlit keeps of a session for itself; the rest is of this process or of the browser.
_SESSION_KEYS = ("chat_settings", "chat_profile")


class DataLayer(BaseDataLayer):
    """Keeps the conversations of accounts; of anybody else nothing."""

    def __init__(self, keeper: Keeper) -> None:
        """Keep them by `keeper`."""
        self._keeper = keeper

    async def get_user(self, identifier: str) -> PersistedUser:
        """The user of a token that our entrance has just made: it has looked the account up."""
        return PersistedUser(id=identifier, createdAt="", identifier=identifier)

    async def create_user(self, user: User) -> PersistedUser:
        """The same; accounts are not made here."""
        return await self.get_user(user.identifier)

    async def create_step(self, step_dict: StepDict) -> None:
        """Keep a step. The first question begins the conversation."""
        account, now = actor(), _now()
        step = step_of(step_dict, now)
        session = get_context().session
        # Before the first question the page speaks of itself only.
        if account is None or step is None or not session.has_first_interaction:
            return
        thread_id = session.thread_id
        asks = step.type is Kind.USER

        def save(history: History) -> None:
            if asks:
                history.begin(account, thread_id, title_of(step.output), at=now)
            history.put(account, thread_id, step, at=now)

        if is_identifier(step.id):
            await self._keeper.keep(thread_id, save, begins=asks)

    async def update_step(self, step_dict: StepDict) -> None:
        """Keep a step as it is now."""
        await self.create_step(step_dict)

    async def delete_step(self, step_id: str) -> None:
        """Forget a step."""
        account, thread_id = actor(), get_context().session.thread_id
        if account is not None and is_identifier(step_id):
            await self._keeper.keep(
                thread_id, lambda history: history.remove_step(account, thread_id, step_id)
            )

    async def get_thread_author(self, thread_id: str) -> str:
        """Who acts, if the conversation is theirs; empty otherwise."""
        return actor() or "" if await self.get_thread(thread_id) else ""

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """A conversation of who acts; None for any other, also when nobody acts."""
        account = actor()
        if account is None or not is_identifier(thread_id):
            return None
        nothing: Thread | None = None
        found = await self._keeper.read(
            thread_id, lambda history: history.get(account, thread_id), default=nothing
        )
        return thread_shape(account, found) if found else None  # type: ignore[return-value]

    async def list_threads(
        self, pagination: Pagination, filters: ThreadFilter
    ) -> PaginatedResponse[ThreadDict]:
        """Conversations of who acts, whomever the filter names."""
        account = actor()
        page = Page((), "")
        if account is not None:
            page = await self._keeper.read(
                "",
                lambda history: history.page(
                    account,
                    first=pagination.first,
                    after=pagination.cursor or "",
                    search=filters.search or "",
                    rated=filters.feedback,
                ),
                default=page,
            )
        shape = page_shape(account or "", page)
        return PaginatedResponse(pageInfo=PageInfo(**shape["pageInfo"]), data=shape["data"])

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """Begin a conversation by its name, or change what is there. The owner never changes."""
        account, now = actor(), _now()
        data = (
            {key: metadata[key] for key in _SESSION_KEYS if metadata.get(key)} if metadata else {}
        )
        if account is None or not is_identifier(thread_id) or not (name or data or tags):
            return

        def save(history: History) -> None:
            if name:
                _name(history, account, thread_id, name, now)
            if data or tags:
                labels = tuple(tags) if tags else None
                written = json.dumps(data, ensure_ascii=False) if data else None
                history.annotate(account, thread_id, tags=labels, metadata=written)

        await self._keeper.keep(thread_id, save, begins=bool(name))

    async def delete_thread(self, thread_id: str) -> None:
        """Delete a conversation of who acts, with all that belongs to it."""
        account = actor()
        if account is not None and is_identifier(thread_id):
            await self._keeper.keep(thread_id, lambda history: history.delete(account, thread_id))

    async def upsert_feedback(self, feedback: Feedback) -> str:
        """Rate an answer in the conversation at hand; the id of the rating.

        Raises:
            NoSuchThread: Who acts has no such answer.
            StoreUnavailable: It could not be saved.
        """
        account, thread_id, now = actor(), get_context().session.thread_id, _now()
        if account is None or not is_identifier(feedback.forId):
            raise NoSuchThread("Nothing is kept of this conversation.", fix="Sign in first.")
        return await asyncio.to_thread(
            lambda: self._keeper.ratings.put(
                account, thread_id, feedback.forId, feedback.value, feedback.comment or "", at=now
            )
        )

    async def delete_feedback(self, feedback_id: str) -> bool:
        """Take back a rating; False when who acts has given no such rating.

        Raises:
            StoreUnavailable: It could not be taken back.
        """
        account = actor()
        if account is None or not is_identifier(feedback_id):
            return False
        return await asyncio.to_thread(lambda: self._keeper.ratings.remove(account, feedback_id))

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:
        """None: marking favourites is turned off."""
        return []

    async def create_element(self, element: Element) -> None:
        """Nothing: answers show their sources on a page of ours, and nobody sends files."""

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:
        """None, as there are none."""
        return None

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Nothing, as there are none."""

    async def build_debug_url(self) -> str:
        """Empty: there is no other place to look at conversations."""
        return ""

    async def close(self) -> None:
        """Nothing: the application closes the store."""


def actor() -> str | None:
    """The account behind the socket at hand; None for those of whom nothing is kept."""
    try:
        user = get_context().session.user
    except ChainlitContextException:
        return None
    return user.identifier if user is not None and is_account(user.identifier) else None


def _name(history: History, account: str, thread_id: str, name: str, now: datetime) -> None:
    try:
        history.rename(account, thread_id, name_of(name))
    except NoSuchThread:
        history.begin(account, thread_id, title_of(name), at=now)


def _now() -> datetime:
    return datetime.now(UTC)
