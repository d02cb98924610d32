"""Keeps this process from reaching any other host, and notes what tried to.

It hooks what Python's own socket module does, which is what the libraries in use call; code that
opens sockets without Python would pass by it.
"""

import errno
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

_LOCAL_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"}
# Events of sys.audit that reach out to an address, their second argument, or look up a host, their
# first.
_TO_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_LOOK_UP = {
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
}


class _Watch:
    """What is being noted now; a hook cannot be taken out again, so it looks here."""

    hooked = False
    tried: list[str] | None = None
    allowed: frozenset[str] = frozenset()


class OutsideBlocked(OSError):
    """Something tried to reach another host; for a library it looks like a missing network."""


@contextmanager
def no_outside(allowed: Collection[str] = ()) -> Iterator[list[str]]:
    """Block every connection, datagram and name look-up that is not for this machine.

    Args:
        allowed: Hosts, by name and address, that may be reached all the same.

    Yields:
        The hosts that something tried to reach, in the order in which they were first tried.
    """
    if not _Watch.hooked:
        sys.addaudithook(_hook)
        _Watch.hooked = True
    tried: list[str] = []
    _Watch.tried, _Watch.allowed = tried, frozenset(allowed)
    try:
        yield tried
    finally:
        _Watch.tried = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    tried = _Watch.tried
    if tried is None:
        return
    host = None
    if event in _TO_ADDRESS and isinstance(arguments[1], tuple):
        # Other addresses are those of socket files and the like, which stay on this machine.
        host = arguments[1][0]
    elif event in _LOOK_UP:
        host = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if not isinstance(host, str) or host in _Watch.allowed or _is_local(host):
        return
    if host not in tried:
        tried.append(host)
    raise OutsideBlocked(errno.ENETUNREACH, f"{host} is another host")


def _is_local(host: str) -> bool:
    if host.lower().rstrip(".") in _LOCAL_NAMES:
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
