"""Names written with other characters that are read the same (共層力 for 共創力).

An input method that offers the wrong characters leaves the reading intact. So every way to read a
stretch of the question, character by character and word by word, is compared with the readings of
the names.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from assistant.understand.skeleton import skeleton

_FEWEST_KANA = 4
# Signs that may stand in a name, or be left out of it.
_WITHIN_NAMES = set("ー・/-()")
_LONGEST_WORD = 4
_KANJI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff々〆]")
# Letters of which words are made that can be told apart; kana run on.
_SETTLED = re.compile(r"[a-z0-9\u3400-\u4dbf\u4e00-\u9fff々〆]")


class HomophoneNames:
    """Names to be found by their readings.

    Args:
        names: Each name's key with its reading in katakana, Latin words in it as they are.
        readings_of: The readings of a word in the dictionary, in katakana.
    """

    def __init__(
        self, names: Iterable[tuple[str, str]], readings_of: Callable[[str], frozenset[str]]
    ) -> None:
        self._keys: dict[str, str] = {}
        self._readings_of = readings_of
        for key, kana in names:
            sounds = skeleton(kana.lower())[0]
            if len(sounds) >= _FEWEST_KANA:
                self._keys.setdefault(sounds, key)
        self._beginnings = {sounds[:n] for sounds in self._keys for n in range(1, len(sounds) + 1)}

    def find(self, folded: str, boundaries: Collection[int]) -> tuple[tuple[int, int, str], ...]:
        """Names in a folded question as (start, end, key), longest first choice.

        Args:
            folded: The question.
            boundaries: Where its words begin and end: a name that is written in kanji begins and
                ends there as well. A stretch that is a word of its own means itself (競争力).
        """
        found: list[tuple[int, int, str]] = []
        after = 0
        for start in range(len(folded)):
            if start < after or not self._edge(folded, start, start, boundaries):
                continue
            ends = [
                (end, key)
                for end, key in self._from(folded, start, "")
                if self._edge(folded, end, end - 1, boundaries)
                and not self._word(folded[start:end])
            ]
            if ends:
                after, key = max(ends)
                found.append((start, after, key))
        return tuple(found)

    def _from(self, folded: str, place: int, sounds: str) -> Iterator[tuple[int, str]]:
        """Names whose reading begins with some sounds and goes on at a place, with their ends."""
        if sounds in self._keys:
            yield place, self._keys[sounds]
        if place == len(folded):
            return
        letter = skeleton(folded[place])[0]
        if sounds and folded[place] in _WITHIN_NAMES:
            yield from (
                pair for pair in self._from(folded, place + 1, sounds) if pair[0] > place + 1
            )
            return
        if not _KANJI.match(folded[place]):
            if letter and sounds + letter in self._beginnings:
                yield from self._from(folded, place + 1, sounds + letter)
            return
        for end in range(place + 1, min(place + _LONGEST_WORD, len(folded)) + 1):
            for kana in self._readings_of(folded[place:end]):
                more = sounds + skeleton(kana)[0]
                if more in self._beginnings:
                    yield from self._from(folded, end, more)

    def _word(self, stretch: str) -> bool:
        return bool(_KANJI.search(stretch)) and bool(self._readings_of(stretch))

    @staticmethod
    def _edge(folded: str, place: int, inside: int, boundaries: Collection[int]) -> bool:
        """Whether a name may begin or end at a place, next to its own letter `inside`."""
        return place in boundaries or not _SETTLED.match(folded[inside])
