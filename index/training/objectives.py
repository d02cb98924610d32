"""The two losses: find the partner among the others, and order pairs as people did."""

import torch
from torch import Tensor
from torch.nn import functional


def find_partner(queries: Tensor, candidates: Tensor, partner: Tensor, *, scale: float) -> Tensor:
    """Cross entropy of picking each query's partner among all candidates of the batch.

    Known as the multiple negatives ranking loss (Henderson et al. 2017, Efficient Natural Language
    Response Suggestion for Smart Reply) or InfoNCE.

    Args:
        queries: shape (queries, dimensions), rows of length one.
        candidates: shape (candidates, dimensions), rows of length one.
        partner: shape (queries,): which candidate belongs to each query.
        scale: factor on the cosine before the softmax.

    Returns:
        The mean loss, a scalar.
    """
    return functional.cross_entropy(scale * queries @ candidates.T, partner)


def order_as_rated(first: Tensor, second: Tensor, ratings: Tensor, *, scale: float) -> Tensor:
    """Penalise each two pairs whose cosines stand in the other order than their ratings.

    `log(1 + sum exp(scale * (cos_j - cos_i)))` over all i, j with rating_i > rating_j; known as
    CoSENT (Su 2022, https://kexue.fm/archives/8847).

    Args:
        first: shape (pairs, dimensions), rows of length one.
        second: the other sentence of each pair, same shape.
        ratings: shape (pairs,).
        scale: factor on the difference of cosines.

    Returns:
        The loss, a scalar.
    """
    cosines = scale * (first * second).sum(dim=1)
    gaps = cosines[None, :] - cosines[:, None]
    misorderable = ratings[:, None] > ratings[None, :]
    gaps = gaps.masked_fill(~misorderable, float("-inf")).flatten()
    return torch.logsumexp(torch.cat((gaps.new_zeros(1), gaps)), dim=0)
