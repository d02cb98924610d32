"""Question sets: read, scored, fused; the hybrid holds its own where the real one is there."""

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from assistant.settings import Settings
from eval.retrieval.question_sets import (
    DEFAULT_DATA,
    PRODUCT,
    TUNED,
    Bench,
    Fusion,
    Scores,
    Unit,
    fuse,
    main,
    print_bench,
    tune,
)
from eval.retrieval.views import Viewer
from index.embedder import Embedder
from index.training.data import RetrievalSet, read_jaquad, read_jsquad_benchmark

PASSAGES = {
    "福岡市は九州の北部にある都市である。人口は増えている。": ["九州の北部にある都市はどこか"],
    "関門橋は本州と九州を結ぶ吊り橋である。": ["本州と九州を結ぶ橋は何か", "吊り橋の名前は何か"],
    "小倉城は細川忠興が築いた城である。": ["小倉城を築いたのは誰か"],
}
JSQUAD = DEFAULT_DATA / "jglue" / "jsquad-valid-v1.3.json"

app = typer.Typer()
app.command()(main)


def write_sets(folder: Path) -> None:
    paragraphs = [
        {
            "context": passage,
            "qas": [
                {"question": question, "answers": [{"answer_start": 0}]} for question in questions
            ],
        }
        for passage, questions in PASSAGES.items()
    ]
    content = json.dumps({"data": [{"title": "例", "paragraphs": paragraphs}]})
    for name in ("jaquad/jaquad_dev_0000.json", "jglue/jsquad-valid-v1.3.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sets")
    write_sets(made)
    return made


def bench_of(asked: RetrievalSet) -> Bench:
    return Bench(asked, Embedder.of(Settings().index), Viewer())


@pytest.fixture(scope="module")
def bench(folder: Path) -> Bench:
    return bench_of(read_jaquad(folder, "dev"))


def test_every_method_finds_the_passage_of_a_plain_question(bench: Bench) -> None:
    shape = (len(bench.asked.queries), len(bench.asked.passages))
    methods = (
        bench.lexical(PRODUCT),
        bench.dense(Unit.PASSAGE),
        bench.dense(Unit.SENTENCE),
        bench.fused(TUNED),
    )
    for scores in methods:
        assert scores.shape == shape
        assert bench.ndcg(scores) == 1


def test_the_nearest_sentence_speaks_for_its_passage(bench: Bench) -> None:
    embedder = Embedder.of(Settings().index)
    (query,) = embedder.embed_queries([bench.asked.queries[0]])
    sentences = embedder.embed_passages(
        ["福岡市は九州の北部にある都市である。", "人口は増えている。"]
    )
    assert bench.dense(Unit.SENTENCE)[0, 0] == pytest.approx((sentences @ query).max())


def test_equal_scores_count_in_the_order_of_the_passages(bench: Bench) -> None:
    scores = np.zeros((len(bench.asked.queries), len(bench.asked.passages)), dtype=np.float32)
    # Passages 0, 1, 1, 2 are asked for and always stand at ranks 1, 2, 2, 3.
    expected = [1 / np.log2(rank + 1) for rank in (1, 2, 2, 3)]
    assert bench.ndcg(scores) == pytest.approx(np.mean(expected))


LEXICAL: Scores = np.array([[8.0, 4.0, 0.0], [0.0, 0.0, 0.0]], dtype=np.float32)
DENSE: Scores = np.array([[0.1, 0.5, 0.3], [0.2, 0.1, 0.0]], dtype=np.float32)


def test_a_share_is_of_the_best_score() -> None:
    fused = fuse(LEXICAL, DENSE, Fusion.SHARE, 2.0)
    assert fused[0] == pytest.approx([8 / 8 + 0.2, 4 / 8 + 1.0, 0.6])


def test_saturation_halves_at_fifty() -> None:
    fused = fuse(np.array([[50.0]], dtype=np.float32), DENSE[:1, :1], Fusion.SATURATED, 1.0)
    assert fused[0, 0] == pytest.approx(50 / (50 + 50) + 0.1)


def test_z_scores_have_mean_zero_and_survive_a_question_that_matches_nothing() -> None:
    fused = fuse(LEXICAL, DENSE, Fusion.Z, 0.5)
    assert np.isfinite(fused).all()
    assert fused.mean(axis=1) == pytest.approx([0, 0], abs=1e-6)
    assert fused[1].argmax() == 0


@pytest.mark.parametrize("fusion", list(Fusion))
def test_without_weight_the_order_is_that_of_the_words(fusion: Fusion) -> None:
    fused = fuse(LEXICAL, DENSE, fusion, 0.0)
    assert np.argsort(-fused[0]).tolist() == [0, 1, 2]


def test_tuning_tries_every_view_scoring_and_fusion(bench: Bench) -> None:
    trials = list(tune(bench))
    stages = dict.fromkeys(trial.stage for trial in trials)
    assert list(stages) == ["views", "k1, b", "unit, fusion, weight"]
    assert {len(trial.recipe.views) for trial in trials if trial.stage == "views"} == {1, 2, 3, 4}
    assert {trial.recipe.fusion for trial in trials[-60:]} == set(Fusion)
    assert all(0 <= trial.ndcg <= 1 for trial in trials)


def test_the_table_has_every_method(bench: Bench) -> None:
    written = io.StringIO()
    print_bench(Console(file=written, width=160), bench)
    text = written.getvalue()
    for method in ("BM25, index", "BM25, tuned", "dense, sentences", "hybrid, tuned - BM25, tuned"):
        assert f"│ {method} " in text


def test_the_command_measures_both_sets_and_tunes_on_one(folder: Path) -> None:
    measured = CliRunner().invoke(app, ["--data", str(folder)])
    assert measured.exit_code == 0, measured.output
    assert "JaQuAD dev" in measured.output
    assert "JSQuAD valid" in measured.output
    (folder / "jglue" / "jsquad-valid-v1.3.json").rename(folder / "aside.json")
    tuned = CliRunner().invoke(app, ["--data", str(folder), "--tune"])
    (folder / "aside.json").rename(folder / "jglue" / "jsquad-valid-v1.3.json")
    assert tuned.exit_code == 0, tuned.output


def test_absent_sets_are_explained(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "--data" in result.output
    assert "jsquad-valid-v1.3.json" in result.output.replace("\n", "")


@pytest.mark.skipif(not JSQUAD.is_file(), reason="JSQuAD is not on this machine")
def test_the_hybrid_is_not_below_bm25_on_jsquad() -> None:
    bench = bench_of(read_jsquad_benchmark(DEFAULT_DATA))
    hybrid, words = bench.ndcg(bench.fused(TUNED)), bench.ndcg(bench.lexical(TUNED))
    assert hybrid >= words
    assert hybrid >= 0.941
    assert words > bench.ndcg(bench.lexical(replace(TUNED, views=PRODUCT.views)))
