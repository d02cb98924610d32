"""Do words that were never learnt find their record? `python -m index.training.measure`.

Measures a model trained with `--held-out` against BM25 and together with it. The public question
sets are measured by `eval.retrieval.question_sets`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from model2vec import StaticModel

from corpus import load_corpus
from index.training.bags import FloatArray
from index.training.lexical_baseline import bm25_scores
from index.training.paraphrase_probe import best_of_record, make_probe
from index.training.ranking import mean_ndcg
from index.training.train import DEFAULT_OUT

WEIGHTS = (*(round(0.05 * step, 2) for step in range(20)), 1.0, 1.5, 2.0, 3.0, 5.0)


def cosines(model: StaticModel, queries: Sequence[str], passages: Sequence[str]) -> FloatArray:
    """Cosine of every query with every passage, shape (queries, passages)."""
    rows = model.encode(queries, use_multiprocessing=False)
    columns = model.encode(passages, use_multiprocessing=False)
    product: FloatArray = rows @ columns.T
    return product


def fuse(lexical: FloatArray, dense: FloatArray, weight: float) -> FloatArray:
    """Add weighted cosines to BM25 scores, the latter as shares of each query's best.

    Args:
        lexical: BM25 scores, shape (queries, passages).
        dense: cosines, same shape.
        weight: factor on the cosines.

    Returns:
        Fused scores, same shape.
    """
    best = lexical.max(axis=1, keepdims=True)
    fused: FloatArray = lexical / np.maximum(best, 1e-9) + weight * dense
    return fused


def choose_weight(lexical: FloatArray, dense: FloatArray, relevant: tuple[int, ...]) -> float:
    """The weight of `WEIGHTS` with the highest nDCG@10; the smallest of equals."""
    return max(WEIGHTS, key=lambda w: (mean_ndcg(fuse(lexical, dense, w), relevant), -w))


def measure_probe(model: StaticModel, every: int) -> None:
    """Print nDCG@10 of held-out paraphrases finding their record.

    The fusion weight is chosen on every second paraphrase; figures are those of the others.
    """
    corpus = load_corpus()
    for with_kept in (False, True):
        probe = make_probe(corpus, every=every, with_kept=with_kept)
        lexical = best_of_record(bm25_scores(probe.queries, probe.texts), probe)
        dense = best_of_record(cosines(model, probe.queries, probe.texts), probe)
        weight = choose_weight(lexical[::2], dense[::2], probe.relevant[::2])
        known = ", others known" if with_kept else ""
        name = f"paraphrase to record{known} (weight {weight})"
        print(_row(name, lexical[1::2], dense[1::2], probe.relevant[1::2], weight))


def _row(
    name: str, lexical: FloatArray, dense: FloatArray, relevant: tuple[int, ...], weight: float
) -> str:
    ranked = (lexical, dense, fuse(lexical, dense, weight))
    figures = " | ".join(f"{100 * mean_ndcg(scores, relevant):.2f}" for scores in ranked)
    return f"| {name} | {figures} |"


def main() -> None:
    """Read the command line, measure, print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=DEFAULT_OUT, help="model folder")
    parser.add_argument(
        "--held-out", type=int, required=True, help="n of a model trained with the same --held-out"
    )
    arguments = parser.parse_args()
    print("| nDCG@10, texts of a record | BM25 | model | fused |\n|---|---|---|---|")
    measure_probe(StaticModel.from_pretrained(arguments.model), arguments.held_out)


if __name__ == "__main__":
    main()
