"""Under which names the page may be asked for."""

import socket

# Addresses that mean "every address of this machine" and so name none.
_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, never listened on
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def allowed_hosts(host: str) -> frozenset[str]:
    """The loopback names, and the host that is listened on.

    Listening on every address, that is the names that this machine gives itself.
    """
    own = {socket.gethostname(), socket.getfqdn()} if host in _ANY else {host}
    return LOOPBACK | {name.lower() for name in own}
