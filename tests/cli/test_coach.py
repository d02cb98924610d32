"""The commands of coaching."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import CHECKOUT
from tests.cli.conftest import Run
from tests.cli.test_ask import CITATION_KEYS
from tests.cli.test_startup import HEAVY, loaded

SOURCE = (CHECKOUT / "corpus" / "strategy.txt").read_bytes().decode("utf-8")
ANSWERS: dict[str, Any] = {
    "person": "職員",
    "role_level": 2,
    "self": {
        "データ理解・活用": {"rating": "supported", "evidence": "集計を手伝った"},
        "タスク管理": {"rating": "independent"},
    },
    "coach": {"タスク管理": {"rating": "supported"}},
}


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_gap_is_printed_as_json_with_exact_citations(run: Run, answers: Path) -> None:
    result = run("coach", "gap", "--in", str(answers), "--json")
    assert result.code == 0
    found = json.loads(result.out)
    assert [gap["skill_id"] for gap in found["gaps"]] == ["skill/lv1/data-literacy"]
    assert found["state"] == "draft"
    for line in found["advice"] + found["notes"]:
        for citation in line["citations"]:
            assert list(citation) == CITATION_KEYS
            assert SOURCE[citation["start"] : citation["end"]] == citation["quote"]


def test_the_gap_is_readable_in_both_languages(run: Run, answers: Path) -> None:
    japanese = run("coach", "gap", "--in", str(answers))
    assert "これから伸ばすスキル" in japanese.out
    assert "支援があればできる" in japanese.out
    assert "≠" in japanese.out
    english = run("coach", "gap", "--in", str(answers), "--lang", "en")
    assert "Skills to work on" in english.out
    assert "can with" in english.out


def test_answers_can_come_from_standard_input(run: Run) -> None:
    result = run("coach", "gap", "--in", "-", "--json", stdin=json.dumps(ANSWERS).encode())
    assert json.loads(result.out)["role_level"] == 2


def test_a_draft_is_written_in_the_formats_asked_for(
    run: Run, answers: Path, tmp_path: Path
) -> None:
    result = run(
        "coach", "draft", "--in", str(answers), "--out", str(tmp_path / "out"),
        "--format", "json, MD,docx,pdf",
    )  # fmt: skip
    assert result.code == 0
    named = [Path(line) for line in result.out.split()]
    assert sorted(named) == sorted((tmp_path / "out").iterdir())
    assert {path.suffix for path in named} == {".json", ".md", ".png", ".docx", ".pdf"}
    assert "下書き" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("gap",),
        ("draft",),
        ("draft", "--in", "x.json"),
        ("draft", "--out", "x"),
        ("draft", "--in", "x.json", "--out", "x", "--format", "odt"),
        ("draft", "--in", "x.json", "--out", "x", "--format", ""),
        ("nonsense",),
    ],
)
def test_a_call_that_makes_no_sense_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("coach", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"role_level": 0}, "role_level"),
        ({"self": {"批判思考": {"rating": "unknown"}}}, "批判的思考"),
        ({"self": {"批判的思考": {"rating": "great"}}}, "guides_others"),
    ],
)
def test_a_wrong_field_is_explained_and_ends_with_1(
    run: Run, answers: Path, change: dict[str, Any], named: str
) -> None:
    answers.write_text(json.dumps(ANSWERS | change), encoding="utf-8")
    result = run("coach", "gap", "--in", str(answers), "--json")
    assert (result.code, result.out) == (1, "")
    assert named in result.err


def test_a_file_that_is_not_there_is_explained(run: Run, tmp_path: Path) -> None:
    result = run("coach", "gap", "--in", str(tmp_path / "none.json"))
    assert (result.code, result.out) == (1, "")
    assert "none.json" in result.err


def test_the_gap_waits_for_no_search_no_plots_and_no_store(answers: Path, data_dir: Path) -> None:
    found = loaded(data_dir, "coach", "gap", "--in", str(answers))
    assert not found & HEAVY
    assert not found & {
        "alembic", "bm25s", "chromadb", "docx", "langchain_core", "matplotlib", "model2vec",
        "numpy", "reportlab", "sqlalchemy",
    }  # fmt: skip


def test_a_draft_as_json_draws_nothing(answers: Path, data_dir: Path, tmp_path: Path) -> None:
    arguments = ("coach", "draft", "--in", str(answers), "--out", str(tmp_path / "out"))
    found = loaded(data_dir, *arguments, "--format", "json")
    assert not found & {"docx", "matplotlib", "reportlab"}
