"""Tokenised texts as bags of pieces, ready for one weighted `embedding_bag` call."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Bags:
    """The distinct pieces of each text, with their share of it.

    Attributes:
        ids: piece ids of all texts, one text after the other, each id once a text.
        shares: for each id, its number of occurrences over the length of its text.
        starts: where each text begins in `ids`; one longer than the number of texts.
    """

    ids: IntArray
    shares: FloatArray
    starts: IntArray

    def __len__(self) -> int:
        return len(self.starts) - 1


def to_bags(tokenizer: Tokenizer, texts: Sequence[str]) -> Bags:
    """Tokenise texts into bags; a text without pieces becomes one unknown piece."""
    ids: list[IntArray] = []
    shares: list[FloatArray] = []
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    for position, encoding in enumerate(encodings):
        distinct, counts = np.unique(np.array(encoding.ids or [0]), return_counts=True)
        ids.append(distinct.astype(np.int64))
        shares.append((counts / counts.sum()).astype(np.float32))
        starts[position + 1] = starts[position] + len(distinct)
    return Bags(np.concatenate(ids), np.concatenate(shares), starts)


def select(bags: Bags, rows: IntArray, *, keep: float, rng: np.random.Generator) -> Bags:
    """Take some texts, with every piece kept at a probability.

    Args:
        bags: the texts to take from.
        rows: which texts, in the order wanted.
        keep: probability that a piece stays; 1.0 keeps all. The first piece of a text always
            stays, so that no text becomes empty.
        rng: source of the draws.
    """
    lengths = bags.starts[rows + 1] - bags.starts[rows]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    positions = np.arange(starts[-1]) + np.repeat(bags.starts[rows] - starts[:-1], lengths)
    if keep < 1.0:
        kept = rng.random(starts[-1]) < keep
        kept[starts[:-1]] = True
        positions = positions[kept]
        starts = np.concatenate(([0], np.cumsum(kept)))[starts]
    return Bags(bags.ids[positions], bags.shares[positions], starts)


def embed(vectors: Tensor, bags: Bags) -> Tensor:
    """Embed texts: the mean of their piece vectors, scaled to length one.

    Args:
        vectors: piece vectors, shape (pieces, dimensions).
        bags: the texts.

    Returns:
        Shape (texts, dimensions), each row of length one.
    """
    means = functional.embedding_bag(
        torch.from_numpy(bags.ids),
        vectors,
        torch.from_numpy(bags.starts[:-1]),
        mode="sum",
        per_sample_weights=torch.from_numpy(bags.shares),
    )
    return functional.normalize(means, dim=1)
