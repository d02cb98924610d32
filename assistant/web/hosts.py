"""Under which names the page may be asked for."""

import socket
from urllib.parse import urlsplit

from assistant.settings import LOOPBACK

# Addresses that mean "every address of this machine" and so name none.
_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, never listened on


def allowed_hosts(host: str, public_url: str = "") -> frozenset[str]:
    """The loopback names, the host that is listened on, and the one that browsers use.

    Listening on every address, that is the names that this machine gives itself.
    """
    own = {socket.gethostname(), socket.getfqdn()} if host in _ANY else {host}
    public = urlsplit(public_url).hostname
    return LOOPBACK | {name.lower() for name in own | ({public} if public else set())}
