"""A language model behind the page, over the real socket."""

import re
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from assistant.messages import text
from assistant.web.markdown import inert
from index.types import IndexSettings
from tests.model.server import (
    DECORATIONS,
    NAME,
    ModelServer,
    decorates,
    fails,
    hallucinates,
    repeats_the_request_in_its_error,
    right,
    says,
    serving_model,
    waits_for,
)
from tests.web.serving import Server, serving
from tests.web.talking import Conversation, talking

PATIENCE = 90.0
QUESTION = "認定はどう進みますか"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serving_model() as model:
        yield model


@pytest.fixture(scope="module")
def server(
    model: ModelServer,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    settings = {
        "ASSISTANT_MODEL": NAME,
        "ASSISTANT_MODEL_BASE_URL": model.address,
        "ASSISTANT_MODEL_API_KEY": "sk-ours",
        "ASSISTANT_MODEL_CONCURRENCY": "1",
        "ASSISTANT_MODEL_TIMEOUT_S": "60",
    }
    folder = tmp_path_factory.mktemp("model")
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        yield server


@pytest.fixture
def conversation(
    server: Server, client: httpx.Client, model: ModelServer
) -> Iterator[Conversation]:
    model.behave(says(right))
    with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
        yield conversation


def line(key: str, **values: object) -> str:
    """A text of the page as it is sent."""
    return inert(text(key, "ja", **values))


def test_a_models_answer_says_so_and_its_quotes_can_be_asked_for(
    conversation: Conversation, client: httpx.Client
) -> None:
    reply = conversation.ask(QUESTION)
    assert len(reply.texts) == 1
    assert f"> {line('generate.written', model=NAME)}" in reply.texts[0]
    assert line("web.model_begins") in reply.progress
    button = next(action for action in reply.actions if action["name"] == "quoting")
    assert button["label"] == text("web.show_quoting", "ja")

    body = {"sessionId": conversation.session_id, "action": button}
    assert client.post("/project/action", json=body, timeout=PATIENCE).status_code == 200
    quoting = conversation.reply()
    assert "言語モデル" not in quoting.texts[0]
    assert "毎年6月頃" in quoting.texts[0]
    assert [action for action in quoting.actions if action["name"] == "quoting"] == []


def test_after_a_reload_the_quotes_can_still_be_asked_for_and_the_progress_has_gone(
    server: Server, conversation: Conversation, client: httpx.Client
) -> None:
    asked = conversation.ask(QUESTION)
    assert asked.progress
    with talking(
        server.address, str(uuid.uuid4()), cookies=client.cookies, thread_id=asked.thread_id
    ) as after:
        resumed = after.resumed(buttons=len(asked.actions))
        assert resumed.said == [QUESTION, *asked.texts]
        button = next(action for action in resumed.actions if action["name"] == "quoting")
        body = {"sessionId": after.session_id, "action": button}
        assert client.post("/project/action", json=body, timeout=PATIENCE).status_code == 200
        assert "毎年6月頃" in after.reply().texts[0]


def test_nothing_is_shown_before_it_is_verified(
    conversation: Conversation, model: ModelServer
) -> None:
    model.behave(hallucinates(lambda line: line.replace("行いません", "行います")))
    reply = conversation.ask(QUESTION)
    for said in (*reply.texts, *reply.progress):
        assert "行います" not in said.replace("行いません", "")
    assert line("generate.some_withheld", count=1) in reply.texts[0]


@pytest.mark.parametrize("conduct", [fails(500), repeats_the_request_in_its_error()])
def test_with_the_model_down_the_quotes_come_with_a_line(
    conversation: Conversation, model: ModelServer, conduct: object
) -> None:
    model.behave(conduct)  # type: ignore[arg-type]
    reply = conversation.ask(QUESTION)
    assert len(reply.texts) == 1
    assert "毎年6月頃" in reply.texts[0]
    assert f"> {line('generate.failed')}" in reply.texts[0]
    assert not re.search(r"Error|Traceback|sk-ours|50\d|40\d", reply.texts[0])


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_nothing_that_a_model_writes_is_more_than_text(
    conversation: Conversation, model: ModelServer, decoration: str
) -> None:
    model.behave(decorates(decoration))
    shown = conversation.ask(QUESTION).texts[0]
    assert "evil" not in shown
    assert re.findall(r"(?<!\\)[<!]", shown) == []
    assert all(target.startswith("/sources/") for target in re.findall(r"\]\(([^)]*)\)", shown))


def test_who_waits_sees_the_place_in_line(
    server: Server, conversation: Conversation, model: ModelServer
) -> None:
    gate = threading.Event()
    model.behave(waits_for(gate, says(right)))
    while model.arrived.acquire(blocking=False):
        pass
    with (
        talking(server.address, str(uuid.uuid4())) as second,
        talking(server.address, str(uuid.uuid4())) as third,
        ThreadPoolExecutor(3) as pool,
    ):
        replies = [pool.submit(conversation.ask, QUESTION)]
        assert model.arrived.acquire(timeout=PATIENCE)
        # The line is told over the socket, so its order is known once each has been told.
        for place, other in enumerate((second, third), start=1):
            other.send(QUESTION)
            told = ""
            while told != line("web.model_waiting", place=place):
                _, data = other.events.get(timeout=PATIENCE)
                told = data.get("output", "") if isinstance(data, dict) else ""
        gate.set()
        assert line("generate.written", model=NAME) in replies[0].result(PATIENCE).texts[0]
        while told != line("web.model_waiting", place=1):
            _, data = third.events.get(timeout=PATIENCE)
            told = data.get("output", "") if isinstance(data, dict) else ""


def test_an_answer_that_is_not_remembered_has_no_quotes_to_show(
    conversation: Conversation, client: httpx.Client
) -> None:
    action = {"name": "quoting", "payload": {"answer": str(uuid.uuid4())}}
    body = {"sessionId": conversation.session_id, "action": action}
    assert client.post("/project/action", json=body).status_code == 200
    event = ""
    while event != "new_message":
        event, data = conversation.events.get(timeout=PATIENCE)
    assert data["output"] == line("web.answer_gone")


@pytest.mark.parametrize("payload", [{}, {"answer": "../x"}, {"answer": 1}, {"question": "x"}])
def test_a_button_with_something_else_is_refused(
    conversation: Conversation, client: httpx.Client, payload: object
) -> None:
    action = {"name": "quoting", "payload": payload}
    body = {"sessionId": conversation.session_id, "action": action}
    assert client.post("/project/action", json=body).status_code == 422


def test_the_key_is_written_nowhere_and_a_question_in_the_records_alone(
    server: Server, conversation: Conversation, model: ModelServer
) -> None:
    model.behave(repeats_the_request_in_its_error())
    conversation.ask(f"合言葉はmqzwvxkです。{QUESTION}")
    written = [path for path in server.data_dir.rglob("*") if path.is_file()]
    assert server.log in written
    holding = {
        secret: {path.parent for path in written if secret in path.read_bytes()}
        for secret in (b"mqzwvxk", b"sk-ours")
    }
    assert holding == {b"mqzwvxk": {server.data_dir / "records"}, b"sk-ours": set()}
