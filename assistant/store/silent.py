"""A PostgreSQL server whose host takes connections and never answers holds nobody up for long.

The first who ask wait for the time that a connection may take. Until the server answers again, the
others ask it the shortest question of its protocol first, and give up at once when nothing comes.
Nothing is refused because of what was so a moment ago: who asks first once the server is back gets
through.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

# Seconds for the answer to the short question. It needs no disk and no login.
QUICK = 0.5
# Seconds from which an attempt that failed counts as one without an answer. A server that refuses
# does so at once, and holds nobody up.
SLOW = 1.0
# Whether it would encrypt; every server says yes or no in one letter (PostgreSQL's protocol, 54.7).
_QUESTION = struct.pack("!ii", 8, 80877103)

Made = TypeVar("Made")


class Server:
    """One server, by its host and port."""

    def __init__(self, host: str, port: int) -> None:
        self._place = (host, port)
        self._lock = threading.Lock()
        self._silent = False
        self._unanswered = 0.0

    def connect(self, connect: Callable[[], Made], refuse: Callable[[], Exception]) -> Made:
        """What `connect` makes.

        Args:
            connect: Makes a connection; may take long, and may fail.
            refuse: Makes the error for those who get no answer to the short question.

        Raises:
            Exception: Of `connect` when it fails, of `refuse` when it was not tried.
        """
        if self._silent and not self._answers():
            raise refuse()
        began = time.monotonic()
        try:
            made = connect()
        except Exception:
            self._silent = time.monotonic() - began >= SLOW
            raise
        self._silent = False
        return made

    def _answers(self) -> bool:
        came = time.monotonic()
        with self._lock:
            # Somebody has asked while this one waited.
            if self._unanswered > came:
                return False
            asked = time.monotonic()
            try:
                with socket.create_connection(self._place, QUICK) as question:
                    question.sendall(_QUESTION)
                    answered = question.recv(1) != b""
            except OSError:
                answered = False
            if not answered:
                self._unanswered = asked
            return answered


@cache
def server_at(host: str, port: int) -> Server:
    """The server at a place, one for all who connect to it."""
    return Server(host, port)
