"""Measure the model against BM25 and together with it: `python -m index.training.measure`.

The weight of the model in the fusion is chosen on JaQuAD dev and only reported on JSQuAD.
"""

import argparse
from pathlib import Path

import numpy as np
from model2vec import StaticModel

from index.training import data
from index.training.bags import FloatArray
from index.training.lexical_baseline import bm25_scores
from index.training.ranking import mean_ndcg
from index.training.train import DEFAULT_DATA, DEFAULT_OUT

WEIGHTS = tuple(round(0.05 * step, 2) for step in range(41))


def cosines(model: StaticModel, asked: data.RetrievalSet) -> FloatArray:
    """Cosine of every query with every passage, shape (queries, passages)."""
    queries = model.encode(asked.queries, use_multiprocessing=False)
    passages = model.encode(asked.passages, use_multiprocessing=False)
    product: FloatArray = queries @ passages.T
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


def main() -> None:
    """Read the command line, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of public sets")
    parser.add_argument("--model", type=Path, default=DEFAULT_OUT, help="model folder")
    arguments = parser.parse_args()
    model = StaticModel.from_pretrained(arguments.model)
    tune = data.read_jaquad(arguments.data, "dev")
    test = data.read_jsquad_benchmark(arguments.data)
    scores = {
        asked.name: (bm25_scores(asked.queries, asked.passages), cosines(model, asked))
        for asked in (tune, test)
    }
    weight = choose_weight(*scores[tune.name], tune.relevant)
    print(f"nDCG@10, question to passage; fusion weight {weight} chosen on {tune.name}\n")
    print("| set | BM25 | dense | fused |\n|---|---|---|---|")
    for asked in (tune, test):
        lexical, dense = scores[asked.name]
        figures = (
            mean_ndcg(ranked, asked.relevant)
            for ranked in (lexical, dense, fuse(lexical, dense, weight))
        )
        print(f"| {asked.name} | " + " | ".join(f"{100 * f:.2f}" for f in figures) + " |")


if __name__ == "__main__":
    main()
