"""One model for several parts: one line before it, one time for each answer."""

import threading
import time
from dataclasses import dataclass, field

import pytest

from assistant.errors import ModelBusy, ModelTooSlow
from assistant.generate.model import Model
from assistant.generate.types import Progress, Prompt, Reply, Waiting, Watch, Writing
from assistant.types import Tokens
from tests.generate.conftest import PATIENT, model_settings

PROMPT = Prompt("system", "user", "0" * 64)


@dataclass
class Writes:
    """A model that writes once it is let, and says when it has been asked."""

    let: threading.Event = field(default_factory=threading.Event)
    asked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    closed: bool = False

    def write(self, prompt: Prompt, *, until: float, watch: Watch) -> Reply:
        self.asked.release()
        assert self.let.wait(PATIENT)
        return Reply("written", Tokens())

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def client() -> Writes:
    return Writes()


def model_of(client: Writes, **changes: object) -> Model:
    return Model(model_settings("http://127.0.0.1/v1", concurrency=1, **changes), client)


def ask(model: Model, told: list[Progress] | None = None, *, seconds: float = PATIENT) -> Reply:
    watch = told.append if told is not None else lambda _: None
    return model.ask(PROMPT, until=time.monotonic() + seconds, watch=watch)


def test_whoever_asks_stands_in_the_same_line(client: Writes) -> None:
    model = model_of(client, queue=1)
    told: list[Progress] = []
    first = threading.Thread(target=ask, args=(model,))
    first.start()
    assert client.asked.acquire(timeout=PATIENT)
    second = threading.Thread(target=ask, args=(model, told))
    second.start()
    until = time.monotonic() + PATIENT
    while told != [Waiting(1)]:
        assert time.monotonic() < until
    with pytest.raises(ModelBusy):
        ask(model)
    client.let.set()
    first.join()
    second.join()
    assert told == [Waiting(1), Writing(0)]


def test_waiting_ends_with_the_time_that_was_given(client: Writes) -> None:
    model = model_of(client, queue=1)
    first = threading.Thread(target=ask, args=(model,))
    first.start()
    assert client.asked.acquire(timeout=PATIENT)
    with pytest.raises(ModelTooSlow):
        ask(model, seconds=0.05)
    client.let.set()
    first.join()


def test_the_time_is_that_of_the_settings(client: Writes) -> None:
    model = model_of(client, timeout_s=30.0)
    before = time.monotonic()
    assert 30.0 <= model.deadline() - before < 40.0


def test_closing_it_closes_the_client(client: Writes) -> None:
    model_of(client).close()
    assert client.closed
