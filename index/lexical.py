"""BM25 over the tokens of `index.tokenizer`: built once, saved, loaded, searched.

Scores are computed ahead for every word and document (bm25s), so a search is a sum over the query's
words with numpy alone.
"""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged
from index.tokenizer import tokenise
from index.types import LexicalSettings


class LexicalIndex:
    """A BM25 index over numbered documents: passages, or whole records."""

    def __init__(self, retriever: bm25s.BM25) -> None:
        self._retriever = retriever

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]], settings: LexicalSettings) -> "LexicalIndex":
        """Index documents given as tokens, numbered by their places; there must be a token."""
        retriever = bm25s.BM25(
            method=settings.method, k1=settings.k1, b=settings.b, backend="numpy"
        )
        retriever.index([list(tokens) for tokens in documents], show_progress=False)
        return cls(retriever)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index saved with `save`.

        Raises:
            IndexDamaged: A file is missing or malformed.
        """
        try:
            return cls(bm25s.BM25.load(folder, show_progress=False))
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise IndexDamaged(
                f"the lexical index in {folder} cannot be read: {error}.",
                fix="Run `assistant index build`.",
            ) from error

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is created."""
        self._retriever.save(folder, show_progress=False)

    def __len__(self) -> int:
        """The number of documents indexed."""
        return int(self._retriever.scores["num_docs"])

    def search(
        self, text: str, k: int, *, among: npt.NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` best documents for a query as (number, score), best first.

        Only documents that share a token with the query are returned, so there may be fewer than
        `k`. Equal scores keep the order of the documents.

        Args:
            text: The query.
            k: How many to return at most.
            among: True for the documents that may be returned; all when None.
        """
        tokens = self._retriever.get_tokens_ids(tokenise(text))
        if not tokens or k < 1:
            return []
        scores = self._retriever.get_scores_from_ids(tokens)
        if among is not None:
            scores = np.where(among, scores, 0.0)
        found = np.flatnonzero(scores > 0)
        best = found[np.argsort(-scores[found], kind="stable")][:k]
        return [(int(number), float(scores[number])) for number in best]

    def spread(self, text: str, among: npt.NDArray[np.bool_]) -> dict[str, int]:
        """In how many documents each token of a text occurs, 0 for one that is nowhere.

        Args:
            text: Its tokens are counted once each, in their order.
            among: True for the documents that count.
        """
        known = self._retriever.vocab_dict
        places, starts = (self._retriever.scores[key] for key in ("indices", "indptr"))
        return {
            token: int(among[places[starts[known[token]] : starts[known[token] + 1]]].sum())
            if token in known
            else 0
            for token in tokenise(text)
        }
