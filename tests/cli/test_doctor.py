"""`assistant doctor --offline`: real questions without a network."""

import json
import socket
from contextlib import suppress

import pytest

from assistant.pipeline import Pipeline
from tests.cli.conftest import Run


def offline(run: Run, part: str = "offline") -> tuple[int, dict[str, str]]:
    result = run("doctor", "--offline", "--json", "--lang", "en")
    findings = {finding["part"]: finding for finding in json.loads(result.out)["findings"]}
    return result.code, findings[part]


def test_the_assistant_answers_without_looking_for_a_network(run: Run) -> None:
    code, finding = offline(run)
    assert (code, finding["part"], finding["state"]) == (0, "offline", "ok")
    assert "2 questions answered" in finding["detail"]
    code, finding = offline(run, "isolated")
    assert (code, finding["state"]) == (0, "ok")


def test_a_part_that_tries_to_reach_another_host_is_found_though_it_hides_it(
    run: Run, environment: pytest.MonkeyPatch
) -> None:
    answer = Pipeline.ask

    def tells_others(self: Pipeline, question: str) -> object:
        with suppress(OSError):
            socket.create_connection(("192.0.2.1", 443), timeout=1)
        with suppress(OSError):
            socket.getaddrinfo("telemetry.example", 443)
        return answer(self, question)

    environment.setattr(Pipeline, "ask", tells_others)
    code, finding = offline(run)
    assert (code, finding["state"]) == (1, "fail")
    assert "192.0.2.1, telemetry.example" in finding["detail"]
    assert finding["fix"]


def test_a_host_that_the_settings_name_is_said_and_may_be_asked(
    run: Run, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ASSISTANT_MODEL", "qwen3")
    environment.setenv("ASSISTANT_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    code, finding = offline(run)
    assert (code, finding["state"]) == (0, "ok")
    assert "127.0.0.1" in finding["detail"]


def test_a_question_that_is_not_answered_is_a_failure(
    run: Run, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ASSISTANT_EMBEDDING_MODEL", "none")
    code, finding = offline(run)
    assert (code, finding["part"], finding["state"]) == (1, "offline", "fail")


def test_wrong_settings_are_told_here_too(run: Run, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASSISTANT_PORT", "many")
    environment.setenv("ASSISTANT_MODEL_QUEUE", "-1")
    result = run("doctor", "--offline", "--json")
    settings = json.loads(result.out)["findings"][0]
    assert (result.code, settings["part"]) == (1, "settings")
    assert "ASSISTANT_PORT" in settings["detail"]
    assert "ASSISTANT_MODEL_QUEUE" in settings["detail"]
