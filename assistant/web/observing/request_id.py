"""A number for each request, by which a line of the log and an entry of the audit are found."""

import secrets
from contextvars import ContextVar

_CURRENT: ContextVar[str] = ContextVar("request_id", default="")


def new_request_id() -> str:
    """Begin a request: 16 hexadecimal digits. What a client calls its request does not count."""
    made = secrets.token_hex(8)
    _CURRENT.set(made)
    return made


def request_id() -> str:
    """The number of the request in whose course this is called; empty outside of one."""
    return _CURRENT.get()
