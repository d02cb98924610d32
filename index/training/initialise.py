"""First piece vectors: half what a piece occurs with, half its own random direction.

The shared half comes from latent semantic analysis of the training passages: pieces that occur in
the same passages start near one another. The random half keeps every piece apart from the rest, so
that a rare name is matched as itself. The length of a vector starts at a softened inverse document
frequency, which is what a mean over pieces needs to favour the telling ones.

Sources: Deerwester et al. 1990, Indexing by Latent Semantic Analysis; Arora et al. 2017, A Simple
but Tough-to-Beat Baseline for Sentence Embeddings (frequency weights for means of word vectors).
"""

import numpy as np
import torch

from index.training.bags import Bags, FloatArray

_SMOOTHING = 5.0
_SOFTENING = 0.75
_LATENT_RANK = 512


def piece_weights(passages: Bags, vocabulary_size: int) -> FloatArray:
    """Weigh pieces by softened inverse document frequency.

    Args:
        passages: the training passages.
        vocabulary_size: number of pieces.

    Returns:
        Shape (vocabulary_size,): `ln((N + 1) / (df + 5)) ** 0.75`, never below 0.1, where N is the
        number of passages and df how many of them hold the piece.
    """
    frequency = np.bincount(passages.ids, minlength=vocabulary_size)
    ratio = (len(passages) + 1) / (frequency + _SMOOTHING)
    weights = np.log(np.maximum(ratio, 1.0)) ** _SOFTENING
    return np.maximum(weights, 0.1).astype(np.float32)


def initial_vectors(
    passages: Bags, *, vocabulary_size: int, dimensions: int, seed: int
) -> FloatArray:
    """Make the first piece vectors.

    Args:
        passages: the training passages; the latent half is learnt from them.
        vocabulary_size: number of pieces.
        dimensions: length of a vector.
        seed: seed of the random half and of the factorisation.

    Returns:
        Shape (vocabulary_size, dimensions). The unknown piece (id 0) is the zero vector.
    """
    weights = piece_weights(passages, vocabulary_size)
    rng = np.random.default_rng(seed)
    own = _unit(rng.standard_normal((vocabulary_size, dimensions)).astype(np.float32))
    vectors = _unit(_latent(passages, weights, dimensions, seed) + own)
    vectors *= weights[:, None] / 8
    vectors[0] = 0.0
    return vectors


def _latent(passages: Bags, weights: FloatArray, dimensions: int, seed: int) -> FloatArray:
    """Factorise the weighted passage-by-piece matrix; rows of length one, or zero if unseen."""
    lengths = np.diff(passages.starts)
    values = weights[passages.ids] / np.sqrt(np.repeat(lengths, lengths))
    places = np.stack((np.repeat(np.arange(len(passages)), lengths), passages.ids))
    shape = (len(passages), len(weights))
    matrix = torch.sparse_coo_tensor(
        torch.from_numpy(places),
        torch.from_numpy(values.astype(np.float32)),
        shape,
        check_invariants=True,
    ).coalesce()
    torch.manual_seed(seed)
    rank = min(dimensions, _LATENT_RANK, *shape)
    _, strengths, directions = torch.svd_lowrank(matrix, rank, niter=2)
    latent = np.zeros((len(weights), dimensions), dtype=np.float32)
    latent[:, :rank] = (directions * strengths.sqrt()).numpy()
    return _unit(latent)


def _unit(rows: FloatArray) -> FloatArray:
    """Scale rows to length one; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: FloatArray = rows / np.maximum(lengths, 1e-9)
    return scaled
