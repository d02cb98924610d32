import json
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.batch import MAX_LINE_BYTES, Tally, run_batch
from assistant.conversation import EMPTY, Conversation
from assistant.errors import CorpusError
from assistant.pipeline import Pipeline
from assistant.settings import CHECKOUT
from assistant.types import Answer, Language, Status
from tests.cli.conftest import Run

TURN_KEYS = ["question", "answer", "language", "status", "citations", "elapsed_ms"]
SOURCE = (CHECKOUT / "corpus" / "strategy.txt").read_bytes().decode("utf-8")
ANSWER = Answer(
    text="答え",
    language="ja",
    status=Status.ANSWERED,
    citations=(),
    verdicts=(),
    model="",
    prompt_sha256="",
    index_id="",
    understood="",
    choices=(),
    suggestions=(),
    notices=(),
    elapsed_ms=1.0,
)


@dataclass(frozen=True)
class Turn:
    answer: Answer
    conversation: Conversation


@dataclass(frozen=True)
class Scripted:
    """Stands in for a pipeline: raises what is written down for a question, else answers."""

    faults: Mapping[str, BaseException]

    def ask(
        self, question: str, *, conversation: Conversation = EMPTY, language: Language | None = None
    ) -> Turn:
        if question in self.faults:
            raise self.faults[question]
        return Turn(ANSWER, conversation)


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, object]]:
    text = path.read_bytes().decode("utf-8")
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_each_line_is_answered_in_order_and_in_full(
    pipeline: Pipeline, tmp_path: Path, out: Path
) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"id": "b", "turns": ["Lv.3の必須スキルは？"]},
        {"id": "a", "turns": ["What is the definition of Innovation Ability?"]},
        {"id": "b", "turns": ["市長の給料は？"], "note": "more keys are left alone"},
    )
    assert run_batch(pipeline, source, out) == Tally(lines=3, errors=0)
    results = read(out)
    assert [result["id"] for result in results] == ["b", "a", "b"]
    for result, language in zip(results, ("ja", "en", "ja"), strict=True):
        assert list(result) == ["id", "turns"]
        (turn,) = result["turns"]
        assert list(turn) == TURN_KEYS
        assert turn["language"] == language
        assert isinstance(turn["elapsed_ms"], float)
        for citation in turn["citations"]:
            assert SOURCE[citation["start"] : citation["end"]] == citation["quote"]
            assert citation["marker"] in turn["answer"]
    assert results[0]["turns"][0]["citations"]
    assert results[2]["turns"][0]["status"] in ("not_in_document", "out_of_scope")


def test_a_later_turn_knows_the_earlier_ones_and_another_line_does_not(
    pipeline: Pipeline, tmp_path: Path, out: Path
) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"id": "1", "turns": ["「革新力」の定義は？", "その活用例は？"]},
        {"id": "2", "turns": ["その活用例は？"]},
    )
    run_batch(pipeline, source, out)
    first, second = read(out)
    assert "来庁してから待つ" in first["turns"][1]["answer"]
    assert "来庁してから待つ" not in second["turns"][0]["answer"]


@pytest.mark.parametrize("question", ["", " \n", "\u200b", "長" * 2001], ids=repr)
def test_a_question_that_cannot_be_taken_gets_a_hint_and_the_talk_goes_on(
    pipeline: Pipeline, tmp_path: Path, out: Path, question: str
) -> None:
    turns = ["「革新力」の定義は？", question, "その活用例は？"]
    run_batch(pipeline, write(tmp_path / "in.jsonl", {"id": "x", "turns": turns}), out)
    (result,) = read(out)
    first, hint, last = result["turns"]
    assert list(hint) == TURN_KEYS
    assert (hint["question"], hint["status"], hint["citations"]) == (
        question,
        "needs_clarification",
        [],
    )
    assert hint["answer"]
    assert first["status"] == "answered"
    assert "来庁してから待つ" in last["answer"]


@pytest.mark.parametrize(
    ("line", "known"),
    [
        (b"", None),
        (b"   ", None),
        (b"{", None),
        (b"null", None),
        (b"[]", None),
        (b'"text"', None),
        (b"\xff\xfe", None),
        (b"[" * 200_000, None),
        (b'{"id": "a" "turns": []}', None),
        (b'{"turns": ["x"]}', None),
        (b'{"id": 7, "turns": ["x"]}', None),
        (b'{"id": "a"}', "a"),
        (b'{"id": "a", "turns": []}', "a"),
        (b'{"id": "a", "turns": "x"}', "a"),
        (b'{"id": "a", "turns": [1]}', "a"),
        (b'{"id": "a", "turns": ["x", null]}', "a"),
        (b'{"id": "' + b"a" * MAX_LINE_BYTES + b'"}', None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_line_becomes_an_error_in_its_place(
    tmp_path: Path, out: Path, line: bytes, known: str | None
) -> None:
    good = b'{"id": "good", "turns": ["x"]}'
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\n".join([good, line, good]) + b"\n")
    assert run_batch(Scripted({}), source, out) == Tally(lines=3, errors=1)
    before, bad, after = read(out)
    assert before["id"] == after["id"] == "good"
    assert bad.get("id") == known
    assert set(bad) <= {"id", "error"}
    assert isinstance(bad["error"], str)
    assert bad["error"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"id": "a", "turns": ["x"]}',
        b'{"id": "a", "turns": ["x"]}\r\n',
        b'\xef\xbb\xbf{"id": "a", "turns": ["x"]}\n',
    ],
    ids=["no end of line", "DOS end of line", "byte order mark"],
)
def test_files_of_other_systems_are_read(tmp_path: Path, out: Path, content: bytes) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(content)
    assert run_batch(Scripted({}), source, out) == Tally(lines=1, errors=0)
    assert read(out)[0]["id"] == "a"


def test_an_empty_file_gives_an_empty_file(tmp_path: Path, out: Path) -> None:
    (tmp_path / "in.jsonl").touch()
    assert run_batch(Scripted({}), tmp_path / "in.jsonl", out) == Tally(0, 0)
    assert read(out) == []


def test_half_a_letter_comes_back_as_it_came(tmp_path: Path, out: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"id": "\\ud800", "turns": ["\\udfff x"]}\n')
    run_batch(Scripted({}), source, out)
    (result,) = read(out)
    assert (result["id"], result["turns"][0]["question"]) == ("\ud800", "\udfff x")


def test_an_error_in_one_conversation_leaves_the_others_alone(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults: dict[str, BaseException] = {
        "bug": ZeroDivisionError("ours"),
        "bad": CorpusError("gone"),
    }
    lines = [{"id": name, "turns": ["x", name]} for name in ("bug", "fine", "bad")]
    tally = run_batch(Scripted(faults), write(tmp_path / "in.jsonl", *lines), out)
    assert tally == Tally(lines=3, errors=2)
    bug, fine, bad = read(out)
    assert bug == {"id": "bug", "error": "internal error: ZeroDivisionError: ours"}
    assert bad == {"id": "bad", "error": "gone"}
    assert len(fine["turns"]) == 2
    # The trace goes where someone who mends it looks.
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_interrupted_run_leaves_what_was_there(tmp_path: Path, out: Path) -> None:
    out.write_text("old\n")
    source = write(tmp_path / "in.jsonl", {"id": "a", "turns": ["x"]}, {"id": "b", "turns": ["y"]})
    with pytest.raises(KeyboardInterrupt):
        run_batch(Scripted({"y": KeyboardInterrupt()}), source, out)
    assert out.read_text() == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_file_can_be_answered_into_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "both.jsonl", *({"id": str(n), "turns": ["x"]} for n in range(50)))
    run_batch(Scripted({}), path, path)
    assert [result["id"] for result in read(path)] == [str(n) for n in range(50)]


def test_a_link_stays_a_link(tmp_path: Path, out: Path) -> None:
    out.symlink_to(tmp_path / "elsewhere.jsonl")
    run_batch(Scripted({}), write(tmp_path / "in.jsonl", {"id": "a", "turns": ["x"]}), out)
    assert out.is_symlink()
    assert len(read(tmp_path / "elsewhere.jsonl")) == 1


def test_memory_does_not_grow_with_the_file(tmp_path: Path, out: Path) -> None:
    line = json.dumps({"id": "a", "turns": ["長" * 1000] * 3}) + "\n"
    source = tmp_path / "in.jsonl"
    source.write_text(line * 500, encoding="utf-8")
    assert source.stat().st_size > 8_000_000
    tracemalloc.start()
    run_batch(Scripted({}), source, out)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_the_command_writes_the_file_and_says_how_it_went(
    run: Run, tmp_path: Path, out: Path
) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "turns": ["「革新力」の定義は？"]}, 3)
    result = run("ask", "--batch", str(source), "--out", str(out))
    assert (result.code, result.out) == (0, "")
    assert "2件を処理しました（うち誤りのある行 1件）" in result.err
    good, bad = read(out)
    assert "定義：DXの観点で" in good["turns"][0]["answer"]
    assert "error" in bad


def test_files_that_cannot_be_used_are_explained(run: Run, tmp_path: Path, out: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "turns": ["x"]})
    missing = run("ask", "--batch", str(tmp_path / "none"), "--out", str(out))
    assert missing.code == 1
    assert "none" in missing.err
    nowhere = run("ask", "--batch", str(source), "--out", str(tmp_path / "no" / "out"))
    assert nowhere.code == 1
    folder = run("ask", "--batch", str(source), "--out", str(tmp_path))
    assert folder.code == 2
    swapped = run("ask", "--batch", str(tmp_path), "--out", str(out))
    assert swapped.code == 1
    assert not out.exists()
