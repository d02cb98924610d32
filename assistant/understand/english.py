"""English words as they were meant: one letter wrong, missing, doubled or exchanged."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD = re.compile(r"[A-Za-z]+")
# With the marks that romanised Japanese has on its vowels.
_MARKED_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
# Short words have too many neighbours; long ones may be wrong in two places.
_SHORTEST = 4
_LONG = 8
# A word seen only once may be somebody's slip itself.
_SEEN = 2


@cache
def _dictionary() -> "SpellChecker":
    """English words at large, with how often they are used; read when first needed."""
    from spellchecker import SpellChecker

    return SpellChecker(language="en")


class EnglishWords:
    """The English words that people use about the text.

    Args:
        texts: Where they are taken from.
        japanese: Whether a word is romanised Japanese, and so no slip.
    """

    def __init__(
        self, texts: Iterable[str], *, japanese: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._japanese = japanese
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._known = frozenset(counts)
        self._meant = {w: n for w, n in counts.items() if n >= _SEEN and len(w) >= _SHORTEST - 1}
        self._choices = tuple(sorted(self._meant))

    def corrected(self, text: str) -> str:
        """The text with each unknown word replaced by the one known word it is nearest to."""
        return _MARKED_WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, written: str) -> str:
        word = written.lower()
        spelt_out = written.islower() or written.istitle()
        if len(word) < _SHORTEST or word in self._known or not spelt_out:
            return written
        if not word.isascii() or self._japanese(word) or word in _dictionary():
            return written
        allowed = 2 if len(word) >= _LONG else 1
        near = extract(word, self._choices, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        # A slip rarely hits the first letter; of equals, the commoner word is meant.
        ranked = sorted(near, key=lambda n: (n[1], n[0][0] != word[0], -self._meant[n[0]], n[0]))
        return ranked[0][0] if ranked else written
