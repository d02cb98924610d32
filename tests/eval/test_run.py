"""A run of the golden questions: what it prints, writes and exits with."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.run import enough, main
from eval.runner import Outcome
from eval.universal import Failure
from index.types import IndexSettings


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    application = typer.Typer()
    application.command()(main)
    return application


@pytest.fixture
def with_index(monkeypatch: pytest.MonkeyPatch, built_index_settings: IndexSettings) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(built_index_settings.directory))


@pytest.mark.usefixtures("with_index")
class TestWithAnIndex:
    def test_one_question_is_asked_and_shown(self, app: typer.Typer) -> None:
        arguments = ["--split", "examples", "--id", "E019", "--show-answers"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0
        assert "Lv.2の必須スキルを全部" in result.output
        assert "ビジネス調査" in result.output
        assert "exceptions: 0" in result.output

    def test_the_run_is_written_as_json(self, app: typer.Typer, tmp_path: Path) -> None:
        path = tmp_path / "run.json"
        arguments = ["--split", "examples", "--kind", "list", "--json", str(path)]
        CliRunner().invoke(app, arguments)
        run = json.loads(path.read_text(encoding="utf-8"))
        assert run["asked"] == 3
        assert set(run["kinds"]) == {"list"}
        assert [one["id"] for one in run["questions"]] == ["E019", "E022", "E042"]

    def test_test_questions_are_not_shown_unless_asked_for(self, app: typer.Typer) -> None:
        asked = load_golden(Split.TEST)[0]
        arguments = ["--split", "test", "--id", asked.id]
        hidden = CliRunner().invoke(app, arguments)
        shown = CliRunner().invoke(app, [*arguments, "--show-answers"])
        assert asked.turns[0].ask not in hidden.output
        assert asked.turns[0].ask in shown.output.replace("\n", "")


def test_a_share_below_the_minimum_is_not_enough() -> None:
    question = load_golden(Split.EXAMPLES)[0]
    right = Outcome(question, (), ())
    wrong = Outcome(question, (), ((1, Failure("must", "説明力", "質問力")),))
    broken = Outcome(question, (), (), "turn 1: ValueError: no")
    outcomes = [right, right, wrong, broken]
    assert enough(outcomes, 0.5)
    assert not enough(outcomes, 0.51)


def test_nothing_to_ask_exits_with_2(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["--split", "examples", "--kind", "typo"])
    assert result.exit_code == 2
    assert "No golden question matches." in result.output


def test_a_missing_index_is_said_plainly(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(tmp_path / "none"))
    result = CliRunner().invoke(app, ["--split", "examples", "--id", "E019"])
    assert result.exit_code == 2
    assert "index build" in " ".join(result.output.split())


def test_an_unknown_language_is_refused(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["--language", "fr"])
    assert result.exit_code == 2
