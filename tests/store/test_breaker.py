"""A server that does not answer holds up one attempt at a time, and nobody once it is back."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.errors import StoreUnavailable
from assistant.store import Database, breaker
from assistant.store.breaker import Breaker


class Away(Exception):
    """The server does not answer."""


class Turned(Exception):
    """Not let through."""


def away() -> str:
    raise Away


def here() -> str:
    return "connection"


def test_after_a_failure_nobody_tries_for_a_moment_and_then_one_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr(breaker, "time", SimpleNamespace(monotonic=lambda: now))
    tried = Breaker()
    with pytest.raises(Away):
        tried.attempt(away, Turned)
    with pytest.raises(Turned):
        tried.attempt(here, Turned)
    now += breaker.REST
    assert tried.attempt(here, Turned) == "connection"
    assert tried.attempt(here, Turned) == "connection"


def test_while_one_tries_again_the_others_are_not_held_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(breaker, "REST", 0.0)
    tried, trying, answered = Breaker(), threading.Event(), threading.Event()
    with pytest.raises(Away):
        tried.attempt(away, Turned)

    def slow() -> str:
        trying.set()
        assert answered.wait(30)
        return "connection"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(tried.attempt, slow, Turned)
        assert trying.wait(30)
        with pytest.raises(Turned):
            tried.attempt(here, Turned)
        answered.set()
        assert first.result() == "connection"
    assert tried.attempt(here, Turned) == "connection"


def test_as_long_as_nothing_has_failed_all_try_at_once() -> None:
    tried, together = Breaker(), threading.Barrier(3)

    def meet() -> str:
        together.wait(30)
        return "connection"

    with ThreadPoolExecutor(3) as pool:
        made = [pool.submit(tried.attempt, meet, Turned) for _ in range(3)]
        assert [one.result() for one in made] == ["connection"] * 3


@pytest.fixture
def silent() -> Iterator[tuple[int, list[socket.socket]]]:
    """A server that takes connections and says nothing: its port, and what it has taken."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield server.getsockname()[1], taken
        server.shutdown(socket.SHUT_RDWR)
    for one in taken:
        one.close()
    thread.join(30)


def test_a_database_that_never_answers_is_not_asked_again_at_once(
    silent: tuple[int, list[socket.socket]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "REST", 60.0)
    monkeypatch.setattr("assistant.store.database._PATIENCE", 2)
    port, taken = silent
    url = f"postgresql://user@127.0.0.1:{port}/name"
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            Database(tmp_path / "records", url)
    assert len(taken) == 1
