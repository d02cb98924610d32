"""Measures of a ranking, as trec_eval computes them (through ir-measures)."""

from collections.abc import Sequence
from enum import StrEnum

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, R, nDCG


class Measure(StrEnum):
    """A measure of one ranking, 0 to 1; for many questions its mean.

    `recall@k`: the share of what is relevant that stands among the first k.
    `MRR`: one over the rank of the first relevant hit; 0 where none was found.
    `nDCG@10`: the sum of 1 / log2(rank + 1) over the relevant hits among the first ten, as a share
    of the best such sum that could be had (Järvelin and Kekäläinen 2002).
    """

    RECALL_1 = "recall@1"
    RECALL_5 = "recall@5"
    RECALL_10 = "recall@10"
    MRR = "MRR"
    NDCG_10 = "nDCG@10"


_COMPUTED = {
    Measure.RECALL_1: R @ 1,
    Measure.RECALL_5: R @ 5,
    Measure.RECALL_10: R @ 10,
    Measure.MRR: RR,
    Measure.NDCG_10: nDCG @ 10,
}

Values = npt.NDArray[np.float64]


def measure_rankings(
    relevant: Sequence[Sequence[str]],
    rankings: Sequence[Sequence[str]],
    measures: Sequence[Measure] = tuple(Measure),
) -> Values:
    """Measure rankings of documents, one for each question.

    Args:
        relevant: The documents that each question should find; at least one.
        rankings: The documents found for it, best first, none twice; may be empty.
        measures: Which measures, in the order of the columns.

    Returns:
        Shape (questions, measures).
    """
    # Scores that fall by rank, because trec_eval would order equal ones by the documents' names.
    qrels = {str(n): dict.fromkeys(documents, 1) for n, documents in enumerate(relevant)}
    run = {
        str(n): {document: float(-rank) for rank, document in enumerate(documents)}
        for n, documents in enumerate(rankings)
    }
    columns = {_COMPUTED[one]: at for at, one in enumerate(measures)}
    values = np.zeros((len(relevant), len(measures)))
    for found in ir_measures.iter_calc(list(columns), qrels, run):
        values[int(found.query_id), columns[found.measure]] = found.value
    return values
