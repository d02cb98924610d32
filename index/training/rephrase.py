"""Ask the same question in other words: some words exchanged for dictionary synonyms."""

from collections.abc import Mapping, Sequence

import numpy as np
from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]


def rephrase(
    questions: Sequence[str],
    synonyms: Mapping[int, Sequence[str]],
    *,
    share: float,
    rng: np.random.Generator,
) -> list[str]:
    """Exchange words of each question for members of their synonym group.

    Args:
        questions: the questions.
        synonyms: the words of each group, by the group numbers of the Sudachi dictionary.
        share: probability that a word which has synonyms is exchanged.
        rng: source of the draws.

    Returns:
        One question for each, unchanged where no word was exchanged.
    """
    splitter = Dictionary().tokenizer(mode=SplitMode.C)
    result = []
    for question in questions:
        words = []
        for morpheme in splitter.tokenize(question):
            word = morpheme.surface()
            groups = [synonyms[g] for g in morpheme.synonym_group_ids() if g in synonyms]
            if groups and rng.random() < share:
                group = groups[int(rng.integers(len(groups)))]
                word = group[int(rng.integers(len(group)))]
            words.append(word)
        result.append("".join(words))
    return result
