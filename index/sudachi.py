"""Sudachi: one dictionary for the process, one tokenizer a thread, texts of any length."""

import threading
from collections.abc import Iterator

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer  # type: ignore[import-untyped]

# Sudachi refuses more than 49,149 bytes at once; a character has at most 4.
_PIECE_CHARS = 12_000

_local = threading.local()
_loading = threading.Lock()
_dictionary: Dictionary | None = None


def placed(text: str) -> Iterator[tuple[int, Morpheme]]:
    """Each morpheme of a text, in Sudachi's shortest mode.

    Its own place (`begin()`, `end()`) counts from the start of a piece of the text, which comes
    with it. Safe to call from several threads.
    """
    tokenizer = _tokenizer()
    for start in range(0, len(text), _PIECE_CHARS):
        for morpheme in tokenizer.tokenize(text[start : start + _PIECE_CHARS]):
            yield start, morpheme


def dictionary() -> Dictionary:
    """The dictionary, loaded at the first use."""
    global _dictionary
    if _dictionary is None:
        with _loading:
            if _dictionary is None:
                _dictionary = Dictionary(dict="core")
    return _dictionary


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer: they share the dictionary but may not be shared themselves."""
    tokenizer: Tokenizer | None = getattr(_local, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _local.tokenizer = dictionary().tokenizer(mode=SplitMode.A)
    return tokenizer
