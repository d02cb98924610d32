"""Titles of conversations: plain text in one line, of a bearable length."""

import re

from assistant.history.types import MOST_NAME_CHARS
from corpus.folding import clean

# As much as a list beside the conversation shows.
_MOST_FIRST_CHARS = 40
_ELLIPSIS = "…"
# Where a sentence may be left without parting a word.
_BREAK = re.compile(r"[\s、。，．,.?？!！]")


def title_of(question: str) -> str:
    """A title from the first question: its beginning, cut where words end."""
    line = _one_line(question)
    if len(line) <= _MOST_FIRST_CHARS:
        return line
    cut = line[: _MOST_FIRST_CHARS - len(_ELLIPSIS)]
    breaks = [match.start() for match in _BREAK.finditer(cut)]
    # Not so far back that little is left of it.
    if breaks and breaks[-1] >= len(cut) // 2:
        cut = cut[: breaks[-1]]
    elif line[len(cut)].isascii() and line[len(cut)].isalnum() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip() + _ELLIPSIS


def name_of(typed: str) -> str:
    """A title that somebody has typed; empty when nothing readable is left of it."""
    return _one_line(typed)[:MOST_NAME_CHARS].rstrip()


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
