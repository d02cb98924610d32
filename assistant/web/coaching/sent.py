"""Forms that were sent twice: a double click is no conflict with oneself."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.web.coaching.forms import key_of

# Far more than are sent in the seconds in which somebody clicks again.
MOST = 2000


@dataclass
class _Sent:
    turn: threading.Lock = field(default_factory=threading.Lock)
    taken: bool = False


class SentForms:
    """Remembers the forms that were taken, for those that name the version of a record.

    The same form with the same version can only have been sent again: once it has been taken, the
    version is another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: OrderedDict[str, _Sent] = OrderedDict()

    @contextmanager
    def once(self, account: str, path: str, fields: Mapping[str, str]) -> Iterator[bool]:
        """Whether exactly this form has been taken before; identical ones wait for each other.

        A form counts as taken when the block ends without an error.
        """
        key = key_of(account, path, *(f"{name}={fields[name]}" for name in sorted(fields)))
        with self._lock:
            sent = self._sent.setdefault(key, _Sent())
            self._sent.move_to_end(key)
            while len(self._sent) > MOST:
                self._sent.popitem(last=False)
        with sent.turn:
            yield sent.taken
            sent.taken = True
