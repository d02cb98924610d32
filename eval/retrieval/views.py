"""Texts as terms under several views, to find out which views BM25 gains from.

`words` is what the assistant's index holds (`index.tokenizer`). The others are added to it, each
marked so that terms of different views never meet.
"""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from itertools import pairwise

from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]

from corpus.folding import fold
from index.tokenizer import tokenise

_SILENT = frozenset({"助詞", "助動詞", "空白", "補助記号"})
_WRITTEN = re.compile(r"[\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff々]")
_PIECE_CHARS = 12_000


class View(StrEnum):
    """A way of cutting a text into terms.

    `words`: words of Sudachi's shortest mode in normalised form, and bigrams of letters.
    `readings`: how words of its middle mode are read; finds 取り組み written 取組み.
    `characters`: single kanji and katakana; finds 庁 of 市庁舎.
    `pairs`: neighbouring words; sees their order.
    """

    WORDS = "words"
    READINGS = "readings"
    CHARACTERS = "characters"
    PAIRS = "pairs"


class Viewer:
    """Cuts texts into terms. Not for several threads at once."""

    def __init__(self) -> None:
        dictionary = Dictionary(dict="core")
        self._short = dictionary.tokenizer(mode=SplitMode.A)
        self._middle = dictionary.tokenizer(mode=SplitMode.B)

    def terms(self, text: str, views: Collection[View]) -> list[str]:
        """The terms of a text in every view asked for, repeated as often as they occur."""
        found = tokenise(text) if View.WORDS in views else []
        for line in text.splitlines():
            folded = fold(line)
            for start in range(0, len(folded), _PIECE_CHARS):
                found += self._further(folded[start : start + _PIECE_CHARS], views)
        return found

    def _further(self, folded: str, views: Collection[View]) -> Iterator[str]:
        if View.READINGS in views:
            for morpheme in self._middle.tokenize(folded):
                if morpheme.part_of_speech()[0] not in _SILENT:
                    yield f"{View.READINGS} {morpheme.reading_form()}"
        if View.CHARACTERS in views:
            for character in _WRITTEN.findall(folded):
                yield f"{View.CHARACTERS} {character}"
        if View.PAIRS in views:
            words = [
                morpheme.normalized_form()
                for morpheme in self._short.tokenize(folded)
                if morpheme.part_of_speech()[0] not in _SILENT
            ]
            for first, second in pairwise(words):
                yield f"{View.PAIRS} {first} {second}"
