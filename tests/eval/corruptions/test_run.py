"""`assistant eval verifier`: what it prints, writes and ends with."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import eval.corruptions.run
from assistant.errors import AppError
from assistant.types import Language, Verdict
from corpus import Corpus, Quote, Record
from eval.command import main
from eval.corruptions.files import load_true
from eval.corruptions.plain import QuotesAndMarkers
from eval.corruptions.types import REARRANGED, Case, CorruptionKind, SuiteSplit

Evidence = Sequence[tuple[Record, Quote]]


@dataclass(frozen=True)
class Result:
    """What a run left."""

    code: int
    out: str


Run = Callable[..., Result]


class Perfect:
    """A stand-in that knows the answers."""

    def __init__(self, wrong: frozenset[tuple[str, tuple[tuple[str, str], ...]]]) -> None:
        self._wrong = wrong

    def verify(self, text: str, evidence: Evidence, language: Language) -> list[Verdict]:
        key = (text, tuple((record.id, quote.field) for record, quote in evidence))
        return [Verdict(text, key not in self._wrong, "stand-in", 0, len(text))]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(eval.corruptions.run, "JNLI_PATH", tmp_path / "none.json")

    def call(*arguments: str, language: Language = "en") -> Result:
        with pytest.raises(SystemExit) as ended:
            main(["verifier", *arguments], language)
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return Result(code or 0, capsys.readouterr().out)

    return call


@pytest.fixture
def perfect(monkeypatch: pytest.MonkeyPatch, wrong: tuple[Case, ...]) -> None:
    keys = frozenset(
        (case.text, tuple((record.id, quote.field) for record, quote in case.evidence))
        for case in wrong
    )
    monkeypatch.setattr(eval.corruptions.run, "TextVerifier", lambda corpus: Perfect(keys))


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(corpus: Corpus) -> QuotesAndMarkers:
        return QuotesAndMarkers()

    monkeypatch.setattr(eval.corruptions.run, "TextVerifier", make)


@pytest.mark.usefixtures("perfect")
def test_a_verifier_that_finds_everything_passes(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert "All limits are held" in result.out
    assert "quotes and markers only" in result.out
    assert "word overlap (Japanese" in result.out
    assert "were not found and not judged" in result.out
    for name in ("level swapped", "name mistranslated", "free paraphrase", "all"):
        assert name in result.out


@pytest.mark.usefixtures("careless")
def test_a_verifier_below_the_limits_ends_with_1_and_says_which(run: Run) -> None:
    result = run("--split", "test", language="ja")
    assert result.code == 1
    assert "基準を満たしていません: 全体の検出率、レベルの入れ替え" in result.out
    assert "引用の一字違い" in result.out


@pytest.mark.usefixtures("careless")
def test_one_kind_is_judged_alone_and_its_failures_are_shown_when_asked_for(run: Run) -> None:
    quiet = run("--kind", "level-swapped")
    assert "number or date changed" not in quiet.out
    assert "False alarms" not in quiet.out
    assert ":level-swapped:" not in quiet.out
    loud = run("--kind", "level-swapped", "--failures")
    assert ":level-swapped:" in loud.out
    assert "#name:" in loud.out


@pytest.mark.usefixtures("careless")
def test_the_data_hold_ids_alone_unless_the_failures_are_asked_for(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    run("--json", str(path))
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["split"] == "dev"
    assert data["missed"]
    assert set(data["verifier"]["kinds"]) == {kind.value for kind in CorruptionKind}
    assert data["outside"] is None
    assert {key for one in data["wrongly_judged"] for key in one} == {"id", "kind"}
    run("--json", str(path), "--failures")
    data = json.loads(path.read_text(encoding="utf-8"))
    assert all(one["text"] for one in data["wrongly_judged"])


@pytest.mark.usefixtures("careless")
def test_the_outside_pairs_are_judged_by_the_real_verifier(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pairs.json"
    path.write_text(
        json.dumps({"sentence1": "犬が走る。", "sentence2": "犬が走る。", "label": "entailment"}),
        encoding="utf-8",
    )
    result = run("--kind", "quote-altered", "--jnli", str(path))
    assert "entailments accepted 100.0% (1/1" in result.out
    assert "Each kind judged holds its limit" in result.out


@pytest.mark.usefixtures("careless")
def test_outside_pairs_that_cannot_be_read_are_told(run: Run, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="cannot be used"):
        run("--kind", "quote-altered", "--jnli", str(tmp_path / "no.json"))


def test_a_suite_that_cannot_be_used_is_told_with_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, corpus: Corpus, tmp_path: Path
) -> None:
    def empty(corpus: Corpus) -> tuple[Case, ...]:
        return load_true(corpus, directory=tmp_path)

    monkeypatch.setattr(eval.corruptions.run, "true_cases", empty)
    with pytest.raises(AppError, match="no true sentences") as raised:
        run()
    assert "git checkout" in str(raised.value.fix)


def test_a_folder_is_no_file_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="is a folder"):
        main(["verifier", "--json", str(tmp_path)], "en")


def test_a_kind_or_split_that_there_is_not_is_wrong_usage(run: Run) -> None:
    assert run("--kind", "nonsense").code == 2
    assert run("--split", "examples").code == 2


@pytest.mark.usefixtures("perfect")
def test_both_splits_are_judged_when_all_is_asked_for(
    run: Run, tmp_path: Path, wrong: tuple[Case, ...], true: tuple[Case, ...]
) -> None:
    path = tmp_path / "out.json"
    run("--split", "all", "--json", str(path))
    data = json.loads(path.read_text(encoding="utf-8"))
    limited = [case for case in wrong if case.kind not in REARRANGED]
    assert data["verifier"]["detected"]["of"] == len(limited)
    assert sum(kind["of"] for kind in data["verifier"]["kinds"].values()) == len(wrong)
    assert data["verifier"]["false_alarms"]["of"] == len(true)
    dev = sum(case.split is SuiteSplit.DEV for case in wrong)
    assert 0 < dev < len(wrong)
