"""The line before the model: so many are served at once, so many may wait, each knows its place."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.errors import ModelBusy, ModelTooSlow


class WaitingLine:
    """First come, first served, among threads.

    Args:
        serving: How many are served at once, 1 or more.
        waiting: How many more may wait, 0 or more.
    """

    def __init__(self, *, serving: int, waiting: int) -> None:
        self._free = serving
        self._most_waiting = waiting
        self._line: deque[object] = deque()
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, *, until: float, on_place: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn, and hold it while the block runs.

        Args:
            until: When waiting is given up, on the clock of `time.monotonic`.
            on_place: Told the place in the line, 1 for the next, whenever it changes. Not called
                by who is served at once.

        Raises:
            ModelBusy: The line is full.
            ModelTooSlow: `until` came before the turn.
        """
        self._wait(until, on_place)
        try:
            yield
        finally:
            with self._moved:
                self._free += 1
                self._moved.notify_all()

    def _wait(self, until: float, on_place: Callable[[int], None]) -> None:
        ticket = object()
        with self._moved:
            must_wait = self._free < 1 or len(self._line) > 0
            if must_wait and len(self._line) >= self._most_waiting:
                raise ModelBusy(f"{len(self._line)} questions are waiting for the model.")
            self._line.append(ticket)
            told = 0
            try:
                while not (self._free and self._line[0] is ticket):
                    place = self._line.index(ticket) + 1
                    if place != told:
                        on_place(told := place)
                    left = until - time.monotonic()
                    if left <= 0 or not self._moved.wait(left):
                        raise ModelTooSlow("the time was over before it was this question's turn.")
                self._free -= 1
            finally:
                self._line.remove(ticket)
                self._moved.notify_all()
