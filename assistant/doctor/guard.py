"""Keeps this process from reaching any other host, and notes what tried to.

It hooks what Python's own socket module does, which is what the libraries in use call; code that
opens sockets without Python would pass by it.
"""

import errno
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

_LOCAL_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"}
# Events of sys.audit that reach out, and where among their arguments the host or address stands.
_REACHING = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
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


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    tried = _Watch.tried
    if tried is None or event not in _REACHING or len(arguments) <= _REACHING[event]:
        return
    host = _host(arguments[_REACHING[event]])
    if host is None or host in _Watch.allowed or _is_local(host):
        return
    if host not in tried:
        tried.append(host)
    raise OutsideBlocked(errno.ENETUNREACH, f"{host} is another host")


def _host(address: object) -> str | None:
    """The host of an address; None for none, and for a socket file, which stays on this machine."""
    if isinstance(address, tuple):
        address = address[0] if address else None
        if isinstance(address, bytes):
            return address.decode(errors="replace")
        return address if isinstance(address, str) else None
    if isinstance(address, bytes):
        return address.decode(errors="replace")
    return address if isinstance(address, str) and not address.startswith(("/", "\0")) else None


def _is_local(host: str) -> bool:
    if host.lower().rstrip(".") in _LOCAL_NAMES:
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
