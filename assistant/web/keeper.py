"""Keeps what is said: in the order said, beside the conversation and never in its way."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.errors import AppError, NoSuchThread
from assistant.history.history import History
from assistant.history.ratings import Ratings
from assistant.web.records import Records

Result = TypeVar("Result")

_THREADS = 4
# Seconds that an answer waits to learn whether it was kept.
_PATIENCE = 10.0
_MOST_LINES = 10_000

_log = logging.getLogger(__name__)


@dataclass
class _Line:
    """What waits to be kept of one conversation.

    Attributes:
        waiting: How many are in the line or being kept.
        broken: Whether something of the present turn was not kept; then nothing after it is, so
            that a turn is kept up to some point or not at all.
        lost: Whether something was not kept for no wish of anybody.
    """

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    broken: bool = False
    lost: bool = False


class Keeper:
    """The store of conversations for the event loop.

    Attributes:
        records: Where they are.
    """

    def __init__(self, records: Records) -> None:
        """Keep them in `records`, which need not be reachable yet."""
        self.records = records
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="history")
        self._lines: dict[str, _Line] = {}

    @property
    def history(self) -> History:
        """The conversations; may block and raise StoreUnavailable."""
        return History(self.records.database)

    @property
    def ratings(self) -> Ratings:
        """The ratings; may block and raise StoreUnavailable."""
        return Ratings(self.records.database)

    async def keep(
        self, thread_id: str, work: Callable[[History], object], *, begins: bool = False
    ) -> None:
        """Do `work` after all that was to be kept of the conversation before.

        Args:
            thread_id: The conversation.
            work: What saves something; called in a thread.
            begins: Whether this begins a turn. Once something of a turn was not kept, the rest of
                it is not tried: it would only say piece by piece what is known already.
        """
        line = self._line(thread_id)
        line.waiting += 1
        try:
            async with line.turn:
                if line.broken and not begins:
                    return
                line.broken = False
                try:
                    await self._call(work)
                except NoSuchThread:
                    # Deleted while the answer was written, so that nothing more is wanted of it.
                    line.broken, line.lost = True, begins
                except AppError as error:
                    _log.warning("not kept: %s", error)
                    line.broken = line.lost = True
        finally:
            line.waiting -= 1

    async def read(
        self, thread_id: str, work: Callable[[History], Result], *, default: Result
    ) -> Result:
        """What `work` reads once all is kept; `default` when it cannot be read or is not there."""
        line = self._line(thread_id)
        line.waiting += 1
        try:
            async with line.turn:
                return await self._call(work)
        except NoSuchThread:
            return default
        except AppError as error:
            _log.warning("not read: %s", error)
            return default
        finally:
            line.waiting -= 1

    async def caught_up(self, thread_id: str) -> None:
        """Wait a while until what was said so far of a conversation is kept or given up."""
        line = self._lines.get(thread_id)
        if line is None:
            return
        try:
            async with asyncio.timeout(_PATIENCE), line.turn:
                return
        except TimeoutError:
            return

    async def settled(self, thread_id: str) -> bool:
        """Whether all that was said since the last time was kept; waits a while to find out."""
        # What was begun a moment ago joins the line first.
        await asyncio.sleep(0)
        line = self._lines.get(thread_id)
        if line is None:
            return True
        try:
            async with asyncio.timeout(_PATIENCE), line.turn:
                kept, line.lost = not line.lost, False
        except TimeoutError:
            return False
        return kept

    def close(self) -> None:
        """Keep what is in line, and nothing more."""
        self._threads.shutdown()

    async def _call(self, work: Callable[[History], Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(self.history))

    def _line(self, thread_id: str) -> _Line:
        if len(self._lines) >= _MOST_LINES:
            self._lines = {id: line for id, line in self._lines.items() if line.waiting}
        return self._lines.setdefault(thread_id, _Line())
