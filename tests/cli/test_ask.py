import json
import re
from pathlib import Path

import pytest

from assistant.settings import CHECKOUT
from tests.cli.conftest import Run

QUESTION = "「革新力」の定義は？"
KEYS = [
    "question",
    "answer",
    "language",
    "status",
    "citations",
    "verdicts",
    "understood",
    "choices",
    "suggestions",
    "notices",
    "model",
    "prompt_sha256",
    "withheld",
    "tokens",
    "index_id",
    "elapsed_ms",
]
CITATION_KEYS = [
    "marker",
    "source_id",
    "record_id",
    "title",
    "heading_path",
    "start",
    "end",
    "quote",
]
SOURCE = (CHECKOUT / "corpus" / "strategy.txt").read_bytes().decode("utf-8")


def test_an_answer_is_printed_with_every_source_it_names(run: Run) -> None:
    result = run("ask", QUESTION)
    assert result.code == 0
    answer, _, sources = result.out.partition("\n出典\n")
    markers = re.findall("〔[0-9]+〕", answer)
    assert markers
    assert re.findall("^〔[0-9]+〕", sources, re.MULTILINE) == markers
    assert "必須スキル/Lv.5" in sources
    assert "    定義：DXの観点で、現状の業務、組織、プロセスを再定義した" in sources
    assert "093-582-3020" in result.out


def test_the_json_form_is_stable_and_every_quote_is_exact(run: Run) -> None:
    result = run("ask", QUESTION, "--json")
    assert result.code == 0
    assert result.out.endswith("}\n")
    assert result.out.count("\n") == 1
    answer = json.loads(result.out)
    assert list(answer) == KEYS
    assert answer["question"] == QUESTION
    assert answer["status"] == "answered"
    assert answer["citations"]
    for citation in answer["citations"]:
        assert list(citation) == CITATION_KEYS
        assert SOURCE[citation["start"] : citation["end"]] == citation["quote"]
    assert set(re.findall("〔[0-9]+〕", answer["answer"])) == {
        citation["marker"] for citation in answer["citations"]
    }


def test_the_language_asked_for_is_that_of_texts_and_answer(run: Run) -> None:
    result = run("ask", QUESTION, "--lang", "en")
    assert "\nSources\n" in result.out
    assert json.loads(run("ask", QUESTION, "--json", "--lang=en").out)["language"] == "en"


def test_without_a_language_the_answer_is_in_that_of_the_question(run: Run) -> None:
    result = run("ask", "What is the definition of Innovation Ability?")
    assert "\n出典\n" in result.out
    assert "Innovation Ability" in result.out


def test_a_dash_reads_the_question_from_standard_input(run: Run) -> None:
    result = run("ask", "-", "--json", stdin=f"{QUESTION}\n".encode())
    assert (
        json.loads(result.out)["answer"] == json.loads(run("ask", QUESTION, "--json").out)["answer"]
    )


def test_standard_input_that_is_not_utf_8_does_no_harm(run: Run) -> None:
    assert run("ask", "-", stdin="革新力とは".encode("cp932")).code in (0, 1)


@pytest.mark.parametrize("question", ["", "   ", "\u3000\n", "\u200b\u200d", "\x00\x07", "？"])
def test_a_question_without_words_gets_a_hint(run: Run, question: str) -> None:
    result = run("ask", question)
    assert (result.code, result.out) == (1, "")
    assert "エラー" in result.err


def test_a_question_that_is_too_long_names_the_limit(run: Run) -> None:
    result = run("ask", "あ" * 100_000)
    assert result.code == 1
    assert "2,000" in result.err.replace("2000", "2,000")


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE answers; --",
        "<script>alert(1)</script>",
        "[bold]革新力[/bold]とは",
        "革新力\udcff",
        "../../etc/passwd",
        "--help me",
        "Lv6には何が求められますか",
        "Ｌｖ．３の必須スキルは",
        "レベル三の必須スキルは",
    ],
)
def test_odd_questions_are_answered_like_any_other(run: Run, question: str) -> None:
    result = run("ask", "--", question)
    assert result.code == 0
    assert result.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--batch", "in.jsonl"],
        ["ask", "x", "--out", "out.jsonl"],
        ["ask", "x", "--batch", "in.jsonl", "--out", "out.jsonl"],
        ["ask", "--json", "--batch", "in.jsonl", "--out", "out.jsonl"],
        ["ask", "x", "--lang", "fr"],
        ["ask", "--nonsense"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_a_call_that_makes_no_sense_ends_with_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


def test_a_missing_index_is_built_on_the_way(run: Run, quick_to_build: Path) -> None:
    result = run("ask", QUESTION)
    assert result.code == 0
    assert "索引がまだないので作ります。" in result.err
    assert "革新力" in result.out
    assert run("ask", QUESTION).err == ""


def test_a_damaged_index_is_built_anew(run: Run, quick_to_build: Path) -> None:
    run("index", "build")
    (passages,) = quick_to_build.glob("index/builds/*/passages.jsonl")
    passages.write_bytes(passages.read_bytes()[:-100])
    result = run("ask", QUESTION)
    assert result.code == 0
    assert "索引が壊れている" in result.err
    assert "革新力" in result.out


def test_a_missing_model_is_explained(
    run: Run, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("ASSISTANT_EMBEDDING_MODEL", str(tmp_path / "none"))
    result = run("ask", QUESTION)
    assert (result.code, result.out) == (1, "")
    assert "埋め込みモデルを使えません。" in result.err
    assert "ASSISTANT_EMBEDDING_MODEL" in result.err


def test_a_folder_that_cannot_be_written_is_explained(
    run: Run, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A file in the way stands for every folder that cannot be made; permissions do not stop root.
    (tmp_path / "file").touch()
    environment.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "file" / "data"))
    result = run("ask", QUESTION)
    assert (result.code, result.out) == (1, "")
    assert "file" in result.err
    assert "対処" in result.err


def test_a_wrong_setting_is_named(run: Run, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASSISTANT_MAX_QUESTION_CHARS", "many")
    result = run("ask", QUESTION, "--lang", "en")
    assert result.code == 1
    assert "ASSISTANT_MAX_QUESTION_CHARS" in result.err
