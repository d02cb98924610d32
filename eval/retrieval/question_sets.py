"""`python -m eval.retrieval.question_sets`: BM25, embeddings and both on public question sets.

Questions of JaQuAD and JSQuAD have to find their passage among all passages of the set. Everything
is tuned on JaQuAD dev (`--tune` shows how) and only reported on JSQuAD validation, which nothing in
this project was trained or tuned on.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, product
from pathlib import Path
from typing import Annotated

import bm25s
import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import CHECKOUT, Settings
from corpus import AppError
from eval.retrieval.intervals import Estimate, estimates
from eval.retrieval.measures import Measure, Values, measure_rankings
from eval.retrieval.views import View, Viewer
from index.embedder import Embedder
from index.training.data import (
    RetrievalSet,
    read_jaquad,
    read_jsquad_benchmark,
    sentences,
)

Scores = npt.NDArray[np.float32]

DEFAULT_DATA = CHECKOUT.parent / "shared" / "data"
_DEPTH = 100
_WEIGHTS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_MEASURES = (Measure.NDCG_10, Measure.RECALL_1, Measure.RECALL_10, Measure.MRR)


class QuestionSetsMissing(AppError):
    """The public question sets are not where they were looked for."""


class Unit(StrEnum):
    """What is embedded: a passage at once, or its sentences, of which the nearest speaks for it."""

    PASSAGE = "passage"
    SENTENCE = "sentence"


class Fusion(StrEnum):
    """How BM25 scores are made comparable before the weighted cosine is added.

    `share`: divided by the question's best. `z`: both less their mean over all passages, in
    standard deviations. `saturated`: s / (s + 50), as `assistant.retrieve` does with other
    constants.
    """

    SHARE = "share"
    Z = "z"
    SATURATED = "saturated"


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the scores of the hybrid.

    Attributes:
        k1: Of BM25.
        b: Of BM25.
        weight: Factor on the cosine, 0 or more.
    """

    views: tuple[View, ...]
    k1: float
    b: float
    unit: Unit
    fusion: Fusion
    weight: float


# What the assistant's index holds, fused as the model's figures used to be.
PRODUCT = Recipe((View.WORDS,), 1.2, 0.75, Unit.PASSAGE, Fusion.SHARE, 0.2)
# What `--tune` finds. Weights from 0.15 to 0.5 are within 0.05 points; this is their middle.
TUNED = Recipe(tuple(View), 0.5, 0.9, Unit.SENTENCE, Fusion.Z, 0.3)


@dataclass(frozen=True, slots=True)
class Trial:
    """A recipe tried in a stage of tuning, with its mean nDCG@10, 0 to 1."""

    stage: str
    recipe: Recipe
    ndcg: float


class Bench:
    """One question set with everything computed for it once."""

    def __init__(self, asked: RetrievalSet, embedder: Embedder, viewer: Viewer) -> None:
        self.asked = asked
        self._viewer = viewer
        self._queries = embedder.embed_queries(asked.queries)
        self._embedder = embedder
        self._dense: dict[Unit, Scores] = {}
        self._lexical: dict[tuple[tuple[View, ...], float, float], Scores] = {}

    def lexical(self, recipe: Recipe) -> Scores:
        """BM25 scores, shape (questions, passages)."""
        key = (recipe.views, recipe.k1, recipe.b)
        if key not in self._lexical:
            engine = bm25s.BM25(k1=recipe.k1, b=recipe.b)
            engine.index(self._terms(self.asked.passages, recipe), show_progress=False)
            rows = [engine.get_scores(query) for query in self._terms(self.asked.queries, recipe)]
            self._lexical[key] = np.stack(rows).astype(np.float32)
        return self._lexical[key]

    def dense(self, unit: Unit) -> Scores:
        """Cosines, shape (questions, passages)."""
        if unit not in self._dense:
            units = [
                (sentences(passage) or [passage]) if unit is Unit.SENTENCE else [passage]
                for passage in self.asked.passages
            ]
            vectors = self._embedder.embed_passages([text for texts in units for text in texts])
            firsts = np.cumsum([0, *(len(texts) for texts in units[:-1])])
            self._dense[unit] = np.maximum.reduceat(self._queries @ vectors.T, firsts, axis=1)
        return self._dense[unit]

    def fused(self, recipe: Recipe) -> Scores:
        """The hybrid's scores, shape (questions, passages)."""
        return fuse(self.lexical(recipe), self.dense(recipe.unit), recipe.fusion, recipe.weight)

    def values(self, scores: Scores, measures: Sequence[Measure] = _MEASURES) -> Values:
        """Measures of every question, shape (questions, measures); equal scores in file order."""
        best = np.argsort(-scores, axis=1, kind="stable")[:, :_DEPTH]
        rankings = [[str(number) for number in row] for row in best]
        return measure_rankings([[str(one)] for one in self.asked.relevant], rankings, measures)

    def ndcg(self, scores: Scores) -> float:
        """Mean nDCG@10, 0 to 1."""
        return float(self.values(scores, (Measure.NDCG_10,)).mean())

    def _terms(self, texts: Sequence[str], recipe: Recipe) -> list[list[str]]:
        return [self._viewer.terms(text, recipe.views) for text in texts]


def fuse(lexical: Scores, dense: Scores, fusion: Fusion, weight: float) -> Scores:
    """BM25 scores and weighted cosines together, same shape."""
    fused: Scores
    if fusion is Fusion.Z:
        fused = _standard(lexical) + np.float32(weight) * _standard(dense)
    elif fusion is Fusion.SATURATED:
        fused = lexical / (lexical + np.float32(50)) + np.float32(weight) * dense
    else:
        best = lexical.max(axis=1, keepdims=True)
        fused = lexical / np.maximum(best, np.float32(1e-9)) + np.float32(weight) * dense
    return fused


def tune(bench: Bench) -> Iterator[Trial]:
    """Search views, then k1 and b, then the embedded unit, the fusion and its weight.

    BM25 alone decides the first two stages, the hybrid the last. The best of each stage goes on to
    the next.
    """
    best = replace(TUNED, k1=0.9, b=0.6)
    rest = tuple(view for view in View if view is not View.WORDS)
    subsets = [
        (View.WORDS, *more) for count in range(len(rest) + 1) for more in combinations(rest, count)
    ]
    views = [
        Trial("views", recipe, bench.ndcg(bench.lexical(recipe)))
        for recipe in (replace(best, views=subset) for subset in subsets)
    ]
    yield from views
    best = _best(views)
    grid = [(k1, b) for k1 in (0.3, 0.5, 0.7, 0.9, 1.2) for b in (0.6, 0.75, 0.9)]
    scoring = [
        Trial("k1, b", recipe, bench.ndcg(bench.lexical(recipe)))
        for recipe in (replace(best, k1=k1, b=b) for k1, b in grid)
    ]
    yield from scoring
    best = _best(scoring)
    for unit, fusion, weight in product(Unit, Fusion, _WEIGHTS):
        recipe = replace(best, unit=unit, fusion=fusion, weight=weight)
        yield Trial("unit, fusion, weight", recipe, bench.ndcg(bench.fused(recipe)))


def _best(trials: Sequence[Trial]) -> Recipe:
    return max(trials, key=lambda trial: trial.ndcg).recipe


def _standard(scores: Scores) -> Scores:
    centred = scores - scores.mean(axis=1, keepdims=True)
    standard: Scores = centred / np.maximum(scores.std(axis=1, keepdims=True), np.float32(1e-9))
    return standard


def read_set(reader: Callable[[], RetrievalSet], folder: Path) -> RetrievalSet:
    """Read a question set.

    Raises:
        QuestionSetsMissing: It is not in the folder.
    """
    try:
        asked = reader()
    except OSError as error:
        raise QuestionSetsMissing(_missing(folder)) from error
    if not asked.queries:
        raise QuestionSetsMissing(_missing(folder))
    return asked


def _missing(folder: Path) -> str:
    return (
        f"the question sets are not in {folder}: jglue/jsquad-valid-v1.3.json and"
        " jaquad/jaquad_dev_*.json are needed. Name the folder that holds them with --data."
    )


def print_bench(console: Console, bench: Bench) -> None:
    """Print every method's measures with intervals, and what the hybrids gain over BM25."""
    methods = {
        "BM25, index": bench.lexical(PRODUCT),
        "BM25, tuned": bench.lexical(TUNED),
        "dense, passages": bench.dense(Unit.PASSAGE),
        "dense, sentences": bench.dense(Unit.SENTENCE),
        "hybrid, index": bench.fused(PRODUCT),
        "hybrid, index by sentences": bench.fused(replace(TUNED, views=PRODUCT.views)),
        "hybrid, tuned": bench.fused(TUNED),
    }
    values = {name: bench.values(scores) for name, scores in methods.items()}
    asked = bench.asked
    title = f"{asked.name}: {len(asked.queries)} questions, {len(asked.passages)} passages"
    table = Table("method", *_MEASURES, title=title)
    for name, found in values.items():
        table.add_row(name, *(_cell(one, "") for one in estimates(found)))
    for name, other in (
        ("BM25, tuned", "BM25, index"),
        ("hybrid, index", "BM25, index"),
        ("hybrid, tuned", "BM25, tuned"),
        ("hybrid, tuned", "BM25, index"),
    ):
        apart = estimates(values[name] - values[other])
        table.add_row(f"{name} - {other}", *(_cell(one, "+") for one in apart))
    console.print(table)


def _cell(one: Estimate, sign: str) -> str:
    value, low, high = (f"{100 * part:{sign}.2f}" for part in (one.value, one.low, one.high))
    return f"{value} ({low} to {high})"


def main(
    data: Annotated[Path, typer.Option(help="Folder of the public sets.")] = DEFAULT_DATA,
    tuning: Annotated[
        bool, typer.Option("--tune", help="Search the recipe on JaQuAD dev; leave JSQuAD alone.")
    ] = False,
    width: Annotated[int, typer.Option(min=80, help="Width of the tables, in characters.")] = 150,
) -> None:
    """Measure BM25, embeddings and both on JaQuAD dev and JSQuAD validation."""
    console = Console(width=width)
    readers = [lambda: read_jaquad(data, "dev"), lambda: read_jsquad_benchmark(data)]
    embedder, viewer = Embedder.of(Settings().index), Viewer()
    try:
        for reader in readers[: 1 if tuning else None]:
            bench = Bench(read_set(reader, data), embedder, viewer)
            if tuning:
                for trial in tune(bench):
                    shown = f"{100 * trial.ndcg:.2f} {_shown(trial.recipe)}"
                    console.print(f"{trial.stage:20} {shown}")
            else:
                print_bench(console, bench)
    except AppError as error:
        console.print(str(error))
        raise typer.Exit(2) from error


def _shown(recipe: Recipe) -> str:
    views = "+".join(recipe.views)
    fused = f"{recipe.unit} {recipe.fusion} {recipe.weight}"
    return f"{views} k1={recipe.k1} b={recipe.b} {fused}"


if __name__ == "__main__":
    typer.run(main)
