"""A server that takes connections and never answers, and one that is back."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from assistant.errors import StoreUnavailable
from assistant.store import Database
from assistant.store.silent import QUICK, SLOW, Server


class Host:
    """Takes connections and says nothing, until it passes them on to a server's own socket.

    Attributes:
        port: Where it listens.
    """

    def __init__(self, socket_file: str) -> None:
        self._file = socket_file
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []
        self._passing = threading.Event()
        self.port = self._listener.getsockname()[1]

    def run(self) -> None:
        """Take connections until `stop`."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._held.append(client)
            if self._passing.is_set():
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._file)
                self._held.append(server)
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=_pass, args=(one, other), daemon=True).start()

    def answer(self) -> None:
        """Pass on every connection from now on."""
        self._passing.set()

    def stop(self) -> None:
        """Take no more connections, and end those that there are."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._held:
            one.close()


def _pass(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65_536):
            other.sendall(data)
        other.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


@pytest.fixture
def host(server: str) -> Iterator[Host]:
    """A host on which the PostgreSQL server of the tests can be reached, once it answers."""
    folder = server.rsplit("host=", 1)[1]
    host = Host(f"{folder}/.s.PGSQL.5432")
    thread = threading.Thread(target=host.run)
    thread.start()
    yield host
    host.stop()
    thread.join()


@pytest.fixture
def name(server: str) -> str:
    """An empty database on the server."""
    made = f"silent_{uuid4().hex}"
    with psycopg.connect(server.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{made}"'.encode())
    return made


def seconds_until_it_fails(folder: Path, url: str) -> float:
    began = time.monotonic()
    with pytest.raises(StoreUnavailable):
        Database(folder, url)
    return time.monotonic() - began


def test_it_holds_up_those_who_come_first_and_nobody_once_it_answers(
    host: Host, name: str, tmp_path: Path
) -> None:
    url = f"postgresql://tester@127.0.0.1:{host.port}/{name}"
    assert SLOW < seconds_until_it_fails(tmp_path, url) < 9
    again = [seconds_until_it_fails(tmp_path, url) for _ in range(3)]
    assert max(again) < SLOW + QUICK
    host.answer()
    database = Database(tmp_path, url)
    assert database.now() is not None
    database.close()


class Away(Exception):
    """The server does not answer."""


class Refused(Exception):
    """Not tried."""


def test_of_many_who_ask_at_once_each_waits_for_two_answers_at_most(host: Host) -> None:
    asked = Server("127.0.0.1", host.port)

    def away() -> None:
        threading.Event().wait(SLOW)
        raise Away

    with pytest.raises(Away):
        asked.connect(away, Refused)

    def refused(_: int) -> float:
        began = time.monotonic()
        with pytest.raises(Refused):
            asked.connect(away, Refused)
        return time.monotonic() - began

    with ThreadPoolExecutor(20) as pool:
        assert max(pool.map(refused, range(20))) < 6 * QUICK


def test_a_server_that_refuses_at_once_is_asked_each_time(host: Host) -> None:
    asked = Server("127.0.0.1", host.port)

    def away() -> None:
        raise Away

    for _ in range(3):
        with pytest.raises(Away):
            asked.connect(away, Refused)
    assert asked.connect(lambda: "connection", Refused) == "connection"
