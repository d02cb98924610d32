"""The language model at the command line."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.generate.prompts import load_prompt
from assistant.settings import CHECKOUT
from tests.cli.conftest import Run
from tests.model.server import (
    NAME,
    ModelServer,
    fails,
    hallucinates,
    repeats_the_request_in_its_error,
    serving_model,
    stays_silent,
)

QUESTION = "認定はどう進みますか"


@pytest.fixture
def model(environment: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with serving_model() as server:
        environment.setenv("ASSISTANT_MODEL", NAME)
        environment.setenv("ASSISTANT_MODEL_BASE_URL", server.address)
        environment.setenv("ASSISTANT_MODEL_API_KEY", "sk-ours")
        yield server


def test_an_answer_says_which_model_wrote_it(run: Run, model: ModelServer) -> None:
    result = run("ask", QUESTION)
    assert (result.code, result.err) == (0, "")
    assert f"言語モデル（{NAME}）" in result.out
    assert "毎年6月頃" in result.out


def test_the_json_form_tells_model_prompt_and_verdicts(run: Run, model: ModelServer) -> None:
    model.behave(hallucinates(lambda line: line.replace("行いません", "行います")))
    answer = json.loads(run("ask", "--json", QUESTION).out)
    assert (answer["model"], answer["withheld"]) == (NAME, 1)
    assert answer["prompt_sha256"] == load_prompt("answer", "ja").sha256
    refused = [verdict for verdict in answer["verdicts"] if not verdict["supported"]]
    assert len(refused) == 1
    assert refused[0]["reason"]
    assert "行います" not in answer["answer"]


def test_without_the_model_nobody_is_asked(run: Run, model: ModelServer) -> None:
    result = run("ask", "--no-model", "--json", QUESTION)
    assert json.loads(result.out)["model"] == ""
    assert model.connections == 0


def test_a_model_that_is_down_costs_a_line(run: Run, model: ModelServer) -> None:
    model.behave(repeats_the_request_in_its_error())
    result = run("ask", QUESTION)
    assert result.code == 0
    assert "言語モデルから回答を得られなかったため" in result.out
    for shown in (result.out, result.err):
        assert "sk-ours" not in shown
    assert "認定は" not in result.err


def test_a_batch_is_written_by_the_model_unless_told_otherwise(
    run: Run, model: ModelServer, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "turns": [QUESTION]}), encoding="utf-8")
    for options, requests in ((["--no-model"], 0), ([], 1)):
        assert run("ask", *options, "--batch", str(source), "--out", str(target)).code == 0
        assert len(model.asked) == requests
        (line,) = target.read_text(encoding="utf-8").splitlines()
        assert "毎年6月頃" in json.loads(line)["turns"][0]["answer"]


def test_a_provider_that_is_not_installed_is_explained(
    run: Run, model: ModelServer, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ASSISTANT_MODEL_PROVIDER", "ollama")
    result = run("ask", QUESTION)
    assert result.code == 1
    assert "ASSISTANT_MODEL_PROVIDER" in result.err


def finding(run: Run) -> tuple[int, dict[str, str]]:
    result = run("doctor", "--json", "--lang", "en")
    found = {f["part"]: f for f in json.loads(result.out)["findings"]}
    assert "sk-ours" not in result.out
    return result.code, found["language_model"]


def test_the_doctor_asks_the_model_for_a_word(run: Run, model: ModelServer) -> None:
    code, found = finding(run)
    assert (code, found["state"]) == (0, "ok")
    assert NAME in found["detail"]
    assert "127.0.0.1" in found["detail"]


def test_the_doctor_warns_of_a_model_that_does_not_answer(
    run: Run, model: ModelServer, environment: pytest.MonkeyPatch
) -> None:
    for conduct, seconds, told in ((fails(401), 60, "401"), (stays_silent(), 0.5, "time was over")):
        environment.setenv("ASSISTANT_MODEL_TIMEOUT_S", str(seconds))
        model.behave(conduct)
        code, found = finding(run)
        assert (code, found["state"]) == (0, "warn")
        assert told in found["detail"]
        assert "ASSISTANT_MODEL_API_KEY" in found["fix"]


def test_the_doctor_fails_a_provider_that_is_not_installed(
    run: Run, model: ModelServer, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ASSISTANT_MODEL_PROVIDER", "ollama")
    code, found = finding(run)
    assert (code, found["state"]) == (1, "fail")


@pytest.mark.parametrize("options", [[], ["--no-model"]])
def test_no_question_is_traced_whatever_the_environment_says(
    environment: pytest.MonkeyPatch, model: ModelServer, data_dir: Path, options: list[str]
) -> None:
    """What LangSmith would be told goes to a server of ours here: it must get nothing."""
    with serving_model() as tracing:
        environment.setenv("LANGSMITH_TRACING", "true")
        environment.setenv("LANGSMITH_API_KEY", "key")
        environment.setenv("LANGSMITH_ENDPOINT", tracing.address)
        # A process of its own: traces are sent by the time that it has ended.
        command = [sys.executable, "-m", "assistant", "ask", *options, QUESTION]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=180)
        assert done.returncode == 0, done.stderr
        assert "毎年6月頃" in done.stdout
        assert tracing.connections == 0
