"""Nothing leaves the machine while the guard is on, and what tried to is named."""

import socket
import threading
import urllib.request
from pathlib import Path

import pytest

from assistant.doctor.guard import OutsideBlocked, no_outside

# Addresses and names set aside for documentation (RFC 5737, RFC 3849, RFC 2606).
OUTSIDE, ANOTHER, OUTSIDE_6 = "192.0.2.1", "198.51.100.1", "2001:db8::1"
NAME = "host.example"


def test_a_connection_to_another_host_is_blocked_and_named() -> None:
    with no_outside() as tried:
        with pytest.raises(OutsideBlocked), socket.socket() as outside:
            outside.connect((OUTSIDE, 80))
        with pytest.raises(OutsideBlocked), socket.socket() as outside:
            outside.connect_ex((OUTSIDE, 443))
        with pytest.raises(OutsideBlocked), socket.socket(socket.AF_INET6) as outside:
            outside.connect((OUTSIDE_6, 80))
    assert tried == [OUTSIDE, OUTSIDE_6]


def test_a_datagram_and_a_name_look_up_are_too() -> None:
    with no_outside() as tried:
        with socket.socket(type=socket.SOCK_DGRAM) as outside:
            with pytest.raises(OutsideBlocked):
                outside.sendto(b"x", (OUTSIDE, 53))
            with pytest.raises(OutsideBlocked):
                outside.sendmsg([b"x"], [], 0, (ANOTHER, 53))
        for look_up in (socket.gethostbyname, lambda name: socket.getaddrinfo(name, 80)):
            with pytest.raises(OutsideBlocked):
                look_up(NAME)
    assert tried == [OUTSIDE, ANOTHER, NAME]


def test_a_library_sees_a_missing_network_and_what_it_swallows_is_still_named() -> None:
    with no_outside() as tried:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with pytest.raises(OSError, match="another host"):
            opener.open(f"http://{NAME}/", timeout=5)
    assert tried == [NAME]


def test_an_attempt_in_another_thread_is_named() -> None:
    def attempt() -> None:
        with pytest.raises(OutsideBlocked):
            socket.create_connection((OUTSIDE, 80))

    with no_outside() as tried:
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    assert tried == [OUTSIDE]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_this_machine_is_reached(name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, no_outside() as tried:
        port = server.getsockname()[1]
        socket.create_connection((name, port)).close()
    assert tried == []


def test_a_socket_file_is_on_this_machine(tmp_path: Path) -> None:
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server, no_outside() as tried:
        server.bind(path)
        server.listen()
        for address in (path, path.encode()):
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(address)
        with pytest.raises(ConnectionRefusedError), socket.socket(socket.AF_UNIX) as client:
            client.connect(b"\0nobody-listens-here")
    assert tried == []


def test_bytes_name_a_host_too() -> None:
    with no_outside() as tried, pytest.raises(OutsideBlocked):
        socket.getaddrinfo(NAME.encode(), 80)
    assert tried == [NAME]


def test_a_host_that_is_allowed_passes() -> None:
    with no_outside({OUTSIDE}) as tried, socket.socket(type=socket.SOCK_DGRAM) as outside:
        # A datagram socket only notes whom it would send to.
        outside.connect((OUTSIDE, 9))
    assert tried == []


def test_a_host_that_only_looks_like_this_machine_is_blocked() -> None:
    with no_outside() as tried:
        for name in ("localhost.example", "127.0.0.1.example"):
            with pytest.raises(OutsideBlocked):
                socket.getaddrinfo(name, 80)
    assert len(tried) == 2


def test_nothing_is_blocked_afterwards() -> None:
    with no_outside() as tried:
        pass
    with socket.socket(type=socket.SOCK_DGRAM) as outside:
        outside.connect(("127.0.0.1", 9))
    with socket.socket(type=socket.SOCK_DGRAM) as outside:
        try:
            outside.connect((OUTSIDE, 9))
        except OutsideBlocked:
            pytest.fail("still blocked")
        except OSError:
            pass  # a machine without any network
    assert tried == []
