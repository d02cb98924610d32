"""Under which names the page may be asked for."""

import socket

import pytest

from assistant.settings import LOOPBACK
from assistant.web.hosts import allowed_hosts


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_loopback_host_allows_loopback_only(host: str) -> None:
    assert allowed_hosts(host) == LOOPBACK


def test_a_host_of_its_own_is_allowed_besides() -> None:
    assert allowed_hosts("Assistant.City.Example") == LOOPBACK | {"assistant.city.example"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])  # noqa: S104
def test_every_address_stands_for_the_names_of_the_machine(host: str) -> None:
    allowed = allowed_hosts(host)
    assert socket.gethostname().lower() in allowed
    assert host not in allowed
