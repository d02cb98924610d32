"""`assistant eval`: what it prints, writes, compares and ends with."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import eval.baselines
import eval.golden_run
import eval.measure
from assistant.errors import AppError
from assistant.types import Language
from eval.baselines import load_baseline
from eval.command import main
from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.measure import Bench
from eval.selection import Selection, split_selection
from index.types import IndexSettings
from tests.model.server import NAME, serving_model


@dataclass(frozen=True)
class Result:
    """What a run left."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    built_index_settings: IndexSettings,
) -> Run:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(built_index_settings.directory))
    # Wide enough for every table.
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: str, language: Language = "ja") -> Result:
        with pytest.raises(SystemExit) as ended:
            main(arguments, language)
        captured = capsys.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return Result(code or 0, captured.out, captured.err)

    return call


@pytest.fixture
def baselines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of baselines that a test may write to, in place of the committed one."""
    folder = tmp_path / "baselines"
    for name in ("load_baseline", "save_baseline"):
        real = getattr(eval.golden_run, name)
        monkeypatch.setattr(
            eval.golden_run, name, lambda one, real=real: real(one, directory=folder)
        )
    return folder


EXAMPLES = ("--split", "examples", "--no-retrieval")


def changed(path: Path, **values: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), encoding="utf-8")


def test_a_run_prints_every_table_in_japanese(run: Run) -> None:
    result = run("--split", "examples", "--kind", "list", "--no-baseline-compare")
    assert result.code == 0
    for title in (
        "質問の種類ごとの正解率",
        "言語ごとの正解率",
        "答え方の適合率と再現率",
        "示した内容がすべて原文にあるか",
        "質問から検証済みの答えまでの時間",
    ):
        assert title in result.out
    assert "一覧 (list)" in result.out
    assert "誤答の番号: なし" in result.out


def test_a_run_prints_in_english(run: Run) -> None:
    result = run("--split", "examples", "--id", "E019", "--no-baseline-compare", language="en")
    assert "Right answers by kind of question" in result.out
    assert "Answered wrong: none" in result.out


def test_retrieval_and_plain_systems_are_measured_when_asked_for(run: Run) -> None:
    result = run("--split", "examples", "--id", "E001", "--retrieval", language="en")
    assert "plain LangChain, best piece" in result.out
    assert "nDCG@10" in result.out


class TestFiles:
    def test_the_run_is_written_as_json_and_as_a_page(self, run: Run, tmp_path: Path) -> None:
        data, page = tmp_path / "run.json", tmp_path / "run.html"
        options = ("--kind", "list", "--json", str(data), "--html", str(page))
        result = run("--split", "examples", *options, language="en")
        assert result.code == 0
        written = json.loads(data.read_text(encoding="utf-8"))
        assert [one["id"] for one in written["questions"]] == ["E019", "E022", "E042"]
        assert written["selections"][0]["filtered"] is True
        assert '<html lang="en">' in page.read_text(encoding="utf-8")
        assert sorted(tmp_path.iterdir()) == [page, data]

    @pytest.mark.parametrize("option", ["--json", "--html"])
    def test_a_folder_that_is_not_there_is_said_before_anything_is_asked(
        self, option: str, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "none" / "run"
        with pytest.raises(AppError, match="none"):
            run(*EXAMPLES, option, str(path))

    def test_a_folder_in_place_of_a_file_is_refused(self, run: Run, tmp_path: Path) -> None:
        with pytest.raises(AppError, match="フォルダ"):
            run(*EXAMPLES, "--json", str(tmp_path))

    def test_a_file_that_cannot_be_written_is_an_error_with_its_path(self, run: Run) -> None:
        if not Path("/proc/self").is_dir():
            pytest.skip("needs a folder that nobody can write to")
        with pytest.raises(OSError, match="run") as caught:
            run("--split", "examples", "--id", "E019", "--json", "/proc/self/run.json")
        assert caught.value.filename.startswith("/proc/self/")


class TestHiddenFailures:
    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """The text of the one test question that is asked; any answer to it is wrong."""
        first = load_golden(Split.TEST)[0]
        turn = first.turns[-1]
        assert turn.expect is not None
        wrong = turn.expect.model_copy(update={"must": [["まんじゅう"]]})
        turns = [*first.turns[:-1], turn.model_copy(update={"expect": wrong})]
        chosen = Selection(
            "test", (first.model_copy(update={"turns": turns}),), "0" * 64, True, True
        )
        monkeypatch.setattr(eval.golden_run, "selections", lambda _: (chosen,))
        return turn.ask

    def test_they_are_nowhere_unless_asked_for(self, asked: str, run: Run, tmp_path: Path) -> None:
        data, page = tmp_path / "run.json", tmp_path / "run.html"
        result = run("--split", "test", "--json", str(data), "--html", str(page))
        for shown in (result.out, result.err, data.read_text("utf-8"), page.read_text("utf-8")):
            assert asked not in shown
            assert "まんじゅう" not in shown
        assert load_golden(Split.TEST)[0].id in result.out

    def test_they_are_shown_when_asked_for(self, asked: str, run: Run) -> None:
        result = run("--split", "test", "--failures")
        assert asked in result.out.replace("\n", "")
        assert "期待した内容: まんじゅう" in result.out


class TestBaseline:
    @pytest.fixture(autouse=True)
    def opened_once(self, monkeypatch: pytest.MonkeyPatch, bench: Bench) -> None:
        """What is asked and compared here is no matter of how the parts are opened."""
        monkeypatch.setattr(eval.golden_run, "open_bench", lambda *_, **__: bench)

    def test_it_is_saved_and_held_by_the_same_run(self, baselines: Path, run: Run) -> None:
        saved = run(*EXAMPLES, "--save-baseline")
        assert saved.code == 0
        assert str(baselines / "examples.json") in saved.out
        again = run(*EXAMPLES)
        assert again.code == 0
        assert "基準値を下回っていません" in again.out

    def test_falling_below_it_ends_with_1_and_names_the_figure(
        self, baselines: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(*EXAMPLES, "--save-baseline")
        worsen(monkeypatch, {"E019", "E022"})
        result = run(*EXAMPLES, language="en")
        assert result.code == 1
        total = len(load_golden(Split.EXAMPLES))
        before = load_baseline("examples", directory=baselines)
        assert before is not None
        right = before.overall.right
        assert f"right answers: {right}/{total} before, {right - 2}/{total} now" in result.out
        assert "right answers of the kind list: 3/3 before, 1/3 now" in result.out

    def test_saving_takes_the_fall_and_keeps_the_allowance(
        self, baselines: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(*EXAMPLES, "--save-baseline")
        changed(baselines / "examples.json", allowance={"overall": 5, "kind": 5})
        worsen(monkeypatch, {"E019"})
        assert run(*EXAMPLES, "--save-baseline").code == 0
        after = load_baseline("examples", directory=baselines)
        assert after is not None
        assert after.allowance.overall == 5
        assert after.kinds["list"].right == 2  # type: ignore[index]

    def test_what_it_allows_to_be_lost_is_let_pass(
        self, baselines: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(*EXAMPLES, "--save-baseline")
        changed(baselines / "examples.json", allowance={"overall": 1, "kind": 1})
        worsen(monkeypatch, {"E019"})
        assert run(*EXAMPLES).code == 0

    def test_other_questions_and_parts_are_not_compared(self, baselines: Path, run: Run) -> None:
        run(*EXAMPLES, "--save-baseline")
        part = run(*EXAMPLES, "--kind", "list")
        assert (part.code, "一部の質問だけ" in part.out) == (0, True)
        changed(baselines / "examples.json", questions_sha256="0" * 64)
        other = run(*EXAMPLES)
        assert (other.code, "質問が変わった" in other.out) == (0, True)

    def test_a_malformed_one_is_an_error_before_anything_is_asked(
        self, baselines: Path, run: Run
    ) -> None:
        baselines.mkdir()
        (baselines / "examples.json").write_text("{}", encoding="utf-8")
        with pytest.raises(AppError, match=r"examples\.json") as caught:
            run(*EXAMPLES)
        assert "--save-baseline" in caught.value.fix
        assert run(*EXAMPLES, "--no-baseline-compare").code == 0
        assert run(*EXAMPLES, "--save-baseline").code == 0

    def test_something_shown_without_support_ends_with_1_whatever_the_baseline(
        self, baselines: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unsupported(monkeypatch)
        result = run("--split", "examples", "--id", "E019", language="en")
        assert result.code == 1
        assert "must never be: E019" in result.out


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("--split", "examples", "--kind", "typo"), "条件に合う"),
            (("--id", "D0000"), "条件に合う"),
            (("--quick", "--split", "dev"), "--split"),
            (("--save-baseline", "--kind", "list"), "--kind"),
            (("--split", "all-of-them"), "all-of-them"),
            (("--language", "fr"), "fr"),
            (("--no-such-option",), "--no-such-option"),
        ],
    )
    def test_it_ends_with_2_and_says_why(
        self, arguments: tuple[str, ...], told: str, run: Run
    ) -> None:
        result = run(*arguments)
        assert result.code == 2
        assert told in result.err

    def test_the_help_is_in_the_language(self, run: Run) -> None:
        assert "評価用の質問" in run("--help").out
        assert "golden questions" in run("--help", language="en").out


def test_the_quick_run_leaves_retrieval_out_and_is_compared(run: Run) -> None:
    result = run("--quick", "--no-failures", language="en")
    assert "quick: examples and a sample of dev" in result.out
    assert "nDCG@10" not in result.out


def test_broken_golden_questions_are_an_error_that_names_the_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "examples.jsonl").write_text('{"id": "E001"}\n', encoding="utf-8")
    broken = lambda _: (split_selection(Split.EXAMPLES, directory=tmp_path),)  # noqa: E731
    monkeypatch.setattr(eval.golden_run, "selections", broken)
    with pytest.raises(AppError, match=r"examples\.jsonl, line 1"):
        run(*EXAMPLES)


def worsen(monkeypatch: pytest.MonkeyPatch, ids: set[str]) -> None:
    """Let some questions be answered as if another had been asked."""
    real = eval.measure.run_question

    def ask(pipeline: Any, question: Any) -> Any:
        if question.id not in ids:
            return real(pipeline, question)
        turns = [one.model_copy(update={"ask": "今日の天気は？"}) for one in question.turns]
        return real(pipeline, question.model_copy(update={"turns": turns}))

    monkeypatch.setattr(eval.measure, "run_question", ask)


def unsupported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every answer have one citation that is a character off."""
    real = eval.measure.run_question

    def ask(pipeline: Any, question: Any) -> Any:
        outcome = real(pipeline, question)
        answer = outcome.answers[-1]
        first, *others = answer.citations
        shifted = replace(first, start=first.start + 1)
        return replace(
            outcome, answers=(*outcome.answers[:-1], replace(answer, citations=(shifted, *others)))
        )

    monkeypatch.setattr(eval.measure, "run_question", ask)


def test_a_language_model_is_measured_on_the_same_questions(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving_model() as server:
        monkeypatch.setenv("ASSISTANT_MODEL", NAME)
        monkeypatch.setenv("ASSISTANT_MODEL_BASE_URL", server.address)
        file = tmp_path / "run.json"
        found = run("--model", "--split", "examples", "--no-retrieval", "--json", str(file))
    data = json.loads(file.read_text(encoding="utf-8"))
    assert found.code == 0
    assert NAME in found.out
    assert data["model"]["asked"] > 20
    assert data["model"]["shown"]["right"] == data["model"]["asked"]
    assert data["model"]["withheld"]["right"] == 0
    assert data["baselines"] == []
    # One more to warm up.
    assert len(server.asked) == data["model"]["asked"] + 1


def test_without_the_flag_no_model_is_asked_though_one_is_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_model() as server:
        monkeypatch.setenv("ASSISTANT_MODEL", NAME)
        monkeypatch.setenv("ASSISTANT_MODEL_BASE_URL", server.address)
        run("--id", "E001", "--split", "examples", "--no-retrieval")
    assert server.asked == []


def test_a_model_that_is_not_set_is_said_before_anything_is_asked(run: Run) -> None:
    with pytest.raises(AppError) as raised:
        main(["--model"], "en")
    assert "ASSISTANT_MODEL" in raised.value.fix
