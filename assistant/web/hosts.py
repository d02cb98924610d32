"""Under which names the page may be asked for, and from which networks."""

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from assistant.settings import LOOPBACK, Network

# Addresses that mean "every address of this machine" and so name none.
_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, never listened on


def allowed_hosts(host: str, public_url: str = "") -> frozenset[str]:
    """The loopback names, the host that is listened on, and the one that browsers use.

    Listening on every address, that is the names that this machine gives itself.
    """
    own = {socket.gethostname(), socket.getfqdn()} if host in _ANY else {host}
    public = urlsplit(public_url).hostname
    return LOOPBACK | {name.lower() for name in own | ({public} if public else set())}


def is_among(client: str, networks: Iterable[Network]) -> bool:
    """Whether a client's address is in one of the networks; what is no address is in none."""
    try:
        address = ip_address(client)
    except ValueError:
        return False
    return any(address in network for network in networks)
