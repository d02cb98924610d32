"""Judge piece vectors: do questions rank their passage first, are like sentences alike?"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from index.training.bags import FloatArray, embed, to_bags
from index.training.data import RatedPair, RetrievalSet

DEPTH = 10


def mean_ndcg(scores: FloatArray, relevant: Sequence[int]) -> float:
    """Mean nDCG@10 where each query has one relevant passage.

    With one relevant passage the ideal gain is 1, so a query's value is `1 / log2(rank + 1)` when
    its passage stands at rank 1 to 10, else 0. Equal scores count in the passage's favour.

    Args:
        scores: shape (queries, passages).
        relevant: for each query, the index of its passage.

    Returns:
        A number from 0 to 1.
    """
    own = scores[np.arange(len(relevant)), np.array(relevant)]
    ranks = 1 + (scores > own[:, None]).sum(axis=1)
    return float(np.where(ranks <= DEPTH, 1 / np.log2(ranks + 1), 0.0).mean())


def encode(tokenizer: Tokenizer, vectors: FloatArray, texts: Sequence[str]) -> FloatArray:
    """Embed texts as the finished model does: mean of piece vectors, length one."""
    rows: FloatArray = embed(torch.from_numpy(vectors), to_bags(tokenizer, texts)).numpy()
    return rows


def passage_ndcg(tokenizer: Tokenizer, vectors: FloatArray, asked: RetrievalSet) -> float:
    """Mean nDCG@10 of ranking all passages by cosine, 0 to 1."""
    queries = encode(tokenizer, vectors, asked.queries)
    passages = encode(tokenizer, vectors, asked.passages)
    return mean_ndcg(queries @ passages.T, asked.relevant)


def similarity_correlation(
    tokenizer: Tokenizer, vectors: FloatArray, pairs: Sequence[RatedPair]
) -> float:
    """Spearman's rank correlation of cosines with people's ratings, -1 to 1."""
    first = encode(tokenizer, vectors, [pair.first for pair in pairs])
    second = encode(tokenizer, vectors, [pair.second for pair in pairs])
    ranks = [
        _tied_ranks((first * second).sum(axis=1)),
        _tied_ranks(np.array([pair.rating for pair in pairs])),
    ]
    return float(np.asarray(np.corrcoef(ranks))[0, 1])


def _tied_ranks(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Ranks from 0; equal values share the middle of their places."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middles: npt.NDArray[np.float64] = np.cumsum(counts) - (counts + 1) / 2
    return middles[place]
