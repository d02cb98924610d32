"""`assistant eval` as the command line offers it; what it does is tested with the evaluation."""

import importlib.metadata
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

import assistant.cli.eval
from tests.cli.conftest import Run


def test_it_is_listed_with_its_help(run: Run) -> None:
    japanese, english = run("--help").out, run("--help", "--lang", "en").out
    assert "評価用の質問で答えの正しさを測り" in " ".join(japanese.split())
    assert "Ask golden questions" in " ".join(english.split())


@pytest.mark.parametrize(("language", "told"), [("ja", "質問の組"), ("en", "Which questions")])
def test_its_own_help_is_passed_on_in_the_language_of_the_session(
    language: str, told: str, run: Run
) -> None:
    result = run("eval", "--help", "--lang", language)
    assert result.code == 0
    assert told in result.out
    assert "--save-baseline" in result.out


def test_its_options_and_its_exit_code_are_passed_on(run: Run) -> None:
    asked = ("eval", "--split", "examples", "--id", "E019", "--no-retrieval")
    result = run(*asked, "--lang", "en")
    assert result.code == 0
    assert "Right answers by kind of question" in result.out
    assert run("eval", "--split", "nothing").code == 2
    assert run("eval", "--id", "nothing").code == 2


def test_its_errors_are_explained_with_what_to_do(run: Run) -> None:
    result = run("eval", "--split", "examples", "--json", "none/run.json")
    assert result.code == 1
    assert "対処" in result.err


def test_the_index_is_built_when_it_is_missing(run: Run, quick_to_build: Path) -> None:
    result = run("eval", "--split", "examples", "--id", "E019", "--no-retrieval")
    assert result.code == 0
    assert "索引を作りました" in result.err


def test_a_command_that_is_not_installed_is_said_with_its_cure(
    run: Run, environment: pytest.MonkeyPatch
) -> None:
    environment.setattr(assistant.cli.eval, "entry_points", lambda **_: EntryPoints(()))
    result = run("eval", "--quick")
    assert result.code == 1
    assert "「eval」が組み込まれていません" in result.err
    assert "make eval" in result.err


def test_the_project_declares_the_command() -> None:
    found = importlib.metadata.entry_points(group=assistant.cli.eval.GROUP)
    assert EntryPoint("eval", "eval.command:main", assistant.cli.eval.GROUP) in found
