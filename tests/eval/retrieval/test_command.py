"""`python -m eval.retrieval`: figures on the screen and in a file, and no questions."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.retrieval.__main__ import main
from index.types import IndexSettings

app = typer.Typer()
app.command()(main)


@pytest.fixture
def _index_in_use(built_index_settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(built_index_settings.directory))


@pytest.mark.usefixtures("_index_in_use")
def test_prints_tables_and_writes_json(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    result = CliRunner().invoke(app, ["--split", "examples", "--json", str(path)])
    assert result.exit_code == 0, result.output
    assert "hybrid-understood" in result.output
    assert json.loads(path.read_text(encoding="utf-8"))["groups"][0]["name"] == "all"
    asked = [turn.ask for one in load_golden(Split.EXAMPLES) for turn in one.turns]
    assert not any(ask in result.output for ask in asked if len(ask) > 8)


@pytest.mark.usefixtures("_index_in_use")
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "report.json"
    result = CliRunner().invoke(app, ["--split", "examples", "--json", str(path)])
    assert result.exit_code == 2
    assert "report.json" in result.output.replace("\n", "")


def test_a_missing_index_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(tmp_path / "none"))
    result = CliRunner().invoke(app, ["--split", "examples"])
    assert result.exit_code == 2
    assert "assistant index build" in result.output.replace("\n", "")
