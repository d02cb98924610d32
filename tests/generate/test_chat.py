"""LangChain's real client and a model that behaves as told, over loopback."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import (
    ModelBusy,
    ModelFailure,
    ModelGarbled,
    ModelRefused,
    ModelTooSlow,
    ModelUnreachable,
    SettingsError,
)
from assistant.generate.types import Progress, Prompt, Reply, Waiting, Writing, unwatched
from assistant.settings import CHECKOUT
from assistant.types import Tokens
from tests.generate.conftest import HASTY, PATIENT, PROMPT_ENOUGH, Connect, model_settings
from tests.model.server import (
    Conduct,
    ModelServer,
    breaks_off,
    drips,
    fails,
    leads_elsewhere,
    never_ends,
    pauses_before_its_last_word,
    repeats_the_request_in_its_error,
    says,
    says_nothing,
    sends_no_json,
    sends_other_json,
    serving_model,
    stays_silent,
)

PROMPT = Prompt("決まり", "ひみつの質問4649", "0" * 64)
TEXT = "一つ目の文です。〔1〕二つ目の文です。〔2〕"


def write(connect: Connect, *, seconds: float = PATIENT, **settings: object) -> Reply:
    client = connect(timeout_s=seconds, **settings)
    return client.write(PROMPT, until=time.monotonic() + seconds, watch=unwatched)


@pytest.mark.parametrize("streaming", [True, False])
def test_what_the_model_writes_comes_back_whole(
    model: ModelServer, connect: Connect, streaming: bool
) -> None:
    model.behave(says(TEXT))
    assert write(connect, streaming=streaming).text == TEXT
    body = model.asked[0].body
    assert bool(body.get("stream")) is streaming
    assert (body["model"], body["temperature"], body["seed"]) == ("scripted-model", 0, 0)
    assert [message["content"] for message in body["messages"]] == [PROMPT.system, PROMPT.user]


def test_the_limit_of_an_answer_is_asked_for_unless_left_to_the_server(
    model: ModelServer, connect: Connect
) -> None:
    model.behave(says(TEXT))
    write(connect, max_tokens=77)
    write(connect, max_tokens=0)
    asked = [{k: v for k, v in one.body.items() if k.startswith("max")} for one in model.asked]
    assert asked == [{"max_tokens": 77}, {}]


def test_tokens_are_told_where_the_server_counts_them(model: ModelServer, connect: Connect) -> None:
    model.behave(says(TEXT))
    assert write(connect, streaming=False).tokens == Tokens(100, 20)
    assert write(connect, streaming=True).tokens == Tokens()


@pytest.mark.parametrize(
    ("conduct", "failure", "requests"),
    [
        (fails(500), ModelUnreachable, 2),
        (fails(503), ModelUnreachable, 2),
        (fails(429), ModelBusy, 2),
        (fails(400), ModelRefused, 1),
        (fails(401), ModelRefused, 1),
        (fails(404), ModelRefused, 1),
        (fails(500, body="<html>"), ModelUnreachable, 2),
        (says_nothing(), ModelGarbled, 2),
        (says(" \n"), ModelGarbled, 2),
        (breaks_off(TEXT), ModelFailure, 2),
        (breaks_off(TEXT, politely=True), ModelFailure, 2),
        (sends_no_json(), ModelFailure, 2),
        (sends_other_json(), ModelFailure, 2),
    ],
)
@pytest.mark.parametrize("streaming", [True, False])
def test_a_fault_is_ours_after_one_more_try_where_that_may_help(
    model: ModelServer,
    connect: Connect,
    conduct: Conduct,
    failure: type[ModelFailure],
    requests: int,
    streaming: bool,
) -> None:
    model.behave(conduct)
    with pytest.raises(failure):
        write(connect, streaming=streaming)
    assert len(model.asked) == requests


@pytest.mark.parametrize("fault", [fails(500), fails(429), breaks_off(TEXT), says_nothing()])
def test_a_fault_that_passes_is_not_noticed(
    model: ModelServer, connect: Connect, fault: Conduct
) -> None:
    model.behave(fault, says(TEXT))
    assert write(connect).text == TEXT


@pytest.mark.parametrize("streaming", [True, False])
@pytest.mark.parametrize("conduct", [stays_silent(), drips(0.02)])
def test_a_slow_model_is_left_when_the_time_is_over(
    model: ModelServer, connect: Connect, conduct: Conduct, streaming: bool
) -> None:
    model.behave(conduct)
    started = time.monotonic()
    with pytest.raises(ModelTooSlow):
        write(connect, seconds=HASTY, streaming=streaming)
    assert time.monotonic() - started < PROMPT_ENOUGH


def test_the_time_covers_both_tries(model: ModelServer, connect: Connect) -> None:
    model.behave(fails(500), stays_silent())
    with pytest.raises(ModelTooSlow):
        write(connect, seconds=HASTY)
    assert len(model.asked) == 2


def test_an_endless_answer_is_cut_and_the_model_need_not_go_on(
    model: ModelServer, connect: Connect
) -> None:
    model.behave(never_ends())
    assert len(write(connect).text) == 20_000
    assert model.left.wait(PATIENT)


def test_no_server_at_all_is_a_fault_too(connect: Connect) -> None:
    with serving_model() as gone:
        address = gone.address
    with pytest.raises(ModelUnreachable):
        write(connect, base_url=address)


def test_a_question_does_not_follow_a_server_to_another_host(
    model: ModelServer, connect: Connect
) -> None:
    with serving_model() as elsewhere:
        model.behave(leads_elsewhere(elsewhere.address))
        with pytest.raises(ModelFailure):
            write(connect)
        assert elsewhere.connections == 0


def test_the_key_is_sent_to_the_model_and_none_of_another_host_in_its_place(
    model: ModelServer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-host")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    model.behave(says(TEXT))
    write(connect, api_key="sk-ours")
    write(connect, api_key="")
    assert [asked.headers["authorization"] for asked in model.asked] == [
        "Bearer sk-ours",
        "Bearer none",
    ]


def test_neither_question_nor_key_is_in_an_error_or_the_log(
    model: ModelServer, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model.behave(repeats_the_request_in_its_error())
    with pytest.raises(ModelRefused) as raised:
        write(connect, api_key="sk-ours")
    assert "4649" in str(raised.value.__cause__)
    for told in (str(raised.value), caplog.text, repr(model_settings("", api_key="sk-ours"))):
        assert "4649" not in told
        assert "sk-ours" not in told


def test_how_much_has_come_is_told_while_it_comes(model: ModelServer, connect: Connect) -> None:
    model.behave(drips(0.02))
    heard: list[Progress] = []
    client = connect(timeout_s=HASTY * 2)
    with pytest.raises(ModelTooSlow):
        client.write(PROMPT, until=time.monotonic() + HASTY * 2, watch=heard.append)
    counts = [report.characters for report in heard if isinstance(report, Writing)]
    assert len(counts) >= 2
    assert counts == sorted(counts)
    assert not any(isinstance(report, Waiting) for report in heard)


def test_closing_gives_up_what_is_being_written(model: ModelServer, connect: Connect) -> None:
    gate = threading.Event()
    model.behave(pauses_before_its_last_word(gate, TEXT))
    client = connect()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(
            client.write, PROMPT, until=time.monotonic() + PATIENT, watch=unwatched
        )
        assert model.arrived.acquire(timeout=PATIENT)
        client.close()
        with pytest.raises(ModelUnreachable):
            writing.result(PATIENT)
    gate.set()
    with pytest.raises(ModelUnreachable):
        client.write(PROMPT, until=time.monotonic() + PATIENT, watch=unwatched)


@pytest.mark.parametrize("provider", ["nobody", "ollama"])
def test_a_provider_without_a_client_is_named(connect: Connect, provider: str) -> None:
    with pytest.raises(SettingsError, match=f"ASSISTANT_MODEL_PROVIDER.*{provider}"):
        connect(provider=provider)


ALONE = """
import sys, time
assert not {"openai", "langchain_openai", "langchain"} & set(sys.modules)
import assistant.pipeline, assistant.settings
assert not {"openai", "langchain_openai", "langchain"} & set(sys.modules)
from assistant.generate.chat import ChatClient
from assistant.generate.types import Prompt, unwatched
client = ChatClient(assistant.settings.Settings().language_model)
print(client.write(Prompt("a", "b", ""), until=time.monotonic() + 20, watch=unwatched).text)
client.close()
import tiktoken.registry
assert tiktoken.registry.ENCODINGS == {}
"""


def test_its_libraries_are_imported_late_ask_for_no_encoding_and_trace_nothing(
    model: ModelServer,
) -> None:
    """What LangSmith would be told goes to a server of ours here: it must get nothing."""
    model.behave(says(TEXT))
    with serving_model() as tracing:
        environment = {
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "ASSISTANT_MODEL": "gpt-4o",
            "ASSISTANT_MODEL_BASE_URL": model.address,
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_API_KEY": "key",
            "LANGSMITH_ENDPOINT": tracing.address,
            "OPENAI_LOG": "debug",
        }
        done = subprocess.run(
            [sys.executable, "-c", ALONE],
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert (done.returncode, done.stdout.strip()) == (0, TEXT), done.stderr
        assert "content" not in done.stderr
        assert tracing.connections == 0
