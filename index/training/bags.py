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
    """How often each piece occurs in each text.

    Attributes:
        ids: piece ids of all texts, one text after the other, each id once a text.
        counts: for each id, its number of occurrences in the text.
        starts: where each text begins in `ids`; one longer than the number of texts.
    """

    ids: IntArray
    counts: FloatArray
    starts: IntArray

    def __len__(self) -> int:
        """The number of texts."""
        return len(self.starts) - 1


def to_bags(tokenizer: Tokenizer, texts: Sequence[str]) -> Bags:
    """Tokenise texts into bags; a text without pieces becomes one unknown piece."""
    ids: list[IntArray] = []
    counts: list[FloatArray] = []
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    for position, encoding in enumerate(encodings):
        distinct, times = np.unique(np.array(encoding.ids or [0]), return_counts=True)
        ids.append(distinct.astype(np.int64))
        counts.append(times.astype(np.float32))
        starts[position + 1] = starts[position] + len(distinct)
    return Bags(np.concatenate(ids), np.concatenate(counts), starts)


def select(bags: Bags, rows: IntArray, *, keep: float, rng: np.random.Generator) -> Bags:
    """Take some texts, in the order of `rows`; `keep` and `rng` as in `ranges`."""
    return ranges(bags, rows, rows + 1, keep=keep, rng=rng)


def ranges(
    bags: Bags, begin: IntArray, end: IntArray, *, keep: float, rng: np.random.Generator
) -> Bags:
    """Join neighbouring texts, with every piece kept at a probability.

    Args:
        bags: the texts to take from.
        begin: the first text of each joined text.
        end: the text beyond its last; greater than `begin`.
        keep: probability that a piece stays; 1.0 keeps all. The first piece of a joined text
            always stays, so that none becomes empty.
        rng: source of the draws.
    """
    lengths = bags.starts[end] - bags.starts[begin]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    positions = np.arange(starts[-1]) + np.repeat(bags.starts[begin] - starts[:-1], lengths)
    if keep < 1.0:
        kept = rng.random(starts[-1]) < keep
        kept[starts[:-1]] = True
        positions = positions[kept]
        starts = np.concatenate(([0], np.cumsum(kept)))[starts]
    return Bags(bags.ids[positions], bags.counts[positions], starts)


def embed(vectors: Tensor, bags: Bags) -> Tensor:
    """Embed texts: the sum of their piece vectors, scaled to length one.

    Args:
        vectors: piece vectors, shape (pieces, dimensions).
        bags: the texts.

    Returns:
        Shape (texts, dimensions), each row of length one.
    """
    sums = functional.embedding_bag(
        torch.from_numpy(bags.ids),
        vectors,
        torch.from_numpy(bags.starts[:-1]),
        mode="sum",
        per_sample_weights=torch.from_numpy(bags.counts),
    )
    return functional.normalize(sums, dim=1)
