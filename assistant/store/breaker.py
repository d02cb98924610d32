"""Keeps a database server that does not answer from holding up everybody who asks."""

import hashlib
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

# Seconds that nobody tries after an attempt has failed.
REST = 1.0

Made = TypeVar("Made")


class Breaker:
    """Lets one attempt at a time through, once one has failed, until one succeeds again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failing = False
        self._trying = False
        self._until = 0.0

    def attempt(self, connect: Callable[[], Made], refuse: Callable[[], Exception]) -> Made:
        """What `connect` makes.

        Args:
            connect: Makes a connection; may take long, and may fail.
            refuse: Makes the error for those who are not let through.

        Raises:
            Exception: Of `connect` when it fails, of `refuse` without trying.
        """
        with self._lock:
            if self._failing and (self._trying or time.monotonic() < self._until):
                raise refuse()
            self._trying = True
        try:
            made = connect()
        except Exception:
            with self._lock:
                self._failing, self._trying = True, False
                self._until = time.monotonic() + REST
            raise
        with self._lock:
            self._failing = self._trying = False
        return made


def breaker_of(address: str) -> Breaker:
    """The breaker of a server, one for all who connect to it; the address is not kept."""
    return _breaker(hashlib.sha256(address.encode()).hexdigest())


@cache
def _breaker(_: str) -> Breaker:
    return Breaker()
