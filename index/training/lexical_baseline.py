"""The lexical side to measure against: BM25 over Sudachi words and character bigrams."""

import unicodedata
from collections.abc import Sequence

import bm25s
import numpy as np
from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]

from index.training.bags import FloatArray

K1 = 1.2
B = 0.75
_NO_WORDS = ("空白", "補助記号")


def terms(texts: Sequence[str]) -> list[list[str]]:
    """Split texts into Sudachi short units (mode A) followed by character bigrams.

    Texts are NFKC-folded and lower-cased first, words taken in their normalised form; blanks and
    punctuation are no terms.
    """
    splitter = Dictionary().tokenizer(mode=SplitMode.A)
    result = []
    for text in texts:
        folded = unicodedata.normalize("NFKC", text).lower()
        words = [
            morpheme.normalized_form()
            for morpheme in splitter.tokenize(folded)
            if morpheme.part_of_speech()[0] not in _NO_WORDS
        ]
        solid = "".join(character for character in folded if character.isalnum())
        bigrams = [solid[start : start + 2] for start in range(len(solid) - 1)]
        result.append(words + bigrams)
    return result


def bm25_scores(queries: Sequence[str], passages: Sequence[str]) -> FloatArray:
    """Score all passages for all queries by BM25 with k1 = 1.2 and b = 0.75.

    Returns:
        Shape (queries, passages), each 0 or more.
    """
    engine = bm25s.BM25(k1=K1, b=B)
    engine.index(terms(passages), show_progress=False)
    return np.stack([engine.get_scores(query) for query in terms(queries)]).astype(np.float32)
