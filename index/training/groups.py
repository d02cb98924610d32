"""Groups of texts that mean the same: synonyms, paraphrases, a term and its definition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from index.training.bags import Bags, IntArray, select, to_bags


@dataclass(frozen=True)
class TextGroups:
    """Texts in groups of two or more.

    Attributes:
        bags: the texts, group after group.
        first: for each group, its first text; one longer than the number of groups.
    """

    bags: Bags
    first: IntArray

    def __len__(self) -> int:
        """The number of groups."""
        return len(self.first) - 1


def to_groups(tokenizer: Tokenizer, groups: Iterable[Sequence[str]]) -> TextGroups:
    """Tokenise groups of texts; groups of fewer than two distinct texts are dropped."""
    usable = [distinct for group in groups if len(distinct := list(dict.fromkeys(group))) > 1]
    texts = [text for group in usable for text in group]
    first = np.cumsum([0, *map(len, usable)])
    return TextGroups(to_bags(tokenizer, texts), first)


def draw_pairs(
    groups: TextGroups, number: int, *, keep: float, rng: np.random.Generator
) -> tuple[Bags, Bags]:
    """Draw two texts from each of some groups.

    Args:
        groups: where to draw from.
        number: how many groups; all of them when there are fewer.
        keep: probability that a piece of a text stays.
        rng: source of the draws.

    Returns:
        The first texts and their partners, in the same order. No group is drawn twice, so that
        every other text of the draw is a wrong partner.
    """
    drawn = rng.permutation(len(groups))[:number]
    sizes = groups.first[drawn + 1] - groups.first[drawn]
    one = rng.integers(sizes)
    other = (one + rng.integers(1, sizes)) % sizes
    low = groups.first[drawn]
    return (
        select(groups.bags, low + one, keep=keep, rng=rng),
        select(groups.bags, low + other, keep=keep, rng=rng),
    )
