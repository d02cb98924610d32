"""The lexical side to measure against: BM25 over Sudachi words and character bigrams."""

import unicodedata
from collections.abc import Sequence

import bm25s
import numpy as np
from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]

from index.training.bags import FloatArray

K1 = 1.2
B = 0.75


def terms(texts: Sequence[str]) -> list[list[str]]:
    """Split texts into Sudachi short units (mode A) followed by character bigrams.

    Texts are NFKC-folded and lower-cased first, and blanks are no terms.
    """
    splitter = Dictionary().tokenizer(mode=SplitMode.A)
    result = []
    for text in texts:
        folded = unicodedata.normalize("NFKC", text).lower()
        words = [morpheme.surface() for morpheme in splitter.tokenize(folded)]
        solid = "".join(folded.split())
        bigrams = [solid[start : start + 2] for start in range(len(solid) - 1)]
        result.append([word for word in words if word.strip()] + bigrams)
    return result


def bm25_scores(queries: Sequence[str], passages: Sequence[str]) -> FloatArray:
    """Score all passages for all queries by BM25 with k1 = 1.2 and b = 0.75.

    Returns:
        Shape (queries, passages), each 0 or more.
    """
    engine = bm25s.BM25(k1=K1, b=B)
    engine.index(terms(passages), show_progress=False)
    return np.stack([engine.get_scores(query) for query in terms(queries)]).astype(np.float32)
